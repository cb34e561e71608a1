"""For when a report is, and when it was made, as printed over it.

Titles of reports are terser than sentences ("Kỳ 09/2024", "Từ: 01/09/2024 - Đến: 30/09/2024"), so they are first put as
a sentence would say them. What can be two periods is none: a month and the year to date in one title, two spans.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from orchestration.portals.plain import unaccented
from orchestration.reading.periods import Period, periods

STAMP = re.compile(
    r"cap nhat(?: luc| ngay| den| tu dong)?\s*:?\s*(?:luc\s*)?(?:(\d{1,2}):(\d{2})(?::(\d{2}))?\s*,?\s*(?:ngay\s*)?)?"
    r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)
MONTHS_IN_WORDS = {
    word: number
    for number, words in enumerate(
        ("một|giêng", "hai", "ba", "tư|bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"), 1
    )
    for word in words.split("|")
}
LONGEST_FIRST = "|".join(sorted(MONTHS_IN_WORDS, key=len, reverse=True))
# how a title says it → how a sentence does
AS_SENTENCES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"[‐‑‒–—−]"), "-"),
    (re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b"), r"\3/\2/\1"),
    (re.compile(r"\b(từ|đến|tới|ngày|tháng|quý|năm|kỳ|kỳ báo cáo)\s*:\s*"), r"\1 "),
    (re.compile(r"\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})"), r"ngày \1/\2/\3"),
    (re.compile(r"\s*-\s*(?=đến\b)"), " "),
    (re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\s*,?\s*(?:ngày\s+)?(?=\d{1,2}/\d{1,2}/\d{4})"), ""),
    (re.compile(r"(?<=/\d{4})\s+\d{1,2}:\d{2}(?::\d{2})?\b"), ""),
    (re.compile(r"\b(tháng|quý)\s+(\w+)\s*,\s*(?=năm\s+\d{4})"), r"\1 \2 "),
    (re.compile(r"\b(ba|sáu|chín)\s+(?=tháng\s+(?:đầu|cuối)\s+năm)"), lambda found: f"{MONTHS_IN_WORDS[found[1]]} "),
    (
        re.compile(rf"\btháng\s+({LONGEST_FIRST})(?=\s*(?:/|-|\bnăm\b)\s*\d{{4}})"),
        lambda found: f"tháng {MONTHS_IN_WORDS[found[1]]}",
    ),
    (re.compile(r"\b(?:kỳ(?: báo cáo| thống kê)?|tháng/năm:?)\s+t?(\d{1,2})\s*[/-]\s*(\d{4})\b"), r"tháng \1/\2"),
    (re.compile(r"\bt(\d{1,2})\s*/\s*(\d{4})\b"), r"tháng \1/\2"),
    (
        re.compile(
            r"\bnăm\s+(\d{4})\s*[,;-]?\s*((?:quý\s+(?:iv|i{1,3}|[1-4])|tháng\s+\d{1,2})\b)(?!\s*(?:[/-]|năm)\s*\d)"
        ),
        r"\2 năm \1",
    ),
    (
        re.compile(r"\btừ\s+tháng\s+(\d{1,2})\s*(?:đến|-)\s*(?:hết\s+)?tháng\s+(\d{1,2})\s*(?:/|-|năm)\s*(\d{4})"),
        r"từ tháng \1/\3 đến tháng \2/\3",
    ),
    (
        re.compile(r"\b((?:tháng|quý)\s+\w+)\s+và\s+(\d{1,2})\s+tháng(?:\s+đầu)?\s+năm\s+(\d{4})"),
        r"\1/\3 và \2 tháng đầu năm \3",
    ),
    (re.compile(r"\b(?:6|sáu)\s+tháng\s+cuối\s+năm\s+(\d{4})"), r"từ 01/07/\1 đến 31/12/\1"),
)
TO_DATE = re.compile(r"\bl(?:ũy|uỹ)\s+kế\b|\btừ\s+đầu\s+năm\b")
AND_TO_DATE = re.compile(r"(?:\bvà|[,;&+])\s*(?:số\s+)?(?:l(?:ũy|uỹ)\s+kế\b|từ\s+đầu\s+năm\b)")
# a month or quarter that was not read beside the year that was
PART_OF_A_YEAR = re.compile(r"\b(?:tháng|quý)\s+(?:\d|[ivx]+\b)")
# a report month that ends on this day began in the month before
CLOSING_DAY = 14


def told_period(above: str) -> dict[str, Any]:
    """The period printed over a table, as the fields of a Report; a report month may run from the 15th to the 14th."""
    low = as_a_sentence(above)
    told = [
        period
        for period in periods(low, 0, len(low), None, None)
        if period.period_end and not period.is_base and not period.is_stage and not period.is_now
    ]
    stretches = [period for period in told if period.period_start and period.period_type in KINDS]
    until = {period.period_end for period in told if period.period_type == "as_of" and not period.period_start}
    period = the_one(stretches)
    if period is None:
        known = until if not stretches else set()
        return fields(next(p for p in told if p.period_end in known), low) if len(known) == 1 else {}
    if is_year(period) and PART_OF_A_YEAR.search(low):
        return {}
    if period.period_type == "calendar":
        period = to_date(period, low, until)
    elif is_of_days(period) and begins_a_year(period):
        period = period._replace(period_type="ytd")
    return fields(period, low) if period else {}


KINDS = frozenset({"report", "ytd", "calendar"})


def as_a_sentence(above: str) -> str:
    low = " ".join(unicodedata.normalize("NFC", above).lower().split())
    for said, put in AS_SENTENCES:
        low = said.sub(put, low)
    return low


def the_one(stretches: list[Period]) -> Period | None:
    """The period that all told ones agree on: a span of days says best, a year is that of the quarter it holds."""
    named = [period for period in stretches if period.firm] or stretches
    days = [period for period in named if is_of_days(period)]
    if days:
        return days[0] if len({span(period) for period in days}) == 1 else None
    shorter = [period for period in named if not is_year(period)] or named
    return shorter[0] if len({span(period) for period in shorter}) == 1 else None


def span(period: Period) -> tuple[date | None, date | None]:
    return period.period_start, period.period_end


def is_of_days(period: Period) -> bool:
    """ "Từ 15/8/2024 đến 14/9/2024", whatever the name of the month that it is printed beside."""
    return period.period_type == "report"


def begins_a_year(period: Period) -> bool:
    """From 1 January over more months than that one."""
    first, last = span(period)
    return first is not None and last is not None and first == date(last.year, 1, 1) and last.month > 1


def is_year(period: Period) -> bool:
    first, last = span(period)
    return first is not None and last is not None and (first.month, last.month) == (1, 12) and first.year == last.year


def to_date(period: Period, low: str, until: set[date | None]) -> Period | None:
    """A named month, quarter or year as far as its figures go; null where that can be two things."""
    first, last = span(period)
    if first is None or last is None:
        return period
    if not is_year(period) and TO_DATE.search(low):
        if AND_TO_DATE.search(low):
            return None
        period = period._replace(period_start=date(first.year, 1, 1), period_type="ytd")
    inside = {day for day in until if day and first <= day < last}
    if len(inside) != 1:
        return period
    day = next(iter(inside))
    if not is_year(period) and day.day == CLOSING_DAY and period.period_type != "ytd":
        return period._replace(period_start=None, period_end=day, period_type="as_of")
    return period._replace(
        period_end=day, period_type="ytd" if period.period_start == date(day.year, 1, 1) else "report"
    )


def fields(period: Period, low: str) -> dict[str, Any]:
    return {
        "period_label": low[period.start : period.end],
        "period_start": period.period_start,
        "period_end": period.period_end,
        "period_type": period.period_type,
        "period_basis": "stated",
    }


def stamp_of(above: str) -> datetime | None:
    stamp = STAMP.search(unaccented(above)[0])
    if stamp is None:
        return None
    hour, minute, second = (stamp[n] or stamp[n + 6] for n in (1, 2, 3))
    try:
        return datetime(int(stamp[6]), int(stamp[5]), int(stamp[4]), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
