"""Monthly reports as CSV or spreadsheets (form II.06 and its kin): titles above, signatures below, merged headers."""

import csv
import io
import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from orchestration.portals.cells import Cell, Dialect
from orchestration.portals.columns import known_labels
from orchestration.portals.grid import Grid, has_numbers, read_grid, words_of
from orchestration.portals.report import Report, results_among

SEPARATORS = (";", "\t", ",", "|")
MOST_ROWS, MOST_COLUMNS = 20_000, 200
FEWEST_LABELS = 3


class NotASheet(ValueError):
    """The bytes are no spreadsheet that can be opened."""


def read_csv(text: str, own_labels: dict[str, str], dialect: Dialect, communes_inside: bool) -> list[Report]:
    """The reports of a CSV file, its separator found by what cuts most lines alike."""
    text = unicodedata.normalize("NFC", text)
    first_lines = text.splitlines()[:60]
    separator = max(SEPARATORS, key=lambda mark: sum(min(line.count(mark), 40) for line in first_lines))
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=separator))[:MOST_ROWS]
    except csv.Error:
        return []
    rows: list[list[Cell]] = [[cell.strip() or None for cell in line[:MOST_COLUMNS]] for line in lines]
    return results_among(reports_in("tệp", rows, {}, own_labels, dialect, communes_inside))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as far as it is read: MOST_ROWS by MOST_COLUMNS cells, and the merged cells by the one they hold."""

    name: str
    rows: list[list[Cell]]
    merged: dict[tuple[int, int], tuple[int, int]]


def read_sheets(
    sheets: Iterable[Sheet], own_labels: dict[str, str], dialect: Dialect, communes_inside: bool
) -> list[Report]:
    """The reports of every sheet of a workbook."""
    return results_among(
        report
        for sheet in sheets
        for report in reports_in(
            f"trang “{sheet.name}”", sheet.rows, sheet.merged, own_labels, dialect, communes_inside
        )
    )


def open_workbook(data: bytes) -> list[Sheet]:
    """The sheets of a workbook. Raises NotASheet.

    A few kilobytes may unfold into more than the machine has: landing/workbook.py calls this where that does no harm.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise NotASheet from error
    return [Sheet(sheet.name, rows_of(sheet), merged_of(sheet)) for sheet in sheets]


def rows_of(sheet: CalamineSheet) -> list[list[Cell]]:
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    return [[as_cell(value) for value in row[:MOST_COLUMNS]] for row in rows]


def as_cell(value: object) -> Cell:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    return unicodedata.normalize("NFC", str(value)).strip() or None


def merged_of(sheet: CalamineSheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell of a merged range, by the cell that holds its value."""
    held: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom, top + 50) + 1):
            for column in range(left, min(right, left + MOST_COLUMNS) + 1):
                held[row, column] = (top, left)
    return held


def reports_in(
    name: str,
    rows: list[list[Cell]],
    merged: dict[tuple[int, int], tuple[int, int]],
    own_labels: dict[str, str],
    dialect: Dialect,
    communes_inside: bool,
) -> list[Report]:
    """One report a table of the sheet; a new header under numbers begins another table."""
    filled = fill_merged(rows, merged)
    found = []
    around = ""
    for start, end in tables_in(filled, {label.rpartition(" > ")[2] for label in own_labels}):
        top = next((n for n in range(start, end) if sum(cell is not None for cell in filled[n]) >= 3), start)
        above = text_of(filled[start:top])
        around = around or above
        block = filled[top:end] if merged else fill_headers(filled[top:end])
        report = read_grid(Grid(name, block, above, around, top + 1), own_labels, dialect, communes_inside)
        if report:
            found.append(report)
    return found


def text_of(rows: list[list[Cell]]) -> str:
    return " \n ".join(str(cell) for row in rows for cell in dict.fromkeys(row) if cell is not None)


def fill_merged(rows: list[list[Cell]], merged: dict[tuple[int, int], tuple[int, int]]) -> list[list[Cell]]:
    filled = [list(row) for row in rows]
    for (row, column), (top, left) in merged.items():
        if row < len(rows) and column < len(rows[row]):
            filled[row][column] = rows[top][left] if left < len(rows[top]) else None
    return filled


def fill_headers(rows: list[list[Cell]]) -> list[list[Cell]]:
    """A CSV keeps of a merged header only its first cell: an empty one right of it, over a header, belongs to it."""
    first = next((n for n, row in enumerate(rows) if has_numbers(row)), len(rows))
    filled = [list(row) for row in rows]
    for n in range(first - 1):
        for column in range(1, len(filled[n])):
            below = any(column < len(rows[m]) and rows[m][column] is not None for m in range(n + 1, first))
            if filled[n][column] is None and below and isinstance(filled[n][column - 1], str):
                filled[n][column] = filled[n][column - 1]
    return filled


def tables_in(rows: list[list[Cell]], own_labels: set[str]) -> Iterator[tuple[int, int]]:
    """Where tables begin and end: titles and a header under lines of numbers begin the next one.

    An empty row among the lines parts nothing: many a form leaves one between its groups.
    """
    start = last_numbers = 0
    numbers_seen = False
    header: list[Cell] = []
    for n, row in enumerate(rows):
        if has_numbers(row):
            last_numbers, numbers_seen = n, True
        elif is_header(row, own_labels):
            # a form of several sheets of paper prints its header on each
            if numbers_seen and (row != header or any(map(any, rows[last_numbers + 1 : n]))):
                yield start, last_numbers + 1
                start, numbers_seen = last_numbers + 1, False
            header = row if not numbers_seen else header
    if start < len(rows):
        yield start, len(rows)


def is_header(row: list[Cell], own_labels: set[str]) -> bool:
    """Several known labels, each of its own, in a row without numbers."""
    return known_labels(set(words_of(row)), own_labels) >= FEWEST_LABELS
