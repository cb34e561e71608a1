"""How figures stand in sentences: brackets, bases, slices, changes, lists told in turn, spans, number words."""

import csv
from datetime import date
from pathlib import Path

import pytest

from orchestration.reading import Document, read_statements

TABLE = Path(__file__).parent / "construct_sentences.csv"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="|"))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['quote']}-{row['indicator']}")
def test_a_figure_is_read_as_it_is_told(row: dict[str, str]) -> None:
    (statement,) = [s for s in read_statements(Document(row["sentence"])) if s.quote == row["quote"]]
    days = [date.fromisoformat(row[side]) if row[side] else None for side in ("start", "end")]
    assert (statement.indicator_code, statement.value, statement.unit) == (
        row["indicator"] or None,
        float(row["value"]),
        row["unit"],
    )
    assert (statement.kind, statement.qualifier, statement.place_name) == (row["kind"], row["qualifier"], row["place"])
    assert [statement.period_start, statement.period_end] == days


def test_the_aims_of_a_plan_go_on_until_something_done_is_told() -> None:
    text = (
        "Kế hoạch của tỉnh Lào Cai đặt mục tiêu tỷ lệ hồ sơ trực tuyến trên 80%.\n\n"
        "100% cơ quan nhà nước mở dữ liệu.\n\nTrên 50% doanh nghiệp nhỏ và vừa sử dụng nền tảng số.\n\n"
        "Đến nay, đã có 64 bộ dữ liệu mở."
    )
    assert [s.kind for s in read_statements(Document(text))] == ["target", "target", "target", "actual"]


def test_a_list_number_opens_its_item() -> None:
    text = "Kết quả nổi bật năm 2024:\n  1. Tỷ lệ hồ sơ trực tuyến đạt 42%.\n  2. Kinh tế số chiếm 18,3% GDP.\n"
    assert [(s.value, s.period_end) for s in read_statements(Document(text))] == [
        (42.0, date(2024, 12, 31)),
        (18.3, date(2024, 12, 31)),
    ]


def test_a_rounded_headline_repeats_the_count_below_it() -> None:
    text = (
        "Hơn 1.900 hệ thống thông tin đã được phê duyệt cấp độ\n\nBản tin của bộ.\n\n"
        "Đến tháng 3/2023, có 1.913 hệ thống thông tin được phê duyệt cấp độ."
    )
    assert [(s.value, s.is_repeat) for s in read_statements(Document(text))] == [(1900.0, True), (1913.0, False)]


def test_a_district_goes_on_by_its_bare_name() -> None:
    text = (
        "Huyện Đông Anh đẩy mạnh chuyển đổi số\n\nTại huyện Đông Anh (Hà Nội), nhiều mô hình được nhân rộng.\n\n"
        "Hiện nay, toàn huyện có 201 tổ công nghệ số cộng đồng."
    )
    (statement,) = read_statements(Document(text))
    assert (statement.place_name, statement.place_level) == ("Đông Anh", "district")
