from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.pace import HALFWAY, STATES, Pace, a_year_before, months_until, pace

START, DUE, TODAY = date(2022, 1, 1), date(2026, 1, 1), date(2024, 6, 1)
MIDDLE = date(2024, 1, 1)
PAST = [(START, 20.0)]


def judged(value: float, at: date | None = MIDDLE, **more: object) -> Pace:
    usual: dict[str, object] = {"aim": 100.0, "due_on": DUE, "met": False, "past": PAST, "today": TODAY}
    return pace((at, value) if at else value, **(usual | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "state", "months"),
    [(60.0, "on_path", 0), (80.0, "on_path", 12), (50.0, "behind", -6), (39.0, "at_risk", -13), (10.0, "at_risk", -30)],
)
def test_half_of_the_time_asks_for_half_of_the_way(value: float, state: str, months: int) -> None:
    assert judged(value) == Pace(state, value - 100.0, months)  # type: ignore[arg-type]


def test_what_is_reached_is_met_whatever_the_past() -> None:
    assert judged(100.0, met=True) == Pace("met", 0.0)


def test_a_value_of_the_due_day_that_falls_short_is_missed() -> None:
    assert judged(99.0, DUE).state == "missed"


def test_past_the_due_day_without_a_newer_value_is_overdue() -> None:
    assert judged(99.0, today=date(2026, 3, 1)).state == "overdue"
    assert judged(99.0, None, today=date(2026, 3, 1)).state == "overdue"


@pytest.mark.parametrize("without", [{"past": []}, {"past": [(MIDDLE, 40.0)]}, {"due_on": None}, {"at": None}])
def test_without_an_earlier_value_or_a_date_nothing_is_said_of_the_pace(without: dict[str, object]) -> None:
    found = judged(60.0, **without)  # type: ignore[arg-type]
    assert found == Pace("unjudged", -40.0)


def test_an_aim_downwards_is_judged_the_same_way() -> None:
    assert judged(10.0, past=[(START, 20.0)], aim=0.0) == Pace("on_path", 10.0, 0)
    assert judged(19.0, past=[(START, 20.0)], aim=0.0).state == "at_risk"


@given(
    st.floats(0, 99), st.floats(0, 99), st.integers(1, 4000), st.integers(1, 4000), st.dates(date(2000, 1, 1), TODAY)
)
def test_a_value_on_the_line_is_on_the_path_and_one_below_it_never_is(
    first: float, value: float, before: int, after: int, at: date
) -> None:
    start, due = at - timedelta(days=before), at + timedelta(days=after)
    expected = first + (100.0 - first) * before / (before + after)
    found = pace((at, value), 100.0, due, met=False, past=[(start, first)], today=at)
    assert found.state in STATES
    if value > expected + 1e-6:
        assert found.state == "on_path"
    elif value < expected - 1e-6:
        assert found.state == ("behind" if value - first >= HALFWAY * (expected - first) else "at_risk")


def test_a_year_before_the_leap_day_is_the_last_of_february() -> None:
    assert a_year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert a_year_before(date(2024, 9, 30)) == date(2023, 9, 30)


def test_months_left_are_counted_to_the_nearest() -> None:
    assert months_until(date(2030, 12, 31), date(2026, 11, 25)) == 49
    assert months_until(date(2024, 12, 31), date(2026, 11, 25)) == -23
