"""The note of a build that was held back: since the first failure, why the last one failed, gone with a publish."""

import json
from pathlib import Path

import pytest

from orchestration.settings import Settings
from orchestration.warehouse.held_back import MOST_REASONS, hold_back, let_go


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(raw=tmp_path, warehouse=tmp_path / "w.duckdb", home=tmp_path / "home")


def test_the_first_failure_gives_the_time_and_the_last_the_reasons(settings: Settings) -> None:
    hold_back(settings, ["first"])
    note = json.loads(settings.held_back.read_text("utf-8"))
    note["since"] = "2026-01-01T00:00:00"
    settings.held_back.write_text(json.dumps(note), "utf-8")
    hold_back(settings, [f"lý do {n}" for n in range(9)])
    note = json.loads(settings.held_back.read_text("utf-8"))
    assert note["since"] == "2026-01-01T00:00:00"
    assert note["last"] > note["since"]
    assert note["reasons"] == ["lý do 0", "lý do 1", "lý do 2"][:MOST_REASONS]


def test_a_broken_note_is_written_anew(settings: Settings) -> None:
    settings.held_back.write_text("[]", "utf-8")
    hold_back(settings, ["why"])
    assert json.loads(settings.held_back.read_text("utf-8"))["reasons"] == ["why"]


def test_a_publish_lets_go(settings: Settings) -> None:
    let_go(settings)
    hold_back(settings, ["why"])
    let_go(settings)
    assert not settings.held_back.exists()


def test_no_room_for_the_note_is_not_a_second_failure(settings: Settings) -> None:
    nowhere = settings.model_copy(update={"warehouse": settings.home / "none" / "w.duckdb"})
    hold_back(nowhere, ["why"])
    assert not nowhere.held_back.exists()
