"""Any spelling of the same text gives the same statements, and any text at all is survived."""

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.reading import Document, read_statements

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
    ]
)


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
]


@pytest.mark.parametrize("bait", BAITS)
def test_time_grows_with_the_text_and_not_faster(bait: str) -> None:
    def seconds(times: int) -> float:
        started = time.perf_counter()
        read_statements(Document(bait * times))
        return time.perf_counter() - started

    seconds(50)
    short, long = seconds(200), seconds(1600)
    # eight times the text; quadratic work would take sixty-four times as long
    assert long < 30 * max(short, 0.01)
