"""What a column holds, in the words that portals have for it, and what is left unread."""

import pytest

from orchestration.portals.columns import meaning_of, settled
from orchestration.portals.plain import plain_label


def path(told: str) -> tuple[str, ...]:
    return tuple(plain_label(header) for header in told.split(">"))


def read(*headers: str) -> dict[str, str]:
    """The measure of each header that is read."""
    held, _ = settled(dict(enumerate(map(path, headers))), {})
    return {headers[column]: sort for column, sort in held.items()}


def unread(*headers: str) -> list[str]:
    return settled(dict(enumerate(map(path, headers))), {})[1]


@pytest.mark.parametrize(
    ("header", "sort"),
    [
        ("Trễ hẹn", "resolved_late"),
        ("Giải quyết chậm", "resolved_late"),
        ("HS trả quá hạn (*)", "resolved_late"),
        ("Hồ sơ sớm hạn", "resolved_early"),
        ("Trước hẹn", "resolved_early"),
        ("Đúng hẹn", "resolved_on_day"),
        ("Đúng hạn > Số lượng", "resolved_on_day"),
        ("Trước/đúng hạn", "resolved_on_time"),
        ("Sớm và đúng hạn", "resolved_on_time"),
        ("Tồn đầu kỳ", "carried_over"),
        ("Nhận mới", "received"),
        ("Phát sinh trong tháng", "received"),
        ("Phải xử lý", "to_process"),
        ("Tổng đã xử lý", "resolved"),
        ("Đang xử lý trễ hạn", "pending_overdue"),
        ("Chưa xử lý > Chưa đến hạn", "pending_in_time"),
        ("Hồ sơ tồn > Quá hạn", "pending_overdue"),
        ("Còn lại > Trong hạn", "pending_in_time"),
        ("Đơn vị (1)", "unit"),
        ("Xã, phường, đặc khu", "unit"),
    ],
)
def test_other_words_for_the_same(header: str, sort: str) -> None:
    meaning = meaning_of(path(header))
    assert meaning is not None
    assert meaning.sort == sort


@pytest.mark.parametrize(
    "header",
    [
        "Tồn kỳ này",
        "Tồn cuối kỳ",
        "Chuyển kỳ sau",
        "So với kỳ trước (%)",
        "Tăng/giảm so với cùng kỳ",
        "Tỷ lệ hài lòng (%)",
        "Số ngày trễ hạn trung bình",
        "Tổng số hồ sơ đang giải quyết",
        "Tổng số hồ sơ (nghìn)",
        "Sắp đến hạn",
        "Đơn vị > Mã đơn vị",
        "Điện thoại",
    ],
)
def test_words_that_sound_like_it_and_are_not(header: str) -> None:
    assert read(header) == {}


@pytest.mark.parametrize(
    ("headers", "rate"),
    [
        (["Tỷ lệ trước hạn", "Tỷ lệ đúng hạn", "Tỷ lệ trễ hạn"], None),
        (["% trước hạn", "% đúng và trước hạn"], "% đúng và trước hạn"),
        (["Tỷ lệ giải quyết (%)", "Tỷ lệ giải quyết đúng hạn (%)"], "Tỷ lệ giải quyết đúng hạn (%)"),
        (["Tỷ lệ đúng hạn", "Tỷ lệ trực tuyến"], "Tỷ lệ đúng hạn"),
        (["Trước hạn > %", "Đúng hạn > %", "Quá hạn > %"], None),
        (["Đúng hạn > Tỷ lệ", "Quá hạn > Tỷ lệ"], "Đúng hạn > Tỷ lệ"),
        (["Tỷ lệ (%)"], "Tỷ lệ (%)"),
        (["Tỷ lệ giải quyết (%)"], None),
    ],
)
def test_which_of_several_rates_is_on_time(headers: list[str], rate: str | None) -> None:
    assert read(*headers) == ({rate: "stated_on_time_rate"} if rate else {})


def test_two_columns_of_one_measure_are_two_things_and_neither_is_read() -> None:
    headers = ["Trong tháng > Trễ hạn", "Lũy kế > Trễ hạn", "Trong tháng > Từ chối", "Trong tháng > Rút"]
    assert read(*headers) == {headers[2]: "returned", headers[3]: "returned"}
    (told,) = unread(*headers)
    assert "trong thang > tre han" in told
    assert "luy ke > tre han" in told


def test_less_than_sure_words_give_way_and_need_their_neighbour() -> None:
    assert read("Đã giải quyết", "Đã trả kết quả") == {"Đã giải quyết": "resolved"}
    assert read("Đã trả kết quả") == {"Đã trả kết quả": "resolved"}
    assert read("Tồn trước", "Tiếp nhận") == {"Tồn trước": "carried_over", "Tiếp nhận": "received"}
    assert read("Tiếp nhận") == {}
    assert unread("Tiếp nhận") == ["cột “tiep nhan” không nói rõ là gì nên không đọc"]
