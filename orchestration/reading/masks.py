"""Digits that are no figures: dates, law numbers, service levels, phones, names like Covid-19."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from orchestration.reading.leads import NUMBER, Spots, matches, within
from orchestration.reading.vocabulary import ANY_SENTENCE, MaskRule, Vocabulary

Span = tuple[int, int]

UNSEEN = "\\x00-\\x08\\x0e-\\x1f\\x7f\\xad\\u0300-\\u036f\\u200b-\\u200f\\u2060-\\u2064\\ufeff"
GREEK_OR_CYRILLIC = "\\u0370-\\u052f"
# a figure that does not read as it looks: marks nobody sees between its digits, letters posing as digits, words that
# are told to run backwards. A part of it would be another figure.
LOOKS = re.compile(
    rf"\d[\d.,]*(?:[{UNSEEN}]+[.,]?[\d%]|[{GREEK_OR_CYRILLIC}]|[ol](?=[\d%]|[.,]\d))[\d.,%ol{UNSEEN}{GREEK_OR_CYRILLIC}]*"
    rf"|[{GREEK_OR_CYRILLIC}][.,]?\d[\d.,]*%?"
    r"|[\u202d\u202e\u2066-\u2068][^\n\u202c\u2069]*"
)

# every match begins with a number, or with one of these signs
MISLEADING = (*map(chr, range(0x370, 0x530)), *"\u202d\u202e\u2066\u2067\u2068")
NOT_AS_IT_LOOKS = MaskRule("not_as_it_looks", LOOKS, (NUMBER, *MISLEADING), ANY_SENTENCE)


def mask_rules(vocabulary: Vocabulary) -> tuple[MaskRule, ...]:
    return NOT_AS_IT_LOOKS, *vocabulary.masks


class Masks:
    """The masked stretches of one text, worked out for the sentences that are asked about."""

    def __init__(self, low: str, skip: Iterable[Span], rules: Sequence[MaskRule], spots: Spots) -> None:
        self.low = low
        self.skip = sorted(skip)
        self.rules = rules
        self.spots = spots

    def of(self, start: int, end: int) -> "Mask":
        return Mask(self, start, end)

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """Of one sentence, in no order; they may overlap."""
        sentence = self.low[start:end]
        yield from self.skip
        for rule in self.rules:
            if not any(word in sentence for word in rule.needs):
                continue
            if not rule.begins:
                for match in rule.pattern.finditer(sentence):
                    yield match.start() + start, match.end() + start
            elif here := within(self.spots[rule.name], start, end):
                for match in matches(rule.pattern, self.low, here, start, end):
                    yield match.span()


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
