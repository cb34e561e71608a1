"""What a number says: kind, period, place, indicator."""

from datetime import date

import pytest

from orchestration.reading import Document, Statement, read_statements


def read(text: str, **known: object) -> list[Statement]:
    return read_statements(Document(text, **known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Năm 2024, tỉnh Quảng Ninh có 88% hồ sơ nộp trực tuyến.", "actual", 88),
        ("Tỉnh Quảng Ninh phấn đấu đến năm 2025 có 95% hồ sơ nộp trực tuyến.", "target", 95),
        ("Tỉnh Quảng Ninh đã đạt 95% hồ sơ nộp trực tuyến.", "actual", 95),
        ("Năm 2023, tỉnh Quảng Ninh tăng 3 bậc về chỉ số chuyển đổi số.", "change", 3),
        ("Năm 2023, PCI của tỉnh Quảng Ninh giảm 1,78 điểm.", "change", -1.78),
        ("Năm 2023, tỉnh Quảng Ninh xếp thứ 12 về chỉ số chuyển đổi số.", "rank", 12),
        ("Đến năm 2025, tỉnh Quảng Ninh nằm trong nhóm 5 tỉnh dẫn đầu về chuyển đổi số.", "target", 5),
    ],
)
def test_kind(text: str, kind: str, value: float) -> None:
    (statement,) = read(text)
    assert (statement.kind, statement.value) == (kind, value)


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("Năm 2024", "2024-01-01", "2024-12-31"),
        ("Trong 9 tháng năm 2024", "2024-01-01", "2024-09-30"),
        ("Trong quý I/2025", "2025-01-01", "2025-03-31"),
        ("Trong tháng 10 năm 2024", "2024-10-01", "2024-10-31"),
        ("Từ ngày 1/1 - 11/11/2024", "2024-01-01", "2024-11-11"),
        ("Từ ngày 15/12/2023 đến 14/3/2024", "2023-12-15", "2024-03-14"),
        ("Tính đến ngày 20/4/2024", None, "2024-04-20"),
    ],
)
def test_stated_periods(when: str, start: str | None, end: str) -> None:
    (statement,) = read(f"{when}, tỉnh Quảng Ninh có 88% hồ sơ nộp trực tuyến.")
    assert statement.period_start == (date.fromisoformat(start) if start else None)
    assert statement.period_end == date.fromisoformat(end)
    assert statement.period_basis == "stated"


def test_a_list_of_years_is_a_statement_a_year() -> None:
    text = "Năm 2020, 2021 tỉnh Quảng Ninh xếp vị trí thứ 7 về DTI, năm 2022 xếp vị trí thứ 3."
    told = [(s.value, s.period_end.year) for s in read(text) if s.period_end]
    assert told == [(7, 2020), (7, 2021), (3, 2022)]


def test_an_impossible_day_is_no_period() -> None:
    (statement,) = read("Từ ngày 31/2 - 30/4/2024, tỉnh Quảng Ninh có 88% hồ sơ nộp trực tuyến.")
    assert statement.period_start is None


@pytest.mark.parametrize(
    ("years", "period"),
    [
        ("2021-2025", (date(2021, 1, 1), date(2025, 12, 31))),
        ("3021-7723", (None, None)),
        ("2025-2021", (None, None)),
        ("1021-2025", (None, None)),
    ],
)
def test_a_stage_is_of_our_time_and_in_order(years: str, period: tuple[date | None, date | None]) -> None:
    (statement,) = read(f"Trong giai đoạn {years}, tỉnh Quảng Ninh có 88% hồ sơ nộp trực tuyến.")
    assert (statement.period_start, statement.period_end) == period


def test_up_to_now_is_the_day_of_publication_and_says_so() -> None:
    text = "Đến nay, tỉnh Quảng Ninh có 88% hồ sơ nộp trực tuyến."
    (dated,) = read(text, published_on=date(2024, 7, 1))
    assert (dated.period_end, dated.period_basis) == (date(2024, 7, 1), "inferred_published")
    (undated,) = read(text)
    assert (undated.period_end, undated.period_basis) == (None, "unknown")


def test_a_programme_s_years_are_not_the_figure_s() -> None:
    programme = "Thực hiện Kế hoạch chuyển đổi số đến năm 2025, định hướng đến năm 2030"
    (statement,) = read(f"{programme}, tỉnh Quảng Ninh đã cấp 1.250 chữ ký số.")
    assert (statement.kind, statement.period_end) == ("actual", None)


def test_the_district_city_is_not_the_province() -> None:
    (city,) = read("Năm 2023, thành phố Hải Dương có 88% hồ sơ nộp trực tuyến.")
    (province,) = read("Năm 2023, tỉnh Hải Dương có 88% hồ sơ nộp trực tuyến.")
    assert (city.place_key, city.place_level) == ("288-2004", "district")
    assert (province.place_key, province.place_level) == ("30-2004", "province")


def test_a_rank_among_34_is_of_today_s_province() -> None:
    text = "Năm 2024, tỉnh Quảng Ninh xếp vị trí thứ 12/34 về DTI, năm 2023 xếp vị trí thứ 12/63 về DTI."
    assert [s.place_key for s in read(text)] == ["22-2025", "22-2004"]


def test_a_share_told_with_its_part_keeps_its_place_in_the_turn() -> None:
    told = read("Hà Nội, Đà Nẵng lần lượt có 25 dịch vụ, đạt 91,58% và 80%.")
    assert [(s.value, s.place_name) for s in told[1:]] == [(91.58, "Hà Nội"), (80.0, "Đà Nẵng")]


def test_a_tier_named_before_its_number() -> None:
    told = read("Tỷ lệ đúng hạn ở cấp huyện đạt 98,9%.", place_key="22-2004")
    assert [s.place_level for s in told] == ["district"]


def test_a_name_of_both_eras_is_the_place_of_its_day() -> None:
    (before,) = read("Năm 2023, tỉnh Lào Cai xếp vị trí thứ 30 về DTI.", published_on=date(2025, 10, 1))
    (after,) = read("Đến ngày 30/9/2025, tỉnh Lào Cai có 88% hồ sơ trực tuyến.", published_on=date(2025, 10, 1))
    assert (before.place_key, after.place_key) == ("10-2004", "15-2025")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Tỷ lệ giải quyết đúng hạn đạt 98,5%.", ["on_time_rate"]),
        ("Tỷ lệ hồ sơ trực tuyến toàn trình đạt 60%.", ["end_to_end_dossier_rate"]),
        (
            "Tỉnh có 90% hồ sơ công việc tại cấp tỉnh, 80% hồ sơ công việc tại cấp huyện và "
            "60% hồ sơ công việc tại cấp xã xử lý trên môi trường mạng.",
            [
                "province_case_files_online_rate",
                "district_case_files_online_rate",
                "commune_case_files_online_rate",
            ],
        ),
        ("PCI xếp thứ 17, PAR INDEX xếp thứ 22.", ["pci_rank", "par_index_rank"]),
        ("PCI đạt 68,68 điểm, đứng thứ 17 cả nước.", ["pci_score", "pci_rank"]),
        ("Tỉnh tiếp nhận 900 hồ sơ và đã giải quyết 850 hồ sơ.", ["dossiers_received", "dossiers_resolved"]),
        ("Khoảng 40% số lượt truy cập là trực tuyến.", [None]),
    ],
)
def test_indicators(text: str, codes: list[str | None]) -> None:
    assert [s.indicator_code for s in read(text, place_key="22-2004")] == codes


def test_what_no_indicator_names_keeps_its_own_words() -> None:
    (statement,) = read("Năm 2024, toàn tỉnh lắp đặt 350 trạm quan trắc tự động.", place_key="22-2004")
    assert statement.indicator_code is None
    assert statement.subject == "trạm quan trắc tự động"


def test_of_a_headline_and_its_body_the_headline_is_the_repeat() -> None:
    told = read("88% hồ sơ nộp trực tuyến\n\nTỉnh có 88% hồ sơ nộp trực tuyến.", place_key="22-2004")
    assert [s.is_repeat for s in told] == [True, False]


def test_a_figure_told_again_in_the_body_is_a_repeat() -> None:
    sentence = "Tỉnh có 88% hồ sơ nộp trực tuyến."
    told = read(f"Tin trong tỉnh\n\n{sentence} {sentence}", place_key="22-2004")
    assert [s.is_repeat for s in told] == [False, True]


def test_a_programme_s_aims_share_its_due_date_until_something_done_is_told() -> None:
    told = read(
        "Mục tiêu đến hết năm 2027 của tỉnh:\n- 95% hồ sơ nộp trực tuyến.\n- 80% hồ sơ thanh toán trực tuyến.\n\n"
        "Tỉnh đã có 60% hồ sơ nộp trực tuyến.",
        place_key="22-2004",
    )
    assert [(s.kind, s.period_end and s.period_end.year) for s in told] == [
        ("target", 2027),
        ("target", 2027),
        ("actual", None),
    ]


def test_from_and_to_are_two_states_not_a_change() -> None:
    told = read("Tỷ lệ quá hạn giảm từ 4% năm 2022 xuống còn 1% năm 2023.", place_key="22-2004")
    assert [(s.kind, s.value) for s in told] == [("actual", 4), ("actual", 1)]


def test_spans_read_by_another_reader_are_left_alone() -> None:
    text = "Tỉnh có 88% hồ sơ nộp trực tuyến. Trễ hạn: 454"
    assert [s.value for s in read(text, place_key="22-2004", skip=((33, len(text)),))] == [88]
