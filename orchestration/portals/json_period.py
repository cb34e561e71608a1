"""Of when an answer of one-stop software is, by the keys that tell it: year, quarter, month, or first and last day."""

import re
from calendar import monthrange
from datetime import date
from functools import cache, lru_cache
from typing import Any

from orchestration.portals.columns import labels
from orchestration.portals.plain import plain_label

PARTS = ("year", "quarter", "month", "sort", "first", "last")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
MONTH = re.compile(r"(?:thang |t)?(\d{1,2})(?: (?:nam )?(\d{4}))?|(?P<year>\d{4}) (?P<month>\d{2})")
QUARTER = re.compile(r"(?:quy |q)?(iv|i{1,3}|[0-4])(?: (?:nam )?(\d{4}))?")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
SORTS = {"month": "month", "thang": "month", "quarter": "quarter", "quy": "quarter", "year": "year", "nam": "year"}
# what is told of a part that cannot be read: then the period is not known
UNCLEAR = "unclear"
KEYS_KEPT = 65_536


@lru_cache(KEYS_KEPT)
def words_of_key(key: str) -> str:
    """ "tenDonVi", "ten_don_vi", "Tên đơn vị" → "ten don vi"."""
    return plain_label(CAMEL.sub(" ", key))


@cache
def joined_names(part: str) -> dict[str, int]:
    """The keys that tell a part, written together, by their order."""
    return {name.replace(" ", ""): n for n, name in enumerate(labels()["keys"][part])}


@lru_cache(KEYS_KEPT)
def is_key_of(part: str, key: str) -> bool:
    return words_of_key(key).replace(" ", "") in joined_names(part)


@lru_cache(KEYS_KEPT)
def part_of(key: str) -> str | None:
    return next((part for part in PARTS if is_key_of(part, key)), None)


def told_in(node: dict[str, Any]) -> dict[str, Any]:
    """What an object tells of its period; nothing told (null, empty) is left out."""
    told: dict[str, Any] = {}
    for key, value in node.items():
        part = part_of(key)
        if part and value is not None and not isinstance(value, bool | dict | list) and str(value).strip():
            told |= read_part(part, str(value).strip())
    return told


def read_part(part: str, text: str) -> dict[str, Any]:
    said = plain_label(text)
    if part == "year":
        return {"year": int(said) if said.isdecimal() else UNCLEAR}
    if part == "sort":
        return {"sort": SORTS.get(said, "")}
    if part in ("first", "last"):
        return {part: day_of(text) or UNCLEAR}
    found = (MONTH if part == "month" else QUARTER).fullmatch(said)
    if found is None:
        return {part: UNCLEAR}
    number, year = (found[1], found[2]) if found[1] else (found["month"], found["year"])
    value = ROMAN[number] if number in ROMAN else int(number)
    return {part: value} | ({"year": int(year)} if year else {})


def day_of(text: str) -> date | None:
    found = DAY.match(text)
    if found is None:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def period_of(told: dict[str, Any]) -> dict[str, Any]:
    """The fields of a Report. Month 0 stands for the whole year; a year's quarter and month say nothing."""
    sort = told.get("sort")
    heeded = {
        part: value
        for part, value in told.items()
        if not (sort == "year" and part in ("quarter", "month")) and not (sort == "quarter" and part == "month")
    }
    if UNCLEAR in heeded.values():
        return {}
    if "first" in heeded or "last" in heeded:
        return period_between(heeded.get("first"), heeded.get("last"))
    year, quarter, month = (heeded.get(part, 0) for part in ("year", "quarter", "month"))
    if not 2000 <= year <= 2100:
        return {}
    if 1 <= month <= 12:
        return stated(f"tháng {month}/{year}", date(year, month, 1), last_day(year, month))
    if 1 <= quarter <= 4:
        return stated(f"quý {quarter}/{year}", date(year, 3 * quarter - 2, 1), last_day(year, 3 * quarter))
    return stated(f"năm {year}", date(year, 1, 1), date(year, 12, 31)) if month == quarter == 0 else {}


def period_between(first: date | None, last: date | None) -> dict[str, Any]:
    """Two days; those of a whole month, quarter or year are that."""
    if first is None or last is None or first > last:
        return {}
    whole = first.day == 1 and last == last_day(last.year, last.month) and first.year == last.year
    match (last.month - first.month + 1, first.month) if whole else (0, 0):
        case (1, month):
            return stated(f"tháng {month}/{first.year}", first, last)
        case (3, 1 | 4 | 7 | 10 as month):
            return stated(f"quý {(month + 2) // 3}/{first.year}", first, last)
        case (12, _):
            return stated(f"năm {first.year}", first, last)
    sort = "ytd" if first == date(last.year, 1, 1) else "report"
    return stated(f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}", first, last) | {"period_type": sort}


def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def stated(label: str, first: date, last: date) -> dict[str, Any]:
    return {
        "period_label": label,
        "period_start": first,
        "period_end": last,
        "period_type": "calendar",
        "period_basis": "stated",
    }
