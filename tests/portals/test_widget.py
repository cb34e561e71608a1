"""The statistics block of a portal page, in the spellings portals use."""

import unicodedata
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.portals.widget import Widget, read_widgets

BLOCK = """CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN THỬ NGHIỆM
Một bài viết ngày 02/03/2021, trong năm 2020 đạt 88%.
Kết quả giải quyết TTHC
Đến tháng 05 đã giải quyết:
97.5%
Số hồ sơ xử lý: 1250
Trước & đúng hạn: 1170
Trễ hạn: 30
Trễ hạn: 2.5%
Chi tiết
( Cập nhật lúc:28/05/2024 07:08:09)
Điện thoại: 0999.888.777 - Đang truy cập: 41
"""


def only(text: str, **options: Any) -> Widget:
    widgets = read_widgets(text, **options)
    assert len(widgets) == 1
    return widgets[0]


def values(widget: Widget) -> dict[str, float | None]:
    return {measure: cell.value for measure, cell in widget.cells.items()}


FIGURES = {
    "stated_on_time_rate": 97.5,
    "to_process": 1250,
    "resolved_on_time": 1170,
    "resolved_late": 30,
    "stated_late_rate": 2.5,
}


def test_reads_each_cell_where_it_stands() -> None:
    widget = only(BLOCK)
    assert values(widget) == FIGURES
    assert {BLOCK[cell.char_start : cell.char_end] for cell in widget.cells.values()} == {
        "97.5%",
        "1250",
        "1170",
        "30",
        "2.5%",
    }
    assert all(widget.char_start <= cell.char_start < widget.char_end for cell in widget.cells.values())
    assert widget.missing == ()


def test_period_comes_from_the_stamp_not_from_the_article() -> None:
    widget = only(BLOCK)
    assert widget.as_of == datetime(2024, 5, 28, 7, 8, 9)
    assert (widget.period_start, widget.period_end) == (date(2024, 1, 1), date(2024, 5, 28))
    assert (widget.period_type, widget.period_basis) == ("ytd", "inferred_asof")


def test_a_portal_may_mean_the_month_alone() -> None:
    widget = only(BLOCK, to_date_means="month")
    assert (widget.period_start, widget.period_end) == (date(2024, 5, 1), date(2024, 5, 28))
    assert widget.period_type == "calendar"


def test_december_stamped_in_january_is_last_year() -> None:
    widget = only(BLOCK.replace("tháng 05", "tháng 12").replace("28/05/2024", "03/01/2025"))
    assert (widget.period_start, widget.period_end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_without_a_stamp_the_period_is_unknown() -> None:
    widget = only(BLOCK.replace("( Cập nhật lúc:28/05/2024 07:08:09)", ""))
    assert (widget.period_start, widget.period_end, widget.as_of) == (None, None, None)
    assert (widget.period_type, widget.period_basis) == ("unknown", "unknown")


def test_an_impossible_stamp_is_no_stamp() -> None:
    widget = only(BLOCK.replace("28/05/2024", "31/02/2024"))
    assert widget.as_of is None
    assert widget.period_end is None


def test_the_body_is_the_page_header_not_the_credit_line() -> None:
    assert only("Nguồn: Cổng TTĐT tỉnh Khác\n" + BLOCK).body == "HUYỆN THỬ NGHIỆM"


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("1250", 1250),
        ("1.250", 1250),
        ("1,250", 1250),
        ("1.234.567", 1234567),
        ("1 250", 1250),
        ("12.5", None),
        ("--", None),
    ],
)
def test_counts_in_both_dialects(shown: str, value: float | None) -> None:
    assert values(only(BLOCK.replace("1250", shown)))["to_process"] == value


@pytest.mark.parametrize(
    ("shown", "value", "decimals"),
    [("97.5%", 97.5, 1), ("97,53 %", 97.53, 2), ("100%", 100, 0), ("--%", None, 0), ("9750%", None, 0)],
)
def test_rates_in_both_dialects(shown: str, value: float | None, decimals: int) -> None:
    cell = only(BLOCK.replace("97.5%", shown)).cells["stated_on_time_rate"]
    assert (cell.value, cell.decimals) == (value, decimals)


@pytest.mark.parametrize(
    "spelling",
    [
        lambda text: unicodedata.normalize("NFD", text),
        str.upper,
        lambda text: text.replace(" ", "\xa0"),
        lambda text: text.replace("&", "&amp;"),
        lambda text: text.replace("Trước & đúng hạn", "Đúng và trước hạn"),
        lambda text: text.replace(": ", ":\n"),
        lambda text: text.replace("30\nTrễ hạn: 2.5%", "(30)\nTrễ hạn: 2.5%"),
    ],
    ids=["decomposed", "upper case", "no-break spaces", "entity", "other wording", "own lines", "brackets"],
)
def test_spellings_give_the_same_numbers(spelling) -> None:  # type: ignore[no-untyped-def]
    text = spelling(BLOCK)
    widget = only(text)
    assert values(widget) == FIGURES
    assert widget.period_end == date(2024, 5, 28)
    assert text[widget.cells["to_process"].char_start : widget.cells["to_process"].char_end] == "1250"


CARDS = """Kết quả giải quyết hồ sơ
1.200
Đã tiếp nhận
1.170
Đúng hạn
30
Trễ hạn
97,5%
Tỷ lệ đúng hạn
"""


@pytest.mark.parametrize("more", ["", "15\nĐang giải quyết\n", "2\nTạm dừng\n"])
def test_cards_print_a_number_over_its_label(more: str) -> None:
    figures = values(only(CARDS + more))
    assert (
        figures.items()
        >= {
            "received": 1200,
            "resolved_on_day": 1170,
            "resolved_late": 30,
            "stated_on_time_rate": 97.5,
        }.items()
    )


def test_cards_with_numbers_at_both_ends_are_nobody_s() -> None:
    assert read_widgets("Kết quả giải quyết hồ sơ 1.200 Đã tiếp nhận 1.170 Đúng hạn 30 Trễ hạn 5.000 lượt") == []


def test_a_rate_within_words_stands_over_labelled_numbers() -> None:
    text = "Tình hình xử lý hồ sơ\nHuyện giải quyết 97,5% hồ sơ đúng hạn\nĐã xử lý: 1.200\nĐúng hạn: 1.170\nQuá hạn: 30"
    assert values(only(text)) == {
        "stated_on_time_rate": 97.5,
        "resolved": 1200,
        "resolved_on_day": 1170,
        "resolved_late": 30,
    }


def test_words_that_are_no_label_of_ours_take_their_number_along() -> None:
    text = "Thống kê hồ sơ\nHồ sơ giấy 1.300\nĐã giải quyết 1.200\nĐúng hạn 1.170\nQuá hạn 30"
    assert values(only(text)) == {"resolved": 1200, "resolved_on_day": 1170, "resolved_late": 30}


def test_late_under_way_is_late_without_a_result() -> None:
    under_way = "Đang giải quyết: 45\nTrong hạn: 40\nQuá hạn: 5\n"
    resolved = "Đã giải quyết: 1.200\nĐúng hạn: 1.170\nQuá hạn: 30\n"
    told = {
        "pending_in_time": 40,
        "pending_overdue": 5,
        "resolved": 1200,
        "resolved_on_day": 1170,
        "resolved_late": 30,
    }
    for body in (under_way + resolved, resolved + under_way):
        assert values(only("Kết quả giải quyết hồ sơ\n" + body)) == told
    assert only("Kết quả giải quyết hồ sơ\nĐúng hạn: 1.170\n" + under_way).missing == ("Trễ hạn",)


def test_a_portal_may_have_words_of_its_own() -> None:
    text = "Một cửa hôm nay\nHS vào: 1.200\nHS đúng hạn: 1.170\nHS trễ: 30\nHS gấp trong hạn: 9"
    assert read_widgets(text) == []
    widget = only(
        text,
        own_labels={"hs vao": "received", "hs tre": "resolved_late", "hs dung han": "resolved_on_time"},
        heading="Một cửa hôm nay",
    )
    assert values(widget) == {"received": 1200, "resolved_on_time": 1170, "resolved_late": 30, "pending_in_time": 9}


def test_a_phone_is_no_count() -> None:
    assert values(only(BLOCK.replace("Trễ hạn: 30", "Bộ phận tiếp nhận: 0999888777\nTrễ hạn: 30")))["received"] is None


@pytest.mark.parametrize("hen", ["Trễ hẹn", "Quá hẹn"])
def test_hen_is_han(hen: str) -> None:
    text = f"Kết quả xử lý hồ sơ\nTrước hẹn: 1.000\nĐúng hẹn: 170\n{hen}: 30"
    assert values(only(text)) == {"resolved_early": 1000, "resolved_on_day": 170, "resolved_late": 30}


@pytest.mark.parametrize(
    ("told", "start", "end", "sort", "basis"),
    [
        ("Tháng 5/2024", date(2024, 5, 1), date(2024, 5, 28), "calendar", "stated"),
        ("Tháng 4 năm 2024", date(2024, 4, 1), date(2024, 4, 30), "calendar", "stated"),
        ("Đến hết tháng 4/2024", date(2024, 1, 1), date(2024, 4, 30), "ytd", "stated"),
        ("Đến tháng 4", date(2024, 1, 1), date(2024, 4, 30), "ytd", "inferred_asof"),
        ("Năm 2024", date(2024, 1, 1), date(2024, 5, 28), "ytd", "stated"),
        ("Năm 2023", date(2023, 1, 1), date(2023, 12, 31), "calendar", "stated"),
        ("Trong kỳ", None, date(2024, 5, 28), "as_of", "inferred_asof"),
    ],
)
def test_a_period_that_the_block_names(told: str, start: date, end: date, sort: str, basis: str) -> None:
    widget = only(BLOCK.replace("Đến tháng 05", told))
    assert values(widget) == FIGURES
    assert (widget.period_start, widget.period_end, widget.period_type) == (start, end, sort)
    assert widget.period_basis == basis


@pytest.mark.parametrize(
    "stamp",
    [
        "Cập nhật lúc 07:08:09 ngày 28/05/2024",
        "Cập nhật: 28-05-2024 07:08:09",
        "Tự động cập nhập:28.05.2024 07:08:09",
        "Cập nhật lần cuối lúc 07:08:09, 28/05/2024",
    ],
)
def test_stamps_as_portals_write_them(stamp: str) -> None:
    assert only(BLOCK.replace("( Cập nhật lúc:28/05/2024 07:08:09)", stamp)).as_of == datetime(2024, 5, 28, 7, 8, 9)


def test_a_missing_label_is_named() -> None:
    renamed = BLOCK.replace("Trễ hạn", "Không kịp")
    assert only(renamed).missing == ("Trễ hạn",)


def test_two_blocks_are_two_captures() -> None:
    later = BLOCK.replace("28/05/2024", "30/06/2024").replace("tháng 05", "tháng 06").replace("1170", "1300")
    first, second = read_widgets(BLOCK + later)
    assert (first.period_end, second.period_end) == (date(2024, 5, 28), date(2024, 6, 30))
    assert second.cells["resolved_on_time"].value == 1300


@pytest.mark.parametrize("text", ["", "Kết quả giải quyết TTHC", "Hồ sơ quá hạn: 30 trong năm."])
def test_no_block_no_capture(text: str) -> None:
    assert read_widgets(text) == []


@given(st.text(alphabet=st.sampled_from("kết quả giải uyTHCrươc&đúnghạn:%0123456789.,()/\n -"), max_size=400))
def test_any_text_is_survived_and_offsets_hold(noise: str) -> None:
    text = noise + BLOCK + noise
    for widget in read_widgets(text):
        assert 0 <= widget.char_start <= widget.char_end <= len(text)
        for cell in widget.cells.values():
            shown = text[cell.char_start : cell.char_end]
            assert shown.strip("% ") == cell.text.strip("% ")
