"""The published warehouse, read-only: the one place of the app that knows DuckDB.

A publish replaces the file by a rename. A second `duckdb.connect(path)` in a process that still holds the old file
would go on answering from it, so each edition of the file is attached to an in-memory instance of its own.
"""

import dataclasses
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb

ROOT = Path(__file__).resolve().parent.parent
QUERIES = Path(__file__).resolve().parent / "queries"

# the edition in use and the one that a page may just be finishing with
EDITIONS_KEPT = 2
ANSWERS_KEPT = 2000

Row = TypeVar("Row")


class WarehouseMissing(Exception):
    """There is no published file yet."""


class WarehouseUnreadable(Exception):
    """The file stands there and cannot be read; the message says why, in DuckDB's words."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One published file, as told apart from the one before and the one after it."""

    path: Path
    inode: int
    modified_ns: int
    size: int


def current_edition() -> Edition:
    """The file that stands published at this moment. Raises WarehouseMissing."""
    return edition_of(Path(os.environ.get("THUOCDO_WAREHOUSE") or ROOT / "warehouse.duckdb").absolute())


def edition_of(path: Path) -> Edition:
    try:
        stat = path.stat()
    except OSError as error:
        raise WarehouseMissing(str(path)) from error
    return Edition(path, stat.st_ino, stat.st_mtime_ns, stat.st_size)


def ask(edition: Edition, query: str, row: type[Row], **parameters: object) -> tuple[Row, ...]:
    """The rows that queries/<query>.sql gives, as instances of the dataclass `row`.

    The query's columns are the dataclass's fields, in order. Rows are immutable and shared: the same question of the
    same edition is asked of DuckDB once. Raises WarehouseUnreadable.
    """
    columns, rows = answer(edition, query, tuple(sorted(parameters.items())))
    fields = tuple(field.name for field in dataclasses.fields(row))  # type: ignore[arg-type]
    if columns != fields:
        raise TypeError(f"{query}.sql gives {columns}, {row.__name__} wants {fields}")
    return tuple(row(*values) for values in rows)


@lru_cache(maxsize=ANSWERS_KEPT)
def answer(
    edition: Edition, query: str, parameters: tuple[tuple[str, object], ...]
) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    try:
        # a cursor a question: one connection refuses two threads at a time
        with attached(edition).cursor() as cursor:
            cursor.execute("use warehouse")
            cursor.execute(sql(query), dict(parameters))
            columns = tuple(name for name, *_ in cursor.description or ())
            return columns, tuple(cursor.fetchall())
    except duckdb.Error as error:
        raise WarehouseUnreadable(str(error)) from error


def whole_table(edition: Edition, name: str) -> tuple[tuple[Any, ...], ...]:
    """Every row of a table, in the file's own order, not kept: it may be large. Raises WarehouseUnreadable."""
    quoted = name.replace('"', '""')
    try:
        with attached(edition).cursor() as cursor:
            cursor.execute("use warehouse")
            return tuple(cursor.execute(f'from "{quoted}"').fetchall())
    except duckdb.Error as error:
        raise WarehouseUnreadable(str(error)) from error


@lru_cache
def sql(query: str) -> str:
    return (QUERIES / f"{query}.sql").read_text(encoding="utf-8")


# an edition that falls out of this cache is dropped, not closed: closing it would end the cursors of others
@lru_cache(maxsize=EDITIONS_KEPT)
def attached(edition: Edition) -> duckdb.DuckDBPyConnection:
    instance = duckdb.connect(
        ":memory:",
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False, "threads": 2},
    )
    path = str(edition.path).replace("'", "''")
    instance.execute(f"attach '{path}' as warehouse (read_only)")
    instance.execute("set enable_external_access = false")
    # external access still lets an attached file be overwritten by COPY; without a file system nothing can be
    instance.execute("set disabled_filesystems = 'LocalFileSystem'")
    instance.execute("set lock_configuration = true")
    return instance
