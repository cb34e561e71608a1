"""Days and moments as exports write them."""

from datetime import datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.portals.moments import DAY_FIRST, MONTH_FIRST, moments_of


def read(*texts: str | None) -> list[datetime | None]:
    return moments_of(pl.Series(texts, dtype=pl.String)).to_list()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14/09/2024", datetime(2024, 9, 14)),
        ("4/9/2024 8:05", datetime(2024, 9, 4, 8, 5)),
        ("14-09-24", datetime(2024, 9, 14)),
        ("14.09.2024 08h30", datetime(2024, 9, 14, 8, 30)),
        ("14/09/2024\xa0 08:00", datetime(2024, 9, 14, 8)),
        ("14/09/2024 02:30:00 CH", datetime(2024, 9, 14, 14, 30)),
        ("14/09/2024 12:05 SA", datetime(2024, 9, 14, 0, 5)),
        ("2024-09-14T08:00:00", datetime(2024, 9, 14, 8)),
        ("2024-09-14T08:00:00.123+07:00", datetime(2024, 9, 14, 8)),
        ("2024-09-14T18:00:00Z", datetime(2024, 9, 15, 1)),
        ("20240914", datetime(2024, 9, 14)),
        ("20240914083000", datetime(2024, 9, 14, 8, 30)),
        ("45549", datetime(2024, 9, 14)),
        ("45549.5", datetime(2024, 9, 14, 12)),
        ("1726275600000", datetime(2024, 9, 14, 8)),
        ("09/14/2024", None),
        ("2024-09-14T08:00:00+09:00", None),
        ("31/02/2024", None),
        ("12345", None),
        ("012345678901", None),
        ("Chưa có", None),
        (None, None),
    ],
)
def test_moments(text: str | None, moment: datetime | None) -> None:
    assert read(text) == [moment]
    # rarer forms among usual ones, and the other way round
    assert read("01/01/2024", text, None, "02/01/2024")[1] == moment


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)), st.sampled_from(["%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S"])
)
def test_what_was_written_is_read(moment: datetime, form: str) -> None:
    assert read(moment.strftime(form)) == [datetime.strptime(moment.strftime(form), form)]


@given(st.lists(st.none() | st.text(max_size=25), max_size=6))
def test_any_text_is_survived(texts: list[str | None]) -> None:
    told = read(*texts)
    assert len(told) == len(texts)
    assert all(moment is None or moment.year >= 1900 for moment in told)


def test_which_number_is_surely_the_day() -> None:
    texts = pl.Series(["14/09/2024", "09/14/2024", "9/9/2024"])
    assert texts.str.contains(DAY_FIRST).to_list() == [True, False, False]
    assert texts.str.contains(MONTH_FIRST).to_list() == [False, True, False]
