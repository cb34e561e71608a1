"""The periods that titles of reports tell, and those that they leave open."""

import unicodedata
from datetime import date

import pytest

from orchestration.portals.report_period import told_period

SEPTEMBER = (date(2024, 9, 1), date(2024, 9, 30))
TO_SEPTEMBER = (date(2024, 1, 1), date(2024, 9, 30))
REPORT_MONTH = (date(2024, 8, 15), date(2024, 9, 14))
QUARTER = (date(2024, 7, 1), date(2024, 9, 30))


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("Tháng 9 năm 2024", SEPTEMBER),
        ("THÁNG 9/ 2024", SEPTEMBER),
        ("Tháng: 9 Năm: 2024", SEPTEMBER),
        ("Tháng 9, năm 2024", SEPTEMBER),
        ("Tháng chín năm 2024", SEPTEMBER),
        ("Kỳ báo cáo: 09/2024", SEPTEMBER),
        ("Kỳ T9/2024", SEPTEMBER),
        ("Từ: 01/09/2024 - Đến: 30/09/2024", SEPTEMBER),
        ("01/09/2024 – 30/09/2024", SEPTEMBER),
        ("Từ ngày 2024-09-01 đến ngày 2024-09-30", SEPTEMBER),
        ("Từ 00:00 01/09/2024 đến 23:59 30/09/2024", SEPTEMBER),
        ("Từ ngày 01/09/2024 00:00:00 đến ngày 30/09/2024 23:59:59", SEPTEMBER),
        ("Tháng 9/2024. Thanh Hóa, ngày 05 tháng 10 năm 2024", SEPTEMBER),
        ("Tháng 9 năm 2024 (so với tháng 8 năm 2024)", SEPTEMBER),
        ("Từ 15/08/2024 đến 14/09/2024", REPORT_MONTH),
        ("tháng 09 năm 2024 (từ 15/8/2024 đến 14/9/2024)", REPORT_MONTH),
        ("Từ ngày 15 tháng 8 năm 2024 đến ngày 14 tháng 9 năm 2024", REPORT_MONTH),
        ("Quý III/2024", QUARTER),
        ("Năm: 2024 Quý: III", QUARTER),
        ("Sáu tháng đầu năm 2024", (date(2024, 1, 1), date(2024, 6, 30))),
        ("6 tháng cuối năm 2024", (date(2024, 7, 1), date(2024, 12, 31))),
        ("Năm 2024 (tính đến 30/9)", TO_SEPTEMBER),
        ("Tháng 9/2024 (lũy kế từ đầu năm)", TO_SEPTEMBER),
        ("Từ tháng 1 đến tháng 9 năm 2024", TO_SEPTEMBER),
        ("Năm 2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("Quý III/2024 (số liệu đến ngày 14/9/2024)", (None, date(2024, 9, 14))),
    ],
)
def test_ways_to_say_a_period(title: str, span: tuple[date | None, date]) -> None:
    for written in (title, unicodedata.normalize("NFD", title)):
        told = told_period(written)
        assert (told["period_start"], told["period_end"]) == span


@pytest.mark.parametrize(
    "title",
    [
        "Báo cáo tháng 9 và 9 tháng đầu năm 2024",
        "Báo cáo quý III và 9 tháng đầu năm 2024",
        "Tháng 9 năm 2024 và lũy kế từ đầu năm",
        "Tháng 9 năm 2024, tháng 10 năm 2024",
        "Từ 01/09/2024 đến 30/09/2024; từ 01/10/2024 đến 31/10/2024",
        "Năm 2023, năm 2024",
        "Năm 2024, tháng 13",
        "Thanh Hóa, ngày 05 tháng 10 năm 2024",
        "Ngày 14/09/2024",
        "",
    ],
)
def test_what_can_be_two_periods_is_none(title: str) -> None:
    assert told_period(title) == {}


def test_from_new_year_on_is_to_date() -> None:
    kinds = [
        told_period(title)["period_type"] for title in ("Năm 2024 (tính đến 30/9)", "Từ tháng 1 đến tháng 9 năm 2024")
    ]
    assert kinds == ["ytd", "ytd"]
    assert told_period("Từ 01/01/2024 đến 31/01/2024")["period_start"] == date(2024, 1, 1)
