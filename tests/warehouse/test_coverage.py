"""A build that tells less than the file that stands, is held back; unless a raw file went or changed."""

from pathlib import Path

import duckdb
import pytest

from orchestration.warehouse.coverage import Coverage, coverage, require_coverage
from orchestration.warehouse.publish import AuditFailed
from tests.conftest import Workshop

TABLES = """
    create table dim_document (document_id varchar, path varchar, sha256 varchar);
    create table kpi_current (indicator_code varchar, place_key varchar, place_name varchar, document_id varchar);
    insert into dim_document values ('d1', 'a.txt', 'x'), ('d2', 'b.txt', 'y'), ('d3', 'c.txt', 'z');
    insert into kpi_current values
        ('one', 'p', 'P', 'd1'), ('two', 'p', 'P', 'd1'), ('one', 'q', 'Q', 'd2'), ('one', 'r', 'R', 'd3');
"""

ALTERED = "update dim_document set sha256 = 'w' where path = 'b.txt'; delete from kpi_current where place_key = 'q'"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    path = tmp_path / "it's published.duckdb"
    with duckdb.connect(path) as con:
        con.execute(TABLES)
    return path


def compared(published: Path, *changes: str) -> Coverage:
    with duckdb.connect() as con:
        con.execute(TABLES + ";".join(changes))
        return coverage(con, published)


@pytest.mark.parametrize(
    ("change", "told", "lost"),
    [
        ("select 1", 4, ()),
        ("delete from kpi_current where place_key = 'q'", 4, ("one (Q)",)),
        ("delete from kpi_current where indicator_code = 'two'", 4, ("two (P)",)),
        # another document tells it now
        ("update kpi_current set document_id = 'd2' where document_id = 'd1'", 4, ()),
        # the file was taken away, or says something else: that is no loss of ours
        ("delete from dim_document where document_id = 'd2'; delete from kpi_current where document_id = 'd2'", 3, ()),
        (ALTERED, 3, ()),
    ],
)  # fmt: skip
def test_what_is_lost_is_named(published: Path, change: str, told: int, lost: tuple[str, ...]) -> None:
    assert compared(published, change) == Coverage(told, lost)


def test_no_file_an_unreadable_and_an_older_one_lose_nothing(tmp_path: Path) -> None:
    assert compared(tmp_path / "none.duckdb") == Coverage(0, ())
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"no database" * 1000)
    assert compared(broken) == Coverage(0, ())
    older = tmp_path / "older.duckdb"
    with duckdb.connect(older) as con:
        con.execute("create table t as select 1 as n")
    assert compared(older) == Coverage(0, ())


def test_more_than_allowed_holds_the_build_back() -> None:
    require_coverage(Coverage(100, tuple("x" * 10)), 10)
    with pytest.raises(AuditFailed, match="11 of 100"):
        require_coverage(Coverage(100, tuple("x" * 11)), 10)
    require_coverage(Coverage(0, ()), 0)


def test_a_build_that_lost_its_figures_is_not_published(workshop: Workshop) -> None:
    """The published file is made to tell more than the raw folder does, as if today's reader had gone blind."""
    workshop.warehouse.chmod(0o644)
    wal = workshop.warehouse.with_name(f"{workshop.warehouse.name}.wal")
    wal.unlink()
    with duckdb.connect(workshop.warehouse) as con:
        con.execute("insert into kpi_current select * replace ('gone' as indicator_code) from kpi_current")
    (workshop.raw / "articles" / "mới.txt").write_text("Một bài không có con số nào.", "utf-8")
    before = workshop.warehouse.read_bytes()
    done = workshop.build()
    assert done.returncode != 0
    assert "THUOCDO_MOST_LOST_PERCENT" in done.stdout + done.stderr
    assert workshop.warehouse.read_bytes() == before
