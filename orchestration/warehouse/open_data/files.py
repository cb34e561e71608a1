"""A table as Parquet and as CSV: the same rows in the same order, byte for byte the same for the same build."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.warehouse.open_data.flagged import Column, Table
from orchestration.warehouse.publish import literal, quoted

MARK = b"\xef\xbb\xbf"  # by which Excel knows UTF-8
# a sheet program takes a text that begins so for a formula
FORMULA = r"^[=+@\t\r-]"


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the release."""

    path: Path
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A table as it was written, and which of its columns are never empty."""

    table: Table
    rows: int
    csv: Written
    parquet: Written
    always_filled: frozenset[str]


def write_table(con: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> Resource:
    """con: a reader with the warehouse attached as `published`."""
    there = f"published.main.{quoted(table.name)}"
    names = ", ".join(quoted(column.name) for column in table.columns)
    rows = f"select {names} from {there} order by all"
    parquet, csv = folder / f"{table.name}.parquet", folder / f"{table.name}.csv"
    con.execute(f"copy ({rows}) to {literal(str(parquet))} (format parquet, compression zstd)")
    written = ", ".join(f"{in_csv(column)} as {quoted(column.name)}" for column in table.columns)
    bare = csv.with_suffix(".bare")
    con.execute(f"copy (select {written} from ({rows})) to {literal(str(bare))} (format csv, header true)")
    with bare.open("rb") as source, csv.open("wb") as target:
        target.write(MARK)
        shutil.copyfileobj(source, target)
    bare.unlink()
    counted = con.execute(
        f"select count(*), {', '.join(f'count({quoted(column.name)})' for column in table.columns)} from {there}"
    ).fetchone()
    total, *filled = counted or (0,)
    always = {column.name for column, n in zip(table.columns, filled, strict=True) if n == total}
    return Resource(table, int(total), written_as(csv), written_as(parquet), frozenset(always))


def in_csv(column: Column) -> str:
    """How a value is written: lists as JSON, moments as ISO 8601, and no text that a sheet program would run."""
    name = quoted(column.name)
    if column.type.endswith("[]"):
        return f"cast(to_json({name}) as varchar)"
    if column.type == "timestamp":
        return f"strftime({name}, '%Y-%m-%dT%H:%M:%S')"
    if column.type == "varchar":
        return f"case when regexp_matches({name}, '{FORMULA}') then '''' || {name} else {name} end"
    return name


def written_as(path: Path) -> Written:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Written(path, path.stat().st_size, digest)
