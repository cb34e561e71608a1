"""Publishing: one rename, whole files only, comments kept, nothing harmed when the audit fails."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.warehouse import publish as publishing
from orchestration.warehouse.publish import AuditFailed, publish, published_fingerprint


@pytest.fixture
def build(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(tmp_path / "build.duckdb") as con:
        con.execute(
            """
            create schema landing;
            create table landing.private as select 1 as n;
            create table build_info (
                build_id varchar not null, fingerprint varchar, rows_per_table varchar, seconds_per_step varchar
            );
            insert into build_info values ('b1', 'f1', null, null);
            create table fct as select range as n, 'hàng ' || range as "name vi" from range(100) order by n desc;
            comment on table fct is 'Một bảng của "thử nghiệm"';
            comment on column fct."name vi" is 'It''s a name';
            """
        )
        yield con


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "warehouse.duckdb"


def ask(target: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as con:
        con.execute(f"attach '{target}' as w (read_only)")
        con.execute("use w")
        return con.execute(sql).fetchall()


def test_publishes_every_table_of_main_and_nothing_else(build: duckdb.DuckDBPyConnection, target: Path) -> None:
    rows = publish(build, target, {"reading": 1.5})
    assert rows == {"build_info": 1, "fct": 100}
    assert ask(target, "select schema_name, table_name from duckdb_tables() order by 2") == [
        ("main", "build_info"),
        ("main", "fct"),
    ]
    assert ask(target, "select n from fct limit 2") == [(99,), (98,)]


def test_comments_and_not_null_travel_along(build: duckdb.DuckDBPyConnection, target: Path) -> None:
    publish(build, target, {})
    assert ask(target, "select comment from duckdb_tables() where table_name = 'fct'") == [
        ('Một bảng của "thử nghiệm"',)
    ]
    assert ask(target, "select comment from duckdb_columns() where column_name = 'name vi'") == [("It's a name",)]
    assert ask(target, "select is_nullable from duckdb_columns() where column_name = 'build_id'") == [(False,)]


def test_says_what_it_holds_and_how_long_it_took(build: duckdb.DuckDBPyConnection, target: Path) -> None:
    publish(build, target, {"đọc": 1.5})
    ((rows, seconds),) = ask(target, "select rows_per_table, seconds_per_step from build_info")
    assert json.loads(str(rows)) == {"build_info": 1, "fct": 100}
    assert json.loads(str(seconds)) == {"đọc": 1.5}
    assert published_fingerprint(target) == "f1"


def test_the_file_is_read_only_and_of_the_widely_readable_format(
    build: duckdb.DuckDBPyConnection, target: Path
) -> None:
    publish(build, target, {})
    assert stat.S_IMODE(target.stat().st_mode) == 0o444
    ((storage,),) = ask(target, "select tags['storage_version'] from duckdb_databases() where database_name = 'w'")
    assert str(storage).startswith("v1.0")


def test_a_reader_of_the_old_file_keeps_it_and_a_new_reader_sees_the_new(
    build: duckdb.DuckDBPyConnection, target: Path
) -> None:
    publish(build, target, {})
    with duckdb.connect() as reader:
        reader.execute(f"attach '{target}' as w (read_only)")
        build.execute("insert into fct values (100, 'new')")
        publish(build, target, {})
        assert reader.execute("select count(*) from w.fct").fetchone() == (100,)
    assert ask(target, "select count(*) from fct") == [(101,)]


def test_a_stray_wal_is_moved_aside(build: duckdb.DuckDBPyConnection, target: Path) -> None:
    publish(build, target, {})
    wal = target.with_name("warehouse.duckdb.wal")
    wal.unlink()
    wal.write_bytes(b"left by somebody's session")
    publish(build, target, {})
    assert ask(target, "select count(*) from fct") == [(100,)]
    assert [path.name for path in target.parent.glob(".*stray*")] != []


def test_leftovers_of_a_killed_publish_do_no_harm(build: duckdb.DuckDBPyConnection, target: Path) -> None:
    target.parent.mkdir()
    publishing.staged_path(target).write_bytes(b"half a file")
    publish(build, target, {})
    assert sorted(path.name for path in target.parent.iterdir()) == ["warehouse.duckdb", "warehouse.duckdb.wal"]
    assert target.with_name("warehouse.duckdb.wal").readlink() == Path(os.devnull)


def test_a_failed_audit_leaves_the_published_file_alone(
    build: duckdb.DuckDBPyConnection, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(build, target, {})
    before = target.read_bytes()

    def copies_nothing(con: duckdb.DuckDBPyConnection, catalogue: str, table: str) -> None:
        con.execute(f"create table published.main.{table} as from {catalogue}.main.{table} limit 1")

    monkeypatch.setattr(publishing, "copy_table", copies_nothing)
    with pytest.raises(AuditFailed, match="fct"):
        publish(build, target, {})
    assert target.read_bytes() == before


def test_no_published_file_has_no_fingerprint(tmp_path: Path) -> None:
    assert published_fingerprint(tmp_path / "none.duckdb") is None
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(os.urandom(5000))
    assert published_fingerprint(broken) is None
