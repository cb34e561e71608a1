"""Numbers as the press writes them."""

import pytest

from orchestration.reading import Document, Statement, read_statements


def read(text: str) -> list[Statement]:
    return read_statements(Document(text, place_key="22-2004"))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Tỉnh đã tiếp nhận 17.250 hồ sơ.", 17250, "count"),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt 87,25%.", 87.25, "percent"),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt 87.3%.", 87.3, "percent"),
        ("Toàn tỉnh có 1,3 triệu người dân được cấp thẻ căn cước.", 1_300_000, "count"),
        ("Hệ thống lưu 1 triệu 250 nghìn bản ghi hộ tịch.", 1_250_000, "count"),
        ("Tỉnh chi 1,5 nghìn tỷ đồng cho hạ tầng số.", 1.5e12, "vnd"),
        ("Có gần 2 vạn hộ dân tham gia.", 20_000, "count"),
        ("Chỉ số PAPI của tỉnh đạt 43,12/80 điểm.", 43.12, "points"),
        ("Tỉnh xếp vị trí thứ 9 về chỉ số chuyển đổi số.", 9, "rank"),
        ("Tỉnh đứng thứ nhì về chỉ số chuyển đổi số.", 2, "rank"),
        ("Tỉnh nằm trong nhóm 10 tỉnh dẫn đầu về chuyển đổi số.", 10, "rank"),
        ("Tỉnh giữ vị trí quán quân về chỉ số cải cách hành chính.", 1, "rank"),
        ("Một nửa số xã đã có tổ công nghệ số.", 50, "percent"),
        ("Hơn ba phần tư số xã đã có tổ công nghệ số.", 75, "percent"),
        ("Mỗi người dân trưởng thành có một danh tính số.", 100, "percent"),
    ],
)
def test_one_quantity(text: str, value: float, unit: str) -> None:
    (statement,) = read(text)
    assert (statement.value, statement.unit) == (value, unit)
    assert text[statement.char_start : statement.char_end] == statement.quote


def test_a_fraction_and_its_rate_are_one_statement() -> None:
    (statement,) = read("Từ ngày 1/3 - 15/9/2024, tỉnh nhận 81.000/90.000 hồ sơ trực tuyến (đạt 90%).")
    assert (statement.value, statement.numerator, statement.denominator) == (90, 81_000, 90_000)
    assert statement.quote == "81.000/90.000"


def test_a_share_told_after_its_part_keeps_part_and_whole() -> None:
    *_, share = read("Cổng cung cấp 2.000 dịch vụ. Trong đó, mức độ 3 là 1.500 dịch vụ (75%).")
    assert (share.value, share.numerator, share.denominator) == (75, 1500, 2000)


def test_a_range_keeps_both_ends() -> None:
    (statement,) = read("Tỷ lệ hài lòng ở các xã đạt 70-85%.")
    assert (statement.value, statement.value_max) == (70, 85)


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("đạt 80%", "exact"),
        ("đạt trên 80%", "over"),
        ("đạt hơn 80%", "over"),
        ("đạt gần 80%", "under"),
        ("đạt khoảng 80%", "about"),
        ("đạt tối thiểu 80%", "at_least"),
        ("đạt từ 80% trở lên", "at_least"),
        ("không quá 80%", "at_most"),
    ],
)
def test_qualifiers(words: str, qualifier: str) -> None:
    (statement,) = read(f"Tỷ lệ hồ sơ nộp trực tuyến {words}.")
    assert statement.qualifier == qualifier


def test_tren_as_a_preposition_bounds_nothing() -> None:
    (statement,) = read("Các đơn vị trên địa bàn tỉnh có 80% hồ sơ nộp trực tuyến.")
    assert statement.qualifier == "exact"


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 06-NQ/TU ngày 26/3/2021 của Tỉnh ủy được ban hành.",
        "Kế hoạch số 2358/KH-UBND nêu rõ nhiệm vụ.",
        "Quyết định 766/QĐ-TTg và Đề án 06 được triển khai đồng bộ.",
        "Dịch vụ công mức độ 4 được mở rộng; đại dịch Covid-19 đã qua.",
        "Cơ quan chuyển đổi IPv6 và phục vụ 24/7, gọi tổng đài 1022.",
        "Liên hệ: Điện thoại: (0220) 3859.078 - Fax: (0220) 3849.054.",
        "Ảnh: hoi-nghi-00023317-1036-1920.jpg",
        "Đang truy cập: 12. Tất cả: 176,979",
        "Sáng 2/1, hội nghị diễn ra lúc 8 giờ 30 phút tại 63 tỉnh, thành phố.",
        "Giai đoạn 2021-2025, tỉnh có 5 nhóm nhiệm vụ và 3 trụ cột.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert read(text) == []


def test_a_position_has_the_base_that_words_tell() -> None:
    (rank,) = read("Tỉnh Lào Cai đứng thứ 5 trong tổng số 63 tỉnh, thành phố.")
    assert (rank.value, rank.denominator) == (5, 63)


def test_a_fraction_in_words_has_its_bound() -> None:
    (statement,) = read("Năm 2023, hơn hai phần ba số xã đã có tổ công nghệ số.")
    assert (statement.qualifier, statement.numerator, statement.denominator) == ("over", None, None)
    assert statement.confidence <= 0.7


def test_several_at_the_top_are_no_first_place() -> None:
    assert not read("Tỉnh học tập các địa phương đứng đầu bảng xếp hạng về chuyển đổi số.")


def test_a_share_has_the_fraction_in_brackets_behind_it() -> None:
    (share,) = read("100% công dân (58.210/58.210) đã được cấp căn cước.")
    assert (share.value, share.numerator, share.denominator) == (100, 58_210, 58_210)


def test_a_level_of_so_many_percent_is_no_level_of_service() -> None:
    assert [q.value for q in read("Tỷ lệ hồ sơ đạt mức 8,5%.")] == [8.5]
    assert read("Dịch vụ công mức độ 3, 4 đã được cung cấp.") == []


def test_a_line_of_its_own_counts_nothing_of_the_next_line() -> None:
    assert read("Hôm nay:\n15\nHôm qua:\n27\n") == []


def test_a_base_is_no_bound() -> None:
    share, base = read("Đạt 12%, cao hơn mức 7,5% của năm 2022.")
    assert (share.qualifier, base.qualifier) == ("exact", "exact")


def test_a_share_of_a_plan_is_no_share_of_what_was_counted() -> None:
    _, share = read("Tỉnh Lào Cai có thêm 40 doanh nghiệp, đạt 85% kế hoạch.")
    assert share.numerator is None


def test_a_level_ends_before_the_next_count() -> None:
    text = "Có 52 hồ sơ nộp mức độ 3 và 1.204 hồ sơ nộp mức độ 4."
    assert [q.value for q in read(text)] == [52, 1204]


def test_among_so_many_is_no_position() -> None:
    assert not [q for q in read("Trong số 34 tỉnh, thành phố sau sáp nhập, Huế đã đi trước.") if q.unit == "rank"]
    assert [q.value for q in read("Tỉnh nằm trong số 10 tỉnh dẫn đầu về DTI.")] == [10]


def test_a_range_of_days_is_no_date() -> None:
    (statement,) = read("Thời gian giải quyết giảm đến 8-10 ngày, tỷ lệ đúng hạn đạt 98%.")
    assert statement.period_end is None
