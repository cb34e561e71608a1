"""Days and moments as exports write them: day before month, ISO with or without a zone, the day numbers of a sheet."""

from collections.abc import Sequence

import polars as pl

MOMENT = pl.Datetime("us")
FORMATS = (
    "%d-%m-%Y %H:%M:%S",
    "%d-%m-%Y %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%H:%M:%S %d-%m-%Y",
    "%H:%M %d-%m-%Y",
    "%d-%m-%Y",
    "%Y-%m-%d",
)
TWELVE_HOURS = ("%d-%m-%Y %I:%M:%S %p", "%d-%m-%Y %I:%M %p")
# day 1 of a spreadsheet is the last of 1899; these are 2000 to 2100
SHEET_DAYS = r"^(\d{5}(?:[.,]\d+)?)$"
# milliseconds since 1970, as software keeps them: 2001 to 2096
MILLISECONDS = r"^([1-3]\d{12})$"
FIRST_SHEET_DAY, LAST_SHEET_DAY = 36_526, 73_050
EARLIEST_YEAR = 1900
# Viet Nam keeps one time all year
HOURS_FROM_UTC = 7
DAY_FIRST = r"^(?:1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-]\d{4}"
MONTH_FIRST = r"^\d{1,2}[/.-](?:1[3-9]|2\d|3[01])[/.-]\d{4}"

REWRITTEN = (
    (r"\s+", " "),
    (r"(?i)(\d)\s?(?:h|giờ)\s?(\d{2})\b", "$1:$2"),
    (r"(:\d{2})(?:\.\d+)? ?(?:Z|\+0[07]:?00)$", "$1"),
    (r"(:\d{2})\.\d+", "$1"),
    (r"[/.]", "-"),
    (r"(\d)T(\d)", "$1 $2"),
    (r"(?i) ?(?:sa|am)$", " AM"),
    (r"(?i) ?(?:ch|pm)$", " PM"),
    (r"^(\d{1,2}-\d{1,2})-(\d{2})( |$)", "$1-20$2$3"),
    (r"^((?:19|20)\d{2})(\d{2})(\d{2})$", "$1-$2-$3"),
    (r"^(20\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$", "$1-$2-$3 $4:$5:$6"),
)


def moments_of(texts: pl.Series) -> pl.Series:
    """Local time without zone; null where none is written or none can be read. Rarer forms are tried where needed."""
    usual = texts.str.replace_all("[/.]", "-").str.replace(r"(\d)T(\d)", "$1 $2")
    found = first_that_reads(usual, FORMATS)
    left = (found.is_null() & texts.is_not_null()).arg_true()
    return found.scatter(left, rarely_written(texts.gather(left))) if len(left) else found


def rarely_written(texts: pl.Series) -> pl.Series:
    """Zones, hours by twelve (SA, CH), years of two digits, days without marks, the day numbers of a sheet."""
    plain = texts
    for form, put in REWRITTEN:
        plain = plain.str.replace_all(form, put)
    local = pl.Series("local", first_that_reads(plain, FORMATS + TWELVE_HOURS))
    days = texts.str.extract(SHEET_DAYS).str.replace(",", ".", literal=True).cast(pl.Float64)
    since_1970 = texts.str.extract(MILLISECONDS).cast(pl.Int64)
    told = pl.DataFrame({"local": local, "text": texts, "days": days, "since_1970": since_1970})
    seconds = (pl.col("days") - FIRST_SHEET_DAY) * 86_400
    return told.select(
        pl.when(pl.col("days").is_between(FIRST_SHEET_DAY, LAST_SHEET_DAY))
        .then(pl.datetime(2000, 1, 1, time_unit="us") + pl.duration(seconds=seconds.round()))
        .when(pl.col("since_1970").is_not_null())
        .then(pl.from_epoch("since_1970", time_unit="ms").cast(MOMENT) + pl.duration(hours=HOURS_FROM_UTC))
        .when(pl.col("text").str.contains(r":\d{2}(?:\.\d+)? ?(?:Z|\+00:?00)$"))
        .then(pl.col("local") + pl.duration(hours=HOURS_FROM_UTC))
        .otherwise(pl.col("local"))
        .cast(MOMENT)
        .alias("moment")
    ).to_series()


def first_that_reads(texts: pl.Series, formats: Sequence[str]) -> pl.Series:
    """Each text by the first format that reads it as a day of our time; most columns need one."""
    found = pl.Series(texts.name, [None], dtype=MOMENT).new_from_index(0, len(texts))
    for form in formats:
        left = (found.is_null() & texts.is_not_null()).arg_true()
        if not len(left):
            break
        of_left = texts if len(left) == len(texts) else texts.gather(left)
        read = (
            of_left.str.to_datetime(form, strict=False, time_unit="us")
            if "H" in form or "I" in form
            else (of_left.str.to_date(form, strict=False).cast(MOMENT))
        )
        read = pl.select(pl.when(read.dt.year() >= EARLIEST_YEAR).then(read)).to_series()
        found = read if len(left) == len(texts) else found.scatter(left, read)
    return found
