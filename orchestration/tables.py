"""What Dagster shows of a table: how many rows, and the first few."""

from typing import Any

import dagster as dg
import duckdb

PREVIEW_ROWS = 5
LONGEST_CELL = 60


def table_metadata(con: duckdb.DuckDBPyConnection, relation: str) -> dict[str, Any]:
    """Row count and a Markdown preview of a relation (a quoted, trusted name)."""
    rows = con.execute(f"select count(*) from {relation}").fetchone()
    return {
        "dagster/row_count": rows[0] if rows else 0,
        "preview": dg.MetadataValue.md(preview(con, relation)),
    }


def preview(con: duckdb.DuckDBPyConnection, relation: str) -> str:
    sample = con.execute(f"select * from {relation} limit {PREVIEW_ROWS}")
    header = [name for name, *_ in sample.description]
    lines = [header, ["---"] * len(header), *([cell(value) for value in row] for row in sample.fetchall())]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(value: object) -> str:
    """A value as one Markdown table cell: cut short, and with nothing in it that Markdown would act on."""
    text = "" if value is None else " ".join(str(value).split())
    text = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
    return "".join(f"\\{char}" if char in "\\`*_{}[]()<>#!|" else char for char in text)
