"""The landing tables in the private build file: rows in, what is already read out."""

import json
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

Row = dict[str, Any]
Types = dict[str, str]

SCHEMA = Path(__file__).with_name("schema.sql")
CONTENT_TABLES = (
    "statement",
    "milestone",
    "policy_mention",
    "tthc_capture",
    "portal_metric",
    "dossier",
    "index_rank",
    "national_target",
    "published_value",
)
TABLES = ("build", "raw_file", "source", "document", "added_document", *CONTENT_TABLES, "check_result")
POLARS_TYPES: dict[str, type[pl.DataType] | pl.DataType] = {
    "VARCHAR": pl.String,
    "BIGINT": pl.Int64,
    "INTEGER": pl.Int32,
    "DOUBLE": pl.Float64,
    "BOOLEAN": pl.Boolean,
    "DATE": pl.Date,
    "TIMESTAMP": pl.Datetime("us"),
}


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(SCHEMA.read_text("utf-8"))


def keep_checks(con: duckdb.DuckDBPyConnection, kind: str, rows: list[Row]) -> None:
    """Puts what the checks of a kind found in place of what they found before; checks that did not run stay as told."""
    ran = [row["check_name"] for row in rows]
    con.execute(
        "delete from landing.check_result where kind = $kind and list_contains($ran, check_name)",
        {"kind": kind, "ran": ran},
    )
    insert(con, "check_result", rows)


def known_files(con: duckdb.DuckDBPyConnection) -> dict[str, Row]:
    """The file rows of the build before this one, by path."""
    files = con.sql("from landing.raw_file")
    return {row["path"]: row for row in (dict(zip(files.columns, values, strict=True)) for values in files.fetchall())}


def forget_refusals(con: duckdb.DuckDBPyConnection) -> int:
    """Lets the next build read every refused file anew, and no other; returns how many."""
    create_tables(con)
    refused = con.execute(
        "update landing.raw_file set input_key = '' where outcome = 'quarantined' returning path"
    ).fetchall()
    return len(refused)


def replace_all(con: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    con.execute(f"delete from landing.{table}")
    insert(con, table, rows)


def forget_documents(con: duckdb.DuckDBPyConnection, document_ids: list[str]) -> None:
    """Drops all rows of documents that are gone or will be read anew."""
    if not document_ids:
        return
    for table in ("document", *CONTENT_TABLES):
        con.execute(f"delete from landing.{table} where list_contains($ids, document_id)", {"ids": document_ids})


def note_added(con: duckdb.DuckDBPyConnection, document_ids: list[str]) -> None:
    """Remembers what was read until a publish has taken it up."""
    con.execute(
        "insert into landing.added_document (select unnest($ids) except from landing.added_document)",
        {"ids": document_ids},
    )


def demand_whole_build(con: duckdb.DuckDBPyConnection) -> None:
    """Lets the next build make every model anew, not only what was added."""
    con.execute("delete from landing.model_state")


def types_of(con: duckdb.DuckDBPyConnection, table: str) -> Types:
    columns = con.sql(f"from landing.{table} limit 0")
    return dict(zip(columns.columns, map(str, columns.types), strict=True))


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    """Appends rows whose keys are the table's columns."""
    if rows:
        insert_frame(con, table, frame_of(rows, types_of(con, table)))


def frame_of(rows: list[Row], types: Types) -> pl.DataFrame:
    """Rows as a frame of a table's columns; nested values become JSON text, what a row lacks stays null."""
    return pl.DataFrame(
        {name: [plain(row.get(name)) for row in rows] for name in types},
        schema={name: POLARS_TYPES[kind] for name, kind in types.items()},
    )


def shaped(frame: pl.DataFrame, types: Types) -> pl.DataFrame:
    """The frame with all columns of a table in their types; those it lacks are null."""
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(POLARS_TYPES[kind]).alias(name)
        for name, kind in types.items()
    )


def insert_frame(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:  # noqa: ARG001
    """Appends a frame whose columns are columns of the table; those it lacks stay null."""
    # found by its name here: a registered view would hold every frame in memory until the transaction ends
    con.execute(f"insert into landing.{table} by name select * from frame")


def plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def count_rows(con: duckdb.DuckDBPyConnection, table: str) -> int:
    row = con.execute(f"select count(*) from landing.{table}").fetchone()
    return int(row[0]) if row else 0
