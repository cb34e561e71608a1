"""Bytes become text or are refused with a reason; nothing is guessed."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.landing.decode import decode
from orchestration.landing.refusal import Refused

SENTENCE = "Tỉnh đạt 89,27% trong năm 2024."


def code_of(data: bytes, *, html: bool = False) -> str:
    with pytest.raises(Refused) as refused:
        decode(data, html=html)
    assert refused.value.reason.text.endswith(".")
    return refused.value.reason.code


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        codecs.BOM_UTF8 + SENTENCE.encode(),
        SENTENCE.encode("utf-16"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big-endian"],
)
def test_encodings_that_say_what_they_are(data: bytes) -> None:
    assert decode(data) == SENTENCE


def test_line_ends_are_kept_so_that_offsets_hold() -> None:
    assert decode(b"a\r\nb\n") == "a\r\nb\n"


def test_html_may_declare_its_charset() -> None:
    page = '<html><head><meta charset="windows-1252"></head><body>café</body></html>'.encode("cp1252")
    assert "café" in decode(page, html=True)
    assert code_of(page) == "not_decodable"


@pytest.mark.parametrize("declared", [b"rot13", b"unicode_escape", b"no-such-charset", b"utf-7"])
def test_odd_declared_charsets_are_not_followed(declared: bytes) -> None:
    page = b'<meta charset="' + declared + b'"><p>plain</p>'
    assert "plain" in decode(page, html=True)


@pytest.mark.parametrize("data", [b"", b" \n\t ", codecs.BOM_UTF8, codecs.BOM_UTF8 + b" \n"])
def test_nothing_to_read(data: bytes) -> None:
    assert code_of(data) == "empty"


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00binary", b"\x7fELF\x00\x01", b"\x01\x02\x03\x04 text " * 10])
def test_binaries_are_not_text(data: bytes) -> None:
    assert code_of(data) == "not_text"


def test_a_bad_byte_is_named() -> None:
    with pytest.raises(Refused, match="Byte thứ 6 "):
        decode(b"hello\xff world")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert decode(data).strip()
    except Refused as refused:
        assert refused.reason.code in {"empty", "not_text", "not_decodable"}


@pytest.mark.parametrize("told", ["windows-1258", "no-such-charset", None])
def test_the_sender_s_charset_counts_only_where_the_page_says_nothing(told: str | None) -> None:
    own = '<meta charset="utf-8"><p>Đúng hạn</p>'
    assert decode(own.encode(), html=True, told=told) == own
    silent = "<p>Đ" + "u\u0301ng ha\u0323n</p>"
    if told == "windows-1258":
        assert decode(silent.encode("cp1258"), html=True, told=told) == silent
    else:
        assert decode(silent.encode(), html=True, told=told) == silent
