"""The lake of Parquet in which Spark builds: the landing tables laid down for it, what it made brought back.

`<lake>/landing/<table>/` is written here; `<lake>/main.db/<table>/` and its like by Spark, which keeps its catalogue of
them beside.
"""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from orchestration.warehouse.publish import literal, quoted

PUBLISHED = "main"


def lay_down(con: duckdb.DuckDBPyConnection, lake: Path, tables: Sequence[str] | None = None) -> None:
    """Writes landing tables (all when None) of the open build file into the lake, each whole and at once."""
    for table in tables or landing_tables(con):
        folder = lake / "landing" / table
        fresh = folder.with_name(f".{table}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        con.execute(f"copy landing.{quoted(table)} to {literal(str(fresh / 'part-0.parquet'))} (format parquet)")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.replace(folder)


def landing_tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    found = con.execute("select table_name from duckdb_tables() where schema_name = 'landing' order by 1")
    return [name for (name,) in found.fetchall()]


def bring_back(con: duckdb.DuckDBPyConnection, lake: Path, models: Iterable[dict[str, Any]]) -> None:
    """Puts the tables that Spark built of published models into the open build file, as their contracts have them."""
    for model in models:
        if model["schema"] == PUBLISHED:
            take(con, lake / f"{PUBLISHED}.db" / model["alias"], model)


def take(con: duckdb.DuckDBPyConnection, folder: Path, model: dict[str, Any]) -> None:
    table, columns = f"{PUBLISHED}.{quoted(model['alias'])}", model["columns"].values()
    con.execute(f"create or replace table {table} ({', '.join(map(declared, columns))})")
    # Spark names the parts of a sorted table in their order
    con.execute(f"insert into {table} by name from read_parquet({literal(str(folder / '*.parquet'))})")
    con.execute(f"comment on table {table} is {literal(model['description'])}")
    for column in columns:
        con.execute(f"comment on column {table}.{quoted(column['name'])} is {literal(column['description'])}")


def declared(column: dict[str, Any]) -> str:
    needed = any(constraint["type"] == "not_null" for constraint in column["constraints"])
    return f"{quoted(column['name'])} {column['data_type']}{' not null' if needed else ''}"
