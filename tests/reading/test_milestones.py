"""What a text promises or reports as delivered, and when."""

from datetime import date

import pytest

from orchestration.reading import Document, Milestone, read_milestones

QUARTER = (date(2026, 4, 1), date(2026, 6, 30))


def read(text: str, published_on: date | None = None) -> list[Milestone]:
    return read_milestones(Document(text, published_on=published_on))


def told(text: str, published_on: date | None = None) -> list[tuple[str, str, date | None, date | None]]:
    return [(m.milestone_code, m.status, m.due_start, m.due_end) for m in read(text, published_on)]


def test_a_list_gives_a_milestone_a_thing() -> None:
    found = read(
        "Trong quý II/2026, tỉnh Lào Cai sẽ ra mắt Trung tâm điều hành thông minh (IOC), "
        "Trung tâm giám sát an ninh mạng (SOC) và Cổng dữ liệu mở."
    )
    assert [m.milestone_code for m in found] == ["ioc", "soc", "open_data_portal"]
    assert {(m.status, m.due_start, m.due_end) for m in found} == {("planned", *QUARTER)}
    assert {m.place_name for m in found} == {"Lào Cai"}
    assert found[1].quote == "Trung tâm giám sát an ninh mạng (SOC)"


@pytest.mark.parametrize(
    "words",
    [
        "khai trương Trung tâm giám sát, điều hành thông minh",
        "đưa vào vận hành Trung tâm IOC",
        "đưa Trung tâm điều hành đô thị thông minh vào hoạt động",
        "hoàn thành xây dựng Trung tâm IOC",
    ],
)
def test_one_deliverable_by_many_names(words: str) -> None:
    assert told(f"Tỉnh Lào Cai sẽ {words} trong quý II/2026.") == [("ioc", "planned", *QUARTER)]


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("trước ngày 30/6/2026", (None, date(2026, 6, 30))),
        ("vào ngày 19/5/2026", (date(2026, 5, 19), date(2026, 5, 19))),
        ("trong tháng 5/2026", (date(2026, 5, 1), date(2026, 5, 31))),
        ("vào tháng 5", (date(2026, 5, 1), date(2026, 5, 31))),
        ("trong năm 2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("vào cuối năm 2026", (None, date(2026, 12, 31))),
        ("trong 6 tháng cuối năm 2026", (date(2026, 7, 1), date(2026, 12, 31))),
        ("trong năm tới", (date(2027, 1, 1), date(2027, 12, 31))),
    ],
)
def test_when_it_is_due(when: str, due: tuple[date | None, date]) -> None:
    text = f"Tỉnh Lào Cai dự kiến khai trương Cổng dữ liệu mở {when}."
    assert told(text, published_on=date(2026, 1, 5)) == [("open_data_portal", "planned", *due)]


def test_each_part_of_a_sentence_keeps_its_own_day() -> None:
    text = (
        "Trong năm 2026, tỉnh Lào Cai dự kiến ra mắt trợ lý ảo vào ngày 26/3; khai trương Cổng dữ liệu mở; "
        "tổ chức hội nghị xúc tiến đầu tư."
    )
    whole_year = (date(2026, 1, 1), date(2026, 12, 31))
    assert told(text) == [
        ("virtual_assistant", "planned", date(2026, 3, 26), date(2026, 3, 26)),
        ("open_data_portal", "planned", *whole_year),
        ("hoi_nghi_xuc_tien_dau_tu", "planned", *whole_year),
    ]


def test_the_year_of_a_plan_goes_on_to_the_next_sentence() -> None:
    found = read("Năm 2026, tỉnh Lào Cai sẽ dốc sức cho nền móng số. Các việc gồm: đưa vào vận hành IOC; ra mắt SOC.")
    assert [(m.milestone_code, m.status, m.due_end, m.due_basis) for m in found] == [
        ("ioc", "planned", date(2026, 12, 31), "carried_over"),
        ("soc", "planned", date(2026, 12, 31), "carried_over"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sáng 2/9/2025, tỉnh Lào Cai khai trương Trung tâm IOC.",
            ("ioc", "done", date(2025, 9, 2), date(2025, 9, 2)),
        ),
        (
            "Đến nay tỉnh Lào Cai đã đưa vào sử dụng kho dữ liệu dùng chung.",
            ("shared_data_warehouse", "done", None, None),
        ),
        ("Trung tâm dữ liệu tỉnh Lào Cai đã đi vào hoạt động.", ("data_centre", "done", None, None)),
        (
            "Công tác số hóa hộ tịch của tỉnh Lào Cai đã hoàn thành.",
            ("cong_tac_so_hoa_ho_tich", "done", None, None),
        ),
    ],
)
def test_what_is_done(text: str, expected: tuple[object, ...]) -> None:
    assert told(text) == [expected]


def test_what_is_still_to_come_on_the_day_it_is_told_is_planned() -> None:
    text = "Ngày 20/10/2026, tỉnh Lào Cai khai trương Cổng dữ liệu mở."
    day = date(2026, 10, 20)
    assert told(text, published_on=date(2026, 10, 1)) == [("open_data_portal", "planned", day, day)]
    assert told(text, published_on=date(2026, 10, 21)) == [("open_data_portal", "done", day, day)]


@pytest.mark.parametrize(
    "text",
    [
        "Sau khi đưa vào vận hành Trung tâm IOC, việc điều hành nhanh hơn.",
        "Tỉnh Lào Cai chưa khai trương Cổng dữ liệu mở.",
        "Tỉnh đã triển khai nhiều phần mềm, một số ứng dụng.",
        "Cả nước đã có 17 tỉnh đưa vào vận hành IOC.",
        "Tỉnh từng bước hoàn thiện hạ tầng số, tiếp tục nâng cấp Cổng dịch vụ công.",
        "Tỉnh tổ chức hội nghị tổng kết công tác năm 2024.",
        "UBND tỉnh Lào Cai đã ban hành Kế hoạch số 12/KH-UBND năm 2025.",
        "Tỉnh hoàn thành 100% chỉ tiêu, đã công bố 104 thủ tục.",
    ],
)
def test_what_is_no_milestone(text: str) -> None:
    assert told(text) == []


def test_a_plan_still_to_be_issued_is_a_milestone_and_an_issued_one_is_a_document() -> None:
    (milestone,) = read("Sở đang hoàn thiện Kế hoạch chuyển đổi số tỉnh Lào Cai năm 2027.")
    assert (milestone.event, milestone.status, milestone.due_end) == ("adopt", "planned", None)
    assert read("Sở đã ban hành Kế hoạch chuyển đổi số tỉnh Lào Cai năm 2027.") == []


def test_an_unknown_deliverable_keeps_its_words_and_one_name() -> None:
    first, second = read(
        "Tỉnh Lào Cai sẽ ra mắt Nền tảng du lịch số (gọi tắt là DLS) trong quý II/2026. "
        "Sau đó tỉnh sẽ ra mắt nền tảng du lịch số của tỉnh trong quý III/2026."
    )
    assert first.milestone_code == second.milestone_code == "nen_tang_du_lich_so"
    assert first.what.startswith("Nền tảng du lịch số")
    assert not first.is_known
    assert not second.is_repeat


def test_told_twice_is_marked_as_a_repeat() -> None:
    text = (
        "Ngày 2/9/2025, tỉnh Lào Cai khai trương Trung tâm IOC. Lãnh đạo tỉnh đã khai trương Trung tâm IOC ở Cam Đường."
    )
    assert [m.is_repeat for m in read(text)] == [False, True]
