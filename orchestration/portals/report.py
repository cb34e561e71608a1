"""Reports on administrative procedures as lines of measures: what a table, a sheet and an API have in common.

A line is a unit, a group of units or the total; what it prints is kept as printed beside its value.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Literal

import polars as pl

from orchestration.portals.plain import plain_label

LineKind = Literal["unit", "group", "total"]

RATE_MEASURE = "stated_on_time_rate"
# the labels of which one each must be there
NEEDED = {
    "Trước hạn / Đúng hạn": {"resolved_on_time", "resolved_early", "resolved_on_day"},
    "Quá hạn": {"resolved_late"},
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a line: the headers over it, as printed, its value (null where none is shown), its decimals."""

    label: str
    text: str
    value: float | None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line under the heading `group`. `children_gap` is what it shows minus the sum of its parts."""

    locator: str
    kind: LineKind
    unit: str | None
    field: str | None
    group: str | None
    figures: dict[str, Figure]
    children_gap: int | None = None

    def sum_of(self, measure: str) -> float | None:
        figure = self.figures.get(measure)
        return figure.value if figure else None


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of units, one below the other and under one heading, whose cells are all plain.

    `texts` and `values` hold a column a measure; `labels` the headers over each.
    """

    table: str
    rows: Sequence[int]
    units: Sequence[str | None]
    fields: Sequence[str | None]
    group: str | None
    labels: dict[str, str]
    texts: pl.DataFrame
    values: pl.DataFrame
    decimals: Sequence[int] | None

    def locators(self) -> list[str]:
        return [f"{self.table}, hàng {row}" for row in self.rows]

    def sum_of(self, measure: str) -> float | None:
        return float(self.values[measure].sum()) if measure in self.labels else None

    def lines(self) -> Iterator[Line]:
        """The same lines one by one."""
        told = zip(
            self.locators(),
            self.units,
            self.fields,
            self.texts.iter_rows(named=True),
            self.values.iter_rows(named=True),
            self.decimals or [0] * len(self.rows),
            strict=True,
        )
        for locator, unit, field, texts, values, decimals in told:
            figures = {
                measure: Figure(label, texts[measure], values[measure], decimals if measure == RATE_MEASURE else 0)
                for measure, label in self.labels.items()
            }
            yield Line(locator, "unit", unit, field, self.group, figures)


Part = Line | Run


@dataclass(frozen=True, slots=True)
class Report:
    """`missing` names labels without which the lines cannot be used; `problems` what was odd and how it was taken.

    `unread` says which columns were left unread and why.
    """

    parts: tuple[Part, ...]
    period_label: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    period_type: str = "unknown"
    period_basis: str = "unknown"
    as_of: datetime | None = None
    missing: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(chain.from_iterable([part] if isinstance(part, Line) else part.lines() for part in self.parts))


def added(one: Figure, other: Figure) -> Figure:
    """Two columns of one measure (refused, withdrawn) are told together."""
    value = None if one.value is None and other.value is None else (one.value or 0.0) + (other.value or 0.0)
    return Figure(f"{one.label} + {other.label}", f"{one.text} + {other.text}", value)


def with_received(figures: dict[str, Figure]) -> dict[str, Figure]:
    """Where only the channels are printed, what was received is their sum."""
    channels = [
        figures.pop(name) for name in ("received_online", "received_direct", "received_by_post") if name in figures
    ]
    if "received" in figures or len(channels) < 2:
        return figures
    total = channels[0]
    for channel in channels[1:]:
        total = added(total, channel)
    return figures | {"received": total}


def results_among(reports: Iterable[Report]) -> list[Report]:
    """The reports without tables of other things: what tells neither on time nor late, beside one that tells both."""
    found = list(reports)
    if any(not report.missing for report in found):
        return [report for report in found if len(report.missing) < len(NEEDED)]
    return found


def with_gaps(parts: Sequence[Part], communes_inside: bool) -> list[Part]:
    """Groups and the total with how far they are from the sum of their parts; null where nothing can be summed.

    communes_inside: the lines of districts hold their communes already, so the total is the sum without these.
    """
    units = [part for part in parts if isinstance(part, Run) or part.kind == "unit"]
    counted = [unit for unit in units if not (communes_inside and is_commune_group(unit.group))]
    return [
        replace(part, children_gap=gap_of(part, counted if part.kind == "total" else parts_of(part, units)))
        if isinstance(part, Line) and part.kind != "unit"
        else part
        for part in parts
    ]


def parts_of(group: Line, units: list[Part]) -> list[Part]:
    return [unit for unit in units if unit.group == group.unit]


def is_commune_group(group: str | None) -> bool:
    return group is not None and "cap xa" in plain_label(group)


def gap_of(line: Line, parts: list[Part]) -> int | None:
    for measure in ("to_process", "resolved", "received"):
        shown = line.sum_of(measure)
        values = [part.sum_of(measure) for part in parts]
        if shown is not None and parts and None not in values:
            return int(shown - sum(value for value in values if value is not None))
    return None


def missing_of(measures: set[str]) -> tuple[str, ...]:
    """Without on-time and late counts there is no rate to compute, and zeros must never stand in for them."""
    return tuple(label for label, some in NEEDED.items() if not measures & some)
