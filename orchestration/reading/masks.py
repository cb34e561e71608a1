"""Digits that are no figures: dates, law numbers, service levels, phones, names like Covid-19."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from orchestration.reading.leads import NUMBER, Spots, within
from orchestration.reading.vocabulary import MaskRule, Vocabulary

Span = tuple[int, int]
END = itemgetter(1)

UNSEEN = "\\x00-\\x08\\x0e-\\x1f\\x7f\\xad\\u0300-\\u036f\\u200b-\\u200f\\u2060-\\u2064\\ufeff"
GREEK_OR_CYRILLIC = "\\u0370-\\u052f"
# a figure that does not read as it looks: marks nobody sees between its digits, letters posing as digits, words that
# are told to run backwards. A part of it would be another figure.
LOOKS = re.compile(
    rf"\d[\d.,]*+(?:[{UNSEEN}]+[.,]?[\d%]|[{GREEK_OR_CYRILLIC}]|[ol](?=[\d%]|[.,]\d))[\d.,%ol{UNSEEN}{GREEK_OR_CYRILLIC}]*"
    rf"|[{GREEK_OR_CYRILLIC}][.,]?\d[\d.,]*%?"
    r"|[\u202d\u202e\u2066-\u2068][^\n\u202c\u2069]*"
)

# every match begins with a number, or with one of these signs
MISLEADING = (*map(chr, range(0x370, 0x530)), *"\u202d\u202e\u2066\u2067\u2068")
NOT_AS_IT_LOOKS = MaskRule("not_as_it_looks", LOOKS, (NUMBER, *MISLEADING))


class MaskTable:
    """The rules of a vocabulary by what they begin with: all that begin with a number are tried at once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        rules = (NOT_AS_IT_LOOKS, *vocabulary.masks)
        self.by_number = at_once(rule for rule in rules if NUMBER in rule.begins)
        self.by_word = [rule for rule in rules if set(rule.begins) - {NUMBER}]
        self.opening = [rule for rule in rules if rule.opens]
        self.anywhere = [rule for rule in rules if not (rule.begins or rule.opens)]
        self.leads: dict[str, Collection[str]] = {"masked number": (NUMBER,)}
        self.leads |= {rule.name: set(rule.begins) - {NUMBER} for rule in self.by_word}


def at_once(rules: Iterable[MaskRule]) -> re.Pattern[str]:
    """Matches nothing, anywhere; its groups are what each of the rules matches from there on."""
    return re.compile("".join(f"(?=({rule.pattern.pattern}))?+" for rule in rules))


class Masks:
    """The masked stretches of one text, worked out for the sentences that are asked about."""

    def __init__(self, low: str, skip: Iterable[Span], table: MaskTable, spots: Spots) -> None:
        self.low = low
        self.skip = tuple(skip)
        self.table = table
        self.numbers = spots["masked number"]
        self.words = sorted([(at, n) for n, rule in enumerate(table.by_word) for at in spots[rule.name]])

    def of(self, start: int, end: int) -> "Mask":
        return Mask(self, start, end)

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """Of one sentence, in no order; they may overlap."""
        yield from self.skip
        for at in within(self.numbers, start, end):
            masked = self.table.by_number.match(self.low, at, end)
            if masked and masked.lastindex:
                yield at, max(map(END, masked.regs))
        for at, n in self.words[bisect_left(self.words, (start,)) : bisect_left(self.words, (end,))]:
            if match := self.table.by_word[n].pattern.match(self.low, at, end):
                yield match.span()
        for rule in self.table.opening:
            if match := rule.pattern.match(self.low, start, end):
                yield match.span()
        sentence = self.low[start:end]
        for rule in self.table.anywhere:
            if any(map(sentence.__contains__, rule.needs)):
                for match in rule.pattern.finditer(sentence):
                    yield match.start() + start, match.end() + start


@dataclass(slots=True)
class Mask:
    """Which stretches of a sentence hold no figure; most sentences never need to know."""

    masks: Masks
    start: int
    end: int
    found: list[Span] | None = None

    def covers(self, start: int, end: int) -> bool:
        """Whether any masked stretch touches [start, end)."""
        if self.found is None:
            self.found = list(self.masks.spans(self.start, self.end))
        return any(first < end and last > start for first, last in self.found)
