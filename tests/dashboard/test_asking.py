"""Questions in words, over invented figures of the real catalogue: the right number, or plainly none."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.asking.answer import Answer, answer
from dashboard.asking.words import fold
from dashboard.warehouse import Edition, current_edition
from tests.dashboard.conftest import write_warehouse
from tests.dashboard.invented.documents import document, evidence
from tests.dashboard.invented.names import SENTENCE
from tests.dashboard.test_pages import drawer_of, html_of, opened

SEEDS = Path(__file__).resolve().parents[2] / "dbt_project" / "seeds"
PAGE = "dashboard/pages/ask.py"
TODAY = date(2026, 3, 1)

# invented: indicator, place, start, end, value, unit, what else
VALUES: list[tuple[str, str, str | None, str | None, float, str, dict[str, Any]]] = [
    ("on_time_rate", "38-2004", "2022-01-01", "2022-12-31", 91.1, "percent", {"rate_basis": "resolved"}),
    ("on_time_rate", "38-2004", "2021-01-01", "2021-12-31", 90.2, "percent", {"rate_basis": "resolved"}),
    ("on_time_rate", "30-2004", "2022-01-01", "2022-12-31", 92.3, "percent", {"rate_basis": "received"}),
    ("on_time_rate", "01-2004", "2024-01-01", "2024-09-30", 93.4, "percent", {"rate_basis": "resolved"}),
    ("on_time_rate", "01-2004", "2024-09-01", "2024-09-30", 94.5, "percent", {"rate_basis": "resolved"}),
    ("on_time_rate", "01-2004", "2025-01-01", "2025-03-31", 95.6, "percent", {"rate_basis": "resolved"}),
    (
        "on_time_rate",
        "01-2004",
        "2025-01-01",
        "2025-03-31",
        81.7,
        "percent",
        {"rate_basis": "resolved", "place_level": "commune"},
    ),
    ("on_time_rate", "288-2004", "2023-01-01", "2023-12-31", 88.8, "percent", {"place_level": "district"}),
    ("dti_rank", "38-2004", "2022-01-01", "2022-12-31", 7, "rank", {"denominator": 63.0}),
    ("dti_rank", "30-2004", "2022-01-01", "2022-12-31", 4, "rank", {"denominator": 63.0}),
    ("dti_rank", "08-2004", "2022-01-01", "2022-12-31", 4, "rank", {"denominator": 63.0}),
    ("dti_rank", "01-2004", "2022-01-01", "2022-12-31", 60, "rank", {"denominator": 63.0}),
    ("dti_rank", "38-2025", "2024-01-01", "2024-12-31", 3, "rank", {"denominator": 34.0}),
    ("dti_score", "38-2004", "2022-01-01", "2022-12-31", 0.61, "points", {}),
    ("pci_score", "38-2004", "2023-01-01", "2023-12-31", 66.6, "points", {}),
    ("pci_score", "30-2004", "2023-01-01", "2023-12-31", 67.7, "points", {}),
    ("pci_rank", "30-2004", "2023-01-01", "2023-12-31", 17, "rank", {"denominator": 63.0}),
    ("papi_score", "46-2004", "2024-01-01", "2024-12-31", 44.4, "points", {}),
    ("digitisation_rate", "30-2004", None, "2024-06-30", 77.7, "percent", {"qualifier": "over"}),
    ("online_filing_rate", "VN", "2024-01-01", "2024-12-31", 55.5, "percent", {"place_level": "national"}),
    ("digital_economy_share", "79-2004", "2023-01-01", "2023-12-31", 22.2, "percent", {}),
    ("dossiers_received", "01-2004", "2024-01-01", "2024-12-31", 123456, "count", {}),
]

# question → the values that answer it, in order
ANSWERED: dict[str, list[float]] = {
    "tỷ lệ đúng hạn của Thanh Hóa năm 2022 là bao nhiêu?": [91.1],
    "ty le dung han cua thanh hoa nam 2022 la bao nhieu": [91.1],
    "Tỷ lệ giải quyết đúng hạn của tỉnh Thanh Hoá năm 2022?": [91.1],
    "TỶ LỆ ĐÚNG HẠN THANH HÓA 2022": [91.1],
    "Thanh Hóa năm 2021 trả hồ sơ đúng hạn bao nhiêu phần trăm": [90.2],
    "What is the on-time rate of Thanh Hoa in 2021?": [90.2],
    "tỷ lệ đúng hạn mới nhất của Thanh Hóa": [91.1],
    "tỷ lệ đúng hạn của Hà Nội 9 tháng năm 2024": [93.4],
    "tỷ lệ đúng hạn của Hà Nội chín tháng đầu năm 2024": [93.4],
    "tỷ lệ đúng hạn của Hà Nội tháng 9/2024": [94.5],
    "tỷ lệ đúng hạn của Hà Nội tháng 9 năm 2024": [94.5],
    "on-time rate of Ha Noi September 2024": [94.5],
    "tỷ lệ đúng hạn của Hà Nội quý I/2025": [95.6],
    "ty le dung han ha noi quy 1 nam 2025": [95.6],
    "on-time rate of Ha Noi Q1 2025": [95.6],
    "tỷ lệ đúng hạn cấp xã của Hà Nội quý I/2025": [81.7],
    "tỷ lệ đúng hạn của thành phố Hải Dương năm 2023": [88.8],
    "Tỷ lệ đúng hạn của Hà Nội năm ngoái": [95.6],
    "tỉnh nào xếp hạng DTI cao nhất 2022?": [4, 4],
    "tinh nao dung dau ve chuyen doi so nam 2022": [4, 4],
    "Which province ranked first in DTI in 2022?": [4, 4],
    "tỉnh nào đứng cuối về DTI năm 2022": [60],
    "Thanh Hóa đứng thứ mấy về DTI năm 2022?": [7],
    "DTI rank of Thanh Hoa in 2022": [7],
    "hạng DTI của Thanh Hóa năm 2024": [3],
    "Thanh Hóa xếp hạng DTI thứ mấy": [3],
    "điểm DTI của Thanh Hóa năm 2022": [0.61],
    "điểm PCI của Hải Dương năm 2023 là bao nhiêu điểm": [67.7],
    "thứ hạng PCI của Hải Dương năm 2023": [17],
    "tỉnh nào có điểm PCI cao nhất năm 2023": [67.7],
    "tỉnh nào có điểm PCI thấp nhất năm 2023": [66.6],
    "điểm PAPI của Huế năm 2024": [44.4],
    "PAPI Thừa Thiên Huế 2024": [44.4],
    "Hải Dương so với Tuyên Quang về DTI năm 2022": [4, 4],
    "so sánh hạng DTI của Hà Nội và Thanh Hóa năm 2022": [60, 7],
    "compare the DTI rank of Hai Duong and Ha Noi in 2022": [4, 60],
    "tỷ lệ số hóa hồ sơ của Hải Dương": [77.7],
    "digitisation rate of Hai Duong": [77.7],
    "tỷ lệ hồ sơ nộp trực tuyến của cả nước năm 2024": [55.5],
    "tỷ trọng kinh tế số của TP.HCM năm 2023": [22.2],
    "ty trong kinh te so tphcm 2023": [22.2],
    "Hà Nội tiếp nhận bao nhiêu hồ sơ năm 2024": [123456],
}

# question → why there is no answer
UNANSWERABLE = {
    "giá vàng hôm nay bao nhiêu?": "no_indicator",
    "dân số của Hà Nội năm 2024": "no_indicator",
    "thời tiết Hải Dương ngày mai": "no_indicator",
    "GRDP của Thanh Hóa": "no_indicator",
    "tỷ lệ hộ nghèo của Tuyên Quang": "no_indicator",
    "who is the mayor of Ha Noi": "no_indicator",
    "xin chào": "no_indicator",
    "???": "no_indicator",
    "vì sao tỷ lệ đúng hạn của Thanh Hóa thấp?": "unsupported",
    "dự báo tỷ lệ đúng hạn của Thanh Hóa năm 2030": "unsupported",
    "bao nhiêu tỉnh có tỷ lệ đúng hạn trên 90%": "unsupported",
    "will Thanh Hoa reach its on-time rate": "unsupported",
    "tỷ lệ đúng hạn của huyện Kim Thành, Hải Dương năm 2022": "unknown_place",
    "tỷ lệ đúng hạn của phường Bến Nghé": "unknown_place",
    "tỷ lệ đúng hạn ở Paris năm 2022": "unknown_place",
    "điểm PCI của Sở Xây dựng Thanh Hóa năm 2023": "unknown_place",
    "tỷ lệ đúng hạn của xã Thanh Hà tỉnh Hải Dương": "unknown_place",
    "tỷ lệ đúng hạn năm 2022": "no_place",
    "điểm SIPAS của Hà Nội năm 2023": "no_value",
    "tỷ lệ đúng hạn của Cao Bằng năm 2022": "no_value",
    "tỷ lệ số hóa hồ sơ của Hà Nội": "no_value",
    "tỷ lệ đúng hạn của Thanh Hóa năm 2019": "no_period",
    "tỷ lệ đúng hạn của Thanh Hóa tháng 5/2022": "no_period",
    "hạng DTI của Hải Dương năm 2024": "no_period",
    "tỉnh nào đứng đầu DTI năm 2018": "no_period",
    "tỉnh nào có tỷ trọng kinh tế số cao nhất năm 2023": "no_list",
    "IOC bao giờ xong?": "no_aim",
    "khi nào hoàn thành SOC": "no_aim",
}


def seed(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rows() -> dict[str, list[dict[str, Any]]]:
    indicators = ("indicator_code", "name_vi", "name_en", "pillar", "unit", "unit_vi", "direction", "phrasings_vi")
    places = [
        row for row in seed("places.csv") if row["level"] in {"province", "national"} or row["place_key"] == "288-2004"
    ]
    named = ("place_key", "name_vi", "name_en", "level", "type", "parent_key", "valid_to")
    names = {row["place_key"]: row["name_vi"] for row in places}
    observations, clusters = [], []
    for i, (code, place, start, end, value, unit, more) in enumerate(VALUES):
        key = {"indicator_code": code, "place_key": place, "place_level": "province", "rate_basis": "unknown"} | {
            name: more[name] for name in ("place_level", "rate_basis") if name in more
        }
        when = {"period_start": start, "period_end": end, "period_type": "report"}
        seen = {"observation_id": f"o{i}", "evidence_id": "s1", "value": value, "unit": unit, "document_id": "doc1"}
        observations.append(key | when | seen | {"place_name": names[place], "qualifier": "exact"} | more)
        clusters.append(
            key
            | {"cluster_id": f"c{i}", "chosen_observation_id": f"o{i}", "status": "single", "why": "Lý do thử."}
            | {"period_start": start, "period_end": end}
        )
    return {
        "build_info": [{"build_id": "thu", "built_at": "2026-03-01", "raw_files": 1}],
        "dim_indicator": [{name: row[name] for name in indicators} for row in seed("indicators.csv")],
        "dim_place": [{name: row[name] or None for name in named} for row in places],
        "dim_document": [document("doc1")],
        "evidence": [evidence("s1")],
        "fct_observation": observations,
        "reconciliation": clusters,
        "fct_target": [
            {
                "target_id": "t1",
                "indicator_code": "digitisation_rate",
                "place_key": "VN",
                "place_name": "Việt Nam",
                "due_on": date(2030, 12, 31),
                "comparator": "at_least",
                "value": 100.0,
                "unit": "percent",
                "evidence_id": "s1",
            },
        ],
    }


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    path = write_warehouse(tmp_path_factory.mktemp("asking") / "warehouse.duckdb", rows())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THUOCDO_WAREHOUSE", str(path))
        yield current_edition()


def ask(edition: Edition, words: str) -> Answer:
    return answer(edition, words, TODAY)


@pytest.mark.parametrize("words", ANSWERED)
def test_question_is_answered_with_its_number_and_sentence(asked: Edition, words: str) -> None:
    found = ask(asked, words)
    assert found.reason is None
    assert [row.value for row in found.rows] == ANSWERED[words]
    assert all(row.sentence == SENTENCE for row in found.rows)


@pytest.mark.parametrize("words", UNANSWERABLE)
def test_what_the_warehouse_does_not_know_it_says(asked: Edition, words: str) -> None:
    found = ask(asked, words)
    assert (found.reason, found.rows, found.aims) == (UNANSWERABLE[words], (), ())


def test_questions_are_many() -> None:
    assert len(ANSWERED) + len(UNANSWERABLE) >= 60
    assert len(UNANSWERABLE) >= 20


@pytest.mark.parametrize("words", [words for words in ANSWERED if fold(words) != words.lower()])
def test_accents_make_no_difference(asked: Edition, words: str) -> None:
    assert ask(asked, fold(words)).rows == ask(asked, words).rows


def test_rates_of_different_bases_are_told_apart(asked: Edition) -> None:
    found = ask(asked, "so sánh tỷ lệ đúng hạn của Thanh Hóa và Hải Dương năm 2022")
    assert [row.value for row in found.rows] == [91.1, 92.3]
    assert found.is_apart


def test_a_place_without_a_figure_is_named_beside_one_with(asked: Edition) -> None:
    found = ask(asked, "so sánh hạng DTI của Thanh Hóa và Cao Bằng năm 2022")
    assert found.reason == "some_missing"
    assert [row.value for row in found.rows] == [7]


def test_no_answer_comes_with_what_is_near(asked: Edition) -> None:
    found = ask(asked, "tỷ lệ đúng hạn của Thanh Hóa năm 2019")
    assert {row.value for row in found.near} == {91.1, 90.2}


@pytest.mark.parametrize(
    "words", ["mục tiêu tỷ lệ số hóa hồ sơ đến năm 2030", "What is the target for digitisation rate?"]
)
def test_aims_are_answered(asked: Edition, words: str) -> None:
    assert [aim.value for aim in ask(asked, words).aims] == [100.0]


@given(st.text(max_size=80))
def test_no_words_break_it_and_none_of_them_make_a_number(asked: Edition, words: str) -> None:
    found = ask(asked, words)
    assert found.reason is not None or found.rows or found.aims
    assert found.indicator is None or found.indicator.indicator_code in found.question.indicators


def test_page_shows_number_sentence_and_query(asked: Edition, app: AppTest) -> None:
    app.query_params["hoi"] = "tỷ lệ đúng hạn của Thanh Hóa năm 2022"
    shown = html_of(opened(app, PAGE))
    assert "91,1%" in shown
    assert "Năm 2022" in shown
    assert SENTENCE in shown
    assert any("'on_time_rate'" in block.value for block in app.code)
    app.button(key="open-answer-0").click().run()
    assert "<mark>89,27%</mark>" in drawer_of(app)


def test_page_says_plainly_what_it_does_not_know(asked: Edition, app: AppTest) -> None:
    app.query_params["hoi"] = "giá vàng <b>hôm nay</b>"
    shown = html_of(opened(app, PAGE))
    assert "Kho không biết chỉ số nào như vậy." in shown
    assert "<b>hôm nay</b>" not in shown


def test_an_example_is_one_click(asked: Edition, app: AppTest) -> None:
    opened(app, PAGE)
    app.button(key="ask-0").click().run()
    assert "91,1%" in html_of(app)
