"""The columns of an export of case files, under our names and of our types, and nobody's name, number or address.

Only columns that dossier_labels.toml names are read.
"""

import hashlib
import hmac
import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import cast

import polars as pl

from orchestration.portals.moments import DAY_FIRST, MOMENT, MONTH_FIRST, moments_of

TIME_COLUMNS = ("received_at", "due_at", "renewed_due_at", "result_at", "handed_over_at")

# which of the two first numbers is surely the day
ORDERS = (("day_first", DAY_FIRST), ("month_first", MONTH_FIRST))

REQUIRED = ("received_at", "due_at")

UNIT = ("agency", "field")

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
class Labels:
    """`columns`: our column, and how well the name says it (0 best), by the export's name written together."""

    columns: dict[str, tuple[str, int]]
    applicant: frozenset[str]
    people: tuple[str, ...]
    statuses: dict[str, list[str]]
    channels: dict[str, list[str]]


@cache
def labels() -> Labels:
    table = tomllib.loads(Path(__file__).with_name("dossier_labels.toml").read_text("utf-8"))
    return Labels(
        columns={
            together(name): (column, rank)
            for column, names in table["columns"].items()
            for rank, name in enumerate(names)
        },
        applicant=frozenset(map(together, table["applicant"]["columns"])),
        people=tuple(table["people"]["words"]),
        statuses=table["status"],
        channels=table["channel"],
    )


def plain(text: str) -> str:
    """Lower case without accents; composed and decomposed Vietnamese, NBSP and underscores give the same words."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return " ".join(bare.lower().replace("đ", "d").replace("ð", "d").replace("_", " ").split())


def together(name: str) -> str:
    """ "Ngày hẹn trả", "ngayHenTra" and "NGAY_HEN_TRA" → "ngayhentra"."""
    return plain(name).replace(" ", "")


def speaks_of_people(header: str) -> bool:
    words, run_together = plain(header), together(header)
    return any(word in words or word.replace(" ", "") in run_together for word in labels().people)


def columns_of(header: Sequence[str]) -> dict[str, str]:
    """Our column → the export's that says it best. `applicant` is there when a column identifies one."""
    found: dict[str, tuple[int, str]] = {}
    for name in header:
        words = together(name.lstrip("\ufeff"))
        ours = labels().columns.get(words) or (("applicant", 0) if words in labels().applicant else None)
        if ours and (ours[0] not in found or ours[1] < found[ours[0]][0]):
            found[ours[0]] = (ours[1], name)
    return {column: name for column, (_, name) in found.items()}


def require(found: dict[str, str]) -> None:
    """Raises MissingColumns unless reception, appointment and one kind of end are there."""
    usual = {"received_at": "Ngày tiếp nhận", "due_at": "Ngày hẹn trả"}
    missing = [usual[column] for column in REQUIRED if column not in found]
    if not found.keys() & {"result_at", "handed_over_at"}:
        missing.append("Ngày có kết quả hoặc Ngày trả kết quả")
    if missing:
        raise MissingColumns(missing)


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
    moments = {column: as_moment(found.get(column), types).alias(column) for column in TIME_COLUMNS}
    written = {column: as_written(found.get(column), types) for column in TIME_COLUMNS}
    return (
        export.select(
            *moments.values(),
            *((said.fill_null("") != "").alias(f"{column}_unreadable") for column, said in written.items()),
            *(
                said.str.contains(form).alias(f"{column}_{name}")
                for column, said in written.items()
                for name, form in ORDERS
            ),
            code_of(code).alias("code"),
            code.str.to_uppercase().hash().alias("code_hash"),
            matching(texts.get("procedure_code", nothing), PROCEDURE).alias("procedure_code"),
            texts.get("field", nothing).alias("field"),
            texts.get("agency", nothing).alias("agency"),
            by_value(texts.get("channel", nothing), channel_of).alias("channel"),
            by_value(texts.get("status", nothing), status_of).alias("status"),
            texts.get("paused_days", nothing).cast(pl.Int32, strict=False).clip(0, 3650).alias("paused_days"),
            by_value(applicant, lambda value: keyed_hash(value, key)).alias("applicant_key"),
        )
        .with_columns(pl.col(f"{column}_unreadable") & pl.col(column).is_null() for column in TIME_COLUMNS)
        .with_row_index("row")
    )


def as_text(source: str, kind: pl.DataType) -> pl.Expr:
    text = pl.col(source) if kind == pl.String else pl.col(source).cast(pl.String, strict=False)
    return text.str.strip_chars()


def as_moment(source: str | None, types: pl.Schema) -> pl.Expr:
    """Local time without zone, to the microsecond; null where there is none or it cannot be read."""
    if source is None:
        return pl.lit(None, dtype=MOMENT)
    kind = types[source]
    if isinstance(kind, pl.Datetime):
        moment = pl.col(source).dt.convert_time_zone("Asia/Ho_Chi_Minh") if kind.time_zone else pl.col(source)
        return moment.dt.replace_time_zone(None).cast(MOMENT)
    if kind == pl.Date:
        return pl.col(source).cast(MOMENT)
    return as_text(source, kind).map_batches(moments_of, return_dtype=MOMENT, is_elementwise=True)


def as_written(source: str | None, types: pl.Schema) -> pl.Expr:
    """What is written for a moment, where it is written as text."""
    if source is None or types[source].is_temporal():
        return pl.lit(None, dtype=pl.String)
    return as_text(source, types[source])


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


def latest_moment(dossiers: pl.LazyFrame) -> datetime | None:
    """The last reception or end that an export tells of."""
    told = dossiers.select(pl.max_horizontal(pl.col("received_at", "result_at", "handed_over_at").max()))
    return cast("datetime | None", told.collect(engine="streaming").item())
