"""Numbers, dates and periods as each language writes them. Pure: no I/O, no Streamlit.

A number keeps the digits its source gave it: 92 stays 92 and 89.27 stays 89,27.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Literal

Lang = Literal["vi", "en"]

VIETNAM = timezone(timedelta(hours=7))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ROMAN = ("I", "II", "III", "IV")
UNKNOWN_PERIOD = {"vi": "chưa rõ kỳ", "en": "period unknown"}


def number(value: float, lang: Lang, most_decimals: int = 4) -> str:
    """1234567.5 → 1.234.567,5 (vi) or 1,234,567.5 (en); the shortest digits that give the same number."""
    exact = round(Decimal(repr(float(value))), most_decimals).normalize()
    english = f"{exact:,f}"
    if lang == "en":
        return english
    return english.translate(str.maketrans(",.", ".,"))


def percent(value: float, lang: Lang) -> str:
    return f"{number(value, lang)}%"


def day(value: date, lang: Lang) -> str:
    """31/12/2024 (vi) or 31 Dec 2024 (en)."""
    if lang == "en":
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{value:%d/%m/%Y}"


def minute(value: datetime, lang: Lang) -> str:
    """A moment given in UTC, on the clocks of Việt Nam."""
    local = value.replace(tzinfo=UTC).astimezone(VIETNAM)
    return f"{day(local.date(), lang)} {local:%H:%M}"


def month(value: date, lang: Lang) -> str:
    return f"{MONTHS[value.month - 1]} {value.year}" if lang == "en" else f"{value:%m/%Y}"


def period(start: date | None, end: date | None, lang: Lang) -> str:
    """The shortest name of a period: a year, a quarter, months from January on, a month, a day, else both dates."""
    if end is None:
        return UNKNOWN_PERIOD[lang] if start is None else since(start, lang)
    if start is None:
        return until(end, lang)
    if start == end:
        return day(end, lang)
    whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
    if whole_months and start.month == 1 and end.month == 12:
        return years(start.year, end.year, lang)
    if whole_months and start.year == end.year:
        return months(start, end, lang)
    return span(start, end, lang)


def since(start: date, lang: Lang) -> str:
    return f"from {day(start, lang)}" if lang == "en" else f"từ {day(start, lang)}"


def until(end: date, lang: Lang) -> str:
    return f"to {day(end, lang)}" if lang == "en" else f"đến {day(end, lang)}"


def years(first: int, last: int, lang: Lang) -> str:
    if first == last:
        return f"Year {first}" if lang == "en" else f"Năm {first}"
    return f"{first}–{last}" if lang == "en" else f"Giai đoạn {first}–{last}"


def months(start: date, end: date, lang: Lang) -> str:
    if start.month == end.month:
        return month(end, lang) if lang == "en" else f"Tháng {month(end, lang)}"
    if start.month % 3 == 1 and end.month == start.month + 2:
        quarter = start.month // 3
        return f"Q{quarter + 1} {end.year}" if lang == "en" else f"Quý {ROMAN[quarter]}/{end.year}"
    if start.month == 1:
        if lang == "en":
            return f"First {end.month} months of {end.year}"
        return f"6 tháng đầu năm {end.year}" if end.month == 6 else f"{end.month} tháng năm {end.year}"
    return span(start, end, lang)


def span(start: date, end: date, lang: Lang) -> str:
    """01/01–11/11/2024; the year of the first date is written only where it differs."""
    if start.year != end.year:
        return f"{day(start, lang)}–{day(end, lang)}"
    if lang == "en":
        return f"{start.day} {MONTHS[start.month - 1]}–{day(end, lang)}"
    return f"{start:%d/%m}–{day(end, lang)}"
