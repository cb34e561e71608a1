"""A build that was held back: the app says since when and why, as text, and is silent otherwise."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.held_back import held_back
from orchestration.settings import Settings
from orchestration.warehouse.held_back import hold_back, let_go


@pytest.fixture
def settings(published: Path, tmp_path: Path) -> Settings:
    return Settings(raw=tmp_path, warehouse=published, home=tmp_path)


def shown(app: AppTest) -> str:
    return "\n".join(block.value for block in app.run().html if "td-warning" in block.value)


def test_the_app_says_since_when_and_why_until_a_build_is_published(settings: Settings, app: AppTest) -> None:
    assert "giữ lại" not in shown(app)
    hold_back(settings, ["check ranks_within_base found rows that break it", "<script>alert(1)</script>"])
    try:
        assert "giữ lại" in shown(app)
        assert "ranks_within_base" in shown(app)
        assert "<script>" not in shown(app)
        assert held_back(settings.warehouse) is not None
    finally:
        let_go(settings)
    assert "giữ lại" not in shown(app)


@pytest.mark.parametrize("note", ["", "[]", '{"since": "hôm qua", "reasons": []}', '{"since": 5}', "\x00"])
def test_a_note_that_cannot_be_read_says_nothing(tmp_path: Path, note: str) -> None:
    (tmp_path / ".w.duckdb.held-back.json").write_text(note, "utf-8")
    assert held_back(tmp_path / "w.duckdb") is None
