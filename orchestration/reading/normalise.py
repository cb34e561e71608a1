"""One spelling to match against, whatever was typed, and the way back to the original characters.

NFC and NFD, U+00D0 for Đ, no-break spaces, the dash family and both tone placements (hoà, hòa) all give the same
normal text; every character of it knows where it stands in the original.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

LONGEST_BLANK = 8
# a longer one tells no more, and white space is what patterns go back over most
LONG_BLANK = re.compile(rf"(?<=[^\S\n]{{{LONGEST_BLANK}}})[^\S\n]++")
BLANKS = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
OTHER_BLANK = re.compile(f"[{BLANKS.replace(' ', '').replace(chr(10), '')}]")
MARKS = "\u0300-\u036f"
CLUSTER = re.compile(rf"[^{MARKS}][{MARKS}]+")
ONE_FOR_ONE = (
    {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ"}
    | dict.fromkeys("\xa0\u2007\u2009\u200a\u202f\u3000\t\r", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
OLD_TONE = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa"} | {
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe"
} | {"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}  # fmt: skip
# only at the end of a syllable, and never after q: "hoàn" and "quý" are spelt so in both ways
OLD_TONE_AT_END = re.compile(r"[ou][àáảãạèéẻẽẹỳýỷỹỵ](?!\w)(?<!q..)(?<=o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])")


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
        return min(bisect_left(self.origin, original), len(self.text))


def normalise(text: str) -> NormalText:
    normal, origin = compose(text)
    for unusual, usual in ONE_FOR_ONE.items():
        normal = normal.replace(unusual, usual)
    normal, origin = without_long_blanks(normal, origin)
    low = normal.lower()
    if len(low) != len(normal):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in normal)
    return NormalText(normal, modern_tone(low), origin)


def without_long_blanks(text: str, origin: tuple[int, ...] | None) -> tuple[str, tuple[int, ...] | None]:
    """No more than LONGEST_BLANK characters of white space in a line are kept together."""
    if " " * (LONGEST_BLANK + 1) not in text and not OTHER_BLANK.search(text):
        return text, origin
    origin = origin or tuple(range(len(text) + 1))
    places: list[int] = []
    reached = 0
    for blank in LONG_BLANK.finditer(text):
        places += origin[reached : blank.start()]
        reached = blank.end()
    return LONG_BLANK.sub("", text), (*places, *origin[reached:])


def compose(text: str) -> tuple[str, tuple[int, ...] | None]:
    """NFC, and for each of its characters the offset in `text`; null when nothing moved."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    pieces: list[str] = []
    origin: list[int] = []
    reached = 0
    for cluster in (*CLUSTER.finditer(text), None):
        start, end = cluster.span() if cluster else (len(text), len(text))
        between = text[reached:start]
        if unicodedata.is_normalized("NFC", between):
            pieces.append(between)
            origin.extend(range(reached, start))
        else:
            for at, char in enumerate(between, reached):
                take(at, char, pieces, origin)
        take(start, text[start:end], pieces, origin)
        reached = end
    return "".join(pieces), (*origin, len(text))


def take(at: int, cluster: str, pieces: list[str], origin: list[int]) -> None:
    """Composes what stands at one place of the original, which all that comes of it then has for its own."""
    composed = unicodedata.normalize("NFC", cluster)
    pieces.append(composed)
    origin.extend([at] * len(composed))


def modern_tone(low: str) -> str:
    return OLD_TONE_AT_END.sub(lambda match: OLD_TONE[match.group()], low)


def plain_spaces(low: str) -> str:
    return " ".join(low.split())


def unaccented(low: str) -> str:
    """Letters without tone and vowel marks, đ as d: for names typed without a Vietnamese keyboard."""
    decomposed = unicodedata.normalize("NFD", low)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace("đ", "d")
