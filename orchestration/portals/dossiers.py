"""An export of case files, a row a dossier → how each one went, and what each unit did in each month.

Pure: lazy frames in, lazy frames out, in bounded memory. Only columns that dossier_labels.toml names are read. A
dossier is late when its day is after the appointed day; by the minute only when it was received and due on one day.
A dossier without an appointment is a class of its own, neither on time nor late.
"""

import hashlib
import hmac
import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal, cast

import holidays
import polars as pl

LateBy = Literal["result", "handover"]
Pauses = Literal["in_due", "extend_due"]

TIME_COLUMNS = ("received_at", "due_at", "renewed_due_at", "result_at", "handed_over_at")
REQUIRED = ("received_at", "due_at")
MOMENT_FORMATS = (
    "%d-%m-%Y %H:%M:%S",
    "%d-%m-%Y %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%H:%M:%S %d-%m-%Y",
    "%H:%M %d-%m-%Y",
)
DAY_FORMATS = ("%d-%m-%Y", "%Y-%m-%d")
MOMENT = pl.Datetime("us")
YEARS = range(2010, 2041)
OUTCOME = pl.Enum(
    [
        *("early", "on_day", "late", "no_due", "returned", "ended_undated", "undated"),
        *("pending_in_time", "pending_overdue", "pending_no_due", "paused"),
    ]
)
# a phone or identity number, or an address of e-mail, has no place in the name of an agency or a field
PERSONAL = re.compile(r"(?:\d[ .-]?){9,}|@")
SAFE_CODE = r"^[A-Za-z0-9][A-Za-z0-9./_-]{2,39}$"
LONG_DIGITS = r"\d{9,}"
AGENCY_OF_CODE = r"^(.+)[-.]\d{6}-\d+$"
PROCEDURE = r"^\d{1,2}\.\d{6}(?:\.[0-9A-Z.]+)?$"
LONGEST_NAME = 200


class MissingColumns(ValueError):
    """The export lacks columns without which nothing can be counted; `names` are their usual headers."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@dataclass(frozen=True, slots=True)
class Rules:
    """What a source declares. as_of is the day of the export: what happened later is not yet known."""

    late_by: LateBy
    pauses: Pauses
    as_of: date


@dataclass(frozen=True, slots=True)
class Labels:
    columns: dict[str, str]
    applicant: frozenset[str]
    people: tuple[str, ...]
    statuses: dict[str, list[str]]
    channels: dict[str, list[str]]


@cache
def labels() -> Labels:
    table = tomllib.loads(Path(__file__).with_name("dossier_labels.toml").read_text("utf-8"))
    return Labels(
        columns={name: column for column, names in table["columns"].items() for name in names},
        applicant=frozenset(table["applicant"]["columns"]),
        people=tuple(table["people"]["words"]),
        statuses=table["status"],
        channels=table["channel"],
    )


def plain(text: str) -> str:
    """Lower case without accents; composed and decomposed Vietnamese, NBSP and underscores give the same words."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return " ".join(bare.lower().replace("đ", "d").replace("ð", "d").replace("_", " ").split())


def speaks_of_people(header: str) -> bool:
    words = plain(header)
    return any(word in words for word in labels().people)


def columns_of(header: Sequence[str]) -> dict[str, str]:
    """Our column → the export's, the first of its name. `applicant` is there when a column identifies one."""
    found: dict[str, str] = {}
    for name in header:
        words = plain(name.lstrip("\ufeff"))
        ours = labels().columns.get(words) or ("applicant" if words in labels().applicant else None)
        if ours:
            found.setdefault(ours, name)
    return found


def require(found: dict[str, str]) -> None:
    """Raises MissingColumns unless reception, appointment and one kind of end are there."""
    usual = {"received_at": "Ngày tiếp nhận", "due_at": "Ngày hẹn trả"}
    missing = [usual[column] for column in REQUIRED if column not in found]
    if not found.keys() & {"result_at", "handed_over_at"}:
        missing.append("Ngày có kết quả hoặc Ngày trả kết quả")
    if missing:
        raise MissingColumns(missing)


@cache
def days_off() -> list[date]:
    """Public holidays of Viet Nam with their substitute days; a Saturday worked in exchange is not known."""
    return sorted(holidays.country_holidays("VN", years=YEARS))


def known_columns(export: pl.LazyFrame, person_key: bytes | None) -> pl.LazyFrame:
    """The export cut down to the columns that may be read, under our names and of our types; `row` counts from 0.

    Everything personal ends here: it is not selected, or (an identity number, when there is a key) hashed with it.
    Names of agencies and fields are as written: `named` is for when they are few.
    """
    found = columns_of(export.collect_schema().names())
    require(found)
    types = export.collect_schema()
    texts = {column: as_text(source, types[source]) for column, source in found.items() if column not in TIME_COLUMNS}
    nothing = pl.lit(None, dtype=pl.String)
    code = texts.get("code", nothing)
    applicant = texts.get("applicant", nothing) if person_key else nothing
    key = person_key or b""
    return export.select(
        *(as_moment(column, found.get(column), types) for column in TIME_COLUMNS),
        *(unreadable(column, found.get(column), types) for column in TIME_COLUMNS),
        code_of(code).alias("code"),
        code.str.to_uppercase().hash().alias("code_hash"),
        matching(texts.get("procedure_code", nothing), PROCEDURE).alias("procedure_code"),
        texts.get("field", nothing).alias("field"),
        texts.get("agency", nothing).alias("agency"),
        by_value(texts.get("channel", nothing), channel_of).alias("channel"),
        by_value(texts.get("status", nothing), status_of).alias("status"),
        texts.get("paused_days", nothing).cast(pl.Int32, strict=False).clip(0, 3650).alias("paused_days"),
        by_value(applicant, lambda value: keyed_hash(value, key)).alias("applicant_key"),
    ).with_row_index("row")


def as_text(source: str, kind: pl.DataType) -> pl.Expr:
    text = pl.col(source) if kind == pl.String else pl.col(source).cast(pl.String, strict=False)
    return text.str.strip_chars()


def as_moment(column: str, source: str | None, types: pl.Schema) -> pl.Expr:
    """Local time without zone, to the microsecond; null where there is none or it cannot be read."""
    if source is None:
        return pl.lit(None, dtype=MOMENT).alias(column)
    kind = types[source]
    if isinstance(kind, pl.Datetime):
        moment = pl.col(source).dt.convert_time_zone("Asia/Ho_Chi_Minh") if kind.time_zone else pl.col(source)
        return moment.dt.replace_time_zone(None).cast(MOMENT).alias(column)
    if kind == pl.Date:
        return pl.col(source).cast(MOMENT).alias(column)
    text = (
        as_text(source, kind)
        .str.replace(r"(:\d{2})\.\d+$", "$1")
        .str.replace_all("[/.]", "-")
        .str.replace("T", " ", literal=True)
    )
    moments = [text.str.to_datetime(form, strict=False, time_unit="us") for form in MOMENT_FORMATS]
    days = [text.str.to_date(form, strict=False).cast(MOMENT) for form in DAY_FORMATS]
    return pl.coalesce(moments + days).alias(column)


def unreadable(column: str, source: str | None, types: pl.Schema) -> pl.Expr:
    """True where something is written that is no date."""
    if source is None or types[source].is_temporal():
        return pl.lit(False).alias(f"{column}_unreadable")
    written = as_text(source, types[source]).fill_null("") != ""
    return (written & as_moment(column, source, types).is_null()).alias(f"{column}_unreadable")


def by_value(text: pl.Expr, meaning: Callable[[str], str | None]) -> pl.Expr:
    """A column of few different values, each given its meaning once a batch."""

    def batch(values: pl.Series) -> pl.Series:
        old = values.unique().drop_nulls()
        new = pl.Series([meaning(value) for value in old], dtype=pl.String)
        return values.replace_strict(old, new, default=None, return_dtype=pl.String)

    return text.map_batches(batch, return_dtype=pl.String, is_elementwise=True)


def named() -> list[pl.Expr]:
    """Agency and field by name, composed, and null where the cell holds a phone number or the like."""
    return [by_value(pl.col(name), impersonal).alias(name) for name in UNIT]


def impersonal(value: str) -> str | None:
    name = " ".join(unicodedata.normalize("NFC", value).split())[:LONGEST_NAME]
    return None if not name or PERSONAL.search(name) else name


def status_of(value: str) -> str | None:
    return first_that_fits(plain(value), labels().statuses)


def channel_of(value: str) -> str | None:
    return first_that_fits(plain(value), labels().channels)


def first_that_fits(words: str, classes: dict[str, list[str]]) -> str | None:
    said = f" {words} "
    return next((name for name, phrases in classes.items() if any(f" {phrase} " in said for phrase in phrases)), None)


def keyed_hash(value: str, key: bytes) -> str | None:
    digits = re.sub(r"\W", "", value)
    return hmac.new(key, digits.encode(), hashlib.sha256).hexdigest()[:32] if digits else None


def code_of(text: pl.Expr) -> pl.Expr:
    """A dossier code as it is, if it looks like one; an identity number or a name in its place is not kept."""
    return pl.when(text.str.contains(SAFE_CODE) & ~text.str.contains(LONG_DIGITS)).then(text.str.to_uppercase())


def matching(text: pl.Expr, pattern: str) -> pl.Expr:
    return pl.when(text.str.contains(pattern)).then(text)


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
            pl.business_day_count(received_on, finished_on, holidays=off).alias("working_days"),
            pl.when(pl.col("outcome") == "late")
            # from the day after the appointed one to the day of the result, both counted
            .then(pl.business_day_count(due_on + pl.duration(days=1), finished_on + pl.duration(days=1), holidays=off))
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


COUNTED = ("resolved_early", "resolved_on_day", "resolved_late", "resolved_without_due", "returned")
OUTCOME_OF = {
    "resolved_early": "early",
    "resolved_on_day": "on_day",
    "resolved_late": "late",
    "resolved_without_due": "no_due",
    "returned": "returned",
}
UNIT = ("agency", "field")


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


Event = tuple[str, pl.Expr, pl.Expr, int]


def event(name: str, month: pl.Expr, when: pl.Expr, sign: int = 1) -> Event:
    return name, month, when & month.is_not_null(), sign


def interval(name: str, start: pl.Expr, end: pl.Expr, when: pl.Expr) -> list[Event]:
    """One more from `start` on, one fewer from `end` on; nothing when it ends before a month's end has seen it."""
    seen = when & (end.is_null() | (start < end))
    return [event(name, start, seen), event(name, end, seen, -1)]


def deltas(names: Sequence[str], name: str, sign: int) -> list[pl.Expr]:
    return [(pl.col("n") * sign if each == name else pl.lit(0, dtype=pl.Int64)).alias(each) for each in names]


def latest_moment(dossiers: pl.LazyFrame) -> datetime | None:
    """The last reception or end that an export tells of."""
    told = dossiers.select(pl.max_horizontal(pl.col("received_at", "result_at", "handed_over_at").max()))
    return cast("datetime | None", told.collect(engine="streaming").item())
