"""The period that the keys of an answer tell."""

from datetime import date
from typing import Any

import pytest

from orchestration.portals.json_period import period_of, told_in, words_of_key

SEPTEMBER = (date(2024, 9, 1), date(2024, 9, 30))


@pytest.mark.parametrize(
    ("node", "span"),
    [
        ({"year": 2024, "month": 9}, SEPTEMBER),
        ({"nam": "2024", "thang": "09"}, SEPTEMBER),
        ({"Năm": 2024, "Tháng": "Tháng 9"}, SEPTEMBER),
        ({"thang": "09/2024"}, SEPTEMBER),
        ({"thang": "2024-09"}, SEPTEMBER),
        ({"tuNgay": "01/09/2024", "denNgay": "30/09/2024"}, SEPTEMBER),
        ({"from_date": "2024-09-01T00:00:00", "to_date": "2024-09-30T23:59:59"}, SEPTEMBER),
        ({"tuNgay": "15/08/2024", "denNgay": "14/09/2024"}, (date(2024, 8, 15), date(2024, 9, 14))),
        ({"nam": 2024, "quy": "III"}, (date(2024, 7, 1), date(2024, 9, 30))),
        ({"year": 2024, "quarter": 3, "month": 0}, (date(2024, 7, 1), date(2024, 9, 30))),
        ({"year": 2024, "month": 0}, (date(2024, 1, 1), date(2024, 12, 31))),
        ({"timeType": "year", "year": 2024, "quarter": 1, "month": 1}, (date(2024, 1, 1), date(2024, 12, 31))),
    ],
)
def test_ways_to_tell_it(node: dict[str, Any], span: tuple[date, date]) -> None:
    told = period_of(told_in(node))
    assert (told["period_start"], told["period_end"]) == span


@pytest.mark.parametrize(
    "node",
    [
        {"nam": 2024, "thang": "chín rưỡi"},
        {"nam": 2024, "thang": 13},
        {"nam": "năm nay", "thang": 9},
        {"tuNgay": "01/09/2024"},
        {"tuNgay": "30/09/2024", "denNgay": "01/09/2024"},
        {"thang": 9},
        {},
    ],
)
def test_what_cannot_be_read_is_no_other_period(node: dict[str, Any]) -> None:
    assert period_of(told_in(node)) == {}


@pytest.mark.parametrize("key", ["tenDonVi", "ten_don_vi", "TEN_DON_VI", "Tên đơn vị", "ten-don-vi"])
def test_a_key_is_its_words(key: str) -> None:
    assert words_of_key(key) == "ten don vi"
