"""Whose figure, of when and of what, where the sentence leaves it to the words around it."""

from datetime import date

import pytest

from orchestration.reading import Document, Statement, read_statements


def read(text: str, **known: object) -> list[Statement]:
    return read_statements(Document(text, **known))  # type: ignore[arg-type]


def test_figures_in_brackets_behind_places_are_one_indicator_s() -> None:
    text = "Các địa phương có tỷ lệ hồ sơ trực tuyến cao gồm Nam Định (71,5%), Lạng Sơn (68,2%), Ninh Bình (66%)."
    told = [(s.place_name, s.value, s.indicator_code) for s in read(text)]
    assert told == [
        ("Nam Định", 71.5, "online_filing_rate"),
        ("Lạng Sơn", 68.2, "online_filing_rate"),
        ("Ninh Bình", 66.0, "online_filing_rate"),
    ]


def test_a_ministry_s_figure_is_the_ministry_s() -> None:
    text = "Năm 2024, Bộ Công Thương đạt 84% hồ sơ nộp trực tuyến, Bộ Tư pháp đạt 71% hồ sơ nộp trực tuyến."
    assert [(s.place_name, s.place_level, s.organisation) for s in read(text)] == [
        ("Bộ Công Thương", "ministry", "Bộ Công Thương"),
        ("Bộ Tư pháp", "ministry", "Bộ Tư pháp"),
    ]


def test_a_ministry_that_only_tells_a_figure_does_not_own_it() -> None:
    (statement,) = read("Bộ Nội vụ công bố kết quả: tỷ lệ hồ sơ nộp trực tuyến đạt 84%.", place_key="22-2004")
    assert (statement.place_level, statement.organisation) == ("province", None)


def test_the_blocs_and_the_country() -> None:
    text = (
        "Tỷ lệ hồ sơ trực tuyến của cả nước đạt 45%. Khối bộ, ngành đạt 63% hồ sơ trực tuyến, "
        "còn khối địa phương đạt 19% hồ sơ trực tuyến."
    )
    assert [s.place_level for s in read(text)] == ["national", "ministry", "province"]


def test_a_text_about_a_commune() -> None:
    text = (
        "Tân Lập đẩy mạnh cải cách hành chính\n\nUBND xã Tân Lập đã triển khai chữ ký số. "
        "Đến nay, Tân Lập có 92% văn bản đi được gửi dạng điện tử."
    )
    told = [(s.place_name, s.place_level) for s in read(text) if s.value == 92]
    assert told == [("Tân Lập", "commune")]


def test_the_town_s_own_kind_is_no_commune() -> None:
    (statement,) = read("Năm 2023, thị xã Hương Thủy có 88% hồ sơ nộp trực tuyến.", place_key="46-2004")
    assert statement.place_level == "district"


def test_a_province_that_is_not_named_is_not_made_up() -> None:
    (statement,) = read("Trung tâm Phục vụ hành chính công tỉnh\n\nTrung tâm của tỉnh đã tiếp nhận 28.000 hồ sơ.")
    assert (statement.place_key, statement.place_name) == (None, None)


def test_where_something_was_held_is_not_whose_figure_it_is() -> None:
    text = (
        "Công bố chỉ số hài lòng\n\nTại lễ công bố tổ chức tại Hà Nội, cơ quan chủ trì cho biết cả nước có 84% "
        "người dân hài lòng về việc giải quyết thủ tục hành chính."
    )
    assert {s.place_name for s in read(text)} == {"Việt Nam"}


def test_who_holds_a_position_may_be_told_behind_it() -> None:
    (statement,) = read("Năm 2023, xếp vị trí thứ 2 về chỉ số chuyển đổi số là Quảng Ninh.")
    assert statement.value == 2
    text = "Kết quả xếp hạng chuyển đổi số năm 2023. Ở vị trí thứ 2 là tỉnh Quảng Ninh."
    assert [s.place_name for s in read(text)] == ["Quảng Ninh"]


def test_a_position_that_moved() -> None:
    text = "Chỉ số chuyển đổi số năm 2023, tỉnh xếp thứ 34/63 tỉnh, thành; tăng 20 bậc so với năm 2022."
    assert [(s.kind, s.indicator_code) for s in read(text, place_key="22-2004")] == [
        ("rank", "dti_rank"),
        ("change", "dti_rank"),
    ]


def test_what_a_position_is_in_may_follow_it() -> None:
    text = "Tỉnh xếp thứ 28 cả nước về PAR INDEX và thứ 7 cả nước về SIPAS."
    assert [s.indicator_code for s in read(text, place_key="22-2004")] == ["par_index_rank", "sipas_rank"]


def test_parts_by_tier_are_of_the_whole_before_them() -> None:
    text = "Có 60 thủ tục hành chính được cắt giảm thời gian, trong đó 30 thủ tục cấp tỉnh, 20 thủ tục cấp huyện."
    assert [s.indicator_code for s in read(text, place_key="22-2004")] == ["procedures_simplified"] * 3
    assert [s.place_level for s in read(text, place_key="22-2004")] == ["province", "province", "district"]


def test_this_figure_and_its_aim_are_the_figure_told_last() -> None:
    text = "Năm 2023, tỷ lệ hồ sơ trực tuyến đạt 40%. Năm 2024, tỷ lệ này đạt 45%, trong khi mục tiêu đề ra là 50%."
    told = [(s.value, s.kind, s.indicator_code) for s in read(text, place_key="22-2004")]
    assert told == [
        (40, "actual", "online_filing_rate"),
        (45, "actual", "online_filing_rate"),
        (50, "target", "online_filing_rate"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh kết nối thanh toán với 12 ngân hàng trên Cổng Dịch vụ công quốc gia.",
        "Năm 2024, 100% dịch vụ công trực tuyến được thiết kế lại cho dễ dùng hơn.",
        "Theo khảo sát, 12% người dân không hài lòng về việc giải quyết thủ tục hành chính.",
    ],
)
def test_words_of_an_indicator_around_another_figure_make_none(text: str) -> None:
    assert [s.indicator_code for s in read(text, place_key="22-2004")] == [None]


def test_the_tier_decides_between_indicators_of_tiers() -> None:
    text = "Đến năm 2025, 90% hồ sơ công việc tại cấp tỉnh, 80% tại cấp huyện và 60% tại cấp xã xử lý trên mạng."
    codes = [s.indicator_code for s in read(text, place_key="22-2004")]
    tiers = ("province", "district", "commune")
    assert codes == [f"{tier}_case_files_online_rate" for tier in tiers]


def test_a_period_goes_on_within_its_paragraph_and_not_beyond() -> None:
    text = (
        "Năm 2024, tỉnh tiếp nhận 900 hồ sơ. Tỷ lệ đúng hạn đạt 98%.\n\nNăm 2023, tỉnh tiếp nhận 800 hồ sơ.\n\n"
        "Tỷ lệ hài lòng của người dân đạt 90%."
    )
    told = [(s.period_end and s.period_end.year, s.period_basis) for s in read(text, place_key="22-2004")]
    assert told == [(2024, "stated"), (2024, "carried_over"), (2023, "stated"), (None, "unknown")]


def test_a_text_on_one_year_s_results() -> None:
    text = "Chỉ số hài lòng năm 2018\n\nTỷ lệ hồ sơ đúng hạn đạt 93%.\n\nTỷ lệ hồ sơ trễ hạn là 7%."
    told = [s.period_end for s in read(text, place_key="22-2004") if s.unit == "percent"]
    assert told == [date(2018, 12, 31)] * 2


def test_the_year_that_has_passed() -> None:
    (dated,) = read("Trong năm qua, tỉnh tiếp nhận 900 hồ sơ.", place_key="22-2004", published_on=date(2025, 2, 10))
    assert (dated.period_start, dated.period_end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_a_programme_s_span_is_the_time_of_its_aims_only() -> None:
    (aim,) = read("Kế hoạch giai đoạn 2021-2025 sẽ hỗ trợ tối thiểu 500 doanh nghiệp.", place_key="22-2004")
    assert (aim.kind, aim.period_end) == ("target", date(2025, 12, 31))
    (done,) = read("Thực hiện Kế hoạch giai đoạn 2021-2025, tỉnh đã hỗ trợ 500 doanh nghiệp.", place_key="22-2004")
    assert (done.kind, done.period_end) == ("actual", None)


def test_an_aim_that_was_missed_is_not_aimed_at() -> None:
    (statement,) = read("Tỷ lệ hồ sơ trực tuyến chưa đạt mục tiêu, chỉ đạt 45% trong năm 2024.", place_key="22-2004")
    assert statement.kind == "actual"


def test_done_in_one_clause_is_not_done_in_the_next() -> None:
    text = "Đến năm 2025, 60% hệ thống đã đưa vào vận hành được kết nối; 90% hồ sơ công việc được xử lý trên mạng."
    assert [s.kind for s in read(text, place_key="22-2004", published_on=date(2022, 1, 1))] == ["target", "target"]


def test_multiples_and_index_values() -> None:
    told = read("Năm 2024, DTI của tỉnh đạt 0,7955. Doanh thu tăng gấp 1,7 lần so với năm 2020.", place_key="22-2004")
    assert [(s.value, s.unit, s.kind) for s in told] == [(0.7955, "points", "actual"), (1.7, "ratio", "change")]


def test_of_an_announcement_and_the_body_the_announcement_is_the_repeat() -> None:
    text = (
        "Cải cách ở tỉnh\n\nTỉnh có 44 thủ tục hành chính được cắt giảm thời gian ...\n\n"
        "Trong năm, tỉnh rà soát nhiều việc. Tỉnh có 44 thủ tục hành chính được cắt giảm thời gian so với quy định."
    )
    assert [s.is_repeat for s in read(text, place_key="22-2004") if s.value == 44] == [True, False]


def test_a_rounded_headline_is_a_repeat_of_the_exact_figure() -> None:
    text = "Trên 88% người dân hài lòng\n\nNăm 2024, 88,29% người dân hài lòng về việc giải quyết thủ tục hành chính."
    assert [s.is_repeat for s in read(text, place_key="22-2004")] == [True, False]


def test_parts_told_in_parallel_are_of_one_time() -> None:
    text = (
        "Tính đến ngày 15/6/2023, hệ thống của tỉnh Lào Cai đã hoạt động. "
        "Cụ thể, đối với cấp huyện, có 9 đơn vị kết nối.\n\n"
        "Đối với cấp xã, có 152 đơn vị kết nối.\n\nĐối với các sở, có 18 đơn vị kết nối.\n\nCó 40 dự án chờ duyệt."
    )
    told = read(text)
    assert [s.period_end for s in told] == [date(2023, 6, 15)] * 4
    # what is told of no time at all is only taken to be of the one day that the text names
    assert [s.period_basis for s in told] == ["carried_over"] * 3 + ["inferred_asof"]


def test_a_year_at_the_end_of_its_sentence_is_a_due_date() -> None:
    (aim,) = read("Tỉnh Lào Cai vẫn cách xa mục tiêu 90% vào cuối 2025.")
    assert (aim.kind, aim.period_end) == ("target", date(2025, 12, 31))


def test_a_position_and_the_points_that_won_it_are_of_the_index_at_the_head() -> None:
    text = (
        "Bảng xếp hạng PCI năm 2024\n\nLiên đoàn vừa công bố kết quả.\n\n"
        "Nhờ cải cách, Lào Cai vượt qua nhiều địa phương để vươn lên vị trí số 1 với 74,1 điểm."
    )
    assert [(s.value, s.indicator_code) for s in read(text)] == [(1, "pci_rank"), (74.1, "pci_score")]


def test_the_next_pillar_of_a_list_of_aims_is_aimed_at_too() -> None:
    text = (
        "Về hạ tầng số, năm 2026 tỉnh Lào Cai phấn đấu 70% hộ gia đình có internet cáp quang.\n\n"
        "Về chính quyền số, 60% hồ sơ được xử lý trực tuyến toàn trình."
    )
    assert [(s.kind, s.period_end) for s in read(text)] == [("target", date(2026, 12, 31))] * 2


def test_a_name_before_a_dateline_owns_nothing() -> None:
    (statement,) = read("Hà Nội (TTXVN 2/1/2025) Tỷ lệ hồ sơ nộp trực tuyến của các địa phương đạt 61%.")
    assert statement.place_name == "Việt Nam"


def test_the_staff_of_a_commune_are_the_commune_s() -> None:
    (statement,) = read("Đến nay, 100% cán bộ, công chức xã Bản Lầu dùng chữ ký số.", place_key="22-2004")
    assert statement.place_name == "xã Bản Lầu"


def test_a_heading_s_year_holds_for_the_list_below() -> None:
    text = (
        "KẾT QUẢ THỰC HIỆN NĂM 2025\nTỉnh Lào Cai đã hoàn thành các nhiệm vụ. Kết quả:\n"
        "- 100% văn bản đi được gửi dạng điện tử.\n- 64% hồ sơ được nộp trực tuyến."
    )
    assert [(s.kind, s.period_end) for s in read(text)] == [("actual", date(2025, 12, 31))] * 2


def test_a_district_that_its_headline_names_goes_on_as_the_district() -> None:
    text = (
        "Huyện Thuận Châu đẩy mạnh chuyển đổi số\n\nTrên địa bàn huyện có 92% hồ sơ nộp trực tuyến. "
        "Kết quả của huyện đã được ghi nhận."
    )
    assert [s.place_name for s in read(text) if s.value == 92] == ["Thuận Châu"]


def test_the_centre_of_a_ward_goes_on_with_the_ward() -> None:
    text = (
        "Năm 2025, tỷ lệ thanh toán trực tuyến tại phường Cam Đường đạt 97%. "
        "Năm 2026, Trung tâm đặt mục tiêu nâng tỷ lệ hồ sơ nộp trực tuyến lên 99%."
    )
    assert [s.place_name for s in read(text, place_key="22-2004")] == ["phường Cam Đường"] * 2


def test_a_bare_name_is_the_city_s_that_the_text_names_in_full() -> None:
    text = (
        "Ứng dụng Hue-S của thành phố Huế có nhiều tiện ích. Chuyển đổi số được Huế triển khai đồng bộ.\n\n"
        "Đến nay, 90% hồ sơ được nộp trực tuyến."
    )
    (statement,) = read(text)
    assert statement.place_name == "Huế"


def test_the_older_name_of_a_city_stays_where_it_is_written() -> None:
    (statement,) = read("Tỉnh Thừa Thiên Huế có thủ phủ là thành phố Huế. Huế hiện có 90% hồ sơ được nộp trực tuyến.")
    assert statement.place_name == "Thừa Thiên Huế"
