"""The project keeps docs/conventions.md: names, types by suffix, and a grain that is stated and proven."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from orchestration.settings import DBT_PROJECT, ROOT
from orchestration.warehouse.dictionary import keys_of

PAGE = (ROOT / "docs" / "conventions.md").read_text("utf-8")
PREFIXES = {"staging": ("stg_",), "core": ("dim_", "fct_", "int_"), "marts": ("kpi_", "dq_"), "alerts": ()}
TYPE_OF_ENDING = {
    "_id": {"varchar"},
    "_key": {"varchar"},
    "_code": {"varchar"},
    "_vi": {"varchar"},
    "_en": {"varchar"},
    "_on": {"date"},
    "_at": {"timestamp"},
    "_rate": {"double"},
    "_days": {"integer", "bigint"},
}
# "số sớm, số đúng ngày": a count of dossiers resolved on their day, not a day
NOT_DAYS = {"resolved_on_day"}


def listed_after(words: str) -> set[str]:
    """The names in backticks of the sentence on the page that begins with these words."""
    sentence = PAGE.split(words, 1)[1].split(".", 1)[0]
    return set(re.findall(r"`(\w+)`", sentence))


REGISTERS = listed_after("Registers of the work itself carry no prefix:")
OLDER_BOOLEANS = listed_after("Booleans that are older than this page:")


@pytest.fixture(scope="session")
def models(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] == "model"}


@pytest.fixture(scope="session")
def columns(models: dict[str, dict[str, Any]]) -> list[tuple[str, str, str | None]]:
    """Model, column and declared type of every column that is declared."""
    return [
        (name, column, declared["data_type"])
        for name, node in models.items()
        for column, declared in node["columns"].items()
    ]


def test_models_are_named_for_what_they_are(models: dict[str, dict[str, Any]]) -> None:
    for name, node in models.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name), name
        assert name in REGISTERS or name.startswith(PREFIXES[node["fqn"][1]]), name


def test_registers_on_the_page_exist(models: dict[str, dict[str, Any]]) -> None:
    assert models.keys() >= REGISTERS


def test_every_grain_is_stated_and_proven(manifest: dict[str, Any], models: dict[str, dict[str, Any]]) -> None:
    proven = set(keys_of(manifest))
    # a staging view is its landing table as it is: the fact made of it may prove its grain
    proven |= {
        read
        for node in models.values()
        if node["unique_id"] in proven and node["fqn"][1] == "core"
        for read in node["depends_on"]["nodes"]
        if read.split(".")[-1].startswith("stg_")
    }
    for name, node in models.items():
        assert node["description"].startswith("Grain: "), f"{name}: the YAML states no grain"
        assert re.search(r"^-- grain: ", node["raw_code"], re.MULTILINE), f"{name}: the SQL states no grain"
        assert node["unique_id"] in proven, f"{name}: no test proves its grain"


def test_types_follow_names(columns: list[tuple[str, str, str | None]]) -> None:
    for model, column, declared in columns:
        if declared is None or column in NOT_DAYS:
            continue
        for ending, types in TYPE_OF_ENDING.items():
            assert not column.endswith(ending) or declared in types, f"{model}.{column} is {declared}"
        assert not column.startswith("n_") or declared == "bigint", f"{model}.{column} is {declared}"
        assert not re.fullmatch(r"(period|valid)_\w+", column) or declared in ("date", "varchar"), f"{model}.{column}"
        named_true = re.match(r"(is|has)_", column) is not None or column in OLDER_BOOLEANS
        assert named_true == (declared == "boolean"), f"{model}.{column} is {declared}"


def test_a_name_has_one_type(columns: list[tuple[str, str, str | None]]) -> None:
    types: dict[str, set[str]] = defaultdict(set)
    for _, column, declared in columns:
        if declared:
            types[column].add(declared)
    assert {column: found for column, found in types.items() if len(found) > 1} == {}


def test_every_published_column_is_declared_and_described(models: dict[str, dict[str, Any]]) -> None:
    for name, node in models.items():
        if node["schema"] != "main":
            continue
        assert node["contract"]["enforced"], name
        for column, declared in node["columns"].items():
            assert declared["data_type"], f"{name}.{column}"
            assert declared["description"].endswith((".", "…")), f"{name}.{column} has no description"


def test_the_page_names_what_exists() -> None:
    for path in re.findall(r"`((?:tests|docs|dbt_project)/[\w/.]+)`", PAGE):
        assert (ROOT / path).exists(), path
    assert DBT_PROJECT.is_dir()
    assert Path(ROOT / "orchestration/warehouse/layering.py").exists()
