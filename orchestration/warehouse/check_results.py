"""What dbt's tests found, as landing.check_result rows: the models that score quality are built on them, after them."""

from collections.abc import Iterable, Iterator
from typing import Any

import duckdb
from dbt.artifacts.resources.types import NodeType
from dbt.artifacts.schemas.run import RunResult

Row = dict[str, Any]

WELL_FORMED = "well_formed"
MOST_TOLD = 3

OUTCOMES = {"pass": "pass", "warn": "warn", "skipped": "skipped"}


def check_rows(results: Iterable[RunResult]) -> list[Row]:
    return [row_of(result) for result in results if result.node.resource_type == NodeType.Test]


def row_of(result: RunResult) -> Row:
    node = result.node.to_dict()
    config = node.get("config") or {}
    return {
        "check_name": node["name"],
        "kind": "dbt",
        "about": about(node),
        "severity": "warn" if str(config.get("severity", "")).lower() == "warn" else "error",
        "outcome": OUTCOMES.get(str(result.status), "fail"),
        "n_failing": int(result.failures or 0),
        "description": " ".join((node.get("description") or "").split()) or promised(node),
    }


def promised(node: Row) -> str | None:
    """What a well-formed table promises of its columns, in one line; null for another test."""
    if metadata_of(node).get("name") != WELL_FORMED:
        return None
    held = metadata_of(node)["kwargs"]
    told = [f"one row per {' × '.join(columns)}" for columns in held.get("one_row_per", [])]
    told += [f"{column} is never null" for column in held.get("never_null", [])]
    told += [f"{column} is one of {', '.join(map(str, values))}" for column, values in held.get("one_of", {}).items()]
    told += [f"{column} stands in {known['to']}" for column, known in held.get("found_in", {}).items()]
    return "; ".join(told)


def metadata_of(node: Row) -> Row:
    return node.get("test_metadata") or {}


def broken(results: Iterable[RunResult], con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """The promises that failed tests of well-formed tables found broken, each with a value that breaks it.

    con is the build file that the tests looked into.
    """
    for result in results:
        node = result.node.to_dict()
        if metadata_of(node).get("name") == WELL_FORMED and str(result.status) == "fail":
            found = con.execute(
                f"from ({node['compiled_code']}) order by n_rows desc, column_name, value limit {MOST_TOLD}"
            ).fetchall()
            for column, promise, value, n_rows in found:
                told = "" if value is None else f": {value!r}"
                yield f"{about(node)}.{column} {promise}{told} ({n_rows} row{'s' if n_rows > 1 else ''})"


def about(node: Row) -> str:
    """The tables a test is about: the model it is attached to, else those it reads."""
    attached = node.get("attached_node")
    read = [attached] if attached else (node.get("depends_on") or {}).get("nodes", [])
    return ", ".join(sorted({unique_id.split(".")[2] for unique_id in read if unique_id.count(".") >= 2})) or "dbt"
