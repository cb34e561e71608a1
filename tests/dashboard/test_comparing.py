"""Values stand side by side only where they are measured in one way."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.comparing import groups, measure, periods_differ
from dashboard.rows.indicators import Standing

UNITS, BASES = ["percent", "rank", "count"], ["resolved", "received", "unknown", None]


def standing(
    unit: str = "percent", basis: str | None = "resolved", tier: str = "province", base: float = 63
) -> Standing:
    day = date(2024, 12, 31)
    return Standing(
        "x",
        "T1",
        "Thử",
        "province",
        None,
        tier,
        1.0,
        unit,
        "exact",
        base,
        day,
        day,
        "as_of",
        basis,
        1,
        "single",
        "s1",
        0.9,
    )


@given(
    st.lists(
        st.builds(
            standing,
            st.sampled_from(UNITS),
            st.sampled_from(BASES),
            st.sampled_from(["province", "district"]),
            st.sampled_from([34.0, 63.0]),
        )
    )
)
def test_every_row_is_in_one_group_of_its_own_measure(rows: list[Standing]) -> None:
    found = groups(rows)
    assert sum(len(group) for group in found) == len(rows)
    assert all(len({measure(row) for row in group}) == 1 for group in found)
    assert len({measure(group[0]) for group in found}) == len(found)


def test_rates_of_different_bases_are_kept_apart() -> None:
    assert len(groups([standing(basis="resolved"), standing(basis="received"), standing(basis=None)])) == 3


def test_ranks_compare_only_among_as_many_places() -> None:
    assert len(groups([standing("rank", base=63), standing("rank", base=34)])) == 2
    assert len(groups([standing("percent", base=100), standing("percent", base=200)])) == 1


def test_different_periods_are_told() -> None:
    assert not periods_differ([standing(), standing()])
    later = Standing(
        *(getattr(standing(), name) if name != "period_end" else date(2025, 1, 1) for name in Standing.__slots__)
    )
    assert periods_differ([standing(), later])
