"""What a printed cell is worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.portals.cells import count, rate, rate_scale, speaks_of_shares


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.234", 1234),
        ("1,234", 1234),
        ("1 234", 1234),
        ("67039", 67039),
        ("'67039", 67039),
        ("(15)", 15),
        (1234.0, 1234),
        (1.234, 1234),
        (12.5, 12500),
        ("12,00", 12),
        ("-", None),
        ("", None),
        (None, None),
        ("--", None),
        ("NaN", None),
    ],
)
def test_counts(cell: str | float | None, value: int | None) -> None:
    assert count(cell)[0] == value


@pytest.mark.parametrize("cell", ["1.234.5", "#DIV/0!", "mười", "-5", -5.0, 1234.5, 1e13, float("inf"), float("nan")])
def test_what_is_no_count_is_refused_with_a_reason_and_never_zero(cell: str | float) -> None:
    value, problem = count(cell)
    assert value is None
    assert problem


@pytest.mark.parametrize(
    ("cell", "scale", "value", "decimals"),
    [
        ("99,3%", 1, 99.3, 1),
        ("99.3", 1, 99.3, 1),
        ("100", 1, 100, 0),
        ("0,993", 100, 99.3, 1),
        (0.993, 100, 99.3, 1),
        ("99,3%", 100, 99.3, 1),
        ("120%", 1, None, 0),
        ("#DIV/0!", 1, None, 0),
        (None, 1, None, 0),
    ],
)
def test_rates(cell: str | float | None, scale: float, value: float | None, decimals: int) -> None:
    assert rate(cell, scale) == (value, decimals)


def test_a_column_of_shares_of_one_is_told_from_one_of_percents() -> None:
    assert rate_scale(["0,993", "1", "0,5"]) == 100
    assert rate_scale([0.993, 1.0]) == 100
    assert rate_scale(["99,3", "100"]) == 1
    assert rate_scale(["0,9%", "1%"]) == 1
    assert rate_scale([None, "#DIV/0!"]) == 1


@given(st.integers(0, 10**9))
def test_every_way_of_grouping_gives_the_same_count(number: int) -> None:
    for written in (str(number), f"{number:,}", f"{number:,}".replace(",", "."), f"{number:,}".replace(",", " ")):
        assert count(written) == (float(number), None)


@given(st.one_of(st.text(max_size=30), st.floats(), st.none()))
def test_any_cell_is_survived(cell: str | float | None) -> None:
    value, _ = count(cell)
    assert value is None or value >= 0
    value, _ = rate(cell, 1.0)
    assert value is None or 0 <= value <= 100


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("67\u2009039", 67039),
        ("67\u202f039", 67039),
        ("12 (1,2%)", 12),
        ("1.234 hồ sơ", 1234),
        ("56 HS", 56),
        ("１００", 100),
        ("1.234,00", 1234),
        ("1,234.00", 1234),
        ("12.0", 12),
        ("—", None),
        ("…", None),
    ],
)
def test_counts_of_other_portals(cell: str, value: int | None) -> None:
    assert count(cell) == (value, None)


@pytest.mark.parametrize("cell", ["12 5", "1 23", "100+20", "99,3%", "12/15", 0.993, 0.5])
def test_spaces_part_groups_of_three_and_shares_are_no_thousands(cell: str | float) -> None:
    value, problem = count(cell)
    assert value is None
    assert problem


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["99,3%", "100%"], True),
        (["0,993", "1", "0"], True),
        ([0.993, 1.0], True),
        ([99.3, 100.0, 98.75], True),
        ([1.25, 800.0], False),
        ([1.234, 12.0], False),
        (["1.234", "12", "0"], False),
        (["5", "7", "1,2"], False),
        ([None, "-"], False),
    ],
)
def test_a_column_of_shares_counts_nothing(cells: list[str | float | None], expected: bool) -> None:
    assert speaks_of_shares(cells) is expected
