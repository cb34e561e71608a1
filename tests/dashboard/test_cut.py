"""No list is cut without a word: how much of it is shown, and where the rest stands."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components import cut
from dashboard.exports import tables
from dashboard.exports.tables import Table, xlsx_bytes
from dashboard.sandbox.examples import WHOLE, whole_list
from dashboard.sandbox.run import Result, run
from dashboard.text import text
from dashboard.warehouse import current_edition
from tests.dashboard.conftest import write_warehouse
from tests.dashboard.invented.names import Rows
from tests.dashboard.test_exports import sheets_of
from tests.dashboard.test_pages import html_of, opened

ROOM = "dashboard/pages/"


def test_it_says_how_many_of_how_many_in_both_languages() -> None:
    assert cut.words(text("vi"), "cards", 500, 1234) == "500 bảng điểm đầu trong 1.234."
    assert cut.words(text("en"), "cards", 500, 1234) == "The first 500 of 1,234 cards."


def test_what_is_whole_is_not_talked_about() -> None:
    assert cut.words(text("vi"), "cards", 500, 500) is None


def test_score_cards_past_five_hundred_are_counted_and_lead_to_a_query(
    tmp_path: Path, small_rows: Rows, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    whole = next(row for row in small_rows["kpi_scorecard"] if row["line_kind"] == "total")
    small_rows["kpi_scorecard"] += [whole | {"card_id": f"more{n}"} for n in range(500)]
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(write_warehouse(tmp_path / "w.duckdb", small_rows)))
    app: AppTest = request.getfixturevalue("app")
    shown = html_of(opened(app, f"{ROOM}units.py"))
    assert '500 bảng điểm đầu trong 501. <a href="truy-van?sql=select%0A++++name_vi' in shown


@pytest.mark.parametrize("name", sorted(file.stem for file in WHOLE.glob("*.sql")))
def test_the_query_that_gives_the_whole_runs(published: Path, name: str) -> None:
    assert isinstance(run(current_edition(), whole_list(name)), Result)


def test_sources_of_a_long_answer_are_said_to_be_the_first(published: Path, app: AppTest) -> None:
    app.query_params["sql"] = "select 's1' as evidence_id, range as n from range(30)"
    assert "25 dòng đầu trong 30. Đủ cả ở bảng kết quả phía trên." in html_of(opened(app, f"{ROOM}query.py"))


def test_rows_past_the_end_of_a_sheet_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_SHEET", 2)
    sheets = sheets_of(xlsx_bytes({"Số": Table(["a"], [[1], [2], [3]])}))
    assert sheets == {"Số": [["a"], [1], [2]], "Số (2)": [["a"], [3]]}


def test_a_text_too_long_for_a_cell_shows_that_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_CELL", 5)
    assert sheets_of(xlsx_bytes({"x": Table(["a"], [["dài quá"]])}))["x"][1] == ["dài …"]
