"""The note beside a file: read as far as it can be, refused with a reason otherwise."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.landing.refusal import Refused
from orchestration.landing.sidecar import read_sidecar


def test_reads_what_it_knows_and_ignores_the_rest() -> None:
    note = read_sidecar(
        "title: Một bản tin thử\npublished_on: 2024-11-11\ncaptured_at: 2024-11-12T08:30:00+07:00\n"
        "place: tỉnh Thử\nmood: calm\n"
    )
    assert (note.title, note.published_on, note.place) == ("Một bản tin thử", date(2024, 11, 11), "tỉnh Thử")
    assert note.captured_at == datetime(2024, 11, 12, 8, 30)


def test_a_fetched_page_says_its_charset() -> None:
    note = read_sidecar("headers: {content-type: 'text/html; Charset=\"windows-1258\"', etag: 'x'}\nstatus: 200\n")
    assert (note.charset, note.status) == ("windows-1258", 200)
    assert read_sidecar("headers: {content-type: text/html}").charset is None


def test_a_day_may_stand_for_a_moment() -> None:
    assert read_sidecar("captured_at: 2024-11-12").captured_at == datetime(2024, 11, 12)


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_an_empty_note_says_nothing(text: str) -> None:
    assert read_sidecar(text).title is None


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("title: [unclosed", "sidecar_not_yaml", "dòng"),
        ("a: b: c", "sidecar_not_yaml", "dòng 1"),
        ("\t- x", "sidecar_not_yaml", "YAML"),
        ("- a\n- b\n", "sidecar_not_mapping", "khóa"),
        ("published_on: hôm qua", "sidecar_bad_value", "published_on"),
        ("title: {a: b}", "sidecar_bad_value", "title"),
    ],
)
def test_a_broken_note_says_where(text: str, code: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        read_sidecar(text)
    assert refused.value.reason.code == code
    assert says in refused.value.reason.text


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_sidecar(text)
    except Refused as refused:
        assert refused.reason.code.startswith("sidecar_")
