"""The catalogue's phrases in a trie of words, so that one walk over a sentence finds every one of them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple

from orchestration.reading.vocabulary import Indicator, phrasings

WORD = re.compile(r"(\w+)")
LONGEST_GAP = 90
LEAF = ""
# "mức độ 3 và 4": the next of a list of levels
MORE_LEVELS = re.compile(r"(?<=\d)\s*(?:,|và|-|/)\s*(?:mức\s*(?:độ\s*)?)?[1-4]\b(?![.,]?\d)(?!\s*%)")
THEME_WORDS = 2
NEGATIONS = frozenset(["không", "chưa", "chẳng"])
# phrases of figures that the catalogue leaves out compete with its own under an empty code
RIVAL = {"percent": "rate", "count": "count", "rank": "rank", "points": "score"}
BREAK = re.compile(r";|\([^)]*\d")


Spot = tuple[int, int]


class Word(NamedTuple):
    text: str
    start: int
    end: int


class Words(NamedTuple):
    """The words of a stretch of text, in order: what they are, where they begin and where they end."""

    texts: list[str]
    starts: list[int]
    ends: list[int]

    def between(self, start: int, end: int) -> range:
        """The numbers of those that begin in [start, end)."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def first(self, among: range, but: frozenset[str]) -> Word | None:
        """The first of them that is none of `but`."""
        n = next((n for n in among if self.texts[n] not in but), None)
        return None if n is None else Word(self.texts[n], self.starts[n], self.ends[n])


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """How one indicator is told: the things it counts, and the words that make it another figure."""

    indicator: Indicator
    units: frozenset[str]
    things: frozenset[str]
    unless: frozenset[str]
    unless_inside: frozenset[str]
    unless_then: frozenset[str]
    tier: str | None


class Phrase(NamedTuple):
    """A phrase of the catalogue found at [start, end); `letters` is how much of it was written."""

    told: Told
    start: int
    end: int
    letters: int
    negations: int  # how often the phrase itself says "không"


class Pattern(NamedTuple):
    """How a phrase goes on after its first fragment."""

    told: Told
    rest: tuple[str, ...]
    letters: int
    negations: int


@dataclass(slots=True)
class Found:
    """What the walk over one sentence found: its words, the phrases by unit, and where each fragment stands."""

    words: Words
    things: frozenset[str]
    tiers: dict[str, list[str]]
    spots: dict[str, list[Spot]]
    beginning: dict[int, list[str]]  # the fragments that begin at an offset
    negated: bool  # whether anything is denied
    by_unit: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))


NOTHING_FOUND = Found(Words([], [], []), frozenset(), {}, {}, {}, False)


class Trie:
    """Fragments of several words; neither punctuation between them nor how they are abbreviated matters."""

    def __init__(self, fragments: Iterable[str], in_full: dict[str, tuple[str, ...]]) -> None:
        self.root: dict[str, Any] = {}
        for fragment in sorted(fragments):
            node = self.root
            for word in words_of(fragment, 0, len(fragment), in_full).texts:
                node = node.setdefault(word, {})
            node.setdefault(LEAF, []).append(fragment)  # "mức độ 3, 4" and "mức độ 3,4" are the same words

    def walk(self, words: Words) -> Iterator[tuple[str, int, int]]:
        """Each fragment that stands there, and its (start, end), in text order."""
        texts, starts, ends = words
        last = len(texts)
        for first, node in enumerate(map(self.root.get, texts)):
            at = first + 1
            while node is not None:
                for fragment in node.get(LEAF, ()):
                    yield fragment, starts[first], ends[at - 1]
                if at == last:
                    break
                node, at = node.get(texts[at]), at + 1


def words_of(low: str, start: int, end: int, in_full: dict[str, tuple[str, ...]]) -> Words:
    """The words of low[start:end], abbreviations in full: each word of "dvctt" stands where the letters stand."""
    pieces = WORD.split(low[start:end])
    offsets = list(accumulate(map(len, pieces), initial=start))
    texts, starts, ends = pieces[1::2], offsets[1:-1:2], offsets[2::2]
    for n in [n for n, text in enumerate(texts) if text in in_full][::-1]:
        full = in_full[texts[n]]
        texts[n : n + 1], starts[n : n + 1], ends[n : n + 1] = full, [starts[n]] * len(full), [ends[n]] * len(full)
    return Words(texts, starts, ends)


class Phrasebook:
    """Every phrase of the catalogue, with what its indicator counts."""

    def __init__(
        self, indicators: tuple[Indicator, ...], catalogue: dict[str, Any], units: dict[str, set[str]]
    ) -> None:
        things, words, notes = catalogue["things"], catalogue["words"], catalogue["indicator"]
        self.by_fragment: dict[str, list[Pattern]] = defaultdict(list)
        fragments: set[str] = set()
        rivals = [Indicator("", RIVAL[unit], unit, phrasings(told)) for unit, told in catalogue["uncatalogued"].items()]
        for indicator in (*indicators, *rivals):
            note = notes.get(indicator.code, {})
            fitting = frozenset(unit for unit, types in units.items() if indicator.value_type in types)
            told = Told(
                indicator,
                frozenset(note.get("units", fitting)),
                frozenset(thing for group in note.get("of", ()) for thing in things[group]),
                frozenset(word for name in note.get("unless", ()) for word in words.get(name, [name])),
                frozenset(word for name in note.get("unless_inside", ()) for word in words.get(name, [name])),
                frozenset(word for name in note.get("unless_then", ()) for word in words.get(name, [name])),
                note.get("tier"),
            )
            fragments |= told.things | told.unless | told.unless_inside | told.unless_then
            for phrase in indicator.phrasings:
                negations = sum(word in NEGATIONS for fragment in phrase for word in fragment.split())
                letters = sum(map(len, phrase))
                self.by_fragment[phrase[0]].append(Pattern(told, phrase[1:], letters, negations))
                fragments.update(phrase)
        self.things = frozenset(thing for group in things.values() for thing in group)
        self.tiers = catalogue["tiers"]
        by_code = {indicator.code: indicator for indicator in indicators}
        self.indices: dict[str, dict[str, Indicator]] = {}
        for index in catalogue["index"]:
            told_in = {unit: by_code[code] for unit, code in index.items() if code in by_code}
            self.indices |= dict.fromkeys(index.values(), told_in)
        self.by_tier: dict[str, dict[str, Indicator]] = {}
        for row in catalogue["by_tier"]:
            told_at = {tier: by_code[code] for tier, code in row.items() if code in by_code}
            self.by_tier |= dict.fromkeys(row.values(), told_at)
        self.rate_of = {count: by_code[rate] for count, rate in catalogue["rate_of"].items() if rate in by_code}
        self.themes = [
            (theme["words"], theme["told_as"], by_code[theme["meant"]])
            for theme in catalogue["theme"]
            if theme["meant"] in by_code
        ]
        self.in_full = {short: tuple(full.split()) for short, full in catalogue["abbreviations"].items()}
        self.offices = frozenset(catalogue["names"]["offices"])
        self.trie = Trie(
            fragments | self.offices | self.things | {word for tier in self.tiers.values() for word in tier},
            self.in_full,
        )

    def themes_of(self, low: str) -> dict[str, Indicator]:
        """What an indicator of this text means instead of itself, by code, given what the text is about."""
        return {told_as: meant for words, told_as, meant in self.themes if sum(map(low.count, words)) >= THEME_WORDS}

    def find(self, low: str, start: int, end: int) -> Found:
        words = words_of(low, start, end, self.in_full)
        spots: dict[str, list[Spot]] = defaultdict(list)
        beginning: dict[int, list[str]] = defaultdict(list)
        longest: dict[int, int] = {}
        by_fragment = self.by_fragment
        named_until = start
        for fragment, first, last in self.trie.walk(words):
            if fragment in self.offices:
                named_until = last
            if first < named_until:
                continue
            spots[fragment].append((first, last))
            beginning[first].append(fragment)
            if fragment in by_fragment:
                longest[first] = last  # of those that begin there, the longer ones come last
        negated = not NEGATIONS.isdisjoint(words.texts)
        found = Found(words, self.things, self.tiers, spots, beginning, negated)
        for opening, places in spots.items():
            for told, rest, letters, negations in by_fragment.get(opening, ()):
                if rest and rest[-1] not in spots:
                    continue
                for first, last in places:
                    if not rest and (last < longest[first] or goes_on_with_levels(low, last)):
                        continue  # "mức độ 3" inside "mức độ 3, 4" is not told
                    reached = reach(rest, last, spots) if rest else last
                    if reached is not None and not (rest and BREAK.search(low, last, reached)):
                        phrase = Phrase(told, first, reached, letters, negations)
                        for unit in told.units:
                            found.by_unit[unit].append(phrase)
        return found


def goes_on_with_levels(low: str, end: int) -> bool:
    return low[end - 1].isdigit() and MORE_LEVELS.match(low, end) is not None


def reach(rest: tuple[str, ...], end: int, spots: dict[str, list[Spot]]) -> int | None:
    """Where a phrase ends whose first fragment ends at `end`: the rest follow in order, none too far."""
    for fragment in rest:
        following = next((spot for spot in spots.get(fragment, ()) if end <= spot[0] <= end + LONGEST_GAP), None)
        if following is None:
            return None
        end = following[1]
    return end
