"""Working days of Viet Nam, counted by looking them up."""

from datetime import date
from functools import cache

import holidays
import polars as pl

YEARS = range(2010, 2041)

FRIDAY = 5


@cache
def days_off() -> list[date]:
    """Public holidays of Viet Nam with their substitute days; a Saturday worked in exchange is not known."""
    return sorted(holidays.country_holidays("VN", years=YEARS))


@cache
def calendar() -> pl.Series:
    """Working days before each day from 1 January of the first year on: a look-up is far faster than counting."""
    first, beyond = date(YEARS.start, 1, 1), date(YEARS.stop, 1, 1)
    days = pl.date_range(first, beyond, closed="left", eager=True)
    works = (days.dt.weekday() <= FRIDAY) & ~days.is_in(pl.Series(days_off()).implode())
    return works.cast(pl.Int32).cum_sum().shift(1, fill_value=0)


def working_days_before(day: pl.Expr) -> pl.Expr:
    """Counted from a fixed day, so that two of them differ by the working days in between; null outside the years."""
    first = (date(YEARS.start, 1, 1) - date(1970, 1, 1)).days

    def batch(days: pl.Series) -> pl.Series:
        places = days.cast(pl.Date).to_physical() - first
        known = places.is_between(0, len(calendar()) - 1)
        return calendar().gather(places.set(~known, None))

    return day.map_batches(batch, return_dtype=pl.Int32, is_elementwise=True)
