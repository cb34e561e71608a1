"""The same figure told again in one document."""

from dataclasses import replace

from orchestration.reading.statement import Statement


def mark_repeats(statements: list[Statement], title_end: int) -> list[Statement]:
    """A figure told again is a repeat; of a headline and its body, the headline is."""
    body = {figure(s) for s in statements if s.char_start >= title_end}
    seen: set[tuple[object, ...]] = set()
    marked: list[Statement] = []
    for statement in statements:
        told = (*figure(statement), statement.kind, statement.period_end, statement.numerator)
        if statement.char_start < title_end and figure(statement) in body:
            marked.append(replace(statement, is_repeat=True))
            continue
        marked.append(replace(statement, is_repeat=told in seen))
        seen.add(told)
    return marked


def figure(statement: Statement) -> tuple[object, ...]:
    s = statement
    what = s.indicator_code or " ".join((s.subject or "").lower().split()[:3])
    return what, s.value, s.unit, s.place_name, s.place_level
