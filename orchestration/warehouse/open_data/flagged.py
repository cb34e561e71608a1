"""Which tables and columns may leave: those that a model's YAML flags with `meta: {open_data: true}`, and no other."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from orchestration.settings import DBT_PROJECT
from orchestration.warehouse.dictionary import keys_of, published

WORDS = Path(__file__).with_name("words.yml")
COLUMN_WORDS = DBT_PROJECT / "seeds" / "words_vi.csv"
FLAG = "open_data"
# what changes with the day of the build and says nothing new
OF_THE_DAY = {"freshness_days"}


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    en: str
    vi: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table that leaves: its words, its columns, and the columns that together name a row."""

    name: str
    about: str
    title_vi: str
    title_en: str
    warning_vi: str
    warning_en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


@cache
def words() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(WORDS.read_text("utf-8"))
    return found


@cache
def words_vi() -> Mapping[tuple[str, str], str]:
    """(table, column) → what it holds, in Vietnamese; without a table, the column wherever it stands."""
    with COLUMN_WORDS.open(encoding="utf-8", newline="") as file:
        return {(row["table_name"], row["column_name"]): row["meaning_vi"] for row in csv.DictReader(file)}


def column_vi(table: str, column: str) -> str:
    return words_vi().get((table, column)) or words_vi()["", column]


def flagged(manifest: dict[str, Any]) -> list[Table]:
    """The tables that leave, by name. Raises KeyError naming a table or column that has no Vietnamese words."""
    keys = keys_of(manifest)
    return [table_of(node, keys) for node in published(manifest) if is_flagged(node)]


def is_flagged(of: Mapping[str, Any]) -> bool:
    """By the word true alone: "yes", 1 or a stray flag elsewhere lets nothing out."""
    meta = (of.get("config") or {}).get("meta") or of.get("meta") or {}
    return meta.get(FLAG) is True


def table_of(node: dict[str, Any], keys: Mapping[str, list[list[str]]]) -> Table:
    told = words()["tables"][node["name"]]
    columns = tuple(
        Column(name, column["data_type"], " ".join(column["description"].split()), column_vi(node["name"], name))
        for name, column in node["columns"].items()
        if is_flagged(column)
    )
    names = {column.name for column in columns}
    key = min((tuple(columns) for columns in keys.get(node["unique_id"], [])), key=len, default=())
    return Table(
        name=node["name"],
        about=" ".join(node["description"].split()),
        title_vi=told["title_vi"],
        title_en=told["title_en"],
        warning_vi=told["warning_vi"],
        warning_en=told["warning_en"],
        columns=columns,
        key=key if set(key) <= names else (),
    )
