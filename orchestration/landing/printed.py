"""How the numbers of a capture's line are kept as printed: labels, texts and places in the text, as JSON by measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

VIETNAMESE = r"^[0-9]{1,3}(?:\.[0-9]{3})*$"
RATES = frozenset({"stated_on_time_rate", "stated_late_rate"})


@dataclass(frozen=True, slots=True)
class Printed:
    """One number as the source shows it; `span` where the document keeps the text it stands in."""

    label: str
    text: str
    value: float | None
    span: tuple[int, int] | None = None


def printed_columns(numbers: Mapping[str, Printed]) -> dict[str, Any]:
    """The columns labels, cells and spans of landing.tthc_capture.

    A count printed as Vietnamese offices print it (1.234) is not kept a second time as text: over millions of lines
    that is most of the file, and its value says it all.
    """
    texts = {
        measure: number.text
        for measure, number in numbers.items()
        if measure in RATES or number.text != vietnamese(number.value)
    }
    spans = {measure: list(number.span) for measure, number in numbers.items() if number.span}
    return {
        "labels": {measure: number.label for measure, number in numbers.items()},
        "cells": texts or None,
        "spans": spans or None,
    }


def printed_texts(texts: pl.DataFrame) -> pl.Series:
    """The column cells of many lines: texts by measure, each of plain digits with points, commas and per cents."""
    kept = [
        pl.when(True if measure in RATES else ~pl.col(measure).str.contains(VIETNAMESE)).then(
            pl.format(f'"{measure}": "{{}}"', measure)
        )
        for measure in texts.columns
    ]
    told = pl.concat_str(kept, separator=", ", ignore_nulls=True)
    return texts.select(cells=pl.when(told != "").then(pl.format("{{{}}}", told)))["cells"]


def vietnamese(value: float | None) -> str:
    return "" if value is None or not value.is_integer() else f"{int(value):,}".replace(",", ".")
