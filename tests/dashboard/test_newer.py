"""What a page that is left open does every few seconds: one look at the file, and a new page when it is another."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import write_warehouse
from tests.dashboard.invented import ROWS
from tests.dashboard.test_pages import html_of

NEWER = "20300101T000000Z-9e9e9e9e"


@pytest.fixture
def own(small_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published file that this test may replace."""
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(tmp_path / "warehouse.duckdb"))
    return Path(shutil.copy(small_warehouse, tmp_path / "warehouse.duckdb"))


def test_the_next_run_shows_the_new_build_and_says_so_once(own: Path, app: AppTest) -> None:
    app.run()
    assert not app.toast
    rows = ROWS | {"build_info": [row | {"build_id": NEWER} for row in ROWS["build_info"]]}
    write_warehouse(own.with_name("newer.duckdb"), rows).replace(own)
    app.run()
    assert "9e9e9e9e" in html_of(app)
    assert [toast.value for toast in app.toast] == [app.toast[0].value]
    assert "bản dựng mới" in app.toast[0].value
    app.run()
    assert not app.toast


def test_a_page_whose_edition_is_gone_is_drawn_anew_at_once(
    published: Path, app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look at the file's stamp stands for the one that the browser asks for every few seconds."""
    runs = []
    monkeypatch.setattr("dashboard.components.newer.st.rerun", lambda: runs.append(1))
    app.run()
    assert runs == []
    monkeypatch.setattr("dashboard.components.newer.current_edition", lambda: None)
    app.run()
    assert runs == [1]
