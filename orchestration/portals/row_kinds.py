"""What a row of a report is by its name and its number: a unit, a heading or sum of some units, or the whole."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from orchestration.portals.cells import Cell, shown_as
from orchestration.portals.columns import labels
from orchestration.portals.plain import plain_label, unaccented
from orchestration.portals.report import LineKind

ROMAN = re.compile(r"(?:[ivx]{1,5}|[a-d])\.?")
NAMES_KEPT = 65_536
DETAIL_MARKS = frozenset("-–+*•")
MARKS = r"(?:[ivx]{1,5}|[a-d]|\d{1,2})"
NESTED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.\d{1,3}")


@cache
def whole() -> re.Pattern[str]:
    """ "Tổng cộng", "TỔNG SỐ (I+II)", "Cộng toàn tỉnh", "Toàn huyện"."""
    sums, bodies = ("|".join(labels()["rows"][part]) for part in ("total", "whole"))
    of = rf"{bodies}|chung|ho so|cac don vi|\d+ (?:don vi|co quan|so|xa|phuong)|{MARKS}(?: {MARKS})+"
    return re.compile(rf"(?:{sums})(?: (?:{of}))*|{bodies}")


@cache
def some() -> re.Pattern[str]:
    """ "Cộng khối sở", "Tổng cấp xã", "Cộng I"; the headings "Cấp tỉnh", "Khối sở, ban, ngành". Not "Tổng cục Thuế"."""
    sums, groups, groups_of = ("|".join(labels()["rows"][part]) for part in ("total", "groups", "groups_of"))
    return re.compile(rf"(?:(?:{sums}) )?(?:(?:{groups})(?: \d.*)?|(?:{groups_of})(?: .*)?)|(?:{sums}) {MARKS}")


@lru_cache(NAMES_KEPT)
def kind_of_name(name: str) -> LineKind:
    said = plain_label(name)
    if whole().fullmatch(said):
        return "total"
    return "group" if some().fullmatch(said) else "unit"


def is_sum(name: str) -> bool:
    """Whether a group's name is that of a sum under its units, and no heading over them."""
    return re.match(rf"(?:{'|'.join(labels()['rows']['total'])}) ", plain_label(name)) is not None


def kind_of(row: Sequence[Cell], order: int | None, name: str | None) -> LineKind | None:
    """What a row is by its cells up to its name; null for one without a name."""
    if any(isinstance(cell, str) and kind_of_name(cell) == "total" for cell in row):
        return "total"
    if not name:
        return None
    mark = unaccented(str(row[order] or "").strip())[0] if order is not None and order < len(row) else ""
    return "group" if ROMAN.fullmatch(mark) else kind_of_name(name)


def is_detail(row: Sequence[Cell], order: int | None, name: str | None) -> bool:
    """ "Trong đó: Đất đai", "- Chi cục X": a part of the line above, and no line beside it."""
    if order is not None and order < len(row) and str(row[order] or "").strip() in DETAIL_MARKS:
        return True
    return name is not None and (name[:1] in DETAIL_MARKS or plain_label(name).startswith("trong do"))


@lru_cache(NAMES_KEPT)
def is_time(name: str) -> bool:
    """ "Tháng 9", "Quý III/2024", "2024": a line of a series and no body."""
    words = plain_label(name).split()
    return not words or words[0].isdecimal() or words[0] in labels()["columns"]["times"]


def heads_of_nested(rows: Sequence[Sequence[Cell]], order: int | None) -> set[int]:
    """The rows numbered 1 that rows numbered 1.1, 1.2 follow: what these show is in them already."""
    if order is None:
        return set()
    nested = ((at, mark) for at, row in enumerate(rows) if at and (mark := NESTED.fullmatch(mark_of(row, order))))
    return {at - 1 for at, mark in nested if mark_of(rows[at - 1], order) == mark[1]}


def mark_of(row: Sequence[Cell], order: int) -> str:
    cell = row[order] if order < len(row) else None
    return "" if cell is None else shown_as(cell).strip(" .")
