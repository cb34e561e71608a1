"""The same figure told again in one document."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from math import ceil, floor

from orchestration.reading.statement import Statement

CAPTION = re.compile(r"[Ảả]nh\s*(?::|minh h|tư liệu)|[Nn]guồn\s*:|[Hh]ình\s*(?::|minh h)")
CAPTION_WORDS = ("Ảnh", "ảnh", "Nguồn", "nguồn", "Hình", "hình")
ROUNDED_WITHIN = 0.03
SUBJECT_IN_FULL = 6
STOPS = (".", "…", ";", ":", "”", '"', ")")


def mark_repeats(statements: list[Statement], head_end: int) -> list[Statement]:
    """A figure told again is a repeat. The one kept is told in a whole sentence and in the body, where there is one.

    Headlines, the opening paragraph up to head_end and lines that end without a stop announce what the body tells.
    """
    fullness = {s.char_start: fullness_of(s, head_end) for s in statements}
    in_body = {start for start, full in fullness.items() if full == 2}
    told = [figure(statement) for statement in statements]
    kept: dict[tuple[object, ...], Statement] = {}
    for statement, what in zip(statements, told, strict=True):
        if what not in kept or told_best(statement, fullness) > told_best(kept[what], fullness):
            kept[what] = statement
    exact = {near for s in statements if s.value != int(s.value) for near in rounded(s)}
    body = exact_values(s for s in statements if s.qualifier == "exact" and s.char_start in in_body)
    return [
        s._replace(is_repeat=True)
        if repeats(s, kept[what], in_body)
        or (s.char_start not in in_body and (announces(s, exact) or is_rounded(s, body)))
        else s
        for s, what in zip(statements, told, strict=True)
    ]


def figure(statement: Statement) -> tuple[object, ...]:
    s = statement
    what = s.indicator_code or " ".join((s.subject or "").lower().split()[:3])
    return what, s.value, s.unit, s.place_name, s.place_level


def told_best(statement: Statement, fullness: dict[int, int]) -> tuple[int, bool]:
    """ "Xếp thứ 6/63" tells more than "xếp thứ 6" in a sentence of the same standing."""
    return fullness[statement.char_start], statement.denominator is not None


def fullness_of(statement: Statement, head_end: int) -> int:
    """0 for headlines and captions, 1 for an opening or a line without a stop, 2 for a sentence in the body."""
    if any(map(statement.sentence.__contains__, CAPTION_WORDS)) and CAPTION.search(statement.sentence):
        return 0
    return (statement.char_start >= head_end) + statement.sentence.rstrip().endswith(STOPS)


def repeats(statement: Statement, kept: Statement, in_body: set[int]) -> bool:
    """Told of another time, as another kind or of another part a figure is no repeat; a headline may leave that out."""
    if statement is kept or (statement.sentence_start == kept.sentence_start and statement.char_start in in_body):
        return False  # "100% trường học và 100% bệnh viện"
    untimed = statement.char_start not in in_body and None in (statement.period_end, kept.period_end)
    same_time = statement.period_end == kept.period_end or untimed
    # two sentences of the body that begin alike ("100% bộ, ngành, địa phương …") may tell of two things
    both = statement.char_start in in_body and kept.char_start in in_body
    if not statement.indicator_code and both and in_full(statement) != in_full(kept):
        return False
    same_part = statement.numerator == kept.numerator or None in (statement.numerator, kept.numerator)
    return same_time and same_part and (statement.kind, statement.qualifier) == (kept.kind, kept.qualifier)


def in_full(statement: Statement) -> list[str]:
    return (statement.subject or "").lower().split()[:SUBJECT_IN_FULL]


def exact_values(statements: Iterable[Statement]) -> dict[tuple[object, ...], list[float]]:
    """The values told of each thing, in order of size."""
    values: dict[tuple[object, ...], set[float]] = {}
    for statement in statements:
        values.setdefault(thing(statement), set()).add(statement.value)
    return {what: sorted(told) for what, told in values.items()}


def thing(statement: Statement) -> tuple[object, ...]:
    return statement.unit, statement.indicator_code, *([] if statement.indicator_code else in_full(statement)[:1])


def is_rounded(statement: Statement, body: dict[tuple[object, ...], list[float]]) -> bool:
    """ "Hơn 1.900 hệ thống" in a headline over "1.913 hệ thống" in the body: the nearest value on that side."""
    if statement.qualifier not in ("over", "under"):
        return False
    values, value = body.get(thing(statement), []), statement.value
    if statement.qualifier == "over":
        above = bisect_right(values, value)
        return above < len(values) and values[above] - value <= ROUNDED_WITHIN * values[above]
    below = bisect_left(values, value) - 1
    return below >= 0 and value - values[below] <= ROUNDED_WITHIN * values[below]


def rounded(statement: Statement) -> list[tuple[object, ...]]:
    """How a headline may tell an exact figure: "Trên 88% người dân hài lòng" over a text that says 88,29%."""
    code, unit, value = statement.indicator_code, statement.unit, statement.value
    return [(code, unit, floor(value)), (code, unit, ceil(value))] if code else []


def announces(statement: Statement, exact: set[tuple[object, ...]]) -> bool:
    return (statement.indicator_code, statement.unit, statement.value) in exact
