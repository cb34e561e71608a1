"""How a value stands to an aim. Pure: no I/O, no Streamlit."""

from datetime import date

from dashboard.rows import BindingAim

# the order in which they want attention
STATES = ("missed", "overdue", "underway", "unknown", "met")


def state(aim: BindingAim, today: date) -> str:
    """One of STATES.

    missed: a value of the due date or later is short of it. overdue: the date is past, and no value since tells whether
    it was reached. underway: the date is to come. unknown: there is no value to compare.
    """
    if aim.present is None:
        return "unknown"
    if is_met(aim, aim.present):
        return "met"
    if aim.due_on is None:
        return "underway"
    if aim.period_end is not None and aim.period_end >= aim.due_on:
        return "missed"
    return "overdue" if aim.due_on < today else "underway"


def is_met(aim: BindingAim, present: float) -> bool:
    if aim.direction == "lower" or aim.comparator == "at_most":
        return present <= aim.value
    if aim.comparator == "under":
        return present < aim.value
    return present > aim.value if aim.comparator == "over" else present >= aim.value


def gap(aim: BindingAim) -> float | None:
    """How far the value is above the aim (negative: below it), in the aim's unit."""
    return None if aim.present is None else round(aim.present - aim.value, 4)
