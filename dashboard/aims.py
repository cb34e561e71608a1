"""The states in which the warehouse puts an aim (kpi_target_progress), and the days around it. Pure."""

from datetime import date, timedelta

# in the order in which they want attention
STATES = ("missed", "at_risk", "cannot_be_judged", "on_track", "met")
RED = frozenset({"missed", "at_risk"})
GREEN = frozenset({"on_track", "met"})
# of a value that no aim is comparable with
NO_AIM = "none"

MONTH = 30.4375


def months_until(due_on: date, today: date) -> int:
    return round((due_on - today).days / MONTH)


def a_year_before(at: date) -> date:
    """The same day of the year before; the last of February of a leap year has the 28th."""
    return at - timedelta(days=366) if (at.month, at.day) == (2, 29) else at.replace(year=at.year - 1)
