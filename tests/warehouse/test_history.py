"""Earlier builds: kept in their order and within bounds, put back whole, and never lost by putting one back."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.settings import Settings
from orchestration.warehouse.compare import Difference
from orchestration.warehouse.history import NothingToReturnTo, keep_published, kept_builds, roll_back
from orchestration.warehouse.publish import publish, published_build_id

Publish = Callable[..., str]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(raw=tmp_path / "raw", warehouse=tmp_path / "out" / "w.duckdb", home=tmp_path / "home")


@pytest.fixture
def published(settings: Settings, tmp_path: Path) -> Publish:
    """Publishes a build of `rows` rows under an id that the clock had no part in; returns the id."""

    def do(build_id: str, rows: int = 10, to: Settings = settings) -> str:
        with duckdb.connect() as con:
            con.execute(
                f"""
                create table build_info as select '{build_id}' as build_id, 'f' as fingerprint,
                    cast(null as varchar) as rows_per_table, cast(null as varchar) as seconds_per_step;
                create table kpi as select range as n from range({rows});
                """
            )
            keep_published(to)
            publish(con, to.warehouse, {})
        return build_id

    return do


def rows_of(path: Path) -> int:
    with duckdb.connect() as con:
        con.execute(f"attach '{path}' as w (read_only)")
        row = con.execute("select count(*) from w.kpi").fetchone()
        return int(row[0]) if row else 0


def ids(settings: Settings) -> list[str]:
    return [build.build_id for build in kept_builds(settings)]


def test_the_last_builds_are_kept_in_the_order_of_their_publishing(settings: Settings, published: Publish) -> None:
    # ids that a clock which jumped back would give
    for build_id in ("e9", "d8", "c7", "b6", "a5"):
        published(build_id)
    assert ids(settings) == ["d8", "c7", "b6"]
    assert published_build_id(settings.warehouse) == "a5"
    assert {path.stat().st_mode & 0o777 for path in settings.kept.iterdir()} == {0o444}


def test_they_take_no_more_room_than_allowed(settings: Settings, published: Publish) -> None:
    small = settings.model_copy(update={"keep_megabytes": 0})
    for build_id in ("a", "b", "c"):
        published(build_id, to=small)
    assert ids(small) == []


def test_a_return_says_what_changes_and_can_be_undone(settings: Settings, published: Publish) -> None:
    published("one", 10)
    published("two", 12)
    done = roll_back(settings)
    assert (done.left, done.now, rows_of(settings.warehouse)) == ("two", "one", 10)
    assert done.differences == (Difference("kpi", 12, 10, 2, 0),)
    assert roll_back(settings, "tw").now == "two"
    assert rows_of(settings.warehouse) == 12
    assert sorted(path.name for path in settings.warehouse.parent.iterdir()) == ["w.duckdb", "w.duckdb.wal"]


def test_a_return_goes_one_further_back_each_time_and_then_ends(settings: Settings, published: Publish) -> None:
    for build_id in ("a", "b", "c"):
        published(build_id)
    assert [roll_back(settings).now, roll_back(settings).now] == ["b", "a"]
    with pytest.raises(NothingToReturnTo):
        roll_back(settings)
    assert published_build_id(settings.warehouse) == "a"


def test_the_oldest_is_returned_to_though_keeping_the_present_pushes_it_out(
    settings: Settings, published: Publish
) -> None:
    for build_id in ("a", "b", "c", "d"):
        published(build_id)
    assert roll_back(settings, "a").now == "a"
    assert published_build_id(settings.warehouse) == "a"
    assert ids(settings) == ["b", "c", "d"]


def test_an_unknown_build_is_refused_with_those_that_are_kept(settings: Settings, published: Publish) -> None:
    published("a")
    published("b")
    with pytest.raises(NothingToReturnTo, match="kept: a"):
        roll_back(settings, "z")


def test_a_damaged_copy_is_not_put_back(settings: Settings, published: Publish) -> None:
    published("a")
    published("b")
    (kept,) = settings.kept.iterdir()
    kept.unlink()
    kept.write_bytes(settings.warehouse.read_bytes()[:9000])
    with pytest.raises(NothingToReturnTo, match="damaged"):
        roll_back(settings)
    assert published_build_id(settings.warehouse) == "b"


def test_a_lost_published_file_is_put_back(settings: Settings, published: Publish) -> None:
    published("a")
    published("b")
    settings.warehouse.unlink()
    assert roll_back(settings).now == "a"
    assert rows_of(settings.warehouse) == 10


def test_another_file_system_gets_copies(
    settings: Settings, published: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: object) -> None:
        raise OSError(errno.EXDEV, "other device")

    monkeypatch.setattr(os, "link", no_link)
    published("a", 3)
    published("b", 4)
    assert roll_back(settings).now == "a"
    assert rows_of(settings.warehouse) == 3


def test_what_cannot_be_read_is_not_kept(settings: Settings, published: Publish) -> None:
    settings.warehouse.parent.mkdir(parents=True)
    settings.warehouse.write_bytes(b"no database" * 1000)
    published("a")
    assert ids(settings) == []
