"""An answer from the warehouse, or the reason why there is none, with what comes near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import repository
from dashboard.asking.period import Period
from dashboard.asking.understand import Question, understand
from dashboard.comparing import groups_of
from dashboard.rows.aims import Aim
from dashboard.rows.indicators import Indicator, Told
from dashboard.warehouse import Edition


@dataclass(frozen=True, slots=True)
class Answer:
    """reason: why there is none, as one of the app's words; None when there is. rows: what answers; near: what nearly.

    is_apart: the rows are measured in different ways and must not be set against each other.
    n_compared: among how many places the first or last was looked for.
    """

    question: Question
    indicator: Indicator | None
    reason: str | None
    rows: tuple[Told, ...] = ()
    near: tuple[Told, ...] = ()
    aims: tuple[Aim, ...] = ()
    is_apart: bool = False
    n_compared: int = 0


def answer(edition: Edition, words: str, today: date) -> Answer:
    catalogue = {row.indicator_code: row for row in repository.indicators(edition)}
    places = repository.named_places(edition)
    question = understand(words, list(catalogue.values()), places, today)
    if question.shape == "unsupported":
        return Answer(question, None, "unsupported")
    if not question.indicators:
        return Answer(question, None, "no_indicator")
    indicator = catalogue[question.indicators[0]]
    told = repository.told(edition, indicator.indicator_code)
    if question.unknown_part:
        near = [row for row in told if row.place_key in {key for keys in question.names for key in keys}]
        return Answer(question, indicator, "unknown_place", near=tuple(near))
    if question.shape in {"aim", "when"}:
        return aimed(edition, question, indicator)
    if question.shape in {"highest", "lowest"}:
        return extreme(question, indicator, told)
    if not question.names:
        near = in_period(told, question.period)
        return Answer(question, indicator, "no_place", near=tuple(near))
    return of_places(question, indicator, told)


def of_places(question: Question, indicator: Indicator, told: Sequence[Told]) -> Answer:
    """One value for each place named, of the period asked for or else the latest."""
    rows: list[Told] = []
    near: list[Told] = []
    for keys in question.names:
        own = of_tier([row for row in told if row.place_key in keys], question.tier)
        fitting = in_period(own, question.period)
        if fitting:
            rows.append(fitting[0])
            near += fitting[1:]
        else:
            near += own
    if not rows:
        known = {row.place_key for row in told}
        has_place = any(key in known for keys in question.names for key in keys)
        reason = "no_period" if has_place and question.period else "no_value"
        return Answer(question, indicator, reason, near=tuple(near or in_period(told, question.period)))
    missing = "some_missing" if len(rows) < len(question.names) else None
    apart = len(groups_of(rows)) > 1
    return Answer(question, indicator, missing, tuple(rows), tuple(near), is_apart=apart)


def of_tier(rows: list[Told], tier: str | None) -> list[Told]:
    """Of the tier asked for; else of the place as a whole before any tier of it."""
    if tier:
        return [row for row in rows if row.place_level == tier]
    whole = [row for row in rows if row.place_level in (None, "province", "national")]
    return whole or rows


def in_period(rows: Sequence[Told], period: Period | None) -> list[Told]:
    """The rows of the period, best first; without one the latest first."""
    if period is None:
        return list(rows)
    if period.is_year:
        of_year = [row for row in rows if row.period_end and row.period_end.year == period.start.year]
        whole = [row for row in of_year if (row.period_start, row.period_end) == (period.start, period.end)]
        return whole + [row for row in of_year if row not in whole]
    if period.start == period.end:
        return [row for row in rows if row.period_end == period.end]
    return [row for row in rows if (row.period_start, row.period_end) == (period.start, period.end)]


def extreme(question: Question, indicator: Indicator, told: Sequence[Told]) -> Answer:
    """The places at one end, ties and all, among those that are measured in the same way over the same period."""
    fitting = of_tier(in_period(told, question.period), question.tier)
    by_period: dict[tuple[date | None, date | None], list[Told]] = {}
    for row in fitting:
        if row.place_level != "national":
            by_period.setdefault((row.period_start, row.period_end), []).append(row)
    lists = [group for rows in by_period.values() for group in groups_of(rows)]
    if not lists:
        return Answer(question, indicator, "no_period" if told else "no_value", near=tuple(told))
    # the list of the most places; of two as long the later
    longest = max(lists, key=lambda rows: (len(rows), rows[0].period_end or date.min))
    if len(longest) < 2:
        return Answer(question, indicator, "no_list", near=tuple(fitting))
    is_rank = longest[0].unit == "rank"
    # the highest rank is the smallest number
    ordered = sorted(longest, key=lambda row: row.value, reverse=(question.shape == "highest") != is_rank)
    best = [row for row in ordered if row.value == ordered[0].value]
    return Answer(
        question,
        indicator,
        None,
        tuple(best),
        tuple(ordered[len(best) :]),
        n_compared=len(ordered),
    )


def aimed(edition: Edition, question: Question, indicator: Indicator) -> Answer:
    """The aims that hold for the places named (their own, else the country's), by their dates."""
    aims = repository.aims(edition, indicator.indicator_code)
    names = {place.name_vi for place in repository.named_places(edition) if place.place_key in keys(question)}
    own = [aim for aim in aims if aim.place_name in names] if names else list(aims)
    national = [aim for aim in aims if aim.place_name in (None, "Việt Nam")]
    fitting = [aim for aim in (own or national) if dated(aim, question)]
    if not fitting:
        return Answer(question, indicator, "no_aim", aims=())
    return Answer(question, indicator, None, aims=tuple(fitting))


def keys(question: Question) -> set[str]:
    return {key for keys in question.names for key in keys}


def dated(aim: Aim, question: Question) -> bool:
    if question.shape == "when" and aim.due_on is None:
        return False
    return question.period is None or (aim.due_on is not None and aim.due_on.year == question.period.end.year)
