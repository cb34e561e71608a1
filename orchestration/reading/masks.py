"""Digits that are no figures: dates, law numbers, service levels, phones, names like Covid-19."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from orchestration.reading.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Mask:
    """Which stretches of a normal text hold no figure."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def covers(self, start: int, end: int) -> bool:
        """Whether any masked stretch touches [start, end)."""
        before = bisect_left(self.starts, end) - 1
        return before >= 0 and self.ends[before] > start


def mask(low: str, skip: Iterable[tuple[int, int]], vocabulary: Vocabulary) -> Mask:
    spans = sorted([m.span() for _, pattern in vocabulary.masks for m in pattern.finditer(low)] + [*skip])
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return Mask(tuple(start for start, _ in merged), tuple(end for _, end in merged))
