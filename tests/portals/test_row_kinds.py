"""What a row is by its name and number."""

import pytest

from orchestration.portals.row_kinds import heads_of_nested, is_detail, is_sum, is_time, kind_of_name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("TỔNG CỘNG (I+II)", "total"),
        ("Tổng cộng toàn tỉnh:", "total"),
        ("Toàn tỉnh", "total"),
        ("Tổng số: 18 đơn vị", "total"),
        ("Cộng", "total"),
        ("Cộng khối sở", "group"),
        ("Tổng cấp xã", "group"),
        ("Cộng I", "group"),
        ("Cấp tỉnh", "group"),
        ("Khối sở, ban, ngành", "group"),
        ("Cấp xã (166 đơn vị)", "group"),
        ("Cấp xã Nga Sơn", "unit"),
        ("Tổng công ty Điện lực", "unit"),
        ("Tổng hợp", "unit"),
        ("Cộng đồng", "unit"),
        ("Cấp giấy chứng nhận", "unit"),
        ("Xã Toàn Thắng", "unit"),
    ],
)
def test_totals_sums_and_headings_by_name(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


def test_a_sum_is_no_heading() -> None:
    assert is_sum("Cộng cấp xã")
    assert not is_sum("Cấp xã")


def test_a_row_that_numbered_rows_under_it_part() -> None:
    rows = [["1", "A"], ["1.1", "B"], ["1.2", "C"], ["2", "D"], [3.0, "E"], [3.1, "F"], ["10", "G"], ["1.1", "H"]]
    assert heads_of_nested(rows, 0) == {0, 4}
    assert heads_of_nested(rows, None) == set()


def test_details_and_times() -> None:
    assert is_detail(["-", "Đất đai"], 0, "Đất đai")
    assert is_detail(["", "Trong đó: Đất đai"], 0, "Trong đó: Đất đai")
    assert not is_detail(["1", "Sở A"], 0, "Sở A")
    assert [is_time(name) for name in ("Tháng 9", "2024", "12", "Huyện Năm Căn")] == [True, True, True, False]
