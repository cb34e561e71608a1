"""Statements that another reader proposes: taken only where their number stands in the sentence it is said to.

The other reader may be anything (see landing/second_reader.py). It never replaces what this reader has read, and what
is taken from it says so in its `rule`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from orchestration.reading.normalise import normalise
from orchestration.reading.numerals import scaled_value
from orchestration.reading.place_names import resolve_place
from orchestration.reading.statement import Document, Statement
from orchestration.reading.vocabulary import Vocabulary, default

DIGITS_FIRST = re.compile(r"\d")
WORD = re.compile(r"[^\W\d]+")
RULE = "second_reader"
TRUST = 0.5  # below what the app calls certain: a person looks at each
KINDS = frozenset({"actual", "target", "rank", "change", "plan"})
UNITS = frozenset({"percent", "count", "rank", "points", "ratio", "vnd", "other"})
QUALIFIERS = frozenset({"exact", "over", "under", "about", "at_least", "at_most"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One figure as another reader tells it: the sentence and the number as written, and what they mean."""

    sentence: str
    number: str
    value: float
    unit: str
    kind: str = "actual"
    qualifier: str = "exact"
    indicator_code: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    place: str | None = None


def accepted(document: Document, proposals: Iterable[Proposal], read: list[Statement]) -> list[Statement]:
    """The proposals that hold and that tell a number nobody has read yet, in text order."""
    taken = [(s.char_start, s.char_end) for s in read] + list(document.skip)
    statements: list[Statement] = []
    for statement in checked(document, proposals, default()):
        span = statement.char_start, statement.char_end
        if not any(start < span[1] and span[0] < end for start, end in taken):
            taken.append(span)
            statements.append(statement)
    return sorted(statements, key=lambda statement: statement.char_start)


def checked(document: Document, proposals: Iterable[Proposal], vocabulary: Vocabulary) -> Iterator[Statement]:
    normal = normalise(document.text)
    codes = {indicator.code for indicator in vocabulary.indicators}
    for proposal in proposals:
        known = proposal.unit in UNITS and proposal.kind in KINDS and proposal.qualifier in QUALIFIERS
        sentence, number = normalise(proposal.sentence).low.strip(), normalise(proposal.number).low.strip()
        at = normal.low.find(sentence) if sentence and number else -1
        inside = sentence.find(number)
        if not known or at < 0 or inside < 0 or not says(number, proposal.value, vocabulary):
            continue
        start, end = normal.original_span(at + inside, at + inside + len(number))
        opening, ending = normal.original_span(at, at + len(sentence))
        place = resolve_place(proposal.place, on=proposal.period_end) if proposal.place else None
        own = vocabulary.by_key.get(document.place_key or "") if proposal.place is None else None
        whose = place or own
        dated = proposal.period_start or proposal.period_end
        yield Statement(
            char_start=start,
            char_end=end,
            quote=document.text[start:end],
            sentence=document.text[opening:ending],
            sentence_start=opening,
            kind=proposal.kind,
            indicator_code=proposal.indicator_code if proposal.indicator_code in codes else None,
            subject=None,
            value=proposal.value,
            value_max=None,
            unit=proposal.unit,
            qualifier=proposal.qualifier,
            numerator=None,
            denominator=None,
            period_start=proposal.period_start,
            period_end=proposal.period_end,
            period_basis="stated" if dated else "unknown",
            period_type="calendar" if proposal.period_start else "as_of" if dated else "unknown",
            place_key=whose.place_key if whose else None,
            place_code=whose.place_code if whose else None,
            place_name=whose.name_vi if whose else None,
            place_level=whose.level if whose else None,
            organisation=None,
            rule=RULE,
            confidence=TRUST,
            is_repeat=False,
        )


def says(number: str, value: float, vocabulary: Vocabulary) -> bool:
    """Whether the digits as written are that value, magnitudes and a fall's sign included."""
    magnitudes = vocabulary.words["magnitudes"]
    digits = number.rstrip("% ")
    if not DIGITS_FIRST.match(digits) or not set(WORD.findall(digits)) <= set(magnitudes):
        return False
    written = scaled_value(digits, magnitudes)
    return written is not None and abs(abs(value) - written) <= 1e-6 * max(1.0, written)
