"""The same figure told again in one document."""

import re
from dataclasses import replace
from math import ceil, floor

from orchestration.reading.statement import Statement

CAPTION = re.compile(r"[Ảả]nh\s*(?::|minh h|tư liệu)|[Nn]guồn\s*:|[Hh]ình\s*(?::|minh h)")
CAPTION_WORDS = ("Ảnh", "ảnh", "Nguồn", "nguồn", "Hình", "hình")
ROUNDED_WITHIN = 0.03
SUBJECT_IN_FULL = 6
STOPS = (".", "!", "?", "…", ";", ":", "”", '"', ")")


def mark_repeats(statements: list[Statement], head_end: int) -> list[Statement]:
    """A figure told again is a repeat. The one kept is told in a whole sentence and in the body, where there is one.

    Headlines, the opening paragraph up to head_end and lines that end without a stop announce what the body tells.
    """
    kept: dict[tuple[object, ...], Statement] = {}
    for statement in statements:
        told = figure(statement)
        if told not in kept or fullness(statement, head_end) > fullness(kept[told], head_end):
            kept[told] = statement
    exact = {near for s in statements if s.value != int(s.value) for near in rounded(s)}
    body = [s for s in statements if s.qualifier == "exact" and fullness(s, head_end) == 2]
    return [
        replace(s, is_repeat=True)
        if repeats(s, kept[figure(s)], head_end) or announces(s, exact, head_end) or is_rounded(s, body, head_end)
        else s
        for s in statements
    ]


def is_rounded(statement: Statement, body: list[Statement], head_end: int) -> bool:
    if statement.qualifier not in ("over", "under") or fullness(statement, head_end) == 2:
        return False
    return any(rounds(statement, exact) for exact in body)


def figure(statement: Statement) -> tuple[object, ...]:
    s = statement
    what = s.indicator_code or " ".join((s.subject or "").lower().split()[:3])
    return what, s.value, s.unit, s.place_name, s.place_level


def fullness(statement: Statement, head_end: int) -> int:
    """0 for headlines and captions, 1 for an opening or a line without a stop, 2 for a sentence in the body."""
    if any(word in statement.sentence for word in CAPTION_WORDS) and CAPTION.search(statement.sentence):
        return 0
    return (statement.char_start >= head_end) + statement.sentence.rstrip().endswith(STOPS)


def repeats(statement: Statement, kept: Statement, head_end: int) -> bool:
    """Told of another time, as another kind or of another part a figure is no repeat; a headline may leave that out."""
    if statement is kept:
        return False
    untimed = fullness(statement, head_end) < 2 and None in (statement.period_end, kept.period_end)
    same_time = statement.period_end == kept.period_end or untimed
    if not statement.indicator_code and untold_alike(statement, kept, head_end):
        return False
    same_part = statement.numerator == kept.numerator or None in (statement.numerator, kept.numerator)
    return same_time and same_part and (statement.kind, statement.qualifier) == (kept.kind, kept.qualifier)


def untold_alike(statement: Statement, kept: Statement, head_end: int) -> bool:
    """Two sentences of the body that begin alike ("100% bộ, ngành, địa phương …") may tell of two things."""
    both = fullness(statement, head_end) == fullness(kept, head_end) == 2
    return both and in_full(statement) != in_full(kept)


def in_full(statement: Statement) -> list[str]:
    return (statement.subject or "").lower().split()[:SUBJECT_IN_FULL]


def rounds(statement: Statement, exact: Statement) -> bool:
    """ "Hơn 1.900 hệ thống" in a headline over "1.913 hệ thống" in the body."""
    apart = (exact.value - statement.value) * (1 if statement.qualifier == "over" else -1)
    near = 0 < apart <= ROUNDED_WITHIN * exact.value
    same = (statement.unit, statement.indicator_code) == (exact.unit, exact.indicator_code)
    return same and near and in_full(statement)[:1] == in_full(exact)[:1]


def rounded(statement: Statement) -> list[tuple[object, ...]]:
    """How a headline may tell an exact figure: "Trên 88% người dân hài lòng" over a text that says 88,29%."""
    code, unit, value = statement.indicator_code, statement.unit, statement.value
    return [(code, unit, floor(value)), (code, unit, ceil(value))] if code else []


def announces(statement: Statement, exact: set[tuple[object, ...]], head_end: int) -> bool:
    told = (statement.indicator_code, statement.unit, statement.value)
    return fullness(statement, head_end) < 2 and told in exact
