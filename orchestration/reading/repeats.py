"""The same figure told again in one document."""

from dataclasses import replace

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
    exact = [s for s in statements if s.value != int(s.value)]
    return [
        replace(statement, is_repeat=True)
        if rounds(statement, exact, head_end) or repeats(statement, kept[figure(statement)], head_end)
        else statement
        for statement in statements
    ]


def figure(statement: Statement) -> tuple[object, ...]:
    s = statement
    what = s.indicator_code or " ".join((s.subject or "").lower().split()[:3])
    return what, s.value, s.unit, s.place_name, s.place_level


def fullness(statement: Statement, head_end: int) -> int:
    """0 for a headline, 1 for an opening paragraph or a line in the body without a stop, 2 for a sentence there."""
    return (statement.char_start >= head_end) + statement.sentence.rstrip().endswith(STOPS)


def repeats(statement: Statement, kept: Statement, head_end: int) -> bool:
    """Told of another time, as another kind or of another part a figure is none; a headline may be short of its time."""
    if statement is kept:
        return False
    untimed = fullness(statement, head_end) < 2 and None in (statement.period_end, kept.period_end)
    same_time = statement.period_end == kept.period_end or untimed
    same_part = statement.numerator == kept.numerator or None in (statement.numerator, kept.numerator)
    return same_time and same_part and (statement.kind, statement.qualifier) == (kept.kind, kept.qualifier)


def rounds(statement: Statement, exact: list[Statement], head_end: int) -> bool:
    """ "Trên 88% người dân hài lòng" over a text that says 88,29%."""
    if fullness(statement, head_end) == 2 or statement.value != int(statement.value):
        return False
    return any(
        other.unit == statement.unit
        and other.indicator_code == statement.indicator_code is not None
        and 0 < abs(other.value - statement.value) < 1
        for other in exact
    )
