"""How a value stands on its way to an aim. Pure: no I/O, no Streamlit.

The path is the straight line from the first comparable value to the aim on its due date. Without an earlier value there
is no path, and nothing is said of the pace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

# in the order in which they want attention
State = Literal["missed", "at_risk", "behind", "overdue", "unjudged", "on_path", "met"]
STATES: tuple[State, ...] = ("missed", "at_risk", "behind", "overdue", "unjudged", "on_path", "met")
RED: frozenset[State] = frozenset({"missed", "at_risk", "behind", "overdue"})

# who has come less than this part of the way that the path asks for by now will hardly arrive
HALFWAY = 0.5
MONTH = 30.4375

Point = tuple[date, float]


@dataclass(frozen=True, slots=True)
class Pace:
    """gap: how far the value is from the aim, in its unit; months: ahead of the path, or behind it (negative)."""

    state: State
    gap: float
    months: int | None = None


def pace(
    present: Point | float, aim: float, due_on: date | None, *, met: bool, past: Sequence[Point], today: date
) -> Pace:
    """present: the value with the end of its period, or the value alone. past: comparable values, oldest first."""
    at, value = present if isinstance(present, tuple) else (None, present)
    gap = round(value - aim, 4)
    if met:
        return Pace("met", gap)
    if due_on is None:
        return Pace("unjudged", gap)
    if at is not None and at >= due_on:
        return Pace("missed", gap)
    if due_on < today:
        return Pace("overdue", gap)
    start = next((point for point in past if at is not None and point[0] < at), None)
    if at is None or start is None or start[1] == aim:
        return Pace("unjudged", gap)
    return on_the_path(start, (at, value), aim, due_on, gap)


def on_the_path(start: Point, present: Point, aim: float, due_on: date, gap: float) -> Pace:
    """What has been covered of the way to the aim, against the part of the time that has passed."""
    whole = due_on - start[0]
    covered = (present[1] - start[1]) / (aim - start[1])
    passed = (present[0] - start[0]) / whole
    months = round((covered - passed) * (whole / timedelta(days=MONTH)))
    if covered >= passed:
        return Pace("on_path", gap, months)
    return Pace("behind" if covered >= HALFWAY * passed else "at_risk", gap, months)


def months_until(due_on: date, today: date) -> int:
    return round((due_on - today).days / MONTH)


def a_year_before(at: date) -> date:
    """The same day of the year before; the last of February of a leap year has the 28th."""
    return at - timedelta(days=366) if (at.month, at.day) == (2, 29) else at.replace(year=at.year - 1)
