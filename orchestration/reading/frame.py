"""What every reader needs of one text: its normal spelling, its sentences, and the places it speaks of."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from orchestration.reading import places, principal
from orchestration.reading.leads import Leads, Spots
from orchestration.reading.normalise import NormalText, normalise
from orchestration.reading.places import Mention
from orchestration.reading.seat import Seat, seat_of
from orchestration.reading.sentences import Sentence, split
from orchestration.reading.statement import Document
from orchestration.reading.vocabulary import Place, Vocabulary

TIERS = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class Frame:
    """One text made ready. `seat` is the place its source speaks for, `home` the province of it; both may be null.

    `about` is whom the text is about, a commune or a ministry among them; its headline and opening end at `head`.
    `mentions` are of provinces and below, and `sentences` those that nobody has read yet; `all_mentions` and
    `all_sentences` are the text's.
    """

    text: str
    normal: NormalText
    head: int
    spots: Spots
    all_sentences: list[Sentence]
    all_mentions: list[Mention]
    skip: list[tuple[int, int]]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    mention_starts: tuple[int, ...]
    home: Place | None
    seat: Place | None
    about: Seat
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


@lru_cache(maxsize=1)
def frame_of(document: Document, vocabulary: Vocabulary, leads: Leads) -> Frame:
    """The last one made is kept: figures, milestones and documents are read of the same text one after another."""
    normal = normalise(document.text)
    spots = leads.walk(normal.low)
    mentions = places.mentions_in(normal, vocabulary, spots, document.published_on)
    head = principal.headline_end(normal.text)
    told_for = vocabulary.by_key.get(document.place_key or "")
    own = told_for or principal.principal_of(mentions, normal, head, vocabulary, spots)
    home = vocabulary.by_key[own.parent_key] if own and own.level == "district" and own.parent_key else own
    mentions = places.at_home(mentions, normal.low, vocabulary, home)
    units = tuple(mention for mention in mentions if mention.level in TIERS)
    sentences = split(normal.text)
    skip = [(normal.normal_offset(start), normal.normal_offset(end)) for start, end in document.skip]
    return Frame(
        text=document.text,
        normal=normal,
        head=head,
        spots=spots,
        all_sentences=sentences,
        all_mentions=mentions,
        skip=skip,
        sentences=tuple(s for s in sentences if not any(s.start < end and start < s.end for start, end in skip)),
        mentions=units,
        mention_starts=tuple(mention.start for mention in units),
        home=home,
        seat=own,
        about=seat_of(own, mentions, normal, vocabulary, spots),
        published_on=document.published_on,
    )


def any_of(phrases: Iterable[str]) -> str:
    """An alternation of phrases, the longest first; any white space between words will do."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
