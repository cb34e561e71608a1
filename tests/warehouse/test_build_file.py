"""The private build file: one builder at a time, and a broken file is only a broken cache."""

import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.settings import Settings
from orchestration.warehouse.build_file import BuildIsRunning, connect, hold_build_lock, release_build_lock


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(raw=tmp_path / "raw", warehouse=tmp_path / "w.duckdb", home=tmp_path / "home")


def test_the_build_file_keeps_what_was_written(settings: Settings) -> None:
    with connect(settings) as con:
        con.execute("create table t as select 1 as n")
    with connect(settings) as con:
        assert con.execute("from t").fetchall() == [(1,)]


def test_a_broken_build_file_is_made_anew(settings: Settings) -> None:
    settings.build_file.parent.mkdir(parents=True)
    settings.build_file.write_bytes(b"not a database" * 1000)
    with connect(settings) as con:
        assert con.execute("select 1").fetchall() == [(1,)]


def test_a_second_builder_is_turned_away_and_told_who_holds_it(settings: Settings) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from orchestration.settings import Settings;"
            "from orchestration.warehouse.build_file import hold_build_lock;"
            f"hold_build_lock(Settings(home=Path({str(settings.home)!r})));"
            "print('held', flush=True); sys.stdin.read()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BuildIsRunning, match=str(holder.pid)):
            hold_build_lock(settings)
        holder.kill()
        holder.wait()
        hold_build_lock(settings)
        hold_build_lock(settings)
        release_build_lock(settings)
    finally:
        holder.kill()
        holder.wait()
        holder.stdin.close()
        holder.stdout.close()
