"""What sort of statement a number is: a measured state, an aim, a position, a difference."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from orchestration.reading.leads import Sought, Spots, matches, within
from orchestration.reading.numerals import Quantity
from orchestration.reading.periods import Period
from orchestration.reading.quantities import OF_THE_BASE, any_of

Span = tuple[int, int]

# "phát triển … với mục tiêu phủ sóng vùng xa", "với mục tiêu phục vụ người dân, tỉnh …": what for, no figure aimed at
PURPOSE = re.compile(r"(?<=với mục tiêu)\s(?!là |đạt )[^\d,.;:]+(?:[,.;]|$)")
FROM = re.compile(r"\stừ\s*$")
A_DIGIT = re.compile(r"\d")
DIGIT = re.compile(r"\d(?:\d*(?:[.,]\d+)*\s*%|\d\d)")
# "(vượt mục tiêu của năm 2022 là 85%)": the number is the aim, whatever became of it
AIM_ITSELF = Sought(
    re.compile(
        r"(?<!\w)(?:mục tiêu|chỉ tiêu|kế hoạch)"
        r"(?:\s(?:của|theo|đề ra|đặt ra|cuối|năm|giao|được giao|\d{4}|kế hoạch|tp|tỉnh|thành phố|chính phủ)){0,8}"
        r"\s(?:là|phải đạt)\s(?:\w+\s)?$"
        r"|so với (?:mục tiêu|chỉ tiêu)(?:\s(?:của|đề ra|đặt ra|năm|giao|được giao|là|\d{4})){0,4}\s$"
        r"|(?:mục tiêu|chỉ tiêu|kế hoạch)(?:\s(?:đề ra|đặt ra|năm|giao|được giao)){0,2}\s\($"
        r"|\(\s?(?:mục tiêu|chỉ tiêu|kế hoạch)(?:\s(?:là|đề ra|đạt|giao))*\s?:?\s?(?:\w+\s)?$"
    ),
    ("mục tiêu", "chỉ tiêu", "kế hoạch"),
)
COUNTED = re.compile(r"[\d%]\s?(?:mục|chỉ) tiêu$")  # "15/16 mục tiêu": aims that are counted aim at nothing
COMPARED_WITH = re.compile(r"(?:cao|thấp|lớn|nhỏ|nhiều|ít)\shơn(?:\s\w+){0,4}\s*$")
REACHED_FROM = re.compile(
    r"(?<!\w)từ\s(?:[^\s\d.;]+\s){0,3}\d[\d.,]*(?:/\d+)?\s?(?:%|điểm)?\s?(?:\([^()]{0,20}\)\s?|năm \d{4}\s?)?,?\s?"
    r"(?:lên|xuống|còn|sang)\s(?:\w+\s){0,2}$"
)
CUT = re.compile(r"(?<!\w)cắt giảm(?:\s(?:được|hơn|trên|gần|khoảng))*\s*$")
TO = re.compile(r"[^.;]{0,40}\s(?:xuống|lên|còn|đến)\s")
# "100% bệnh viện (38/38) đã kết nối": what was to be is done; not "60% hệ thống đã vận hành được kết nối"
DONE_BY_IT = Sought(
    re.compile(
        r"(?:/\d+)?\s?%?(?:[^.;:,()\d%]|\([^()]{0,30}\)|, (?=[^.;:,()\d%]{1,25}(?:,|\sđã))){0,90}?"
        r"\sđã(?!\w)(?!\s(?!được)[^.;,]{0,40}\sđược\s)"
    ),
    ("đã",),
)
# "80% hộ kinh doanh sẽ có …": the obligation comes after what it measures
WILL = Sought(re.compile(r"\s(?:[^.;:,()\d%]|, (?=[^.;:,()\d%]{1,25}(?:,|\ssẽ))){2,70}?\ssẽ\s"), ("sẽ",))
# "hướng đến trên 80% hộ …"
AIMED_AT = re.compile(
    r"\s(?:(?:có|đạt|mức|tỷ lệ|tỉ lệ|ít nhất|tối thiểu|trên|hơn|khoảng|gần|toàn bộ|cấp|thêm)\s){0,3}(?=\d)"
)


@dataclass(frozen=True, slots=True)
class Cues:
    target: re.Pattern[str]
    told_of: re.Pattern[str]
    done: re.Pattern[str]
    change: re.Pattern[str]
    change_ends: tuple[str, ...]  # what must stand right before a number for `change` to match
    fall: re.Pattern[str]
    forecast: Sought
    assured: tuple[str, ...]
    at_once: frozenset[str]


def cues(words: dict[str, Any]) -> Cues:
    table = words["kinds"]
    up, down = any_of(table["change_up"]), any_of(table["change_down"])
    between = {*table["change_gap"], *(word for names in words["qualifiers"].values() for word in names)}
    gap = rf"(?:\s(?:{any_of(between)}))*\s*$"
    return Cues(
        target=re.compile(rf"(?<!\w)(?:{any_of(table['target'])})(?!\w)"),
        told_of=re.compile(rf"(?<!đặt )(?<!ra )(?<!giao )(?:{any_of(table['told_of'])})"),
        done=re.compile(rf"(?<!\w)(?:{any_of(table['done'])})(?!\w)"),
        change=re.compile(rf"(?<!\w)(?:{up}|{down})" + gap),
        change_ends=(*table["change_up"], *table["change_down"], *between),
        fall=re.compile(rf"(?<!\w)(?:{down})" + gap),
        forecast=Sought(
            re.compile(rf"(?<!\w)(?:{any_of(table['forecast'])})(?:\s(?:[^\W\d]+|20\d\d)){{0,6}}\s*$"),
            tuple(table["forecast"]),
        ),
        assured=tuple(table["assured"]),
        at_once=frozenset(table["at_once"]),
    )


class Heard(NamedTuple):
    """Where one sentence says that something is aimed at, that an aim is only told of, and that something is done."""

    target: list[Span]
    told_of: list[Span]
    done: list[Span]


NOTHING_HEARD = Heard([], [], [])


def hear(low: str, start: int, end: int, rules: Cues, spots: Spots) -> Heard:
    if not within(spots["heard"], start, end):
        return NOTHING_HEARD
    done = [match.span() for match in matches(rules.done, low, spots["done"], start, end)]
    aims = [match.span() for match in matches(rules.target, low, spots["target"], start, end)]
    return Heard(
        [span for span in aims if is_told(low, span, end, done, rules)],
        [match.span() for match in matches(rules.told_of, low, spots["told of"], start, end)],
        done,
    )


def is_told(low: str, span: Span, end: int, done: list[Span], rules: Cues) -> bool:
    """Whether words of aim aim at a number: some do only at the one that follows them."""
    if low[slice(*span)] in rules.at_once:
        return AIMED_AT.match(low, span[1], end) is not None
    if PURPOSE.match(low, span[1], end):
        return False
    return not low.startswith(rules.assured, span[0]) or assures(low, span, end, done)


def assures(low: str, span: Span, end: int, done: list[Span]) -> bool:
    """ "Đảm bảo 100% …" is an aim; "đảm bảo phục vụ người dân.", "đảm bảo 100% xã đã …", "hiện đảm bảo …" are none."""
    clause = low.rfind(";", 0, span[0])
    aimed_at = DIGIT.search(low, span[1], end) or A_DIGIT.search(low, span[1], end)
    if aimed_at is None or DONE_BY_IT.match(low, aimed_at.end(), end):
        return False
    return not any(clause < last <= span[0] for _, last in done)


def leads(words: dict[str, Any]) -> dict[str, list[str]]:
    """What the cues begin with."""
    table = words["kinds"]
    cues = {"target": table["target"], "told of": table["told_of"], "done": table["done"]}
    return cues | {"heard": [word for words in cues.values() for word in words]}


def is_aim(
    low: str,
    start: int,
    quantity: Span,
    end: int,
    period: list[Period],
    latest: date | None,
    heard: Heard,
    inherited: bool,
) -> bool:
    """Whether a number is aimed at: a modal before it that nothing has fulfilled, or a due date to come.

    What is told as done in another clause of the sentence is done there only, but for the first, which opens them all.
    """
    at = quantity[0]
    if AIM_ITSELF.search(low, max(start, at - 90), at):
        return True
    aims = aims_before(low, at, heard)
    done = done_before(low, start, at, heard)
    if aims and (not done or done[-1] < aims[-1]):
        return True
    if WILL.match(low, quantity[1], end):
        return True
    if done or DONE_BY_IT.match(low, quantity[1], end):
        return False
    due = period[0] if period else None
    to_come = bool(
        due
        and due.period_type == "deadline"
        and due.aside is None
        and due.period_end
        and (latest is None or due.period_end > latest)
    )
    return inherited or to_come


def aims_before(low: str, end: int, heard: Heard) -> list[int]:
    """Where words before `end` say that something is aimed at; what stood in brackets ended with them."""
    if not heard.target:
        return []
    return [
        at
        for at, last in heard.target
        if last <= end
        and not any(first <= at < last for first, last in heard.told_of if last <= end)
        and not COUNTED.search(low, max(0, at - 4), at + 8)
        and low.count("(", at, end) >= low.count(")", at, end)
    ]


def done_before(low: str, start: int, at: int, heard: Heard) -> list[int]:
    """Where words before a number say that it has happened: in its own clause, or in the sentence's opening."""
    if not heard.done:
        return []
    clause = max(start, low.rfind(";", start, at))
    opening = DIGIT.search(low, start, at)
    first = min(low.find(";", start, at) % (at + 1), opening.start() if opening else at, clause)
    return [
        begin
        for reach, limit in ((start, first), (clause, at))
        for begin, end in heard.done
        if reach <= begin and end <= limit
    ]


def kind_of(
    quantity: Quantity, low: str, start: int, aimed: bool, rules: Cues, goes_on: str | None = None
) -> tuple[str, float]:
    """(kind, value): an aim stays an aim whatever its unit; a fall is negative.

    goes_on: the kind of the number before, where this one is told in the same breath ("tăng 75% về … và 121% về …").
    """
    at = quantity.bound_start if 0 <= quantity.bound_start < quantity.start else quantity.start
    if aimed:
        return "target", quantity.value
    before = low[max(start, at - 40) : at]
    whole = low[max(start, at - 40) : quantity.start]  # "ước đạt tăng trưởng 22,4%": the bound may be told first
    led = before.rstrip().endswith(rules.change_ends) or (
        at < quantity.start and whole.rstrip().endswith(rules.change_ends)
    )
    changed = rules.change.search(before) or rules.change.search(whole) if led else None
    if changed and COMPARED_WITH.search(before) and OF_THE_BASE.match(low, quantity.end):
        return "actual", quantity.value  # "cao hơn mức 7,5% của năm 2022" names the state of that year
    if changed and REACHED_FROM.search(low, max(start, quantity.start - 80), quantity.start):
        return "rank" if quantity.unit == "rank" else "actual", quantity.value  # "từ 87,6% (2021) xuống 86,8%"
    if changed and quantity.unit == "count" and CUT.search(before):
        return "actual", quantity.value  # "cắt giảm 245 thủ tục": so many were cut
    if changed and FROM.search(before) and TO.match(low, quantity.end):
        return "actual", quantity.value  # "giảm từ 42% … xuống còn 26%" names two states
    if goes_on == "change" and quantity.unit in ("percent", "points", "count", "vnd"):
        return "change", quantity.value
    if quantity.sort in ("places", "times") or (
        changed and quantity.unit in ("percent", "points", "count", "vnd") and not quantity.denominator
    ):
        fallen = changed and (rules.fall.search(before) or rules.fall.search(whole))
        return "change", -quantity.value if fallen else quantity.value
    if quantity.unit != "rank" and rules.forecast.search(low, max(start, at - 40), at):
        return "plan", quantity.value
    return ("rank" if quantity.unit == "rank" else "actual"), quantity.value
