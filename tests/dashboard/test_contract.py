"""Every query of the app runs against the tables that the dbt models promise, and asks for nothing else."""

import re
from collections.abc import Iterator

import duckdb
import pytest

from dashboard.warehouse import QUERIES
from tests.dashboard.contracts import create_tables

NAMES = sorted(file.stem for file in QUERIES.glob("*.sql"))


@pytest.fixture(scope="module")
def promised() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        create_tables(con)
        yield con


@pytest.mark.parametrize("name", NAMES)
def test_query_runs_on_the_promised_tables(promised: duckdb.DuckDBPyConnection, name: str) -> None:
    sql = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    parameters = dict.fromkeys(re.findall(r"\$(\w+)", sql))
    assert promised.execute(sql, parameters).fetchall() is not None


@pytest.mark.parametrize("name", NAMES)
def test_query_names_its_grain(name: str) -> None:
    assert (QUERIES / f"{name}.sql").read_text(encoding="utf-8").startswith("-- grain: ")
