"""The published tables as the dbt models promise them: name → column → DuckDB type."""

from functools import lru_cache
from pathlib import Path

import duckdb
import yaml

MODELS = Path(__file__).resolve().parents[2] / "dbt_project" / "models"
WORDS = MODELS.parent / "seeds" / "words_vi.csv"
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


def fill_registers(con: duckdb.DuckDBPyConnection) -> None:
    """The crosswalk as the model makes it of the places; the dictionary is the project's own."""
    crosswalk = (MODELS / "core" / "dim_place_crosswalk.sql").read_text(encoding="utf-8")
    con.execute("insert into dim_place_crosswalk " + crosswalk.replace("{{ ref('dim_place') }}", "dim_place"))
    con.execute(f"insert into data_dictionary from read_csv('{WORDS}', header = true, all_varchar = true)")


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    for table, columns in published_tables().items():
        written = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        con.execute(f'create table "{table}" ({written})')
