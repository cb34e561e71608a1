"""Reports on administrative procedures as lines of measures: what a table, a sheet and an API have in common.

A line is a unit, a group of units or the total; what it prints is kept as printed beside its value.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from orchestration.portals.plain import plain_label

LineKind = Literal["unit", "group", "total"]

ON_TIME = frozenset({"resolved_on_time", "resolved_early", "resolved_on_day"})


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


@dataclass(frozen=True, slots=True)
class Report:
    """`missing` names labels without which the lines cannot be used; `problems` what was odd and how it was taken."""

    lines: tuple[Line, ...]
    period_label: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    period_type: str = "unknown"
    period_basis: str = "unknown"
    as_of: datetime | None = None
    missing: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def with_gaps(lines: list[Line], communes_inside: bool) -> list[Line]:
    """Groups and the total with how far they are from the sum of their parts; null where nothing can be summed.

    communes_inside: the lines of districts hold their communes already, so the total is the sum without these.
    """
    units = [line for line in lines if line.kind == "unit"]
    counted = [line for line in units if not (communes_inside and is_commune_group(line.group))]
    return [
        replace(line, children_gap=gap_of(line, counted if line.kind == "total" else parts_of(line, units)))
        if line.kind != "unit"
        else line
        for line in lines
    ]


def parts_of(group: Line, units: list[Line]) -> list[Line]:
    return [line for line in units if line.group == group.unit]


def is_commune_group(group: str | None) -> bool:
    return group is not None and "cap xa" in plain_label(group)


def gap_of(line: Line, parts: list[Line]) -> int | None:
    for measure in ("to_process", "resolved", "received"):
        shown = line.figures.get(measure)
        values = [part.figures[measure].value for part in parts if measure in part.figures]
        if shown and shown.value is not None and parts and len(values) == len(parts) and None not in values:
            return int(shown.value - sum(value for value in values if value is not None))
    return None


def missing_of(measures: set[str]) -> tuple[str, ...]:
    """Without on-time and late counts there is no rate to compute, and zeros must never stand in for them."""
    gaps = [] if measures & ON_TIME else ["Trước hạn / Đúng hạn"]
    return tuple(gaps if "resolved_late" in measures else [*gaps, "Quá hạn"])
