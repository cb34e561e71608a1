"""Publish: copy the audited tables into a fresh file and put it in place with one rename.

Readers of the old file keep it; new readers get the new one; nobody is ever blocked or sees half a build.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

# readable by every DuckDB since 1.0, so that DBeaver and BI tools built on older releases can open it
STORAGE_VERSION = "v1.0.0"


class AuditFailed(RuntimeError):
    """The new file is not what the build says it should be. The published file was left as it is."""


def publish(con: duckdb.DuckDBPyConnection, target: Path, seconds_per_step: dict[str, float]) -> dict[str, int]:
    """Copies every table of the build file's schema `main` to `target`. Returns the rows of each table.

    con is the open build file; its tests have passed. Raises AuditFailed when the copy does not hold the same rows.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    staged = staged_path(target)
    for leftover in target.parent.glob(f"{staged.name}*"):
        leftover.unlink()
    build = catalogue_of(con)
    tables = tables_of(con, build)
    rows = {table: count(con, f"{quoted(build)}.main.{quoted(table)}") for table in tables}
    con.execute(f"attach {literal(str(staged))} as published (storage_version {literal(STORAGE_VERSION)})")
    try:
        for table in tables:
            copy_table(con, build, table)
        con.execute(
            "update published.main.build_info set rows_per_table = $rows, seconds_per_step = $seconds",
            {"rows": json.dumps(rows), "seconds": json.dumps(seconds_per_step, ensure_ascii=False)},
        )
        con.execute("checkpoint published")
    finally:
        con.execute("detach published")
    audit(staged, rows)
    staged.chmod(0o444)
    fsync(staged)
    move_aside_stray_wal(target)
    staged.replace(target)
    fsync(target.parent)
    return rows


def staged_path(target: Path) -> Path:
    """Beside the target, since a rename is atomic only within one file system."""
    return target.with_name(f".{target.name}.staged")


def catalogue_of(con: duckdb.DuckDBPyConnection) -> str:
    return str(one(con, "select current_database()"))


def tables_of(con: duckdb.DuckDBPyConnection, catalogue: str) -> list[str]:
    found = con.execute(
        "select table_name from duckdb_tables() where database_name = $c and schema_name = 'main' order by 1",
        {"c": catalogue},
    )
    return [name for (name,) in found.fetchall()]


def copy_table(con: duckdb.DuckDBPyConnection, build: str, table: str) -> None:
    """The table with its column types, not-null marks, comments and rows, in the order the model gave them."""
    columns = con.execute(
        """
        select column_name, data_type, is_nullable, comment
        from duckdb_columns()
        where database_name = $c and schema_name = 'main' and table_name = $t
        order by column_index
        """,
        {"c": build, "t": table},
    ).fetchall()
    declared = ", ".join(
        f"{quoted(name)} {kind}{'' if nullable else ' not null'}" for name, kind, nullable, _ in columns
    )
    there = f"published.main.{quoted(table)}"
    con.execute(f"create table {there} ({declared})")
    con.execute(f"insert into {there} from {quoted(build)}.main.{quoted(table)}")
    comment = one(
        con,
        "select comment from duckdb_tables() where database_name = $c and schema_name = 'main' and table_name = $t",
        {"c": build, "t": table},
    )
    con.execute(f"comment on table {there} is {literal(comment)}")
    for name, _, _, comment in columns:
        con.execute(f"comment on column {there}.{quoted(name)} is {literal(comment)}")


def audit(staged: Path, rows: dict[str, int]) -> None:
    """Opens the finished file as any reader would and counts again."""
    with duckdb.connect() as reader:
        reader.execute(f"attach {literal(str(staged))} as published (read_only)")
        found = {table: count(reader, f"published.main.{quoted(table)}") for table in tables_of(reader, "published")}
    if found != rows:
        differing = sorted(name for name in found.keys() | rows.keys() if found.get(name) != rows.get(name))
        raise AuditFailed(f"the staged file differs from the build in: {', '.join(differing)}")
    if not found.get("build_info"):
        raise AuditFailed("the staged file holds no build_info row")


def move_aside_stray_wal(target: Path) -> None:
    """A write-ahead log left by somebody's read-write session would make the replaced file unopenable."""
    wal = target.with_name(f"{target.name}.wal")
    if wal.exists():
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        wal.rename(target.with_name(f".{wal.name}.stray-{stamp}"))


def fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def published_fingerprint(target: Path) -> str | None:
    """The fingerprint of the build that stands published; null when there is none that can be read."""
    try:
        with duckdb.connect() as reader:
            reader.execute(f"attach {literal(str(target))} as published (read_only)")
            return str(one(reader, "select fingerprint from published.main.build_info"))
    except duckdb.Error:
        return None


def count(con: duckdb.DuckDBPyConnection, relation: str) -> int:
    return int(one(con, f"select count(*) from {relation}"))


def one(con: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, Any] | None = None) -> Any:
    row = con.execute(sql, parameters or {}).fetchone()
    return row[0] if row else None


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str | None) -> str:
    return "null" if text is None else "'" + text.replace("'", "''") + "'"
