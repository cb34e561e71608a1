"""Where one sentence ends and the next begins, and which sentences share a paragraph."""

import re
from typing import NamedTuple

UPPER = "A-Z" + "".join(char for char in map(chr, range(0xC0, 0x1EF9)) if char.isupper())
CAPITAL = rf"[{UPPER}0-9\"“‘(\[+*•-]"
# begins with the one sign or line end that it is found by, so that all other text is passed over at a glance
ENDED = re.compile(rf"[.!?…\n](?:(?<=\n)\s*|(?<!\n)(?<![.!?…].)[.!?…]*+(?:[\"”’)\]]*+\s+(?={CAPITAL})|[^\S\n]*+\n\s*))")
ABBREVIATED = re.compile(
    r"(?:\b(?:tp|t\.p|ths|th\.s|ts|pgs|gs|bs|ks|q|p|đ/c|no|stt|vd|tr|v\.v)|\b\w\.\w)\.$", re.IGNORECASE
)
LONGEST_ABBREVIATION = 6
LONGEST = 1_500
# "1. ", "IV. ", "2.3. " open a sentence and end none
NUMBERING = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[a-zđ])\.$")
LONGEST_NUMBERING = 12
LIST_ITEM = re.compile(r"\s*(?:[-+*•]|\d{1,2}[.)]|[a-zđ]\))\s+")


class Sentence(NamedTuple):
    """A stretch of the normal text. `paragraph` numbers the lines it came from; a list item says so."""

    start: int
    end: int
    paragraph: int
    is_item: bool


def split(text: str) -> list[Sentence]:
    """The sentences of a normal text, in order, without the white space around them."""
    sentences: list[Sentence] = []
    start, paragraph = 0, 0
    for mark in ENDED.finditer(text):
        newline = "\n" in mark.group()
        if newline and goes_on(text, mark):
            continue
        stop = mark.start() + 1
        if not newline and ABBREVIATED.search(text, max(start, stop - LONGEST_ABBREVIATION), stop):
            continue
        if not newline and stop - start < LONGEST_NUMBERING and NUMBERING.fullmatch(text, start, stop):
            continue
        add(sentences, text, start, mark.end(), paragraph)
        start = mark.end()
        paragraph += newline
    add(sentences, text, start, len(text), paragraph)
    return sentences


def goes_on(text: str, mark: re.Match[str]) -> bool:
    """A hard line wrap: no stop before the line's end, no blank line, and the next line opens in lower case."""
    if not text[mark.end() : mark.end() + 1].islower() or text[mark.start()] != "\n":
        return False
    line_end = mark.start()
    while text[line_end - 1 : line_end].isspace():
        line_end -= 1
    return mark.group().count("\n") == 1 and text[line_end - 1 : line_end] not in (":", ";")


def add(sentences: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    """Adds a sentence. What is longer than any is a dump of something: it is cut, so that time stays linear."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        add(sentences, text, start, cut, paragraph)
        start = cut
    stretch = text[start:end]
    start = end - len(stretch.lstrip())
    end = start + len(stretch.strip())
    if end > start:
        is_item = LIST_ITEM.match(text, start, end) is not None
        sentences.append(Sentence(start, end, paragraph, is_item))
