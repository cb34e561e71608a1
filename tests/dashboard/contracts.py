"""The published tables as the dbt models promise them: name → column → DuckDB type."""

from functools import lru_cache
from pathlib import Path

import duckdb
import yaml

MODELS = Path(__file__).resolve().parents[2] / "dbt_project" / "models"
PUBLISHED = ("core", "marts", "alerts")


@lru_cache
def published_tables() -> dict[str, dict[str, str]]:
    return {
        model["name"]: {column["name"]: column["data_type"] for column in model["columns"]}
        for room in PUBLISHED
        for file in sorted((MODELS / room).glob("*.yml"))
        for model in yaml.safe_load(file.read_text(encoding="utf-8")).get("models", [])
        if not model["name"].startswith("int_")
    }


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    for table, columns in published_tables().items():
        written = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        con.execute(f'create table "{table}" ({written})')
