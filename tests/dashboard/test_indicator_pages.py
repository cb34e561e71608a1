"""One indicator whole, and places side by side."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import write_warehouse
from tests.dashboard.invented.names import PLACE, TOWN
from tests.dashboard.test_pages import drawer_of, html_of, opened

INDICATOR, COMPARE = "dashboard/pages/indicator.py", "dashboard/pages/compare.py"


def test_indicator_shows_places_trend_rivals_and_aims(published: Path, app: AppTest) -> None:
    app.query_params["kpi"] = "digitisation_rate"
    shown = html_of(opened(app, INDICATOR))
    for words in (
        "Chỉ số thử digitisation_rate",
        "trên 89,27%",
        "71,5%",
        "Lý do thử.",
        "85%",
        "ít nhất 90%",
        "31/12/2025",
        "QĐ thử",
        "Bài thử doc2",
    ):
        assert words in shown
    for key in ("open-places-0", "open-history-0", "open-disagreements-1", "open-targets-0"):
        app.button(key=key).click().run()
        assert drawer_of(app)


def test_titles_of_documents_stay_text_in_the_list(published: Path, app: AppTest) -> None:
    app.query_params["kpi"] = "digitisation_rate"
    assert "<script" not in html_of(opened(app, INDICATOR))


def test_indicator_of_the_address_is_shown_and_a_bad_one_is_ignored(published: Path, app: AppTest) -> None:
    app.query_params["kpi"] = "khong_co"
    shown = html_of(opened(app, INDICATOR))
    assert not app.exception
    assert "<h1>Chỉ số thử" in shown
    assert "kpi" not in app.query_params


def test_indicator_without_values_says_so(published: Path, app: AppTest) -> None:
    app.query_params.update({"kpi": "digitisation_rate", "place": TOWN})
    assert "Chưa có giá trị nào của Thành phố Thử Nghiệm" in html_of(opened(app, INDICATOR))


def test_places_of_one_measure_stand_side_by_side_and_open(published: Path, app: AppTest) -> None:
    app.query_params.update({"kpis": "services_offered", "places": f"{PLACE},{TOWN}"})
    shown = html_of(opened(app, COMPARE))
    assert "1.427" in shown
    assert "không cùng cách đo" not in shown
    app.button(key="open-services_offered-0-0").click().run()
    assert drawer_of(app)


def test_rates_of_different_bases_are_not_put_side_by_side(
    tmp_path: Path, small_rows: dict[str, list[dict]], monkeypatch, request
) -> None:
    twin = next(row for row in small_rows["kpi_current"] if row["indicator_code"] == "digitisation_rate")
    other = twin | {"place_key": TOWN, "place_name": "Thử khác", "rate_basis": "received", "scope_level": "district"}
    small_rows["kpi_current"].append(other)
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(write_warehouse(tmp_path / "w.duckdb", small_rows)))
    app = request.getfixturevalue("app")
    app.query_params.update({"kpis": "digitisation_rate", "places": f"{PLACE},{TOWN}"})
    shown = html_of(opened(app, COMPARE))
    assert "không cùng cách đo" in shown
    assert "<h3>Trên số tiếp nhận</h3>" in shown


def test_compare_ignores_choices_that_do_not_exist(published: Path, app: AppTest) -> None:
    app.query_params.update({"kpis": "khong,co", "places": "'; drop table x"})
    opened(app, COMPARE)
    assert not app.exception
    assert app.multiselect(key="kpis_boxes").value
