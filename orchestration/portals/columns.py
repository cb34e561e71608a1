"""Which column of a table holds what: by the path of headers over it, in the words of report_labels.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from orchestration.portals.cells import Cell
from orchestration.portals.plain import plain_label
from orchestration.portals.report import RATE_MEASURE

LABELS = Path(__file__).with_name("report_labels.toml")
NAMES = ("order", "unit", "field")
# two columns of these are told together (refused, withdrawn); of any other measure they contradict each other
ADDED = frozenset({"returned", "paused"})
RATES = frozenset({"on_time_rate", "on_day_rate", "early_rate", "bare_rate", "other_rate"})
FOOTNOTE = re.compile(r"(?<=[a-z]) \d$")
HEADERS_KEPT = 65_536


@dataclass(frozen=True, slots=True)
class Rule:
    measure: str
    leaf: tuple[str, ...]
    exact: tuple[str, ...]
    under: tuple[str, ...]
    never: tuple[str, ...]
    loose: bool
    beside: str | None

    def fits(self, path: Sequence[str]) -> bool:
        whole = " > ".join(path)
        return (
            (path[-1] in self.exact or any(has(path[-1], word) for word in self.leaf))
            and (not self.under or any(has(whole, word) for word in self.under))
            and not any(has(whole, word) for word in self.never)
        )


@dataclass(frozen=True, slots=True)
class Meant:
    """What a column holds: a measure or a sort of name. `loose`, `beside`: see report_labels.toml."""

    sort: str
    loose: bool = False
    beside: str | None = None


@cache
def labels() -> dict[str, Any]:
    return tomllib.loads(LABELS.read_text("utf-8"))


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            measure=rule["measure"],
            leaf=tuple(rule.get("leaf", ())),
            exact=tuple(rule.get("exact", ())),
            under=tuple(rule.get("under", ())),
            never=tuple(rule.get("not", ())),
            loose=rule.get("loose", False),
            beside=rule.get("beside"),
        )
        for rule in labels()["rule"]
    )


@cache
def same_words() -> tuple[re.Pattern[str], dict[str, str]]:
    said = {other: ours for ours, others in labels()["same"].items() for other in others}
    longest_first = sorted(said, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)"), said


@lru_cache(HEADERS_KEPT)
def in_our_words(header: str) -> str:
    """ "tre hen" → "qua han": a header as the rules say it."""
    for ours, names in labels()["same_alone"].items():
        if header in names:
            return str(ours)
    others, said = same_words()
    return others.sub(lambda found: said[found.group()], header)


def has(header: str, words: str) -> bool:
    return f" {words} " in f" {header.replace('>', ' ')} " or (words == "%" and "%" in header)


def header_paths(rows: list[list[Cell]], headers: list[int]) -> dict[int, tuple[str, ...]]:
    """The headers over each column, the topmost first; a header that spans columns or rows is told once."""
    width = max((len(rows[number]) for number in headers), default=0)
    paths: dict[int, tuple[str, ...]] = {}
    for column in range(width):
        texts = [plain_label(str(rows[n][column] or "")) if column < len(rows[n]) else "" for n in headers]
        path = tuple(text for text, _ in groupby(texts) if text)
        if path:
            paths[column] = path
    return paths


@lru_cache(HEADERS_KEPT)
def meaning_of(path: tuple[str, ...]) -> Meant | None:
    """What a column under these headers holds; null for columns nobody asked for."""
    for sort, leaf in ((sort, FOOTNOTE.sub("", path[-1])) for sort in NAMES):
        names = labels()["columns"][sort]
        if leaf in names or (path[0] in names and not leaf.startswith("ma ")):
            return Meant(sort)
    if any(has(header, word) for header in path for word in labels()["columns"]["never"]):
        return None
    told = path[:-1] if len(path) > 1 and path[-1] in labels()["columns"]["counts"] else path
    said = tuple(in_our_words(header) for header in told)
    return next((Meant(rule.measure, rule.loose, rule.beside) for rule in rules() if rule.fits(said)), None)


def settled(paths: Mapping[int, tuple[str, ...]], own_labels: Mapping[str, str]) -> tuple[dict[int, str], list[str]]:
    """What each column holds, and which columns are left unread and why.

    A loose column gives way to a sure one. Two sure columns of one measure are two things that the headers do not tell
    apart for us (a month and the year to date, two channels): neither is read.
    """
    meant: dict[int, Meant] = {}
    for column, path in paths.items():
        own = own_labels.get(" > ".join(path)) or own_labels.get(path[-1])
        if meaning := Meant(own) if own else meaning_of(path):
            meant[column] = meaning
    held = {column: sort for column, sort in the_rate(meant).items() if sort}
    sure = {sort for column, sort in held.items() if not meant[column].loose}
    unread = []
    for column, sort in list(held.items()):
        needed = meant[column].beside
        if meant[column].loose and (sort in sure or (needed and needed not in sure)):
            del held[column]
            if sort not in sure:
                unread.append(f"cột “{' > '.join(paths[column])}” không nói rõ là gì nên không đọc")
    for sort, columns in columns_by_sort(held).items():
        if sort in NAMES:
            for column in columns[1:]:
                del held[column]
        elif len(columns) > 1 and sort not in ADDED:
            shown = "”, “".join(" > ".join(paths[column]) for column in columns)
            unread.append(f"các cột “{shown}” cùng một nghĩa, không rõ cột nào nên không đọc")
            for column in columns:
                del held[column]
    return held, unread


def the_rate(meant: Mapping[int, Meant]) -> dict[int, str | None]:
    """The sort of each column, and of several rates the one that is on time.

    "Tỷ lệ đúng hạn" is, unless "Tỷ lệ trước hạn" stands beside it; a bare "Tỷ lệ" is where no other one is.
    """
    sorts = {meaning.sort for meaning in meant.values()}
    if RATE_MEASURE in sorts:
        chosen = RATE_MEASURE
    elif "on_time_rate" in sorts:
        chosen = "on_time_rate"
    elif "on_day_rate" in sorts:
        chosen = "" if "early_rate" in sorts else "on_day_rate"
    else:
        chosen = "" if sorts & {"early_rate", "other_rate"} else "bare_rate"
    return {
        column: RATE_MEASURE if meaning.sort == chosen else None if meaning.sort in RATES else meaning.sort
        for column, meaning in meant.items()
    }


def columns_by_sort(held: Mapping[int, str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for column, sort in sorted(held.items()):
        found.setdefault(sort, []).append(column)
    return found


def known_labels(texts: Iterable[str], own_labels: Iterable[str] = ()) -> int:
    """How many of these labels say what a column holds, or may say it under a header."""
    counts = labels()["columns"]["counts"]
    return sum(
        text in own_labels or "tong so" in text or text in counts or meaning_of((text,)) is not None for text in texts
    )
