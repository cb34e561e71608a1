"""What patterns begin with, or hold: where no such word stands, they are not tried.

To try a pattern at every character is what reading costs most. One walk over a text (Aho-Corasick) finds the lead
words of all patterns that go over the whole of it, and each is tried only where one of them stands. A pattern that is
sought in a short stretch is tried only where the stretch holds one of its words. What they find is the same.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

NUMBER = "0"  # leads with any run of digits
DIGITS = re.compile(r"\d\d*")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")

Spots = dict[str, list[int]]


class Leads:
    """The lead words of patterns, by the name of the pattern. Words are in lower case."""

    def __init__(self, leads: Mapping[str, Iterable[str]]) -> None:
        words: dict[str, list[int]] = {}
        self.names = tuple(leads)
        self.led_by_number: list[int] = []
        for place, name in enumerate(self.names):
            own = set(leads[name])
            if NUMBER in own:
                self.led_by_number.append(place)
            for word in shortest(own - {NUMBER}):
                words.setdefault(word, []).append(place)
        self.routes = list(words.values())
        self.automaton = AhoCorasick(list(words), MatchKind.Standard, implementation=Implementation.DFA)

    def walk(self, low: str) -> Spots:
        """Where each pattern may begin in a lower-case text, in order."""
        spots: list[list[int]] = [[] for _ in self.names]
        routes = self.routes
        try:
            hits = self.automaton.find_matches_as_indexes(low, overlapping=True)
        except UnicodeEncodeError:
            hits = self.automaton.find_matches_as_indexes(LONE_SURROGATE.sub("?", low), overlapping=True)
        for word, start, _ in hits:
            for place in routes[word]:
                spots[place].append(start)
        if self.led_by_number:
            numbers = [run.start() for run in DIGITS.finditer(low)]
            for place in self.led_by_number:
                spots[place] += numbers
        for found in spots:
            found.sort()
        return dict(zip(self.names, spots, strict=True))


def shortest(words: set[str]) -> Iterator[str]:
    """The words that begin with no other of them: where a longer one stands, the shorter one does."""
    return (word for word in words if not any(word[:length] in words for length in range(1, len(word))))


def first_words(phrases: Iterable[str]) -> set[str]:
    """The leads of an alternation of phrases with any white space between their words."""
    return {phrase.split()[0] for phrase in phrases}


class Sought(NamedTuple):
    """A pattern all of whose matches hold one of a few words."""

    pattern: re.Pattern[str]
    words: tuple[str, ...]

    def search(self, low: str, start: int, end: int) -> re.Match[str] | None:
        return self.pattern.search(low, start, end) if self.may_stand(low, start, end) else None

    def match(self, low: str, start: int, end: int) -> re.Match[str] | None:
        return self.pattern.match(low, start, end) if self.may_stand(low, start, end) else None

    def may_stand(self, low: str, start: int, end: int) -> bool:
        return any(map(low[start:end].__contains__, self.words))


def within(spots: list[int], start: int, end: int) -> list[int]:
    first = bisect_left(spots, start)
    return spots[first : bisect_left(spots, end, first)]


def matches(
    pattern: re.Pattern[str], text: str, spots: list[int], start: int = 0, end: int | None = None
) -> Iterator[re.Match[str]]:
    """What pattern.finditer(text, start, end) gives, when `spots` are where its leads stand."""
    reached = start
    end = len(text) if end is None else end
    for at in within(spots, start, end):
        if at >= reached and (match := pattern.match(text, at, end)):
            yield match
            reached = match.end()
