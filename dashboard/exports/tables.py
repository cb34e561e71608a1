"""CSV and XLSX of a table. What a document wrote is never taken for a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard.rows.tables import WholeTable

Value = str | int | float | bool | None

# a sheet program takes a cell that begins so for a formula, whatever it was meant to be
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
# rows, without the heads
LONGEST_SHEET = 1_048_575
WIDEST, NARROWEST = 60, 8


@dataclass(frozen=True, slots=True)
class Table:
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]


def as_written(found: WholeTable) -> Table:
    """A published table: dates and lists as they are written, numbers as numbers."""
    rows = [
        [value if value is None or isinstance(value, str | int | float | bool) else str(value) for value in row]
        for row in found.rows
    ]
    return Table(found.columns, rows)


def harmless(value: Value) -> Value:
    """Text that a sheet program would run gets an apostrophe before it; numbers stay numbers."""
    return "'" + value if isinstance(value, str) and value.startswith(DANGEROUS) else value


def csv_bytes(table: Table) -> bytes:
    """UTF-8 with a mark, so that Excel reads Vietnamese; CRLF; every text quoted."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([harmless(name) for name in table.columns])
    writer.writerows([["" if value is None else harmless(value) for value in row] for row in table.rows])
    return written.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheets: Mapping[str, Table]) -> bytes:
    """A workbook of the sheets, in order. Text is stored as text: no formula, no link is made of it."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, options | {"nan_inf_to_errors": True}) as book:
        bold = book.add_format({"bold": True})
        used: set[str] = set()
        for name, table in sheets.items():
            # what is too long for one sheet goes on in the next
            for at in range(0, max(len(table.rows), 1), LONGEST_SHEET):
                sheet = book.add_worksheet(sheet_name(name, used))
                sheet.freeze_panes(1, 0)
                for x, head in enumerate(table.columns):
                    sheet.write_string(0, x, short(str(head)), bold)
                    sheet.set_column(x, x, width(head, [row[x] for row in table.rows[:200]]))
                for y, row in enumerate(table.rows[at : at + LONGEST_SHEET], start=1):
                    for x, value in enumerate(row):
                        write(sheet, y, x, value)
    return written.getvalue()


def write(sheet: Worksheet, y: int, x: int, value: Value) -> None:
    if isinstance(value, str):
        sheet.write_string(y, x, short(value))
    elif isinstance(value, bool):
        sheet.write_boolean(y, x, value)
    elif value is not None:
        # Excel keeps fifteen digits; a longer whole number is kept as text
        if isinstance(value, int) and abs(value) >= 10**15:
            sheet.write_string(y, x, str(value))
        else:
            sheet.write_number(y, x, value)


def short(text: str) -> str:
    """What Excel holds in one cell; a text that is cut shows that it is."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def sheet_name(name: str, used: set[str]) -> str:
    """A name that Excel allows, told apart from those used already."""
    clean = "".join(" " if letter in "[]:*?/\\'" else letter for letter in name).strip() or "Sheet"
    shown, n = clean[:LONGEST_SHEET_NAME], 2
    while shown.lower() in used:
        shown = f"{clean[: LONGEST_SHEET_NAME - 4]} ({n})"
        n += 1
    used.add(shown.lower())
    return shown


def width(head: str, values: Sequence[Value]) -> int:
    longest = max([len(str(head)), *(len(str(value)) for value in values if value is not None)])
    return max(NARROWEST, min(longest + 2, WIDEST))
