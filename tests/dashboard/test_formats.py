from datetime import date, datetime

import pytest

from dashboard import formats


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (92.0, "92", "92"),
        (89.27, "89,27", "89.27"),
        (1234567.0, "1.234.567", "1,234,567"),
        (0.6077, "0,6077", "0.6077"),
        (1234.5, "1.234,5", "1,234.5"),
        (100.0, "100", "100"),
        (-1206.0, "-1.206", "-1,206"),
        (0.1 + 0.2, "0,3", "0.3"),
        (12.5e12, "12.500.000.000.000", "12,500,000,000,000"),
    ],
)
def test_number_keeps_the_digits_of_its_source(value: float, vi: str, en: str) -> None:
    assert formats.number(value, "vi") == vi
    assert formats.number(value, "en") == en


def test_percent_has_no_space_and_no_digits_of_its_own() -> None:
    assert formats.percent(92.0, "vi") == "92%"
    assert formats.percent(89.27, "vi") == "89,27%"
    assert formats.percent(99.3, "en") == "99.3%"


@pytest.mark.parametrize(
    ("start", "end", "vi", "en"),
    [
        (date(2024, 1, 1), date(2024, 9, 30), "9 tháng năm 2024", "First 9 months of 2024"),
        (date(2024, 1, 1), date(2024, 6, 30), "6 tháng đầu năm 2024", "First 6 months of 2024"),
        (date(2025, 1, 1), date(2025, 3, 31), "Quý I/2025", "Q1 2025"),
        (date(2021, 7, 1), date(2021, 9, 30), "Quý III/2021", "Q3 2021"),
        (date(2023, 10, 1), date(2023, 12, 31), "Quý IV/2023", "Q4 2023"),
        (date(2023, 1, 1), date(2023, 12, 31), "Năm 2023", "Year 2023"),
        (date(2021, 1, 1), date(2025, 12, 31), "Giai đoạn 2021–2025", "2021–2025"),
        (date(2024, 9, 1), date(2024, 9, 30), "Tháng 09/2024", "Sep 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "Tháng 02/2024", "Feb 2024"),
        (date(2024, 1, 1), date(2024, 11, 11), "01/01–11/11/2024", "1 Jan–11 Nov 2024"),
        (date(2023, 12, 15), date(2024, 3, 14), "15/12/2023–14/03/2024", "15 Dec 2023–14 Mar 2024"),
        (date(2024, 2, 1), date(2024, 5, 31), "01/02–31/05/2024", "1 Feb–31 May 2024"),
        (date(2025, 4, 20), date(2025, 4, 20), "20/04/2025", "20 Apr 2025"),
        (None, date(2024, 12, 31), "đến 31/12/2024", "to 31 Dec 2024"),
        (date(2024, 5, 1), None, "từ 01/05/2024", "from 1 May 2024"),
        (None, None, "chưa rõ kỳ", "period unknown"),
    ],
)
def test_period_has_its_shortest_name(start: date | None, end: date | None, vi: str, en: str) -> None:
    assert formats.period(start, end, "vi") == vi
    assert formats.period(start, end, "en") == en


def test_a_moment_is_told_on_the_clocks_of_viet_nam() -> None:
    assert formats.minute(datetime(2024, 12, 31, 18, 5), "vi") == "01/01/2025 01:05"
