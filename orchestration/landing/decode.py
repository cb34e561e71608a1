"""Bytes → text, or a refusal. Nothing is guessed: evidence must be the characters that were published."""

import codecs
import re
import unicodedata
from collections import Counter
from contextlib import suppress

from orchestration.landing.refusal import Refused

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
DECLARED_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
HEAD_BYTES = 4096
# what Vietnamese pages really declare; anything else is read as UTF-8, which accepts or refuses the bytes itself
DECLARABLE = {"utf-8", "cp1258", "cp1252", "iso8859-1", "ascii", "utf-16"}
MAX_CONTROL_SHARE = 0.01
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# what holds nothing, or is closed by the next of its kind
NEVER_NESTS = {
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "tbody", "td", "th", "tr", "track", "wbr",
}  # fmt: skip
# parsers take the square of the depth; pages that people wrote stay under a hundred
DEEPEST = 2_000


def decode(data: bytes, *, html: bool = False, told: str | None = None) -> str:
    """Text of a file: UTF-8, or what its byte-order mark, (for HTML) its own meta tag, or its sender (`told`) declares.

    Raises Refused for empty files, binaries, and bytes that are not text in that encoding.
    """
    if not data.strip():
        raise Refused("empty", "Tệp rỗng, không có chữ nào để đọc.")
    encoding = encoding_of(data, html=html, told=told)
    if b"\x00" in data and not encoding.startswith("utf-16"):
        raise Refused("not_text", "Nội dung là dữ liệu nhị phân, không phải văn bản như phần mở rộng của tệp.")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            "not_decodable",
            f"Byte thứ {error.start + 1} không hợp lệ trong bảng mã {encoding.upper()}; "
            "hãy lưu lại tệp ở dạng UTF-8 rồi chạy lại.",
        ) from error
    if not text.strip():
        raise Refused("empty", "Tệp rỗng, không có chữ nào để đọc.")
    if control_share(text) > MAX_CONTROL_SHARE:
        raise Refused("not_text", "Nội dung có quá nhiều ký tự điều khiển, không phải văn bản.")
    if html and is_bottomless(text):
        raise Refused("too_deep", f"Trang lồng quá {DEEPEST} tầng thẻ, không giống trang nào người viết ra.")
    return text


def is_bottomless(html: str) -> bool:
    """Whether tags nest deeper than DEEPEST; counted from the tags alone, since parsing is what takes so long."""
    depth = 0
    for closing, name in TAG.findall(html):
        if name.lower() not in NEVER_NESTS:
            depth = max(depth - 1, 0) if closing else depth + 1
            if depth > DEEPEST:
                return True
    return False


def encoding_of(data: bytes, *, html: bool, told: str | None) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    declared = DECLARED_CHARSET.search(data[:HEAD_BYTES]) if html else None
    named = declared.group(1).decode("ascii") if declared else told
    if named:
        with suppress(LookupError):
            name = codecs.lookup(named).name
            return name if name in DECLARABLE else "utf-8"
    return "utf-8"


def control_share(text: str) -> float:
    counted = Counter(text[:100_000])
    control = sum(n for char, n in counted.items() if unicodedata.category(char) == "Cc" and char not in "\t\n\r\f\v")
    return control / counted.total()
