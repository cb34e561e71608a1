"""When an aim is met, missed, past without news, or still to come."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.aiming import STATES, gap, is_met, state
from dashboard.rows import BindingAim

TODAY = date(2025, 6, 1)


def aim(
    present: float | None,
    due: date | None = date(2025, 12, 31),
    *,
    told: date | None = date(2025, 3, 31),
    value: float = 90.0,
    comparator: str = "at_least",
    direction: str = "higher",
) -> BindingAim:
    return BindingAim(
        "t", "x", "X", "X", direction, True, None, value, "percent", comparator, due, None, "a", None,
        present, None, None, None, told, "s", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given_aim", "expected"),
    [
        (aim(None), "unknown"),
        (aim(95.0), "met"),
        (aim(80.0), "underway"),
        (aim(80.0, None), "underway"),
        (aim(80.0, date(2024, 12, 31)), "missed"),
        (aim(80.0, date(2024, 12, 31), told=date(2024, 6, 30)), "overdue"),
        (aim(80.0, date(2024, 12, 31), told=None), "overdue"),
        (aim(90.0, comparator="over"), "underway"),
        (aim(10.0, value=12.0, comparator="at_most", direction="lower"), "met"),
        (aim(13.0, value=10.0, comparator="at_most"), "underway"),
    ],
)
def test_state(given_aim: BindingAim, expected: str) -> None:
    assert state(given_aim, TODAY) == expected


@given(
    st.none() | st.floats(0, 100),
    st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_an_aim_is_never_called_missed_before_a_value_of_its_due_date(
    present: float | None, due: date | None, told: date | None
) -> None:
    found = aim(present, due, told=told)
    assert state(found, TODAY) in STATES
    if state(found, TODAY) == "missed":
        assert due is not None
        assert told is not None
        assert told >= due
    if state(found, TODAY) == "met":
        assert present is not None
        assert is_met(found, present)
        assert (gap(found) or 0) >= 0
