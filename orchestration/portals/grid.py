"""Tables as lines of measures: which rows are headers, groups, units and the total, and what stands in their cells.

A column is known by the path of headers over it, so that two columns "Quá hạn" are told apart by what is above.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from orchestration.portals.cells import Cell, Dialect, count, is_number, rate, rate_scale, shown_as, speaks_of_shares
from orchestration.portals.columns import NAMES, has, header_paths, known_labels, labels, settled
from orchestration.portals.plain import plain_label, unaccented
from orchestration.portals.report import (
    RATE_MEASURE,
    Figure,
    Line,
    LineKind,
    Report,
    Run,
    added,
    missing_of,
    with_gaps,
    with_received,
)
from orchestration.portals.report_period import stamp_of, told_period
from orchestration.portals.row_kinds import ROMAN, heads_of_nested, is_detail, is_sum, is_time, kind_of
from orchestration.portals.runs import Columns, plain_lines, runs_of

LETTER = re.compile(r"[(\[]?([a-z])[)\]]?")
INDEX_CELL = re.compile(r"\[\d{1,2}\]|\(?\s*\d{1,2}\s*\)?(?:\s*=.*)?|\(?[a-z]\)?|\(\d+\)\s*=.*")
FORMULA = re.compile(r"\(?\d+\)?\s*=\s*\(?\d+\)?")
FEWEST_NUMBERS = 3
LONGEST_INDEX = 6
# what the first lines show tells what a column is
LINES_LOOKED_AT = 200
# a table in thousands tells other numbers than it prints
SCALED = re.compile(r"don vi tinh (?:la )?(?:1 ?000|nghin|ngan|tram|trieu)\b")
DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
EARLY = "resolved_early"
TWO_ENDS = ("resolved", "resolved_on_day", "resolved_late")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of cells as text, or as the number a spreadsheet held.

    `above` is what is printed right over it, `around` what the page or sheet says at large.
    """

    name: str
    rows: list[list[Cell]]
    above: str = ""
    around: str = ""
    first_row: int = 1


def read_grid(grid: Grid, own_labels: dict[str, str], dialect: Dialect, communes_inside: bool) -> Report | None:
    """The report that a table prints; null when it is no such table.

    own_labels: header paths of this source that the common rules do not know → measure.
    communes_inside: the lines of districts hold their communes already, so the total is the sum without these.
    """
    own_leaves = {label.rpartition(" > ")[2] for label in own_labels}
    first = first_line(grid.rows, own_leaves)
    if first is None:
        return None
    headers = header_rows(grid.rows, first)
    paths = header_paths(grid.rows, headers)
    body = body_rows(grid.rows, max(headers, default=first - 1) + 1)
    held, unread = settled(paths, own_labels)
    columns, shares = without_shares(held, paths, body)
    if len(set(held.values()) - set(NAMES)) < FEWEST_NUMBERS:
        return Report((), missing=missing_of(set()), unread=(*unread, *shares)) if unread else None
    columns = on_time_of_two(columns, body, dialect)
    names = {sort: column for column, sort in columns.items() if sort in NAMES}
    name_column = names.get("unit", names.get("field", first_text_column(body, names, columns)))
    notes: list[str] = []
    read = list(read_lines(grid, body, columns, paths, dialect, name_column, notes))
    if not read:
        return None
    titles = " ".join(str(cell) for row in grid.rows[: min(headers, default=0)] for cell in dict.fromkeys(row) if cell)
    above = f"{grid.above} \n {titles}"
    parts = [part for part, _ in read]
    scaled = ("Đơn vị tính: hồ sơ",) if SCALED.search(plain_label(f"{above} {grid.around}")) else ()
    return Report(
        parts=tuple(with_gaps(parts, communes_inside)),
        missing=missing_of(set(columns.values())) + missing_names(parts) + scaled,
        unread=(*unread, *shares),
        problems=tuple(dict.fromkeys([*(problem for _, problems in read for problem in problems), *notes])),
        as_of=stamp_of(above) or stamp_of(grid.around),
        **(told_period(above) or told_period(grid.around)),
    )


def first_line(rows: list[list[Cell]], own_labels: set[str]) -> int | None:
    """The first row of numbers under a row of known labels; a row that counts the columns is none."""
    known = False
    for number, row in enumerate(rows):
        known = known or known_labels(words_of(row), own_labels) > 0
        if known and has_numbers(row) and not is_index(row):
            return number
    return None


def header_rows(rows: list[list[Cell]], first: int) -> list[int]:
    """The rows of labels right above the first line of numbers: from the row that names the units on."""
    found: list[int] = []
    for number in range(first - 1, -1, -1):
        row = rows[number]
        if is_index(row) or is_group(row) or (not found and is_heading(row)):
            continue
        if not words_of(row) or has_numbers(row) or is_heading(row) or any(map(is_day, row)):
            break
        found.insert(0, number)
    return found


def is_day(cell: Cell) -> bool:
    return isinstance(cell, str) and DAY.search(cell) is not None


def missing_names(parts: Sequence[Line | Run]) -> tuple[str, ...]:
    """A table of several lines that names no body: of a month each, or of nobody."""
    lines = [part for part in parts if isinstance(part, Line) and part.kind == "unit"]
    nameless = [line for line in lines if is_time(line.unit or line.field or "")]
    return ("Đơn vị",) if len(nameless) == len(lines) == len(parts) - totals_in(parts) and nameless else ()


def totals_in(parts: Sequence[Line | Run]) -> int:
    return sum(isinstance(part, Line) and part.kind != "unit" for part in parts)


def without_shares(
    columns: dict[int, str], paths: dict[int, tuple[str, ...]], body: list[tuple[int, list[Cell]]]
) -> tuple[dict[int, str], list[str]]:
    """The columns without those that should count and show shares (99,3%; 0,993), and which these are."""
    shares = [
        column
        for column, sort in columns.items()
        if sort not in NAMES
        and sort != RATE_MEASURE
        and speaks_of_shares([row[column] for _, row in body[:LINES_LOOKED_AT] if column < len(row)])
    ]
    told = [f"cột “{' > '.join(paths[column])}” ghi tỷ lệ chứ không phải số hồ sơ nên không đọc" for column in shares]
    return {column: sort for column, sort in columns.items() if column not in shares}, told


def on_time_of_two(columns: dict[int, str], body: list[tuple[int, list[Cell]]], dialect: Dialect) -> dict[int, str]:
    """Where on time and late alone make up what was resolved, "Đúng hạn" holds the early ones, told apart or not."""
    place = {sort: column for column, sort in columns.items()}
    if "resolved_on_time" in place or not place.keys() >= set(TWO_ENDS):
        return columns

    def told(row: list[Cell], sort: str) -> float | None:
        return count(row[place[sort]], dialect)[0] if sort in place and place[sort] < len(row) else None

    seen, some_early = False, EARLY not in place
    for _, row in body[:LINES_LOOKED_AT]:
        resolved, on_day, late = (told(row, sort) for sort in TWO_ENDS)
        if resolved is None or on_day is None or late is None:
            continue
        if on_day + late != resolved:
            return columns
        seen, some_early = True, some_early or bool(told(row, EARLY))
    return columns | {place["resolved_on_day"]: "resolved_on_time"} if seen and some_early else columns


def read_lines(
    grid: Grid,
    body: list[tuple[int, list[Cell]]],
    columns: dict[int, str],
    paths: dict[int, tuple[str, ...]],
    dialect: Dialect,
    name_column: int,
    notes: list[str],
) -> Iterator[tuple[Line | Run, list[str]]]:
    """The lines that print a figure, down to the total, each with what was odd about its cells; runs of plain ones.

    `notes` is told which rows with figures are no lines.
    """
    names = {sort: column for column, sort in columns.items() if sort in NAMES}
    measured = [(n, sort, " > ".join(paths[n])) for n, sort in columns.items() if sort not in NAMES]
    kept = Columns(names, name_column, measured)
    rates = [column for column, measure, _ in measured if measure == RATE_MEASURE]
    scale = rate_scale([row[column] for _, row in body for column in rates if column < len(row)])
    heads = heads_of_nested([row for _, row in body], names.get("order"))
    plain = plain_lines(body, kept, scale, heads)
    runs = runs_of(body, plain, kept, grid.name, grid.first_row) if plain is not None else {}
    group: str | None = None
    in_run = 0
    # where every line is marked so, the mark says nothing
    details_apart = not all(is_detail(row, names.get("order"), text_at(row, name_column)) for _, row in body)
    kinds = kinds_of(body, names.get("order"), name_column, runs)
    for at, (number, row) in enumerate(body):
        name, kind = text_at(row, name_column), kinds[at]
        if kind is None or at < in_run:
            if name is None and has_numbers(row):
                notes.append(f"hàng {grid.first_row + number} có số mà không có tên nên không đọc")
            continue
        if run := runs.get(at):
            yield replace(run, group=group), []
            in_run = at + len(run.rows)
            continue
        if details_apart and kind == "unit" and is_detail(row, names.get("order"), name):
            notes.append(f"“{name}” là một phần của dòng trên nên không đọc")
            continue
        figures, problems = read_figures(row, name, measured, dialect, scale)
        told = any(figure.value is not None for figure in figures.values())
        if kind == "unit" and not told and is_heading(row) and spans(row, name):
            kind = "group"
        group = name if kind == "group" and name and not is_sum(name) else group
        kind = "group" if at in heads and kind == "unit" else kind
        if told:
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


def body_rows(rows: list[list[Cell]], start: int) -> list[tuple[int, list[Cell]]]:
    """The rows under the headers, with what they are counted by, down to the signatures."""
    body: list[tuple[int, list[Cell]]] = []
    for number in range(start, len(rows)):
        row = rows[number]
        if not any(map(is_number, row)) and any(
            has(text, end) for text in words_of(row)[:3] for end in labels()["rows"]["ends"]
        ):
            break
        if not is_index(row):
            body.append((number, row))
    return body


def kinds_of(
    body: list[tuple[int, list[Cell]]], order: int | None, name_column: int, runs: dict[int, Run]
) -> list[LineKind | None]:
    """What each row is, down to the last total: what is printed under that is no part of the table.

    A "Cộng" with units above and below it is the sum of a group; a total above all units is a total.
    """
    kinds: list[LineKind | None] = ["unit"] * len(body)
    in_runs = {at for start, run in runs.items() for at in range(start, start + len(run.rows))}
    others = [at for at in range(len(body)) if at not in in_runs]
    for at in others:
        row = body[at][1]
        kinds[at] = kind_of(row[: name_column + 1], order, text_at(row, name_column))
    units = (at for at in others if kinds[at] == "unit" and has_numbers(body[at][1]))
    first_unit = min([next(units, len(body)), *runs])
    totals = [at for at in others if kinds[at] == "total" and at > first_unit and count_numbers(body[at][1])]
    for at in totals[:-1]:
        kinds[at] = "group"
    end = totals[-1] + 1 if totals else len(body)
    return kinds[:end] + [None] * (len(body) - end)


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
        if measure == RATE_MEASURE:
            value, decimals = rate(cell, scale)
            figures.setdefault(measure, Figure(label, shown, value, decimals))
            continue
        value, problem = count(cell, dialect)
        if problem:
            problems.append(f"“{shown}”: {problem}")
        figure = Figure(label, shown, value)
        figures[measure] = added(figures[measure], figure) if measure in figures else figure
    return with_received(figures), problems


def is_index(row: list[Cell]) -> bool:
    """A row that counts its columns ("(1)", "(2)" …) or tells how they add up."""
    if any(isinstance(cell, str) and len(cell) > LONGEST_INDEX and "=" not in cell for cell in row[:FEWEST_NUMBERS]):
        return False
    texts = [shown_as(cell).strip().lower() for cell in row if cell is not None and shown_as(cell).strip()]
    if len(texts) < FEWEST_NUMBERS:
        return False
    if any("=" in text and FORMULA.search(text) for text in texts):
        return True
    if all(LETTER.fullmatch(text) for text in texts):
        return [text.strip("()[]") for text in texts] == [chr(ord("a") + n) for n in range(len(texts))]
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


def is_heading(row: list[Cell]) -> bool:
    """One text and nothing else, from the left on: a title, or the heading of the units under it."""
    texts = {cell for cell in row if cell is not None and shown_as(cell).strip()}
    return len(texts) == 1 and not any(map(is_number, texts)) and not texts.isdisjoint(row[:2])


def spans(row: list[Cell], name: str | None) -> bool:
    """Whether a heading is printed across the columns, as no unit with empty cells is."""
    return sum(isinstance(cell, str) and " ".join(cell.split()) == name for cell in row) > 2


def has_numbers(row: list[Cell]) -> bool:
    """Whether a row is a line of figures; they stand to the right, so that is where to look first."""
    return len(list(islice(filter(is_number, reversed(row)), FEWEST_NUMBERS))) == FEWEST_NUMBERS


def first_text_column(body: list[tuple[int, list[Cell]]], names: dict[str, int], columns: dict[int, str]) -> int:
    """The column of most words, and of most different ones, whose header says nothing; codes (H56.01) are no words."""
    lines = [row for _, row in body[:LINES_LOOKED_AT] if has_numbers(row)]
    width = max(map(len, lines), default=0)
    words = {
        n: [row[n] for row in lines if n < len(row) and is_worded(row[n])] for n in range(width) if n not in columns
    }
    most = max(((len(found), len(set(found))) for found in words.values()), default=(0, 0))
    same = (n for n, found in words.items() if found and (len(found), len(set(found))) == most)
    return next(same, names.get("order", -1) + 1)


def is_worded(cell: Cell) -> bool:
    return isinstance(cell, str) and not is_number(cell) and re.search(r"[^\W\d_]{2}", cell) is not None


def text_at(row: list[Cell], column: int | None) -> str | None:
    cell = row[column] if column is not None and column < len(row) else None
    return " ".join(cell.split()) or None if isinstance(cell, str) else None
