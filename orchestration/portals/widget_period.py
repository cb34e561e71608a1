"""Of what time a portal's statistics block is: its update stamp, and the month or year that it names.

Texts are without accents, as widget.py reads them.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

ToDateMeans = Literal["ytd", "month"]

TIME = r"\d{1,2}[:h]\d{2}(?::\d{2})?"
STAMP = re.compile(
    rf"cap nh[ai][tp]\D{{0,20}}?(?P<before>{TIME})?(?:\W{{1,3}}ngay)?\W{{0,3}}"
    rf"(?P<day>\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}})(?:\s+(?P<after>{TIME}))?\s*\)?"
)
OF_A_YEAR = r"\s*(?:/|-|nam)\s*(?P<year>20\d{2})(?!\d)"
TOLD = (
    ("to_date", re.compile(rf"den (?:het )?thang (?P<month>\d{{1,2}})(?:{OF_A_YEAR})?")),
    ("month", re.compile(rf"thang (?P<month>\d{{1,2}}){OF_A_YEAR}")),
    ("year", re.compile(r"nam (?P<year>20\d{2})(?!\d)")),
)
# words of time whose numbers count nothing
OF_TIME = re.compile(r"(?:thang|quy|nam|ngay) (?:\d{1,2}|[ivx]{1,4})?(?:\s*(?:/|-|nam)?\s*(?:\d{1,2}/)?20\d{2}(?!\d))?")


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a block counts, and when it was written. `told` is where the block names them.

    basis is 'stated' where the block prints the year, 'inferred_asof' where only its stamp gives it.
    """

    told: tuple[int, int] | None
    start: date | None
    end: date | None
    type: str
    basis: str
    as_of: datetime | None


def period_in(plain: str, start: int, end: int, to_date_means: ToDateMeans) -> Period:
    stamp = STAMP.search(plain, start, end)
    as_of = moment_of(stamp) if stamp else None
    sort, told = next(((sort, found) for sort, way in TOLD if (found := way.search(plain, start, end))), (None, None))
    days = days_of(sort, told, as_of, to_date_means) if told else (None, as_of and as_of.date(), "as_of")
    if days[1] is None:
        return Period(told and told.span(), None, None, "unknown", "unknown", as_of)
    basis = "stated" if told and told["year"] else "inferred_asof"
    return Period(told and told.span(), *days, basis, as_of)


def moment_of(stamp: re.Match[str]) -> datetime | None:
    day, month, year = map(int, re.split(r"[/.-]", stamp["day"]))
    hour, minute, *second = map(int, re.split("[:h]", stamp["after"] or stamp["before"] or "0:0"))
    try:
        return datetime(year, month, day, hour, minute, second[0] if second else 0)
    except ValueError:
        return None


def days_of(
    sort: str | None, told: re.Match[str], as_of: datetime | None, to_date_means: ToDateMeans
) -> tuple[date | None, date | None, str]:
    """(start, end, type): from the year's (or month's) first day to the stamp or the end of what is named."""
    last = as_of.date() if as_of else date.max
    year = int(told["year"] or 0)
    month = 12 if sort == "year" else int(told["month"])
    if not 1 <= month <= 12 or not (year or as_of) or (sort == "year" and not as_of):
        return None, as_of and as_of.date(), "as_of"
    # "Đến tháng 12" stamped in January speaks of the year before
    year = year or (last.year if month <= last.month else last.year - 1)
    end = min(date(year, month, monthrange(year, month)[1]), last)
    of_month = sort == "month" or (sort == "to_date" and to_date_means == "month")
    start = date(year, month if of_month else 1, 1)
    if start > end:
        return None, end, "as_of"
    return start, end, "calendar" if of_month or (end < last and sort == "year") else "ytd"
