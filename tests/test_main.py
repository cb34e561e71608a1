"""The command line: what it answers when it cannot build, and what it leaves behind when it has."""

import fcntl
from pathlib import Path

import pytest

from orchestration import __main__ as command
from orchestration.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(raw=tmp_path / "raw", warehouse=tmp_path / "warehouse.duckdb", home=tmp_path / "home")


def test_no_raw_folder_is_said_with_what_to_do(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.warehouse(settings) == 1
    assert "THUOCDO_RAW" in capsys.readouterr().out


def test_a_finished_build_leaves_the_lock_free_for_the_next(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`make run` serves the app in the same process: `make warehouse` must not be turned away meanwhile."""
    settings.raw.mkdir()
    monkeypatch.setattr(command, "is_up_to_date", lambda _: True)
    assert command.warehouse(settings) == 0
    with settings.lock_file.open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
