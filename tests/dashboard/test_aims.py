from datetime import date

from dashboard.aims import GREEN, RED, STATES, a_year_before, months_until


def test_a_state_is_red_green_or_not_judged() -> None:
    assert set(STATES) - RED - GREEN == {"cannot_be_judged"}
    assert not RED & GREEN


def test_a_year_before_the_leap_day_is_the_last_of_february() -> None:
    assert a_year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert a_year_before(date(2024, 9, 30)) == date(2023, 9, 30)


def test_months_left_are_counted_to_the_nearest() -> None:
    assert months_until(date(2030, 12, 31), date(2026, 11, 25)) == 49
    assert months_until(date(2024, 12, 31), date(2026, 11, 25)) == -23
