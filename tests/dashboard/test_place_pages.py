"""Targets, deliverables, alerts, bodies, articles, quality, dictionary and downloads, against the test warehouse."""

import io
import json
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import repository
from dashboard.acknowledging import acknowledge, register, since_the_build
from dashboard.components.row_list import ABREAST
from dashboard.exports.open_data import package, readme
from dashboard.warehouse import current_edition
from orchestration.alerting.acknowledged import acknowledged
from tests.dashboard.conftest import write_warehouse
from tests.dashboard.invented.documents import evidence
from tests.dashboard.invented.names import BARE, OF_PLACE, PLACE, TOWN, Rows
from tests.dashboard.invented.results import month
from tests.dashboard.test_pages import drawer_of, html_of, opened

ROOM = "dashboard/pages/"
LONE = {"place_key": None, "place_code": None, "place_name": None, "place_level": None}


def deliverable(code: str, state: str, **more: Any) -> dict[str, Any]:
    usual = {
        "milestone_code": code,
        "name_vi": f"Nhiệm vụ thử {code}",
        "state": state,
        "n_sources": 1,
        "evidence": "s1",
        "first_plan_evidence": "s1",
    }
    return OF_PLACE | usual | more


@pytest.fixture
def told(tmp_path: Path, small_rows: Rows, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> AppTest:
    """The app over the small warehouse with deliverables, articles and a body of two months beside."""
    small_rows["kpi_milestone_slip"] = [
        deliverable(
            "ioc",
            "overdue",
            first_due=date(2022, 12, 31),
            latest_due=date(2024, 3, 31),
            slip_months=15,
            first_plan_evidence="s2",
        ),
        deliverable("dc", "done", done_on=date(2024, 1, 15), done_basis="published"),
    ]
    small_rows["fct_statement"] = [
        small_rows["fct_statement"][0]
        | OF_PLACE
        | {"value": 89.27, "unit": "percent", "qualifier": "over", "period_end": date(2024, 9, 30), "confidence": 0.4},
        *small_rows["fct_statement"][1:],
    ]
    small_rows["evidence"] = [row for row in small_rows["evidence"] if row["evidence_id"] != "s1"]
    small_rows["evidence"].append(evidence("s1", confidence=0.4))
    for body, late in (("Sở Thử A", 40), ("Sở Thử B", 10)):
        for at in (1, 2):
            small_rows["kpi_tthc_month"].append(
                month(date(2024, at, 1), "ytd_difference", 900, late, organisation=body, evidence="m1:resolved_late")
            )
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(write_warehouse(tmp_path / "w.duckdb", small_rows)))
    app: AppTest = request.getfixturevalue("app")
    return app


def test_aim_stands_beside_the_value_with_gap_state_and_both_sources(told: AppTest) -> None:
    shown = html_of(opened(told, f"{ROOM}targets.py"))
    for words in ("trên 89,27%", "ít nhất 90%", "−0,73 điểm %", "31/12/2025", "Nguy cơ", "cần xem lại"):
        assert words in shown
    assert "chậm 2,5 tháng so với đường thẳng" in shown
    assert "Lý do thử của mục tiêu." in shown
    told.button(key="open-aims-0").click().run()
    assert "<mark>89,27%</mark>" in drawer_of(told)
    told.button(key="also-aims-0").click().run()
    assert "QĐ thử" in drawer_of(told)


def test_aim_of_the_country_is_listed_where_there_is_no_value(published: Path, app: AppTest) -> None:
    app.query_params["place"] = BARE
    shown = html_of(opened(app, f"{ROOM}targets.py"))
    assert "1 chưa đánh giá được" in shown
    app.button(key="open-bare-aims-0").click().run()
    assert "QĐ thử" in drawer_of(app)


def test_deliverable_tells_first_and_latest_promise_and_slip(told: AppTest) -> None:
    shown = html_of(opened(told, f"{ROOM}milestones.py"))
    for words in ("31/12/2022", "31/03/2024", "15 tháng", "Quá hạn", "Đã xong", "theo ngày đăng", "1 quá hạn"):
        assert words in shown
    told.button(key="also-milestones-0").click().run()
    assert drawer_of(told)


def test_place_without_deliverables_is_offered_others(told: AppTest) -> None:
    told.query_params["place"] = BARE
    opened(told, f"{ROOM}milestones.py")
    told.button(key=f"go-{PLACE}").click().run()
    assert "Nhiệm vụ thử ioc" in html_of(told)


def alert(identity: str, **more: Any) -> dict[str, Any]:
    usual = {"alert_id": identity, "cause_key": identity, "rule_id": "r1", "kind": "conflict", "urgency": 1}
    return usual | {"state": "open", "name_vi": f"Việc thử {identity}", "opened_at": datetime(2024, 10, 31)} | more


@pytest.fixture
def alarmed(
    tmp_path: Path, small_rows: Rows, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> AppTest:
    small_rows["alert_rule"] = [
        {"rule_id": "r1", "kind": "conflict", "urgency": 1, "name_vi": "nguồn mâu thuẫn", "name_en": "conflict"}
    ]
    small_rows["alert"] = [
        alert("c1", evidence="s1", why="Lý do thử.", value=89.27, unit="percent", place_key=PLACE, state="new"),
        alert("far", place_key=BARE),
        alert("q1", kind="quarantined", urgency=2, name_vi="articles/hong.pdf", why="Tệp bị khóa."),
        alert("m1", kind="milestone_slipped", value=15.0, unit="months", place_key=PLACE),
        alert("done", state="closed", closed_at=datetime(2024, 11, 1), evidence="gone"),
        alert("held", state="acknowledged", acknowledged_by="Ông Cũ", acknowledged_at=datetime(2024, 10, 31)),
    ]
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(write_warehouse(tmp_path / "w.duckdb", small_rows)))
    monkeypatch.setenv("THUOCDO_HOME", str(tmp_path / "home"))
    app: AppTest = request.getfixturevalue("app")
    return app


def test_alerts_of_the_place_stand_by_severity_with_their_reason_and_evidence(alarmed: AppTest) -> None:
    shown = html_of(opened(alarmed, f"{ROOM}alerts.py"))
    for words in (
        "3 việc: 2 cần xử lý, 1 cần kiểm tra",
        "nguồn mâu thuẫn",
        "lùi 15 tháng",
        "Tệp bị khóa.",
        "Lý do thử.",
    ):
        assert words in shown
    assert "Việc thử far" not in shown
    assert shown.index("Khép lại") < shown.index("Việc thử done")
    assert "Ông Cũ nhận lúc" in shown
    assert 'href="nguon?see=files&amp;outcome=quarantined"' in shown
    alarmed.button(key="open-alerts-1-0").click().run()
    assert drawer_of(alarmed)


@pytest.mark.parametrize(("key", "is_told"), [(PLACE, True), (BARE, False)])
def test_a_town_s_silent_source_is_told_to_its_province_and_to_no_other(
    tmp_path: Path,
    small_rows: Rows,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    key: str,
    is_told: bool,
) -> None:
    small_rows["alert"] = [alert("town", kind="stale_source", place_key=TOWN), alert("all", kind="stale_source")]
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(write_warehouse(tmp_path / "w.duckdb", small_rows)))
    app: AppTest = request.getfixturevalue("app")
    app.query_params["place"] = key
    shown = html_of(opened(app, f"{ROOM}alerts.py"))
    assert ("Việc thử town" in shown) == is_told
    assert "Việc thử all" in shown


def test_of_too_many_alerts_the_latest_are_listed_and_all_are_counted(
    tmp_path: Path, small_rows: Rows, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    small_rows["alert"] = [
        alert(f"{i:03}", place_key=PLACE, since_on=date(2020, 1, 1) + timedelta(days=i)) for i in range(203)
    ]
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(write_warehouse(tmp_path / "w.duckdb", small_rows)))
    app: AppTest = request.getfixturevalue("app")
    shown = html_of(opened(app, f"{ROOM}alerts.py"))
    assert "203 việc: 203 cần xử lý" in shown
    assert "còn 3 việc cùng loại" in shown
    assert "Việc thử 202" in shown
    assert shown.count("Việc thử") == ABREAST


def test_an_alert_is_taken_in_hand_and_shows_it_at_once(alarmed: AppTest) -> None:
    opened(alarmed, f"{ROOM}alerts.py")
    alarmed.button(key="take-c1").click().run()
    alarmed.text_input(key="ack-name").set_value("  Bà <b>Thử</b>,  Sở KH&CN ")
    next(button for button in alarmed.button if button.label == "Nhận việc").click().run()
    shown = html_of(alarmed.run())
    assert "2 việc: 1 cần xử lý, 1 cần kiểm tra" in shown
    assert "Bà &lt;b&gt;Thử&lt;/b&gt;, Sở KH&amp;CN nhận lúc" in shown
    kept = acknowledged(register())["c1"]
    assert kept.by == "Bà <b>Thử</b>, Sở KH&CN"


def test_an_acknowledgement_is_the_first_one_and_bad_lines_are_nobody_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THUOCDO_HOME", str(tmp_path))
    acknowledge("a", "Một")
    acknowledge("a", "Hai")
    with register().open("a") as file:
        file.write('{"alert_id": "b"}\nkhông phải json\n{"alert_id": "c", "by": "Ba", "at": "hôm qua"}\n[]\n')
    assert {key: value.by for key, value in since_the_build().items()} == {"a": "Một"}
    assert {key: value.by for key, value in acknowledged(register()).items()} == {"a": "Một"}
    with pytest.raises(ValueError, match="name"):
        acknowledge("a", "  ")


def test_articles_link_each_figure_to_its_sentence(told: AppTest) -> None:
    shown = html_of(opened(told, f"{ROOM}bulletin.py"))
    assert 'href="nguon?doc=doc1&amp;fact=s1"' in shown
    assert "trên 89,27%" in shown
    assert "<script" not in shown
    assert f'href="brief?place={PLACE}"' in shown


def test_body_with_the_most_late_dossiers_stands_first(told: AppTest) -> None:
    shown = html_of(opened(told, f"{ROOM}units.py"))
    assert shown.index("Sở Thử A") < shown.index("Sở Thử B")
    assert "80" in shown  # late dossiers of both months of the first body
    told.button(key="open-units-0").click().run()
    assert drawer_of(told)


def test_quality_counts_what_disagrees_and_what_was_refused(published: Path, app: AppTest) -> None:
    shown = html_of(opened(app, f"{ROOM}quality.py"))
    for words in ("Đúng", "Đủ", "Sạch", "Sống", "46,4", "4 trên 10", "Tệp bị khóa.", "đang dùng", "85%"):
        assert words in shown
    app.button(key="open-conflicts-0").click().run()
    assert drawer_of(app)


def test_scores_of_a_place_that_is_no_more_say_until_when_it_was(published: Path, app: AppTest) -> None:
    app.query_params["by"] = "place"
    shown = html_of(opened(app, f"{ROOM}quality.py"))
    assert f'Phạm vi thử {PLACE}<span class="td-quiet td-hit">đến 30/06/2025</span>' in shown


def test_a_score_opens_to_the_rows_that_pull_it_down(published: Path, app: AppTest) -> None:
    shown = html_of(opened(app, f"{ROOM}quality.py"))
    assert "<script" not in shown
    app.button(key="open-scores-0").click().run()
    assert app.query_params["scope"] == "test"
    assert "Phạm vi thử test" in html_of(app)
    assert "Chưa có số thử." not in html_of(app)
    app.button(key="open-findings-0").click().run()
    assert drawer_of(app)


def test_a_card_tells_points_what_is_unknown_and_what_one_more_takes(published: Path, app: AppTest) -> None:
    shown = html_of(opened(app, f"{ROOM}units.py"))
    for words in ("18,86", "thêm 471 hồ sơ (+5 điểm %)", "chưa có số, không phải 0", "công thức suy ra", "8.880/9.415"):
        assert words in shown
    assert app.button(key="open-card-2").disabled
    app.button(key="open-card-1").click().run()
    assert drawer_of(app)


def test_dictionary_finds_indicators_without_accents_and_lists_every_column(published: Path, app: AppTest) -> None:
    app.query_params["tim"] = "chi so thu digitisation"
    shown = html_of(opened(app, f"{ROOM}dictionary.py"))
    assert "1 chỉ số." in shown
    assert "chi-so?kpi=digitisation_rate" in shown
    app.query_params["of"] = "tables"
    assert "<code>target_met</code>" in html_of(app.run())


def test_tables_and_columns_are_described_in_the_language_of_the_reader(
    tmp_path: Path, small_rows: Rows, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    warehouse = write_warehouse(tmp_path / "w.duckdb", small_rows)
    with duckdb.connect(str(warehouse)) as con:
        con.execute("comment on table alert is 'Grain: an English alert.'")
        con.execute("comment on column alert.urgency is 'English urgency.'")
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(warehouse))
    app: AppTest = request.getfixturevalue("app")
    app.query_params["of"] = "tables"
    shown = html_of(opened(app, f"{ROOM}dictionary.py"))
    assert "Mỗi dòng: một việc cần người xem" in shown
    assert "Mức gấp: 1 phải hành động" in shown
    assert "English" not in shown
    app.query_params["lang"] = "en"
    shown = html_of(app.run())
    assert "an English alert." in shown
    assert "English urgency." in shown
    assert "Mức gấp" not in shown


def test_dictionary_says_when_nothing_is_found(published: Path, app: AppTest) -> None:
    app.query_params["tim"] = "khong co chi so nay"
    assert "Không có chỉ số nào như vậy" in html_of(opened(app, f"{ROOM}dictionary.py"))


def test_every_published_table_can_be_taken(published: Path, app: AppTest) -> None:
    opened(app, f"{ROOM}downloads.py")
    shown = html_of(app)
    assert "kpi_current" in shown
    assert "20240101T000000Z-thu00001" in app.code[0].value + app.code[-1].value


def test_package_holds_a_readme_and_every_table(published: Path) -> None:
    tables = repository.dictionary(current_edition())
    words = readme("Thử", "Trích dẫn thử", dict.fromkeys(tables, ""), {"kpi_current": [("value", "DOUBLE", "Giá trị")]})
    archive = zipfile.ZipFile(io.BytesIO(package({"README.md": words.encode(), "a.csv": b"1"})))
    assert archive.namelist() == ["README.md", "a.csv"]
    assert "`value` (DOUBLE): Giá trị" in archive.read("README.md").decode()


def test_a_town_without_months_says_so(published: Path, app: AppTest) -> None:
    app.query_params["place"] = TOWN
    opened(app, f"{ROOM}units.py")
    assert not app.exception
    assert "chưa gắn được với địa phương nào" in html_of(app)


def test_the_open_data_release_is_shown_with_its_warnings_and_a_look(
    published: Path, app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THUOCDO_OPEN_DATA", str(tmp_path))
    assert "Dữ liệu mở" not in html_of(opened(app, f"{ROOM}downloads.py"))
    resource = {"name": "kpi", "title": "Bảng thử", "title_en": "Test", "usage_warning_vi": "Không cộng tỷ lệ."}
    resource |= {"usage_warning_en": "No.", "rows": 1, "path": "../kpi.csv", "parquet": {"path": "kpi.parquet"}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"version": "b1", "resources": [resource]}))
    (tmp_path / "kpi.csv").write_text("tên,số\nThử,1\n", "utf-8-sig")
    (tmp_path / "kpi.parquet").write_bytes(b"PAR1")
    shown = html_of(app.run())
    assert "Bản phát hành b1" in shown
    assert "Không cộng tỷ lệ." in shown
    assert list(app.dataframe[0].value.columns) == ["tên", "số"]
    (tmp_path / "datapackage.json").write_text("{}")
    assert "Dữ liệu mở" not in html_of(app.run())
