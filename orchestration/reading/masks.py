"""Digits that are no figures: dates, law numbers, service levels, phones, names like Covid-19."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from orchestration.reading.vocabulary import Vocabulary

Span = tuple[int, int]

UNSEEN = "\\x00-\\x08\\x0e-\\x1f\\x7f\\xad\\u0300-\\u036f\\u200b-\\u200f\\u2060-\\u2064\\ufeff"
GREEK_OR_CYRILLIC = "\\u0370-\\u052f"
# a figure that does not read as it looks: marks nobody sees between its digits, letters posing as digits, words that
# are told to run backwards. A part of it would be another figure.
NOT_AS_IT_LOOKS = re.compile(
    rf"\d[\d.,]*(?:[{UNSEEN}]+[.,]?[\d%]|[{GREEK_OR_CYRILLIC}]|[ol](?=[\d%]|[.,]\d))[\d.,%ol{UNSEEN}{GREEK_OR_CYRILLIC}]*"
    rf"|[{GREEK_OR_CYRILLIC}][.,]?\d[\d.,]*%?"
    r"|[\u202d\u202e\u2066-\u2068][^\n\u202c\u2069]*"
)


@dataclass(frozen=True, slots=True)
class Mask:
    """Which stretches of a normal text hold no figure."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def covers(self, start: int, end: int) -> bool:
        """Whether any masked stretch touches [start, end)."""
        before = bisect_left(self.starts, end) - 1
        return before >= 0 and self.ends[before] > start


def mask(low: str, start: int, end: int, skip: Iterable[Span], vocabulary: Vocabulary) -> Mask:
    """The masked stretches of one sentence, and of `skip`."""
    spans = sorted([*masked_in(low[start:end], start, vocabulary), *skip])
    merged: list[Span] = []
    for first, last in spans:
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return Mask(tuple(first for first, _ in merged), tuple(last for _, last in merged))


def masked_in(sentence: str, offset: int, vocabulary: Vocabulary) -> Iterator[Span]:
    if not sentence.isascii():
        for match in NOT_AS_IT_LOOKS.finditer(sentence):
            yield match.start() + offset, match.end() + offset
    for rule in vocabulary.masks:
        for word in rule.needs:
            if word in sentence:
                for match in rule.pattern.finditer(sentence):
                    yield match.start() + offset, match.end() + offset
                break
