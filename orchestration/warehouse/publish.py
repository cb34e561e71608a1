"""Publish: copy the audited tables into a fresh file and put it in place with one rename.

Where the build only added to what stands published, the fresh file is a copy of that one, byte by byte, in which the
rows of touched documents are replaced in the tables that grow without end; every other table is copied whole.

Readers of the old file keep it; new readers get the new one; nobody is ever blocked or sees half a build.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.progress import Done

# readable by every DuckDB since 1.0, so that DBeaver and BI tools built on older releases can open it
STORAGE_VERSION = "v1.0.0"
# incremental models: what they hold of a document changes only in a build that lists it as touched
BY_DOCUMENT = frozenset({"fct_tthc_result", "fct_observation", "evidence"})
# of a cluster, in a build that touches one of its documents
BY_CLUSTER = "reconciliation"
# and of a year, in a build that touches a document of that year
BY_YEAR = {"kpi_scorecard": "coalesce(year(period_end), 0)", "kpi_tthc_month": "year(month)"}
TOUCHED_DOCUMENTS, TOUCHED_CLUSTERS = "staging.int_touched_document", "staging.int_touched_cluster"
TOUCHED_YEARS = "staging.int_touched_year"


class AuditFailed(RuntimeError):
    """The new file is not what the build says it should be. The published file was left as it is."""


def publish(
    con: duckdb.DuckDBPyConnection,
    target: Path,
    seconds_per_step: dict[str, float],
    steps: Sequence[Done] = (),
    adds_to_target: bool = False,
) -> dict[str, int]:
    """Copies every table of the build file's schema `main` to `target`. Returns the rows of each table.

    con is the open build file; its tests have passed. adds_to_target: the tables by document are those of `target` but
    for touched documents. Raises AuditFailed when the copy does not hold the same rows.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    sweep(target)
    try:
        rows = write_staged(con, target, seconds_per_step, steps, adds_to_target)
        audit(staged_path(target), rows)
        put_in_place(staged_path(target), target)
    except BaseException:
        sweep(target)
        raise
    return rows


def write_staged(
    con: duckdb.DuckDBPyConnection,
    target: Path,
    seconds_per_step: dict[str, float],
    steps: Sequence[Done],
    adds_to_target: bool,
) -> dict[str, int]:
    staged = staged_path(target)
    build = catalogue_of(con)
    tables = tables_of(con, build)
    rows = {table: count(con, f"{quoted(build)}.main.{quoted(table)}") for table in tables}
    if adds_to_target:
        shutil.copyfile(target, staged)
        staged.chmod(0o600)
    con.execute(f"attach {literal(str(staged))} as published (storage_version {literal(STORAGE_VERSION)})")
    try:
        for table in tables:
            if adds_to_target and table in BY_DOCUMENT:
                replace_of_documents(con, build, table)
            elif adds_to_target and table == BY_CLUSTER:
                replace_of_clusters(con, build)
            elif adds_to_target and table in BY_YEAR:
                touched = f"select year_touched from {quoted(build)}.{TOUCHED_YEARS}"
                replace_rows(con, build, table, f"{BY_YEAR[table]} in ({touched})")
            else:
                copy_table(con, build, table)
        if steps:
            rows["build_step"] = tell_steps(con, steps)
        con.execute(
            "update published.main.build_info set rows_per_table = $rows, seconds_per_step = $seconds",
            {"rows": json.dumps(rows), "seconds": json.dumps(seconds_per_step, ensure_ascii=False)},
        )
        con.execute("checkpoint published")
    finally:
        con.execute("detach published")
    return rows


def tell_steps(con: duckdb.DuckDBPyConnection, steps: Sequence[Done]) -> int:
    """Fills build_step with what was done so far; the publish itself is still under way. Returns its rows."""
    con.executemany(
        """
        insert into published.main.build_step by name
        select
            $1 || ':' || $2 as step_id, $1 as kind, $2 as name, $3::timestamp as started_at, $4::double as seconds,
            $5::bigint as n_rows, $6::double as peak_memory_mb, build_id
        from published.main.build_info
        """,
        # a stage done twice (raw/ changed under it) is told by its last time
        [list(astuple(step)) for step in {(step.kind, step.name): step for step in steps}.values()],
    )
    return count(con, "published.main.build_step")


def put_in_place(staged: Path, target: Path) -> None:
    staged.chmod(0o444)
    fsync(staged)
    leave_no_room_for_a_wal(target)
    staged.replace(target)
    fsync(target.parent)


def sweep(target: Path) -> None:
    """Removes what a publish that was killed or failed left beside the target."""
    for leftover in target.parent.glob(f"{staged_path(target).name}*"):
        leftover.unlink()


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
    # each statement by itself would wait for the disk, and there is one a column
    con.begin()
    declare_table(con, build, table)
    con.execute(f"insert into published.main.{quoted(table)} from {quoted(build)}.main.{quoted(table)}")
    con.commit()


def declare_table(con: duckdb.DuckDBPyConnection, build: str, table: str) -> None:
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
    con.execute(f"drop table if exists {there}")
    con.execute(f"create table {there} ({declared})")
    comment = one(
        con,
        "select comment from duckdb_tables() where database_name = $c and schema_name = 'main' and table_name = $t",
        {"c": build, "t": table},
    )
    con.execute(f"comment on table {there} is {literal(comment)}")
    for name, _, _, comment in columns:
        con.execute(f"comment on column {there}.{quoted(name)} is {literal(comment)}")


def replace_of_documents(con: duckdb.DuckDBPyConnection, build: str, table: str) -> None:
    touched = f"select document_id from {quoted(build)}.{TOUCHED_DOCUMENTS}"
    replace_rows(con, build, table, f"document_id in ({touched})")


def replace_of_clusters(con: duckdb.DuckDBPyConnection, build: str) -> None:
    """Those touched now, and those in which the published file names a touched document.

    A build that was not published may have taken such a document out of a cluster, which it touches no more.
    """
    con.execute(
        f"""
        create or replace temp table touched_cluster as
        select cluster_id from {quoted(build)}.{TOUCHED_CLUSTERS}
        union
        select cluster_id from published.main.{BY_CLUSTER}
        where list_has_any(document_ids, (select list(document_id) from {quoted(build)}.{TOUCHED_DOCUMENTS}))
        """
    )
    replace_rows(con, build, BY_CLUSTER, "cluster_id in (select cluster_id from temp.touched_cluster)")
    con.execute("drop table temp.touched_cluster")


def replace_rows(con: duckdb.DuckDBPyConnection, build: str, table: str, touched: str) -> None:
    there, here = f"published.main.{quoted(table)}", f"{quoted(build)}.main.{quoted(table)}"
    con.execute(f"delete from {there} where {touched}")
    con.execute(f"insert into {there} by name from {here} where {touched}")


def audit(staged: Path, rows: dict[str, int]) -> None:
    """Opens the finished file as any reader would and counts again."""
    with attached(staged) as reader:
        found = {table: count(reader, f"published.main.{quoted(table)}") for table in tables_of(reader, "published")}
    if found != rows:
        differing = sorted(name for name in found.keys() | rows.keys() if found.get(name) != rows.get(name))
        raise AuditFailed(f"the staged file differs from the build in: {', '.join(differing)}")
    if not found.get("build_info"):
        raise AuditFailed("the staged file holds no build_info row")


def leave_no_room_for_a_wal(target: Path) -> None:
    """Puts a link to /dev/null where DuckDB would write the published file's log.

    A session that opened the file for writing would leave its log beside the file that replaces it, and nobody could
    open that one. With the link its commits are refused, and readers find an empty log. A log of an earlier day is
    moved aside, not deleted: somebody may miss what is in it.
    """
    wal = target.with_name(f"{target.name}.wal")
    if wal.exists() and not wal.is_symlink() and wal.stat().st_size:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        wal.rename(target.with_name(f".{wal.name}.stray-{stamp}"))
    link = target.with_name(f"{staged_path(target).name}.no-wal")
    link.symlink_to(os.devnull)
    link.replace(wal)


def fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def published_fingerprint(target: Path) -> str | None:
    """The fingerprint of the build that stands published; null when there is none that can be read."""
    return build_info_of(target, "fingerprint")


def published_build_id(target: Path) -> str | None:
    """The id of the build that stands published; null when there is none that can be read."""
    return build_info_of(target, "build_id")


def published_refusals(target: Path) -> frozenset[str]:
    """Why files were refused in the build that stands published: the codes of the reasons."""
    try:
        with attached(target) as reader:
            found = reader.execute(
                "select distinct reason_code from published.main.load_audit where outcome = 'quarantined'"
            ).fetchall()
    except duckdb.Error:
        return frozenset()
    return frozenset(code for (code,) in found if code)


def build_info_of(target: Path, column: str) -> str | None:
    try:
        with attached(target) as reader:
            return str(one(reader, f"select {quoted(column)} from published.main.build_info"))
    except duckdb.Error:
        return None


@contextmanager
def attached(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A fresh reader in which the file is `published`. Raises duckdb.Error when it cannot be read."""
    with duckdb.connect() as reader:
        reader.execute(f"attach {literal(str(path))} as published (read_only)")
        yield reader


def count(con: duckdb.DuckDBPyConnection, relation: str) -> int:
    return int(one(con, f"select count(*) from {relation}"))


def one(con: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, Any] | None = None) -> Any:
    row = con.execute(sql, parameters or {}).fetchone()
    return row[0] if row else None


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str | None) -> str:
    return "null" if text is None else "'" + text.replace("'", "''") + "'"
