"""Which column of a table holds what: by the path of headers over it, in the words of report_labels.toml."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from orchestration.portals.cells import Cell
from orchestration.portals.plain import plain_label

LABELS = Path(__file__).with_name("report_labels.toml")
NAMES = ("order", "unit", "field")


@dataclass(frozen=True, slots=True)
class Rule:
    measure: str
    leaf: tuple[str, ...]
    under: tuple[str, ...]
    never: tuple[str, ...]

    def fits(self, path: Sequence[str]) -> bool:
        whole = " > ".join(path)
        return (
            any(has(path[-1], word) for word in self.leaf)
            and (not self.under or any(has(header, word) for header in path[:-1] for word in self.under))
            and not any(has(whole, word) for word in self.never)
        )


@cache
def labels() -> dict[str, Any]:
    return tomllib.loads(LABELS.read_text("utf-8"))


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(rule["measure"], tuple(rule["leaf"]), tuple(rule.get("under", ())), tuple(rule.get("not", ())))
        for rule in labels()["rule"]
    )


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


def measure_of(path: tuple[str, ...], own_labels: dict[str, str]) -> str | None:
    """The measure of a column, or the sort of name it holds; null for columns nobody asked for."""
    own = own_labels.get(" > ".join(path)) or own_labels.get(path[-1])
    if own:
        return own
    for sort, names in labels()["columns"].items():
        if path[-1] in names or path[0] in names:
            return str(sort)
    return next((rule.measure for rule in rules() if rule.fits(path)), None)
