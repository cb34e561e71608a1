"""One spelling to match against, whatever was typed, and the way back to the original characters.

NFC and NFD, U+00D0 for Đ, no-break spaces, the dash family and both tone placements (hoà, hòa) all give the same
normal text; every character of it knows where it stands in the original.
"""

import re
import unicodedata
from dataclasses import dataclass

CLUSTER = re.compile(r"[^\u0300-\u036f\u031b\u0323][\u0300-\u036f\u031b\u0323]*|.", re.DOTALL)
ONE_FOR_ONE = str.maketrans(
    {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ"}
    | dict.fromkeys("\xa0\u2007\u2009\u200a\u202f\u3000\t\r", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
UNUSUAL = re.compile(f"[{''.join(map(re.escape, map(chr, ONE_FOR_ONE)))}]")
OLD_TONE = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa"} | {
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe"
} | {"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}  # fmt: skip
# only at the end of a syllable, and never after q: "hoàn" and "quý" are spelt so in both ways
OLD_TONE_AT_END = re.compile(rf"(?<!q)(?:{'|'.join(OLD_TONE)})(?!\w)")


@dataclass(frozen=True, slots=True)
class NormalText:
    """`text` keeps case, `low` is its lower case; both have one character for one, so offsets are shared."""

    text: str
    low: str
    origin: tuple[int, ...] | None

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        return (start, end) if self.origin is None else (self.origin[start], self.origin[end])

    def normal_offset(self, original: int) -> int:
        if self.origin is None:
            return original
        return next((n for n, o in enumerate(self.origin) if o >= original), len(self.text))


def normalise(text: str) -> NormalText:
    composed, origin = compose(text)
    normal = composed.translate(ONE_FOR_ONE) if UNUSUAL.search(composed) else composed
    low = normal.lower()
    if len(low) != len(normal):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in normal)
    return NormalText(normal, modern_tone(low), origin)


def compose(text: str) -> tuple[str, tuple[int, ...] | None]:
    """NFC, and for each of its characters the offset in `text`; null when nothing moved."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    pieces: list[str] = []
    origin: list[int] = []
    for cluster in CLUSTER.finditer(text):
        composed = unicodedata.normalize("NFC", cluster.group())
        pieces.append(composed)
        origin.extend([cluster.start()] * len(composed))
    return "".join(pieces), (*origin, len(text))


def modern_tone(low: str) -> str:
    return OLD_TONE_AT_END.sub(lambda match: OLD_TONE[match.group()], low)


def plain_spaces(low: str) -> str:
    return " ".join(low.split())


def unaccented(low: str) -> str:
    """Letters without tone and vowel marks, đ as d: for names typed without a Vietnamese keyboard."""
    decomposed = unicodedata.normalize("NFD", low)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace("đ", "d")
