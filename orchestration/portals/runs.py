"""Plain lines of a long table, read by column: the same figures as cell by cell, in a fraction of the time.

A line is plain when each of its cells shows what it should and nothing else: a unit's name, whole counts, a rate. All
other lines are read one at a time.
"""

from dataclasses import dataclass
from itertools import groupby

import polars as pl

from orchestration.portals.cells import HIGHEST_COUNT, HIGHEST_RATE, Cell
from orchestration.portals.report import RATE_MEASURE, Run
from orchestration.portals.row_kinds import is_detail, kind_of_name

# below this, reading by column costs more than it saves
FEWEST_LINES = 32
COUNT = r"^(?:0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,3})$"
RATE = r"^[0-9]{1,3}(?:[.,][0-9]{1,4})?%?$"
CHANNELS = frozenset({"received_online", "received_direct", "received_by_post"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table keeps what: its names by sort, the column of a line's own name, and its measures with labels."""

    names: dict[str, int]
    name: int
    measured: list[tuple[int, str, str]]

    @property
    def of_field(self) -> bool:
        """Whether its lines are fields of procedures and not units."""
        return "unit" not in self.names and "field" in self.names


def plain_lines(
    body: list[tuple[int, list[Cell]]], columns: Columns, scale: float, heads: set[int]
) -> pl.DataFrame | None:
    """The plain lines of a body by their place in it (`at`), a text column a measured column; null where none is.

    heads: rows that hold the rows after them, and so are no plain ones.
    """
    measures = [measure for _, measure, _ in columns.measured]
    channels = CHANNELS.intersection(measures)
    twice_told = len(set(measures)) < len(measures) or (len(channels) > 1 and "received" not in measures)
    rates_of_one = RATE_MEASURE in measures and scale != 1.0
    order = columns.names.get("order", 0)
    if len(body) < FEWEST_LINES or twice_told or rates_of_one or order > columns.name:
        return None
    rows = [row for _, row in body]
    texts = pl.DataFrame(
        {measure: column_texts(rows, number, measure) for number, measure, _ in columns.measured}
        | {f"before {number}": column_texts(rows, number, "order") for number in range(columns.name)}
        | {"unit": [name_of(row, columns.name) for row in rows]},
        schema_overrides={"unit": pl.String},
    ).with_row_index("at")
    fits = [
        pl.col(measure).str.contains(RATE) & (rate_value(measure) <= HIGHEST_RATE)
        if measure == RATE_MEASURE
        else pl.col(measure).str.contains(COUNT)
        for measure in measures
    ]
    digits = [
        pl.col(f"before {n}").is_null() | pl.col(f"before {n}").str.contains("^[0-9]+$") for n in range(columns.name)
    ]
    named = pl.col("unit").is_not_null() & ~pl.col("at").is_in(sorted(heads))
    return texts.filter(*fits, *digits, named)


def column_texts(rows: list[list[Cell]], number: int, measure: str) -> pl.Series:
    """A column as printed; what a spreadsheet holds as anything but a whole count is told apart (as an x)."""
    held = [row[number] if number < len(row) else None for row in rows]
    if any(isinstance(cell, float) for cell in held):
        held = [whole_text(cell, measure) if isinstance(cell, float) else cell for cell in held]
    return pl.Series(held, dtype=pl.String)


def whole_text(value: float, measure: str) -> str:
    is_count = measure != RATE_MEASURE and 0 <= value <= HIGHEST_COUNT and value.is_integer()
    return str(int(value)) if is_count else "x"


def name_of(row: list[Cell], column: int) -> str | None:
    """The name of a unit; null where the cell holds none, a number, or the name of a total, a group or a detail."""
    cell = row[column] if column < len(row) else None
    if not isinstance(cell, str) or kind_of_name(cell) != "unit" or is_detail((), None, cell):
        return None
    name = " ".join(cell.split())
    return name if any(map(str.isalpha, name)) else None


def rate_value(measure: str) -> pl.Expr:
    return pl.col(measure).str.replace(",", ".", literal=True).str.strip_chars_end("%").cast(pl.Float64, strict=False)


def runs_of(
    body: list[tuple[int, list[Cell]]], plain: pl.DataFrame, columns: Columns, table: str, first_row: int
) -> dict[int, Run]:
    """Unbroken stretches of plain lines, by the place in the body where each begins; their group is told later."""
    at = plain["at"].to_list()
    stretches = [[n for n, _ in members] for _, members in groupby(enumerate(at), key=lambda pair: pair[1] - pair[0])]
    return {
        at[members[0]]: run_of(body, plain.slice(members[0], len(members)), columns, table, first_row)
        for members in stretches
        if len(members) >= FEWEST_LINES
    }


def run_of(
    body: list[tuple[int, list[Cell]]], plain: pl.DataFrame, columns: Columns, table: str, first_row: int
) -> Run:
    kept = {measure: label for _, measure, label in columns.measured if measure not in CHANNELS}
    rows = [body[at] for at in plain["at"]]
    names = plain["unit"].to_list()
    nothing: list[str | None] = [None] * len(rows)
    field_column = columns.names.get("field")
    fields = nothing if field_column is None else [field_at(row, field_column) for _, row in rows]
    texts = plain.select(*kept)
    shown = texts[RATE_MEASURE] if RATE_MEASURE in kept else None
    return Run(
        table=table,
        rows=[first_row + number for number, _ in rows],
        units=nothing if columns.of_field else names,
        fields=names if columns.of_field else fields,
        group=None,
        labels=kept,
        texts=texts,
        values=texts.select(value_of(measure) for measure in kept),
        decimals=None if shown is None else shown.str.extract("[.,]([0-9]+)").str.len_chars().fill_null(0).to_list(),
    )


def field_at(row: list[Cell], column: int) -> str | None:
    cell = row[column] if column < len(row) else None
    return " ".join(cell.split()) or None if isinstance(cell, str) else None


def value_of(measure: str) -> pl.Expr:
    if measure == RATE_MEASURE:
        return rate_value(measure)
    return pl.col(measure).str.replace_all(".", "", literal=True).cast(pl.Int64).cast(pl.Float64)
