"""What one-stop software answers as JSON: flat rows a unit and field (OpenCPS), or trees of bodies (national portal).

Rates that these APIs compute are left alone: one of them divides whole numbers. null is not 0.
"""

import json
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from orchestration.portals.columns import labels
from orchestration.portals.report import Figure, Line, LineKind, Report, missing_of

DEEPEST = 12
MOST_LINES = 100_000
Json = dict[str, Any]


class NotJson(ValueError):
    """The text is no JSON, or nests deeper than any answer does."""


def read_json(text: str, own_labels: dict[str, str]) -> list[Report]:
    """The report of an answer, one a period that it tells; none when it holds no rows of results. Raises NotJson."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotJson from error
    by_period: dict[tuple[int, int, int], list[Line]] = {}
    measures: set[str] = set()
    for path, node, inherited in nodes(answer, "$", {}, 0):
        figures = figures_of(node, own_labels)
        if len(figures) < 2:
            continue
        measures |= set(figures)
        period = tuple(inherited.get(part, 0) for part in ("year", "quarter", "month"))
        by_period.setdefault(period, []).append(line_of(path, node, figures))  # type: ignore[arg-type]
        if sum(map(len, by_period.values())) >= MOST_LINES:
            break
    return [
        Report(tuple(lines), missing=missing_of(measures), **period_of(*period))
        for period, lines in sorted(by_period.items())
    ]


def nodes(answer: Any, path: str, inherited: dict[str, int], depth: int) -> Iterator[tuple[str, Json, dict[str, int]]]:
    """Every object of an answer, with where it stands and the period that it or an object around it tells."""
    if depth > DEEPEST:
        raise NotJson
    if isinstance(answer, dict):
        own = {part: told for part in ("year", "quarter", "month") if (told := number_at(answer, part)) is not None}
        period = inherited | own
        yield path, answer, period
        for key, value in answer.items():
            if isinstance(value, dict | list):
                yield from nodes(value, f"{path}.{key}", period, depth + 1)
    elif isinstance(answer, list):
        for index, value in enumerate(answer):
            if isinstance(value, dict | list):
                yield from nodes(value, f"{path}[{index}]", inherited, depth + 1)


def number_at(node: Json, part: str) -> int | None:
    names = labels()["keys"][part]
    for key, value in node.items():
        if key.lower() in names and isinstance(value, int | str) and str(value).isdecimal():
            return int(value)
    return None


def figures_of(node: Json, own_labels: dict[str, str]) -> dict[str, Figure]:
    known = {name: measure for measure, names in labels()["keys"]["measures"].items() for name in names} | own_labels
    figures: dict[str, Figure] = {}
    for key, told in node.items():
        measure = known.get(key.lower()) or known.get(key)
        if measure is None or isinstance(told, bool | dict | list):
            continue
        value = whole(told)
        figure = Figure(key, "" if told is None else str(told), value)
        before = figures.get(measure)
        if before and before.value is not None and value is not None:
            figure = Figure(f"{before.label} + {key}", f"{before.text} + {figure.text}", before.value + value)
        figures[measure] = figure
    figures.pop("received_online", None)
    return figures


def whole(told: Any) -> float | None:
    """A count: a whole number that is not negative; null stays null."""
    try:
        value = float(str(told).strip())
    except ValueError:
        return None
    return value if value >= 0 and value.is_integer() and value < 1e12 else None


def line_of(path: str, node: Json, figures: dict[str, Figure]) -> Line:
    unit, field = text_at(node, "unit"), text_at(node, "field")
    # a row of no agency and no field is the whole, which the software's own charts leave out
    kind: LineKind = "unit" if unit or field else "total"
    return Line(path, kind, unit, field, None, figures)


def text_at(node: Json, part: str) -> str | None:
    names = labels()["keys"][part]
    told = (value for key, value in node.items() if key.lower() in names and isinstance(value, str))
    return next((" ".join(value.split()) for value in told if value.strip()), None)


def period_of(year: int, quarter: int, month: int) -> dict[str, Any]:
    """The fields of a Report. Month 0 stands for the whole year."""
    if not 2000 <= year <= 2100:
        return {}
    if 1 <= month <= 12:
        first, last, label = month, month, f"tháng {month}/{year}"
    elif 1 <= quarter <= 4:
        first, last, label = 3 * quarter - 2, 3 * quarter, f"quý {quarter}/{year}"
    else:
        first, last, label = 1, 12, f"năm {year}"
    return {
        "period_label": label,
        "period_start": date(year, first, 1),
        "period_end": date(year, last, monthrange(year, last)[1]),
        "period_type": "calendar",
        "period_basis": "stated",
    }
