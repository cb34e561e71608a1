"""Where one sentence ends and the next begins, and which sentences share a paragraph."""

import re
from dataclasses import dataclass

UPPER = "A-Z" + "".join(char for char in map(chr, range(0xC0, 0x1EF9)) if char.isupper())
CAPITAL = rf"[{UPPER}0-9\"“‘(\[+*•-]"
# a run of white space is looked at once, from where it begins
LINE_END = r"(?:[.!?…]++|(?<![^\S\n]))[^\S\n]*+\n\s*"
ENDED = re.compile(rf"[.!?…]++[\"”’)\]]*+\s+(?={CAPITAL})|{LINE_END}")
ABBREVIATED = re.compile(
    r"(?:\b(?:tp|t\.p|ths|th\.s|ts|pgs|gs|bs|ks|q|p|đ/c|no|stt|vd|tr|v\.v)|\b\w\.\w)\.$", re.IGNORECASE
)
LONGEST = 1_500
LIST_ITEM = re.compile(r"\s*(?:[-+*•]|\d{1,2}[.)]|[a-zđ]\))\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
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
        if not newline and ABBREVIATED.search(text, start, mark.start() + 1):
            continue
        add(sentences, text, start, mark.end(), paragraph)
        start = mark.end()
        paragraph += newline
    add(sentences, text, start, len(text), paragraph)
    return sentences


def goes_on(text: str, mark: re.Match[str]) -> bool:
    """A hard line wrap: no stop before the line's end, no blank line, and the next line opens in lower case."""
    stopped = mark.group().lstrip()[:1] in {".", "!", "?", "…"} or text[mark.start() - 1 : mark.start()] in (
        ":",
        ";",
    )
    following = text[mark.end() : mark.end() + 1]
    return not stopped and mark.group().count("\n") == 1 and following.islower()


def add(sentences: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    """Adds a sentence. What is longer than any is a dump of something: it is cut, so that time stays linear."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        add(sentences, text, start, cut, paragraph)
        start = cut
    stretch = text[start:end]
    lead = len(stretch) - len(stretch.lstrip())
    tail = len(stretch.rstrip())
    if tail > lead:
        is_item = LIST_ITEM.match(text, start + lead, end) is not None
        sentences.append(Sentence(start + lead, start + tail, paragraph, is_item))
