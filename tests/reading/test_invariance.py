"""Any spelling of the same text gives the same statements, and any text at all is survived."""

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.reading import Document, read_milestones, read_policy_mentions, read_statements

TEXT = (
    "Trong 9 tháng năm 2024, tỉnh Khánh Hòa có 89,27% hồ sơ nộp trực tuyến, 12.500 hồ sơ quá hạn. "
    "Phấn đấu đến năm 2025, tỷ lệ này đạt trên 95%. Năm 2023, tỉnh xếp thứ 25/63 về Đề án chuyển đổi số."
)
MEANING = [
    "kind",
    "indicator_code",
    "value",
    "unit",
    "qualifier",
    "denominator",
    "period_start",
    "period_end",
    "place_key",
    "place_level",
]


def meaning(text: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(s, name) for name in MEANING) for s in read_statements(Document(text))]


@pytest.mark.parametrize(
    "spelling",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("Đ", "Ð"),
        lambda text: text.replace(" ", "\xa0"),
        lambda text: text.replace("Hòa", "Hoà"),
        lambda text: text.replace(" hồ sơ nộp", "\nhồ sơ nộp"),
    ],
    ids=["decomposed", "eth for Đ", "no-break spaces", "old tone marks", "hard line wrap"],
)
def test_spellings(spelling: Callable[[str], str]) -> None:
    assert meaning(spelling(TEXT)) == meaning(TEXT)


NAMES = (
    "Ngày 12/5/2022, Ban Chấp hành Đảng bộ tỉnh Khánh Hòa ban hành Nghị quyết số 15-NQ/TU về chuyển đổi số. "
    "Nghị quyết 15 của Tỉnh ủy và Đề án 06 được nhắc lại trong Kế hoạch chuyển đổi số tỉnh Khánh Hòa năm 2025. "
    "Trong quý I/2025, tỉnh sẽ ra mắt Trung tâm điều hành thông minh (IOC), Trung tâm dữ liệu (DC); "
    "khai trương Cổng dữ liệu mở. Công tác số hóa hồ sơ đã hoàn thành."
)


def names(text: str) -> list[tuple[object, ...]]:
    document = Document(text)
    mentions = [(m.number, m.type, m.issuer, m.issued_on, m.stands_for) for m in read_policy_mentions(document)]
    milestones = [
        (m.milestone_code, m.status, m.due_start, m.due_end, m.place_key, m.is_repeat)
        for m in read_milestones(document)
    ]
    return [*mentions, *milestones]


@pytest.mark.parametrize(
    "spelling",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.upper(),
        lambda text: text.replace("Đ", "Ð"),
        lambda text: text.replace(" ", "\xa0"),
        lambda text: text.replace("Hòa", "Hoà").replace("ủy", "uỷ"),
        lambda text: text.replace(" hành ", "\nhành "),
    ],
    ids=["decomposed", "upper case", "eth for Đ", "no-break spaces", "old tone marks", "hard line wrap"],
)
def test_spellings_of_names(spelling: Callable[[str], str]) -> None:
    assert len(names(NAMES)) == 8
    assert names(spelling(NAMES)) == names(NAMES)


PIECES = st.sampled_from(
    [
        *"0123456789%/.,-() \n",
        "tỉnh Hải Dương ",
        "đạt ",
        "thứ ",
        "năm 2024 ",
        "triệu ",
        "từ ngày 1/1 - ",
        "hồ sơ ",
        "mức độ ",
        "Hà Nội, Đà Nẵng ",
        "lần lượt là ",
        "25 dịch vụ, đạt 91% ",
    ]
)
NAME_PIECES = st.sampled_from(
    [
        *"0123456789/-,;:.() \n“”",
        "dự thảo ",
        "Kế hoạch ",
        "Nghị quyết số ",
        "06-NQ/TU ",
        "của UBND tỉnh ",
        "ban hành ",
        "về việc ",
        "năm 2025 ",
        "ngày 31/2/2021 ",
        "tháng 13 ",
        "sẽ ra mắt ",
        "đã ",
        "hoàn thành ",
        "đưa ",
        "vào hoạt động ",
        "Trung tâm (IOC) ",
        "Cổng dữ liệu mở ",
        "trong quý I/2025 ",
        "tỉnh Hải Dương ",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(NAME_PIECES, max_size=60).map("".join)))
def test_names_are_read_in_any_text_and_stand_where_they_are_said_to(text: str) -> None:
    for form in (text, unicodedata.normalize("NFD", text)):
        for one in (*read_policy_mentions(Document(form)), *read_milestones(Document(form))):
            assert form[one.char_start : one.char_end] == one.quote
            assert form[one.sentence_start : one.sentence_start + len(one.sentence)] == one.sentence
            assert 0 <= one.char_start < one.char_end <= len(form)
            assert 0 <= one.confidence <= 1


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_survived_and_every_number_stands_where_it_is_said_to(text: str) -> None:
    for form in (text, unicodedata.normalize("NFD", text)):
        for s in read_statements(Document(form)):
            assert form[s.char_start : s.char_end] == s.quote
            assert form[s.sentence_start : s.sentence_start + len(s.sentence)] == s.sentence
            assert s.sentence_start <= s.char_start < s.char_end <= len(form)
            assert 0 <= s.confidence <= 1


BAITS = [
    "1/",
    "1,",
    "1.",
    "12 triệu ",
    "mỗi người dân ",
    "đạt (",
    "xếp ",
    "năm 2020, ",
    "a-",
    "ngày 1/1 - ",
    "   ",
    "1%",
]
BAITS += [
    "và 5% ",
    "hồ sơ 5 ",
    "5% (",
    "tỷ lệ này 5% ",
    "Hà Nội, ",
    "xã A ",
    "Bộ Y tế ",
    "giai đoạn 2021-",
    "\n",
    "không ",
    ".",
    "Huyện Đông Anh, ",
    "Hơn 1.900 hệ thống\n1.913 hệ thống.\n",
]


@pytest.mark.parametrize("bait", BAITS)
def test_time_grows_with_the_text_and_not_faster(bait: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        read_statements(Document(bait * times))
        return time.process_time() - started

    seconds(50)
    short, long = seconds(200), seconds(1600)
    # eight times the text; quadratic work would take sixty-four times as long
    assert long < 60 * max(short, 0.01)


@pytest.mark.parametrize(
    "bait",
    [
        "Nghị quyết số 06-NQ/TU ",
        "kế hoạch chuyển đổi số năm 2022. ",
        "Đề án 06, ",
        "UBND tỉnh ban hành ",
        "ra mắt IOC, ",
        "đưa Trung tâm ",
        "công tác số hóa đã hoàn thành ",
        "06/",
        "ngày a a ",
    ],
)
def test_names_take_time_that_grows_with_the_text_and_not_faster(bait: str) -> None:
    def seconds(times: int) -> float:
        document = Document(bait * times)
        started = time.process_time()
        read_milestones(document)
        return time.process_time() - started

    seconds(50)
    short, long = seconds(200), seconds(1600)
    assert long < 60 * max(short, 0.02)


@pytest.mark.parametrize("blank", [" " * 2_000, "\t" * 40, " \x0b" * 30, "\xa0" * 9 + " " * 900])
def test_long_blanks_say_nothing(blank: str) -> None:
    words = "Năm 2024, tỉnh{}đạt{}89,27% hồ sơ trực tuyến."
    (plain,) = read_statements(Document(words.format(" ", " ")))
    text = words.format(blank, blank)
    (spread,) = read_statements(Document(text))
    assert text[spread.char_start : spread.char_end] == plain.quote == spread.quote
    assert (spread.value, spread.indicator_code, spread.sentence) == (plain.value, plain.indicator_code, text)
