"""Tables as lines of measures: which rows are headers, groups, units and the total, and what stands in their cells.

A column is known by the path of headers over it, so that two columns "Quá hạn" are told apart by what is above.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from orchestration.portals.cells import Cell, Dialect, count, is_number, rate, rate_scale, shown_as
from orchestration.portals.columns import NAMES, has, header_paths, labels, measure_of, rules
from orchestration.portals.plain import plain_label, unaccented
from orchestration.portals.report import Figure, Line, LineKind, Report, Run, missing_of, with_gaps
from orchestration.portals.report_period import stamp_of, told_period
from orchestration.portals.runs import Columns, plain_lines, runs_of

INDEX_CELL = re.compile(r"\(?\s*\d{1,2}\s*\)?(?:\s*=.*)?|\(?[a-z]\)?|\(\d+\)\s*=.*")
FORMULA = re.compile(r"\(?\d+\)?\s*=\s*\(?\d+\)?")
ROMAN = re.compile(r"(?:[ivx]{1,5}|[a-d])\.?")
FEWEST_NUMBERS = 3
LONGEST_INDEX = 6


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of cells as text, or as the number a spreadsheet held. `above` is what is printed over it."""

    name: str
    rows: list[list[Cell]]
    above: str = ""
    first_row: int = 1


def read_grid(grid: Grid, own_labels: dict[str, str], dialect: Dialect, communes_inside: bool) -> Report | None:
    """The report that a table prints; null when it is no such table.

    own_labels: header paths of this source that the common rules do not know → measure.
    communes_inside: the lines of districts hold their communes already, so the total is the sum without these.
    """
    first = first_line(grid.rows, {label.rpartition(" > ")[2] for label in own_labels})
    if first is None:
        return None
    headers = header_rows(grid.rows, first)
    paths = header_paths(grid.rows, headers)
    columns = {column: measure for column, path in paths.items() if (measure := measure_of(path, own_labels))}
    if len(set(columns.values()) - set(NAMES)) < FEWEST_NUMBERS:
        return None
    read = list(read_lines(grid, first, columns, paths, dialect))
    if not read:
        return None
    return Report(
        parts=tuple(with_gaps([part for part, _ in read], communes_inside)),
        missing=missing_of(set(columns.values())),
        problems=tuple(dict.fromkeys(problem for _, problems in read for problem in problems)),
        as_of=stamp_of(grid.above),
        **told_period(grid.above),
    )


def first_line(rows: list[list[Cell]], own_labels: set[str]) -> int | None:
    """The first row of numbers under a row of known labels; a row that counts the columns is none."""
    known = False
    for number, row in enumerate(rows):
        texts = words_of(row)
        known = known or any(
            text in own_labels or "tong so" in text or any(rule.fits((text,)) for rule in rules()) for text in texts
        )
        if known and count_numbers(row) >= FEWEST_NUMBERS and not is_index(row):
            return number
    return None


def header_rows(rows: list[list[Cell]], first: int) -> list[int]:
    """The rows of labels right above the first line of numbers: from the row that names the units on."""
    found: list[int] = []
    for number in range(first - 1, -1, -1):
        row = rows[number]
        if is_index(row) or is_group(row):
            continue
        filled = [cell for cell in row if str(cell or "").strip()]
        if len(filled) < 2 or count_numbers(row) >= FEWEST_NUMBERS:
            break
        found.insert(0, number)
    return found


def read_lines(
    grid: Grid, first: int, columns: dict[int, str], paths: dict[int, tuple[str, ...]], dialect: Dialect
) -> Iterator[tuple[Line | Run, list[str]]]:
    """The lines that print a figure, down to the total, each with what was odd about its cells; runs of plain ones."""
    names = {sort: column for column, sort in columns.items() if sort in NAMES}
    name_column = names.get("unit", names.get("field", first_text_column(grid.rows[first], names)))
    measured = [(n, sort, " > ".join(paths[n])) for n, sort in columns.items() if sort not in NAMES]
    kept = Columns(names, name_column, measured)
    body = body_rows(grid.rows, first)
    rates = [column for column, measure, _ in measured if measure == "stated_on_time_rate"]
    scale = rate_scale([row[column] for _, row in body for column in rates if column < len(row)])
    plain = plain_lines(body, kept, scale)
    runs = runs_of(body, plain, kept, grid.name, grid.first_row) if plain is not None else {}
    group: str | None = None
    in_run = 0
    for at, (number, row) in enumerate(body):
        if run := runs.get(at):
            yield replace(run, group=group), []
            in_run = at + len(run.rows)
        if at < in_run:
            continue
        name = text_at(row, name_column)
        kind = kind_of(row[: name_column + 1], names.get("order"), name)
        if kind is None:
            continue
        figures, problems = read_figures(row, name, measured, dialect, scale)
        group = name if kind == "group" else group
        if any(figure.value is not None for figure in figures.values()):
            named_field = kind == "unit" and kept.of_field
            yield (
                Line(
                    locator=f"{grid.name}, hàng {grid.first_row + number}",
                    kind=kind,
                    unit=None if named_field else name,
                    field=name if named_field else text_at(row, names.get("field")),
                    group=group if kind == "unit" else None,
                    figures=figures,
                ),
                problems,
            )
        if kind == "total":
            return


def body_rows(rows: list[list[Cell]], first: int) -> list[tuple[int, list[Cell]]]:
    """The rows under the headers, with what they are counted by, down to the signatures or the next table."""
    body: list[tuple[int, list[Cell]]] = []
    start = next((n for n in range(first - 1, -1, -1) if not is_group(rows[n])), first - 1) + 1
    for number in range(start, len(rows)):
        row = rows[number]
        if not any(map(is_number, row)) and any(
            has(text, end) for text in words_of(row)[:3] for end in labels()["rows"]["ends"]
        ):
            break
        if not is_index(row):
            body.append((number, row))
    return body


def kind_of(row: list[Cell], order: int | None, name: str | None) -> LineKind | None:
    """What a row is by its cells up to its name; null for one without a name."""
    if any(text in labels()["rows"]["total"] for text in words_of(row)):
        return "total"
    if not name:
        return None
    mark = unaccented(str(row[order] or "").strip())[0] if order is not None and order < len(row) else ""
    return "group" if ROMAN.fullmatch(mark) else "unit"


def read_figures(
    row: list[Cell],
    name: str | None,
    measured: list[tuple[int, str, str]],
    dialect: Dialect,
    scale: float,
) -> tuple[dict[str, Figure], list[str]]:
    """The figures of a row, by measure, and what was odd about its cells."""
    figures: dict[str, Figure] = {}
    problems: list[str] = []
    for column, measure, label in measured:
        cell = row[column] if column < len(row) else None
        if cell is not None and cell == name:
            continue  # a heading that spans the row
        shown = "" if cell is None else shown_as(cell)
        if measure == "stated_on_time_rate":
            value, decimals = rate(cell, scale)
            figures.setdefault(measure, Figure(label, shown, value, decimals))
            continue
        value, problem = count(cell, dialect)
        if problem:
            problems.append(f"“{shown}”: {problem}")
        figure = Figure(label, shown, value)
        figures[measure] = added(figures[measure], figure) if measure in figures else figure
    return with_received(figures), problems


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


def is_index(row: list[Cell]) -> bool:
    """A row that counts its columns ("(1)", "(2)" …) or tells how they add up."""
    if any(isinstance(cell, str) and len(cell) > LONGEST_INDEX and "=" not in cell for cell in row[:FEWEST_NUMBERS]):
        return False
    texts = [shown_as(cell).strip().lower() for cell in row if cell is not None and shown_as(cell).strip()]
    if len(texts) < FEWEST_NUMBERS:
        return False
    if any("=" in text and FORMULA.search(text) for text in texts):
        return True
    if not all(INDEX_CELL.fullmatch(text) for text in texts):
        return False
    numbers = [int(found.group()) for text in texts if (found := re.search(r"\d+", text))]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers and numbers[0] <= 2 else False


def is_group(row: list[Cell]) -> bool:
    """A heading over units: a Roman number and a name, and no figures."""
    texts = [str(cell).strip() for cell in row if str(cell or "").strip()]
    return bool(texts) and count_numbers(row) == 0 and ROMAN.fullmatch(unaccented(texts[0])[0]) is not None


def words_of(row: list[Cell]) -> list[str]:
    """The labels of a row, as they are matched: its cells that hold neither nothing nor a number."""
    return [plain_label(cell) for cell in row if isinstance(cell, str) and cell.strip() and not is_number(cell)]


def count_numbers(row: list[Cell]) -> int:
    return sum(map(is_number, row))


def first_text_column(row: list[Cell], names: dict[str, int]) -> int:
    texts = (n for n, cell in enumerate(row) if isinstance(cell, str) and cell.strip() and not is_number(cell))
    return next((n for n in texts if n != names.get("order")), 0)


def text_at(row: list[Cell], column: int | None) -> str | None:
    cell = row[column] if column is not None and column < len(row) else None
    return " ".join(cell.split()) or None if isinstance(cell, str) else None
