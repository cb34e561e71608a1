"""How each case file of an export went: early, on its day, late, returned, pending.

Pure: lazy frames in, lazy frames out, in bounded memory. A dossier is late when its day is after the appointed day; by
the minute only when it was received and due on one day. A dossier without an appointment is a class of its own, neither
on time nor late.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from orchestration.portals.working_days import days_off, working_days_before

LateBy = Literal["result", "handover"]

Pauses = Literal["in_due", "extend_due"]

OUTCOME = pl.Enum(
    [
        *("early", "on_day", "late", "no_due", "returned", "ended_undated", "undated"),
        *("pending_in_time", "pending_overdue", "pending_no_due", "paused"),
    ]
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a source declares. as_of is the day of the export: what happened later is not yet known."""

    late_by: LateBy
    pauses: Pauses
    as_of: date


def followed(dossiers: pl.LazyFrame, rules: Rules) -> pl.LazyFrame:
    """How each dossier went: `due_at` as it counts, `finished_at`, `ended_at`, `outcome`, working days.

    outcome: early, on_day, late or no_due (it has its result); pending_in_time, pending_overdue, pending_no_due,
    paused; returned; ended_undated (it has ended, the day is not told); undated (its reception is not told).
    """
    as_of = pl.lit(rules.as_of)
    finish = "handed_over_at" if rules.late_by == "handover" else "result_at"
    off = days_off()
    received_on, due_on, finished_on = (pl.col(name).dt.date() for name in ("received_at", "due_at", "finished_at"))
    known = pl.coalesce("renewed_due_at", "due_at")
    # a renewed appointment was made with the pause in sight
    extended = known.dt.add_business_days(pl.col("paused_days").fill_null(0), holidays=off, roll="forward")
    extends = pl.lit(rules.pauses == "extend_due") & pl.col("renewed_due_at").is_null() & (pl.col("paused_days") > 0)
    within_the_day = (received_on == due_on) & (pl.col("due_at").dt.time() > pl.time(0))
    by_the_minute = within_the_day & (finished_on == due_on) & (pl.col("finished_at").dt.time() > pl.time(0))
    has_left = pl.col("handed_over_at").is_not_null() | pl.col("status").is_in(
        ["handed_over"] if rules.late_by == "handover" else ["handed_over", "has_result"]
    )

    return (
        dossiers.with_columns(until_as_of(name, rules) for name in ("received_at", "result_at", "handed_over_at"))
        .with_columns(
            pl.col("due_at").alias("first_due_at"),
            pl.when(extends).then(extended).otherwise(known).alias("due_at"),
            (
                pl.col("renewed_due_at").is_not_null() & (pl.col("renewed_due_at") != pl.col("due_at")).fill_null(True)
            ).alias("is_renewed"),
            pl.when((pl.col("status") != "returned").fill_null(True)).then(pl.col(finish)).alias("finished_at"),
            pl.when(pl.col("status") == "returned")
            .then(pl.coalesce("result_at", "handed_over_at"))
            .otherwise(pl.col(finish))
            .alias("ended_at"),
        )
        .with_columns(
            pl.when(pl.col("received_at").is_null())
            .then(is_a("undated"))
            .when((pl.col("status") == "returned") & pl.col("ended_at").is_not_null())
            .then(is_a("returned"))
            .when(pl.col("finished_at").is_not_null() & pl.col("due_at").is_null())
            .then(is_a("no_due"))
            .when(pl.col("finished_at").is_not_null() & by_the_minute)
            .then(pl.when(pl.col("finished_at") > pl.col("due_at")).then(is_a("late")).otherwise(is_a("on_day")))
            .when(finished_on < due_on)
            .then(is_a("early"))
            .when(finished_on == due_on)
            .then(is_a("on_day"))
            .when(finished_on > due_on)
            .then(is_a("late"))
            .when((pl.col("status") == "returned") | has_left)
            .then(is_a("ended_undated"))
            .when(pl.col("status") == "paused")
            .then(is_a("paused"))
            .when(pl.col("due_at").is_null())
            .then(is_a("pending_no_due"))
            .when(due_on < as_of)
            .then(is_a("pending_overdue"))
            .otherwise(is_a("pending_in_time"))
            .alias("outcome"),
        )
        .with_columns(
            (working_days_before(finished_on) - working_days_before(received_on)).alias("working_days"),
            # from the day after the appointed one to the day of the result, both counted
            pl.when(pl.col("outcome") == "late")
            .then(
                working_days_before(finished_on + pl.duration(days=1))
                - working_days_before(due_on + pl.duration(days=1))
            )
            .alias("late_working_days"),
        )
    )


def is_a(outcome: str) -> pl.Expr:
    return pl.lit(outcome, dtype=OUTCOME)


def until_as_of(name: str, rules: Rules) -> pl.Expr:
    """A day after that of the export cannot have been seen in it: it is no date."""
    return pl.when(pl.col(name).dt.date() <= rules.as_of).then(pl.col(name)).alias(name)


def repeated_rows(dossiers: pl.LazyFrame) -> pl.Series:
    """Rows that tell a dossier again (`row`s, u32): of a code's rows the one that has ended stays, then the last told.

    Codes are compared by hash first, eight bytes a dossier; only those that occur twice are looked at whole.
    """
    hashes = dossiers.select("code_hash").collect(engine="streaming").to_series().sort()
    twice = hashes.filter(hashes == hashes.shift()).unique()
    if twice.is_empty():
        return pl.Series("row", [], dtype=pl.UInt32)
    told_again = (
        dossiers.filter(pl.col("code_hash").is_in(twice.implode()))
        .filter(pl.col("code").is_not_null())
        .select("row", "code", pl.max_horizontal("result_at", "handed_over_at").alias("ended"))
        .collect(engine="streaming")
        .sort("code", "ended", "row", nulls_last=False)
    )
    return told_again.filter(pl.col("code") == pl.col("code").shift(-1))["row"]


def is_repeat(repeats: pl.Series) -> pl.Expr:
    return (
        pl.col("row").is_in(repeats.implode()).alias("is_repeat") if len(repeats) else pl.lit(False).alias("is_repeat")
    )
