"""docs/dictionary.md is what the manifest says, and a KPI is defined in one place."""

import csv
from typing import Any

from orchestration.settings import DBT_PROJECT, ROOT
from orchestration.warehouse.dictionary import PAGE, dictionary, published
from orchestration.warehouse.open_data.flagged import words_vi

TEXTS = ROOT / "dashboard" / "text"


def catalogue() -> dict[str, dict[str, str]]:
    with (DBT_PROJECT / "seeds" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return {row["indicator_code"]: row for row in csv.DictReader(file)}


def test_the_dictionary_is_fresh(manifest: dict[str, Any]) -> None:
    said = PAGE.read_text("utf-8")
    assert said == dictionary(manifest), "run `python -m orchestration.warehouse.dictionary`"


def test_every_published_table_is_in_it(manifest: dict[str, Any]) -> None:
    page = dictionary(manifest)
    for node in manifest["nodes"].values():
        if node["resource_type"] == "model" and node["schema"] == "main":
            assert f"### `{node['name']}`" in page
            assert all(f"| `{column}` |" in page for column in node["columns"])


def test_every_table_and_column_and_no_other_is_described_in_vietnamese(manifest: dict[str, Any]) -> None:
    tables = {node["name"]: set(node["columns"]) for node in published(manifest)}
    everywhere = {("", column) for columns in tables.values() for column in columns}
    here = {(table, column) for table, columns in tables.items() for column in columns}
    of_tables = {(table, "") for table in tables}
    said = words_vi()
    assert of_tables - said.keys() == set(), "tables without Vietnamese words"
    assert {one for one in here if one not in said and ("", one[1]) not in said} == set(), "columns without"
    assert said.keys() - of_tables - everywhere - here == set(), "words for what is not published"
    assert [one for one, words in said.items() if not words.endswith(".")] == []


def test_no_kpi_is_defined_twice() -> None:
    """Neither in the catalogue itself nor, by name, in the app's texts."""
    rows = catalogue()
    with (DBT_PROJECT / "seeds" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in csv.DictReader(file)) == len(rows)
    for language in ("vi", "en"):
        names = [row[f"name_{language}"] for row in rows.values()]
        assert len(set(names)) == len(names)
        # counts of dossiers are column heads too: a head names a column, not a KPI
        kpis = [row[f"name_{language}"] for row in rows.values() if row["value_type"] != "count"]
        written = (TEXTS / f"{language}.toml").read_text("utf-8")
        assert [name for name in kpis if f'"{name}"' in written] == []


def test_what_adds_up_is_said_of_indicators_of_the_catalogue_alone() -> None:
    rows = catalogue()
    with (DBT_PROJECT / "seeds" / "indicator_semantics.csv").open(encoding="utf-8", newline="") as file:
        said = list(csv.DictReader(file))
    assert {row["indicator_code"] for row in said} <= rows.keys()
    # names, units, directions and formulas are the catalogue's alone
    assert said[0].keys() & rows["on_time_rate"].keys() == {"indicator_code"}
    for row in said:
        assert (row["additivity"] == "none") == bool(row["not_additive_why_vi"]), row["indicator_code"]


def test_metrics_take_their_names_from_the_catalogue(manifest: dict[str, Any]) -> None:
    rows = catalogue()
    for metric in manifest["metrics"].values():
        assert metric["label"] == rows[metric["name"]]["name_vi"]
        assert not metric["description"]
