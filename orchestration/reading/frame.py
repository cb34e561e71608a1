"""What every reader of names needs of one text: its normal spelling, its sentences, and the places it speaks of."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from orchestration.reading import places
from orchestration.reading.normalise import NormalText, normalise
from orchestration.reading.places import Mention
from orchestration.reading.sentences import Sentence, split
from orchestration.reading.statement import Document
from orchestration.reading.vocabulary import Place, default

LONGEST_SENTENCE = 2000


@dataclass(frozen=True, slots=True)
class Frame:
    """One text made ready. `seat` is the place its source speaks for, `home` the province of it; both may be null."""

    text: str
    normal: NormalText
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    mention_starts: tuple[int, ...]
    home: Place | None
    seat: Place | None
    published_on: date | None

    @property
    def low(self) -> str:
        return self.normal.low

    def quote(self, start: int, end: int) -> tuple[int, int, str]:
        """Original start, end and words of a stretch of the normal text."""
        first, last = self.normal.original_span(start, end)
        return first, last, self.text[first:last]

    def words(self, start: int, end: int) -> str:
        """A stretch of the normal text in its own case, on one line."""
        return " ".join(self.normal.text[start:end].split())

    def places_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The places whose names begin in [start, end)."""
        return self.mentions[bisect_left(self.mention_starts, start) : bisect_left(self.mention_starts, end)]


def frame_of(document: Document) -> Frame:
    normal = normalise(document.text)
    vocabulary = default()
    seat = vocabulary.by_key.get(document.place_key or "")
    home = seat or places.principal_place(document.text, document.published_on)
    if home and home.level == "district" and home.parent_key:
        home = vocabulary.by_key[home.parent_key]
    mentions = places.mentions_in(normal.text, normal.low, vocabulary, document.published_on, home)
    skip = [(normal.normal_offset(start), normal.normal_offset(end)) for start, end in document.skip]
    return Frame(
        text=document.text,
        normal=normal,
        sentences=tuple(
            piece
            for sentence in split(normal.text)
            if not any(sentence.start < end and start < sentence.end for start, end in skip)
            for piece in pieces(normal.low, sentence)
        ),
        mentions=tuple(mentions),
        mention_starts=tuple(mention.start for mention in mentions),
        home=home,
        seat=seat or home,
        published_on=document.published_on,
    )


def pieces(low: str, sentence: Sentence) -> Iterator[Sentence]:
    """A sentence as it is; a run-on one in stretches that end at a space, so that the cost of reading stays linear."""
    start = sentence.start
    while sentence.end - start > LONGEST_SENTENCE:
        space = low.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        end = space + 1 if space > 0 else start + LONGEST_SENTENCE
        yield replace(sentence, start=start, end=end)
        start = end
    yield replace(sentence, start=start)


def any_of(phrases: Iterable[str]) -> str:
    """An alternation of phrases, the longest first; any white space between words will do."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
