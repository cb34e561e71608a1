"""The same figure told again in one document."""

from dataclasses import replace
from math import ceil, floor

from orchestration.reading.statement import Statement

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
    return [
        replace(s, is_repeat=True) if repeats(s, kept[figure(s)], head_end) or announces(s, exact, head_end) else s
        for s in statements
    ]


def figure(statement: Statement) -> tuple[object, ...]:
    s = statement
    what = s.indicator_code or " ".join((s.subject or "").lower().split()[:3])
    return what, s.value, s.unit, s.place_name, s.place_level


def fullness(statement: Statement, head_end: int) -> int:
    """0 for a headline, 1 for an opening paragraph or a line in the body without a stop, 2 for a sentence there."""
    return (statement.char_start >= head_end) + statement.sentence.rstrip().endswith(STOPS)


def repeats(statement: Statement, kept: Statement, head_end: int) -> bool:
    """Told of another time, as another kind or of another part a figure is no repeat; a headline may leave that out."""
    if statement is kept:
        return False
    untimed = fullness(statement, head_end) < 2 and None in (statement.period_end, kept.period_end)
    same_time = statement.period_end == kept.period_end or untimed
    same_part = statement.numerator == kept.numerator or None in (statement.numerator, kept.numerator)
    return same_time and same_part and (statement.kind, statement.qualifier) == (kept.kind, kept.qualifier)


def rounded(statement: Statement) -> list[tuple[object, ...]]:
    """How a headline may tell an exact figure: "Trên 88% người dân hài lòng" over a text that says 88,29%."""
    code, unit, value = statement.indicator_code, statement.unit, statement.value
    return [(code, unit, floor(value)), (code, unit, ceil(value))] if code else []


def announces(statement: Statement, exact: set[tuple[object, ...]], head_end: int) -> bool:
    told = (statement.indicator_code, statement.unit, statement.value)
    return fullness(statement, head_end) < 2 and told in exact
