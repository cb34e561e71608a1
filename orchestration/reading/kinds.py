"""What sort of statement a number is: a measured state, an aim, a position, a difference."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from orchestration.reading.periods import Period
from orchestration.reading.quantities import Quantity, any_of

FROM = re.compile(r"\stừ\s*$")
TO = re.compile(r"[^.;]{0,40}\s(?:xuống|lên|còn|đến)\s")


@dataclass(frozen=True, slots=True)
class Cues:
    target: re.Pattern[str]
    done: re.Pattern[str]
    change: re.Pattern[str]
    fall: re.Pattern[str]


def cues(words: dict[str, Any]) -> Cues:
    table = words["kinds"]
    up, down = any_of(table["change_up"]), any_of(table["change_down"])
    bounds = any_of({word for names in words["qualifiers"].values() for word in names})
    gap = rf"(?:\s(?:thêm|bình quân|trung bình|hơn nữa|tới|đến|lên|xuống|đi|khoảng|{bounds}))*\s*$"
    return Cues(
        target=re.compile(rf"(?<!\w)(?:{any_of(table['target'])})(?!\w)"),
        done=re.compile(rf"(?<!\w)(?:{any_of(table['done'])})(?!\w)"),
        change=re.compile(rf"(?<!\w)(?:{up}|{down})" + gap),
        fall=re.compile(rf"(?<!\w)(?:{down})" + gap),
    )


def is_aim(
    low: str, start: int, at: int, period: list[Period], latest: date | None, rules: Cues, inherited: bool
) -> bool:
    """Whether a number at `at` is aimed at: a modal before it that nothing has fulfilled, or a due date to come."""
    aims = [match.start() for match in rules.target.finditer(low, start, at)]
    done = [match.start() for match in rules.done.finditer(low, start, at)]
    if aims and (not done or done[-1] < aims[-1]):
        return True
    if done:
        return False
    due = period[0] if period else None
    to_come = bool(
        due and due.period_type == "deadline" and due.period_end and (latest is None or due.period_end > latest)
    )
    return inherited or to_come


def kind_of(quantity: Quantity, low: str, start: int, aimed: bool, rules: Cues) -> tuple[str, float]:
    """(kind, value): an aim stays an aim whatever its unit; a fall is negative."""
    at = quantity.bound_start if 0 <= quantity.bound_start < quantity.start else quantity.start
    before = low[max(start, at - 40) : at]
    changed = rules.change.search(before)
    fallen = rules.fall.search(before)
    if aimed:
        return "target", quantity.value
    if changed and FROM.search(before) and TO.match(low, quantity.end):
        return "actual", quantity.value  # "giảm từ 42% … xuống còn 26%" names two states
    if quantity.sort == "places" or (
        changed and quantity.unit in ("percent", "points", "count", "vnd") and not quantity.denominator
    ):
        return "change", -quantity.value if fallen else quantity.value
    return ("rank" if quantity.unit == "rank" else "actual"), quantity.value
