"""What each unit did in each month: followed case files, counted.

Dossiers become a cube of the months in which something happened to them; months are sums over its cells.
"""

from collections.abc import Sequence

import polars as pl

from orchestration.portals.dossier_export import UNIT, named
from orchestration.portals.dossiers import Rules

COUNTED = ("resolved_early", "resolved_on_day", "resolved_late", "resolved_without_due", "returned")

OUTCOME_OF = {
    "resolved_early": "early",
    "resolved_on_day": "on_day",
    "resolved_late": "late",
    "resolved_without_due": "no_due",
    "returned": "returned",
}

Event = tuple[str, pl.Expr, pl.Expr, int]


def cube(followed_dossiers: pl.LazyFrame, rules: Rules) -> pl.LazyFrame:
    """Dossiers counted by unit, field and the months in which something happened to them: all that months need.

    Repeats and dossiers without a reception are left out.
    """
    as_of = pl.lit(rules.as_of)
    due_on, ended_on = pl.col("due_at").dt.date(), pl.col("ended_at").dt.date()
    still_there = pl.col("outcome").is_in(["paused", "pending_no_due", "pending_overdue", "pending_in_time"])
    return (
        followed_dossiers.filter(~pl.col("is_repeat") & (pl.col("outcome") != "undated"))
        .select(
            *UNIT,
            month_of(pl.col("received_at").dt.date()).alias("received"),
            month_of(ended_on).alias("ended"),
            # overdue is seen at the first end of a month after the appointed day
            pl.when(due_on < as_of).then(month_of(due_on + pl.duration(days=1))).alias("overdue"),
            pl.col("due_at").is_null().alias("no_due"),
            pl.when(~still_there | (pl.col("outcome") == "paused")).then(pl.col("outcome")).alias("outcome"),
        )
        .group_by("agency", "field", "received", "ended", "overdue", "no_due", "outcome")
        .agg(pl.len().cast(pl.Int64).alias("n"))
        .with_columns(named())
    )


def month_of(day: pl.Expr) -> pl.Expr:
    """Months since the year 0: an integer groups faster than a date."""
    return day.dt.year() * 12 + day.dt.month().cast(pl.Int32) - 1


def month_results(counted: pl.LazyFrame, rules: Rules) -> pl.DataFrame:
    """A row a unit × field × month (`month`: its first day) from a cube; the last month ends on as_of.

    carried_over + received = to_process = resolved + returned + pending and paused, short of the ended_undated ones.
    """
    last = rules.as_of.year * 12 + rules.as_of.month - 1
    until = pl.min_horizontal("ended", pl.when(pl.col("outcome") == "paused").then(pl.lit(last, dtype=pl.Int32)))
    became_overdue = pl.max_horizontal("overdue", "received")
    there = pl.col("outcome") != "ended_undated"
    there = there.fill_null(True)
    happened = [
        event("received", pl.col("received"), pl.lit(True)),
        *(event(name, pl.col("ended"), pl.col("outcome") == OUTCOME_OF[name]) for name in COUNTED),
        *interval("open", pl.col("received"), pl.col("ended"), there),
        *interval("overdue", became_overdue, until, there & pl.col("overdue").is_not_null()),
        *interval("no_due", pl.col("received"), until, there & pl.col("no_due")),
        event("paused", pl.lit(last, dtype=pl.Int32), pl.col("outcome") == "paused"),
    ]
    names = ("received", *COUNTED, "open", "overdue", "no_due", "paused")
    events = (
        pl.concat(
            [
                counted.filter(when).select(*UNIT, month.alias("month"), *deltas(names, name, sign))
                for name, month, when, sign in happened
            ]
        )
        .filter(pl.col("month") <= last)
        .group_by(*UNIT, "month")
        .agg(pl.col(name).sum() for name in names)
        .collect(engine="streaming")
    )
    months = (
        events.group_by(*UNIT)
        .agg(pl.int_ranges(pl.col("month").min(), last + 1, dtype=pl.Int32).alias("month"))
        .explode("month")
        .join(events, on=[*UNIT, "month"], how="left", nulls_equal=True)
        .with_columns(pl.col(name).fill_null(0) for name in names)
        .sort(*UNIT, "month", nulls_last=True)
        .with_columns(pl.col(name).cum_sum().over(UNIT) for name in ("open", "overdue", "no_due"))
    )
    resolved = pl.sum_horizontal(name for name in COUNTED if name != "returned")
    return (
        months.with_columns(pl.col("open").shift(1).over(UNIT).fill_null(0).alias("carried_over"))
        .with_columns(
            (pl.col("carried_over") + pl.col("received")).alias("to_process"),
            resolved.alias("resolved"),
            (pl.col("resolved_early") + pl.col("resolved_on_day")).alias("resolved_on_time"),
            (pl.col("open") - pl.col("overdue") - pl.col("no_due") - pl.col("paused")).alias("pending_in_time"),
            pl.date(pl.col("month") // 12, pl.col("month") % 12 + 1, 1).alias("month"),
        )
        .rename({"overdue": "pending_overdue", "no_due": "pending_without_due"})
        .filter((pl.col("to_process") > 0) | (pl.col("resolved") > 0) | (pl.col("returned") > 0))
        .drop("open")
    )


def event(name: str, month: pl.Expr, when: pl.Expr, sign: int = 1) -> Event:
    return name, month, when & month.is_not_null(), sign


def interval(name: str, start: pl.Expr, end: pl.Expr, when: pl.Expr) -> list[Event]:
    """One more from `start` on, one fewer from `end` on; nothing when it ends before a month's end has seen it."""
    seen = when & (end.is_null() | (start < end))
    return [event(name, start, seen), event(name, end, seen, -1)]


def deltas(names: Sequence[str], name: str, sign: int) -> list[pl.Expr]:
    return [(pl.col("n") * sign if each == name else pl.lit(0, dtype=pl.Int64)).alias(each) for each in names]
