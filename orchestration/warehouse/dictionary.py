"""docs/dictionary.md: every published table and column, as dbt's manifest describes them.

python -m orchestration.warehouse.dictionary writes it anew; a test fails while it is not what the manifest says.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orchestration.settings import ROOT, Settings
from orchestration.warehouse import dbt

PAGE = ROOT / "docs" / "dictionary.md"
HEADING = """# Data dictionary

The tables of schema `main` in `warehouse.duckdb`. Written by `python -m orchestration.warehouse.dictionary` from dbt's
manifest: change the YAML of a model, not this page. The same words are comments in the database itself:
`select table_name, comment from duckdb_tables()`, `select column_name, comment from duckdb_columns()`.
"""
ROOMS = {
    "alerts": "What somebody should look at",
    "marts": "What is asked: KPIs, and the evidence they open to",
    "core": "Facts, dimensions and registers",
}
PROOF = "well_formed"


def dictionary(manifest: dict[str, Any]) -> str:
    """The whole page as Markdown."""
    return "\n".join(lines(manifest)) + "\n"


def lines(manifest: dict[str, Any]) -> Iterator[str]:
    yield HEADING
    tables = published(manifest)
    proofs, joins = keys_of(manifest), joins_of(manifest)
    for room, title in ROOMS.items():
        yield f"## {title}\n"
        for node in tables:
            if node["fqn"][1] == room:
                yield from table_lines(node, proofs.get(node["unique_id"], []), joins)
    yield "## Metrics in dbt's semantic YAML\n"
    yield "Their names are indicator codes; what they mean stands in `dim_indicator`.\n"
    yield "| metric | label | type |\n| --- | --- | --- |"
    for metric in sorted(manifest["metrics"].values(), key=lambda metric: str(metric["name"])):
        yield f"| `{metric['name']}` | {metric['label']} | {metric['type']} |"


def published(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """The models of schema main by name."""
    nodes = (node for node in manifest["nodes"].values() if node["resource_type"] == "model")
    return sorted((node for node in nodes if node["schema"] == "main"), key=lambda node: str(node["name"]))


def promises(manifest: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each model or seed with what its test `well_formed` holds it to."""
    for node in manifest["nodes"].values():
        if node["resource_type"] == "test" and node.get("test_metadata", {}).get("name") == PROOF:
            yield node["attached_node"], node["test_metadata"]["kwargs"]


def keys_of(manifest: dict[str, Any]) -> dict[str, list[list[str]]]:
    """Model → the sets of columns that a test proves to name a row."""
    return {node: held["one_row_per"] for node, held in promises(manifest) if "one_row_per" in held}


def joins_of(manifest: dict[str, Any]) -> dict[tuple[str, str], str]:
    """(model, column) → the table and column that a test proves it to point at."""
    return {
        (node, column): f"{ref_in(known['to'])}.{known['field']}"
        for node, held in promises(manifest)
        for column, known in held.get("found_in", {}).items()
    }


def ref_in(told: str) -> str:
    found = re.search(r"ref\(['\"](\w+)['\"]\)", told)
    return found.group(1) if found else told


def table_lines(node: dict[str, Any], keys: list[list[str]], joins: dict[tuple[str, str], str]) -> Iterator[str]:
    yield f"### `{node['name']}`\n"
    yield f"{node['description']}\n"
    if keys:
        told = sorted(" × ".join(f"`{column}`" for column in columns) for columns in keys)
        yield f"Unique, and tested so: {'; '.join(told)}.\n"
    yield "| column | type | meaning | joins |\n| --- | --- | --- | --- |"
    for name, column in node["columns"].items():
        join = joins.get((node["unique_id"], name))
        meaning = " ".join(column["description"].split()).replace("|", "\\|")
        yield f"| `{name}` | {column['data_type']} | {meaning} | {f'`{join}`' if join else ''} |"
    yield ""


def write(page: Path = PAGE) -> None:
    page.write_text(dictionary(dbt.read_manifest(Settings())), "utf-8")


if __name__ == "__main__":
    write()
