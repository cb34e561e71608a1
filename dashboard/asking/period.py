"""The period a question is about. Pure."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

YEAR = r"(20\d\d)"
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
ENGLISH = [f"{date(2024, month, 1):%B}".lower() for month in range(1, 13)]

DAY = re.compile(rf"\b(\d{{1,2}})[/.-](\d{{1,2}})[/.-]{YEAR}\b")
FIRST_MONTHS = re.compile(rf"\b(\d{{1,2}}|{'|'.join(NUMBERS)}) thang (?:dau )?(?:nam )?{YEAR}\b")
FIRST_MONTHS_EN = re.compile(rf"\bfirst (\d{{1,2}}) months of {YEAR}\b")
MONTH = re.compile(rf"\bthang (\d{{1,2}})(?:[/.-]| nam |/ ?| ){YEAR}\b")
MONTH_EN = re.compile(rf"\b({'|'.join(ENGLISH)}) {YEAR}\b")
QUARTER = re.compile(rf"\b(?:quy|q|quarter) ?(iv|iii|ii|i|[1-4])(?:[/.-]| nam |/ ?| of | ){YEAR}\b")
WHOLE_YEAR = re.compile(rf"(?<![/.\d-]){YEAR}\b")
LAST_YEAR = re.compile(r"\b(nam ngoai|nam truoc|last year)\b")
THIS_YEAR = re.compile(r"\b(nam nay|this year)\b")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days; is_year: any period that ends in the year will do, the whole year best."""

    start: date
    end: date
    is_year: bool = False


def read_period(folded: str, today: date) -> tuple[Period | None, tuple[int, int] | None]:
    """The period asked for and where it stands in the folded question."""
    for pattern, made in (
        (DAY, of_day),
        (FIRST_MONTHS, of_first_months),
        (FIRST_MONTHS_EN, of_first_months),
        (QUARTER, of_quarter),
        (MONTH, of_month),
        (MONTH_EN, of_month),
        (WHOLE_YEAR, lambda parts: year(int(parts[0]))),
        (LAST_YEAR, lambda _: year(today.year - 1)),
        (THIS_YEAR, lambda _: year(today.year)),
    ):
        match = pattern.search(folded)
        period = made(match.groups()) if match else None
        if match and period:
            return period, match.span()
    return None, None


def of_day(parts: tuple[str, ...]) -> Period | None:
    try:
        day = date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None
    return Period(day, day)


def of_first_months(parts: tuple[str, ...]) -> Period | None:
    n = int(parts[0]) if parts[0].isdigit() else NUMBERS[parts[0]]
    return months(1, n, int(parts[1])) if 1 <= n <= 12 else None


def of_quarter(parts: tuple[str, ...]) -> Period | None:
    quarter = ROMAN[parts[0]]
    return months(3 * quarter - 2, 3 * quarter, int(parts[1]))


def of_month(parts: tuple[str, ...]) -> Period | None:
    n = int(parts[0]) if parts[0].isdigit() else ENGLISH.index(parts[0]) + 1
    return months(n, n, int(parts[1])) if 1 <= n <= 12 else None


def months(first: int, last: int, of_year: int) -> Period:
    return Period(date(of_year, first, 1), date(of_year, last, monthrange(of_year, last)[1]))


def year(of_year: int) -> Period:
    return Period(date(of_year, 1, 1), date(of_year, 12, 31), is_year=True)
