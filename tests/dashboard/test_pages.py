"""Every page through the app's front door, against the test warehouse."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import repository
from dashboard.brief import page as brief_page
from dashboard.first_look import first_look
from dashboard.report.files import is_wanted
from dashboard.text import text
from dashboard.warehouse import current_edition
from tests.dashboard.conftest import write_warehouse
from tests.dashboard.invented import ROWS
from tests.dashboard.invented.names import BARE, LONE_UNIT, PLACE, SENTENCE, TOWN, Rows
from tests.dashboard.invented.places import place
from tests.dashboard.invented.values import kpi

PAGES = [
    "dashboard/pages/overview.py",
    "dashboard/pages/on_time.py",
    "dashboard/pages/index_ranks.py",
    "dashboard/pages/sources.py",
    "dashboard/pages/indicator.py",
    "dashboard/pages/compare.py",
    "dashboard/pages/query.py",
    "dashboard/pages/ask.py",
    "dashboard/pages/targets.py",
    "dashboard/pages/milestones.py",
    "dashboard/pages/alerts.py",
    "dashboard/pages/bulletin.py",
    "dashboard/pages/units.py",
    "dashboard/pages/quality.py",
    "dashboard/pages/dictionary.py",
    "dashboard/pages/downloads.py",
]
OF_A_PLACE = PAGES[:3]
NEW = "T3-2025"
# what can be asked is shown, whatever there is to answer
NEVER_EMPTY = {"dashboard/pages/query.py", "dashboard/pages/ask.py", "dashboard/pages/downloads.py"}


def html_of(app: AppTest) -> str:
    return "\n".join(block.value for block in app.html if not block.value.startswith("<style>"))


def drawer_of(app: AppTest) -> str:
    return next(block.value for block in app.html if block.value.startswith('<article class="td-drawer"'))


def opened(app: AppTest, page: str) -> AppTest:
    app.run()
    return app if page == PAGES[0] else app.switch_page(page).run()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_page_runs_in_both_languages(published: Path, app: AppTest, page: str, lang: str) -> None:
    app.query_params["lang"] = lang
    opened(app, page)
    assert not app.exception
    assert "<h1>" in html_of(app)


def test_card_shows_what_sql_says(published: Path, app: AppTest) -> None:
    app.run()
    con = duckdb.connect()
    con.execute(f"attach '{published}' as w (read_only)")
    value, numerator = con.execute(
        "select value, numerator from w.kpi_current where indicator_code = 'digitisation_rate'"
    ).fetchone()  # type: ignore[misc]
    shown = html_of(app)
    assert f"<b>{str(value).replace('.', ',')}</b>" in shown
    assert f"{numerator:,.0f}".replace(",", ".") + "/10.000 = 89,27%" in shown


def test_card_says_bound_status_trend_and_conflict_in_words(published: Path, app: AppTest) -> None:
    card = next(b.value for b in app.run().html if 'data-kpi-value="digitisation_rate"' in b.value)
    for words in (
        "trên",
        "Nguy cơ",
        "Mục tiêu quốc gia ít nhất 90%, hạn 31/12/2025",
        "cách mục tiêu 0,73 điểm %; chậm 2 tháng so với lộ trình; ",
        "còn 14 tháng đến hạn",
        "Tăng 9,27 điểm %",
        "so với cùng kỳ năm trước (80%, 30/09/2023)",
        "9 tháng năm 2024",
        "2 nguồn, nguồn chưa khớp",
        "3 kỳ, từ 71,5% đến 89,27%",
    ):
        assert words in card


def test_unknown_period_is_said_and_rank_shows_its_base(published: Path, app: AppTest) -> None:
    shown = html_of(app.run())
    assert "chưa rõ kỳ" in shown
    assert "<b>13</b>" in shown
    assert "/63" in shown


def test_at_most_five_dials_stand_above_the_pillars(published: Path, app: AppTest) -> None:
    app.run()
    blocks = [block.value for block in app.html]
    fold = next(i for i, block in enumerate(blocks) if "Các chỉ số khác" in block)
    assert sum("td-card" in block for block in blocks[:fold] if not block.startswith("<style>")) == 5
    assert [expander.label for expander in app.expander]


def test_source_opens_the_sentence_with_the_figure_marked(published: Path, app: AppTest) -> None:
    app.run()
    app.button(key="source-digitisation_rate").click().run()
    drawer = drawer_of(app)
    before, after = SENTENCE.split("89,27%")
    assert f"{before}<mark>89,27%</mark>{after}" in drawer
    assert "Mở đầu bài thử." in drawer


def test_drawer_lists_the_rival_value_and_the_reason(published: Path, app: AppTest) -> None:
    app.run()
    app.button(key="source-digitisation_rate").click().run()
    drawer = drawer_of(app)
    assert "85%" in drawer
    assert "Lý do thử." in drawer
    assert "nguồn chưa khớp" in drawer


def test_the_ledger_is_told_in_the_drawer_and_on_the_quality_page(published: Path, app: AppTest) -> None:
    shown = html_of(opened(app, "dashboard/pages/quality.py"))
    for words in ("Sổ đính chính", "Thay bằng số khác", "Dùng 86%.", "articles/doc2.txt", "Người thử, 20/10/2024"):
        assert words in shown
    assert "Lý do đính chính thử &lt;b&gt;." in shown
    assert "Bước nhảy thử." in shown
    app.button(key="open-corrections-0").click().run()
    drawer = drawer_of(app)
    assert "Nguồn ghi 85%." in drawer
    assert "Dùng 86%." in drawer
    assert "Lý do đính chính thử &lt;b&gt;." in drawer


def test_what_a_document_says_stays_text(published: Path, app: AppTest) -> None:
    app.run()
    app.button(key="source-digitisation_rate").click().run()
    drawer = drawer_of(app)
    assert "&lt;script&gt;" in drawer
    assert "<script" not in drawer
    assert "javascript:" not in drawer
    assert "&lt;b&gt;không đậm&lt;/b&gt;" in drawer
    assert not [m.value for m in app.markdown if "script" in m.value or "ngoai.example" in m.value]


def test_target_opens_its_own_source(published: Path, app: AppTest) -> None:
    app.run()
    app.button(key="aim-digitisation_rate").click().run()
    drawer = drawer_of(app)
    assert "QĐ thử" in drawer
    assert "ít nhất" in drawer


def test_language_switch_changes_words_and_numbers_and_stays_in_the_address(published: Path, app: AppTest) -> None:
    app.run()
    app.get_by_key("lang_switch").set_value("en").run()
    assert app.query_params["lang"] == "en"
    shown = html_of(app)
    assert "<b>89.27</b>" in shown
    assert "Where does Thử Nghiệm (en) stand?" in shown
    app.switch_page(PAGES[2]).run()
    assert "Where does Thử Nghiệm (en) rank?" in html_of(app)


def test_place_of_the_address_is_shown_and_two_of_one_name_are_told_apart(published: Path, app: AppTest) -> None:
    app.query_params["place"] = TOWN
    app.run()
    assert "Thành phố Thử Nghiệm" in html_of(app)
    labels = app.selectbox(key="place_box").options
    assert len(set(labels)) == len(labels)


def test_place_that_does_not_exist_is_ignored(published: Path, app: AppTest) -> None:
    app.query_params["place"] = "'; drop table kpi_current; --"
    app.run()
    assert not app.exception
    assert "Thử Nghiệm đang đứng ở đâu?" in html_of(app)
    assert "place" not in app.query_params


@pytest.mark.parametrize("page", OF_A_PLACE)
def test_place_without_figures_says_so(published: Path, app: AppTest, page: str) -> None:
    app.query_params["place"] = BARE
    opened(app, page)
    assert not app.exception
    assert "Chưa Có Số" in html_of(app)


def test_on_time_page_tells_basis_check_and_gap_in_words(published: Path, app: AppTest) -> None:
    shown = html_of(opened(app, PAGES[1]))
    for words in ("99,3%", "trên số đã giải quyết", "99,31%", "khớp", "67.039", "1.206 hồ sơ (1,8%)"):
        assert words in shown
    assert "thiếu tháng trước, không tính" in shown


def test_on_time_row_opens_its_cells(published: Path, app: AppTest) -> None:
    opened(app, PAGES[1])
    app.button(key="open-reports-0").click().run()
    drawer = drawer_of(app)
    assert 'title="ô được dùng">99.3%</mark>' in drawer
    assert "67039" in drawer


def test_ranking_keeps_ties_and_bases_and_opens_sources(published: Path, app: AppTest) -> None:
    opened(app, PAGES[2])
    app.get_by_key("year_box").set_value("2022-63").run()
    shown = html_of(app)
    assert "Thử Nghiệm đứng 13/63 về DTI năm 2022." not in shown or "đồng hạng" in shown
    assert "lên 1 bậc (2021)" in shown
    app.button(key="open-ranking-0").click().run()
    assert drawer_of(app)


def test_ranks_open_with_the_latest_list_the_place_stands_in(published: Path, app: AppTest) -> None:
    assert "Thử Nghiệm đứng 9/34 về DTI năm 2024." in html_of(opened(app, PAGES[2]))


@pytest.mark.parametrize("page", PAGES)
def test_missing_warehouse_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, page: str
) -> None:
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(tmp_path / "none.duckdb"))
    app = opened(request.getfixturevalue("app"), page)
    assert not app.exception
    assert "make warehouse" in html_of(app)
    assert "Chưa có kho số liệu" in html_of(app)


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 500])
def test_unreadable_warehouse_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, content: bytes
) -> None:
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(content)
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(broken))
    app = request.getfixturevalue("app").run()
    assert not app.exception
    assert "Không đọc được kho số liệu" in html_of(app)


def test_a_page_that_fails_says_so_and_shows_no_traceback(
    published: Path, real_failure: None, app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("bí mật")

    monkeypatch.setattr(repository, "kpis", broken)
    app.run()
    assert not app.exception
    assert "Trang này gặp lỗi" in html_of(app)
    assert "bí mật" not in html_of(app)


def test_empty_tables_are_an_empty_page_not_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    only = {table: ROWS[table] for table in ("build_info", "dim_place")}
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(write_warehouse(tmp_path / "w.duckdb", only)))
    app = request.getfixturevalue("app")
    for page in PAGES:
        opened(app, page)
        assert not app.exception
        assert "td-notice" in html_of(app) or page in NEVER_EMPTY


def test_a_new_publish_shows_at_the_next_run(
    small_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    served = tmp_path / "warehouse.duckdb"
    shutil.copy(small_warehouse, served)
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(served))
    app = request.getfixturevalue("app").run()
    later = tmp_path / "later.duckdb"
    shutil.copy(small_warehouse, later)
    with duckdb.connect(str(later)) as con:
        con.execute("update kpi_current set value = 91.5 where indicator_code = 'digitisation_rate'")
    later.replace(served)
    assert "<b>91,5</b>" in html_of(app.run())


def test_old_build_is_warned_of(published: Path, app: AppTest) -> None:
    assert "chưa dựng lại" in html_of(app.run())


def test_a_body_of_no_place_can_be_looked_at_and_stays_in_the_address(published: Path, app: AppTest) -> None:
    app.query_params["place"] = BARE
    opened(app, PAGES[1])
    app.button(key=f"go-{LONE_UNIT}").click().run()
    assert app.query_params["unit"] == LONE_UNIT
    assert "Đơn vị thử trả hồ sơ có đúng hạn không?" in html_of(app)
    app.run()
    assert app.query_params["unit"] == LONE_UNIT


def test_another_place_forgets_the_body_chosen_in_the_last(published: Path, app: AppTest) -> None:
    app.query_params["unit"] = LONE_UNIT
    opened(app, PAGES[1])
    app.selectbox(key="place_box").set_value(BARE).run()
    assert "unit" not in app.query_params
    assert "Chưa có kết quả giải quyết hồ sơ của Chưa Có Số" in html_of(app)


def test_chosen_place_goes_along_to_the_next_page(published: Path, app: AppTest) -> None:
    app.query_params["place"] = BARE
    app.run()
    app.switch_page(PAGES[2]).run()
    assert "Chưa Có Số đứng thứ mấy?" in html_of(app)
    assert app.query_params["place"] == BARE


@pytest.fixture
def merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_rows: Rows) -> Path:
    """The test province went into another, of which one value is known."""
    former, other, *parts = small_rows["dim_place"]
    small_rows["dim_place"] = [
        *(row | {"current_place_key": NEW, "valid_to": date(2025, 6, 30)} for row in (former, other)),
        *parts,
        place(NEW, "Mới Hợp Nhất", current_place_key=NEW, n_predecessors=2),
    ]
    small_rows["kpi_current"].append(kpi("digitisation_rate", 50.0, "percent", "s1", place_key=NEW))
    path = write_warehouse(tmp_path / "warehouse.duckdb", small_rows)
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(path))
    return path


def test_who_chooses_no_place_sees_one_of_today(merged: Path, app: AppTest) -> None:
    app.run()
    assert "Mới Hợp Nhất đang đứng ở đâu?" in html_of(app)


def test_a_merged_place_leads_to_the_one_of_today_and_back(merged: Path, app: AppTest) -> None:
    app.run()
    assert f'Số liệu đến 30/06/2025: <a href="?place={PLACE}" target="_self">Thử Nghiệm</a> (7 chỉ số)' in html_of(app)
    app.query_params["place"] = PLACE
    app.run()
    assert f'Số liệu sau 30/06/2025: <a href="?place={NEW}" target="_self">Mới Hợp Nhất</a>' in html_of(app)


@pytest.fixture
def gone_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_rows: Rows) -> Path:
    """The test province went on alone, under another key, and one newer value is told of it."""
    former, *others = small_rows["dim_place"]
    alone = place(NEW, "Thử Nghiệm", current_place_key=NEW, n_predecessors=1)
    small_rows["dim_place"] = [former | {"current_place_key": NEW}, *others, alone]
    newer = kpi("services_offered", 1500.0, "count", "s2", place_key=NEW, period_end=date(2025, 12, 31))
    small_rows["kpi_current"].append(newer)
    path = write_warehouse(tmp_path / "warehouse.duckdb", small_rows)
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(path))
    return path


def test_a_province_that_went_on_alone_shows_what_was_told_of_it_before(gone_on: Path, app: AppTest) -> None:
    app.run()
    shown = html_of(app)
    assert "7 chỉ số có nguồn" in shown
    assert "1.500" in shown
    assert "1.427" not in shown
    assert "89,27" in shown
    assert "Số liệu đến" not in shown


def test_its_series_its_aims_and_its_history_go_on(gone_on: Path) -> None:
    edition = current_edition()
    before, now = (repository.series(edition, key)["digitisation_rate"] for key in (PLACE, NEW))
    assert before == now
    assert [row.state for row in repository.binding_aims(edition, NEW)] == ["at_risk"]
    past = [repository.history(edition, "digitisation_rate", key) for key in (PLACE, NEW)]
    assert past[0] == past[1] != ()


def test_it_is_listed_once_and_compared_under_its_key_of_today(gone_on: Path, app: AppTest) -> None:
    app.query_params["kpi"] = "digitisation_rate"
    listed = repository.standings(current_edition(), "digitisation_rate")
    assert [(row.place_key, row.value) for row in listed] == [(NEW, 89.27)]
    opened(app, "dashboard/pages/indicator.py")
    assert len([button for button in app.button if str(button.key).startswith("open-places-")]) == 1
    app.query_params["places"] = f"{PLACE},{NEW}"
    app.query_params["kpis"] = "digitisation_rate"
    opened(app, "dashboard/pages/compare.py")
    assert "89,27%" in html_of(app)
    assert app.query_params["places"] == NEW


def test_the_sheet_the_first_look_and_the_report_take_its_former_key_too(gone_on: Path) -> None:
    edition = current_edition()
    assert "1.500" in brief_page(edition, PLACE, text("vi"))
    assert first_look({"place": PLACE}) == first_look({"place": NEW}) != ""
    wanted = [place.place_key for place in repository.places(edition) if is_wanted(place, [PLACE], date(2025, 12, 1))]
    assert wanted == [NEW]


def test_its_former_key_in_an_address_leads_to_it(gone_on: Path, app: AppTest) -> None:
    app.query_params["place"] = PLACE
    app.run()
    assert "Thử Nghiệm đang đứng ở đâu?" in html_of(app)
    offered = app.selectbox(key="place_box")
    assert [option for option in offered.options if option.startswith("Thử Nghiệm")] == [offered.options[0]]
    assert offered.value == NEW
    assert "1.500" in html_of(app)
