"""Digits that are no figures: dates, law numbers, service levels, phones, names like Covid-19."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from orchestration.reading.vocabulary import Vocabulary

Span = tuple[int, int]


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
    for rule in vocabulary.masks:
        for word in rule.needs:
            if word in sentence:
                for match in rule.pattern.finditer(sentence):
                    yield match.start() + offset, match.end() + offset
                break
