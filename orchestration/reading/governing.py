"""Which of a sentence's period expressions a number is told for."""

import re

from orchestration.reading.periods import BRACKETED, Period

ATTACHED_WITHIN = 40
ANOTHER_CLAUSE = re.compile(r"[,;:.()]|(?<!\w)(?:còn|và|trong khi|thì)(?!\w)")
# "cao hơn mức 7,5% của năm 2022"
OF_THE_BASE = re.compile(r"\s(?:của|trong)\s|\s?\(")
# "cao hơn 1,71% so với năm 2022 (86,62%)": what stands in brackets behind the base is the base's own
AT_THE_BASE = re.compile(r"\s*\((?:\s?(?:đạt|là|chỉ|mức|khoảng|hơn|gần|trên|xếp|đứng|thứ|hạng|vị trí))*\s?")
# "giai đoạn 2021-2025, …, trung bình giai đoạn này ước đạt 13%"
THAT_STAGE = re.compile(r"giai đoạn (?:này|trên|đó)(?!\w)")
# "từ vị trí thứ 15 (năm 2021) lên thứ 13": where something stood before
IT_WAS = re.compile(r"(?<!\w)từ\s(?:(?:vị trí|mức|hạng|thứ hạng|thứ)\s)*$")
IT_BECAME = re.compile(r"(?:[^.;,()\d]|\([^()]*\)|năm \d{4}){0,25}?,?\s(?:lên|xuống|còn|sang)\s")


def governing(found: list[Period], start: int, end: int, next_start: int, low: str) -> list[Period]:
    """The period (or the several years) that a number at [start, end) is told for, among those of its sentence."""
    if not found:
        return []
    bases = [
        p
        for p in found
        if p.is_base and (AT_THE_BASE.fullmatch(low, p.end, start) or OF_THE_BASE.fullmatch(low, end, p.start))
    ]
    if bases:
        return bases[-1:]
    found = [p for p in found if not p.is_base and (p.aside is None or p.aside[0] < start < p.aside[1])]
    stages = [p for p in found if p.is_stage and p.end <= start]
    if stages and THAT_STAGE.search(low, stages[-1].end, start):
        return stages[-1:]
    behind = [p for p in found if end <= p.start < next_start and p.firm]
    if behind and p_is_attached(low, end, behind[0]):
        return same_expression(found, behind[0])
    before = [p for p in found if p.end <= start and p.firm]
    # "hiện nay, tỉnh đứng thứ 2 trong bảng xếp hạng năm 2022": the year says more than "now"
    if before and behind and before[-1].is_now and not ANOTHER_CLAUSE.search(unbracketed(low[end : behind[0].start])):
        return same_expression(found, behind[0])
    if before:
        return same_expression(found, before[-1])
    return []


def is_former(low: str, start: int, end: int) -> bool:
    """Whether a number tells how it was: "từ 87,6% năm trước xuống 86,8%"."""
    near = low.rfind("từ ", max(0, start - 30), start)
    return near >= 0 and IT_WAS.match(low, near, start) is not None and IT_BECAME.match(low, end) is not None


def of_the_former(found: list[Period], end: int, low: str) -> list[Period]:
    """When it was so: the time told right behind it, else that with which the sentence compares."""
    behind = [p for p in found if p.start >= end and p_is_attached(low, end, p)]
    bases = [p for p in found if p.is_base]
    return behind[:1] or bases[-1:]


def year_before(period: Period) -> Period:
    """ "Năm 2022, … tăng từ vị trí 15 lên 13": the fifteenth was held the year before."""
    first, last = (
        day and day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
        for day in (period.period_start, period.period_end)
    )
    return period._replace(period_start=first, period_end=last)


def unbracketed(stretch: str) -> str:
    return BRACKETED.sub("", stretch)


def p_is_attached(low: str, end: int, period: Period) -> bool:
    """ "42% năm 2019", "1.250 hồ sơ trong quý I/2025": close behind the number, with no stop between."""
    between = low[end : period.start]
    bracketed = between.endswith("(") and period.aside is None  # "82,2% (năm 2022)"
    return len(between) <= ATTACHED_WITHIN and not ANOTHER_CLAUSE.search(between[: -1 if bracketed else None])


def same_expression(found: list[Period], period: Period) -> list[Period]:
    return [p for p in found if (p.start, p.end) == (period.start, period.end)]
