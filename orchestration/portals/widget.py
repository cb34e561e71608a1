"""The one-stop statistics block many portals print on every page: "Kết quả giải quyết TTHC".

A page may carry an article of one day and this block of another, so nothing of the article is used here: the
period comes from the block's own update stamp or is unknown.
"""

import re
import tomllib
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from orchestration.portals.plain import unaccented

ToDateMeans = Literal["ytd", "month"]

LONGEST_BLOCK = 800
NUMBER = r"(?P<number>\d[\d.,]*|--|nan)"
STAMP = re.compile(
    r"cap nhat(?: luc| ngay| den)?\s*:?\s*(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
    r"(?:\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?\s*\)?"
)
UP_TO_MONTH = re.compile(r"den (?:het )?thang (?P<month>\d{1,2})(?:\s*/\s*(?P<year>\d{4}))?")
BODY = re.compile(
    r"^\W*(?:trang|cong) (?:thong tin dien tu|dich vu cong(?: truc tuyen)?|ttdt)\s+"
    r"(?P<body>\S[^\n|]{2,80}?)\s*(?:[\n|]|$)",
    re.MULTILINE,
)
GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the block: as written, where it stands in the text, and its value (null for "--")."""

    label: str
    text: str
    char_start: int
    char_end: int
    value: float | None
    decimals: int


@dataclass(frozen=True, slots=True)
class Widget:
    """One statistics block. `cells` maps a measure of fct_tthc_result (or a stated rate) to its cell.

    period_basis is 'inferred_asof' whenever a stamp gave the year, since the block itself prints none.
    `missing` names the labels without which the block cannot be used.
    """

    char_start: int
    char_end: int
    cells: dict[str, Cell]
    period_label: str | None
    period_start: date | None
    period_end: date | None
    period_type: str
    period_basis: str
    as_of: datetime | None
    body: str | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    heading: re.Pattern[str]
    labelled: re.Pattern[str]
    counts: dict[str, str]
    rates: dict[str, str]


@cache
def labels() -> Labels:
    table = tomllib.loads(Path(__file__).with_name("widget_labels.toml").read_text("utf-8"))
    counts = {label: measure for measure, names in table["counts"].items() for label in names}
    rates = {label: measure for measure, names in table["rates"].items() for label in names}
    return Labels(
        heading=re.compile("|".join(map(re.escape, table["headings"]))),
        labelled=re.compile(rf"(?P<label>{any_of({*counts, *rates})})\s*[:\-–]?\s*\(?{NUMBER}\s*(?P<percent>%?)"),
        counts=counts,
        rates=rates,
    )


def any_of(phrases: set[str]) -> str:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


def read_widgets(text: str, to_date_means: ToDateMeans = "ytd") -> list[Widget]:
    """Every statistics block in a page's text, in text order; offsets refer to `text` as given.

    to_date_means says what "Đến tháng 09" stands for at this portal: the year to date, or that month alone.
    """
    if "hạn" not in unicodedata.normalize("NFC", text).lower():
        return []
    plain, origin = unaccented(text)
    starts = [match.start() for match in labels().heading.finditer(plain)]
    borders = pairwise([*starts, len(plain)])
    body = body_of(text, plain, origin)
    blocks = ((start, min(end, start + LONGEST_BLOCK)) for start, end in borders)
    widgets = (read_block(text, plain, origin, start, end, body, to_date_means) for start, end in blocks)
    return [widget for widget in widgets if widget]


def read_block(
    text: str,
    plain: str,
    origin: list[int],
    start: int,
    end: int,
    body: str | None,
    to_date_means: ToDateMeans,
) -> Widget | None:
    stamp = STAMP.search(plain, start, end)
    end = stamp.end() if stamp else end
    cells: dict[str, Cell] = {}
    last = start
    for match in labels().labelled.finditer(plain, start, end):
        names = labels().rates if match["percent"] else labels().counts
        measure = names.get(" ".join(match["label"].split()))
        if measure and measure not in cells:
            cells[measure] = cell_of(text, origin, match)
            last = match.end()
    if len(cells) < 2:
        return None
    month = UP_TO_MONTH.search(plain, start, end)
    as_of = moment_of(stamp) if stamp else None
    period = period_of(month, as_of, to_date_means)
    return Widget(
        char_start=origin[start],
        char_end=origin[stamp.end() if stamp else last],
        cells=cells,
        period_label=original(text, origin, *month.span()) if month else None,
        period_start=period[0],
        period_end=period[1],
        period_type=period[2],
        period_basis="inferred_asof" if as_of else "unknown",
        as_of=as_of,
        body=body,
        missing=missing_of(cells),
    )


def original(text: str, origin: list[int], start: int, end: int) -> str:
    return text[origin[start] : origin[end]].strip()


def cell_of(text: str, origin: list[int], match: re.Match[str]) -> Cell:
    number = match["number"].rstrip(".,")
    start, length = match.start("number"), len(number)
    shown_end = match.end("percent") if match["percent"] else start + length
    value, decimals = rate(number) if match["percent"] else count(number)
    return Cell(
        label=original(text, origin, *match.span("label")),
        text=original(text, origin, start, shown_end),
        char_start=origin[start],
        char_end=origin[shown_end - 1] + 1,
        value=value,
        decimals=decimals,
    )


def count(number: str) -> tuple[float | None, int]:
    """67039, 67.039 and 67,039 are one count; a number with a decimal part is none."""
    if number.isdecimal() or GROUPED.fullmatch(number):
        return float(re.sub(r"[.,]", "", number)), 0
    return None, 0


def rate(number: str) -> tuple[float | None, int]:
    """99.3 and 99,3 alike, with how many decimals were shown; outside 0..100 it is no rate."""
    whole, _, decimals = number.replace(",", ".").partition(".")
    if not whole.isdecimal() or (decimals and not decimals.isdecimal()):
        return None, 0
    value = float(f"{whole}.{decimals or 0}")
    return (value if value <= 100 else None), len(decimals)


def moment_of(stamp: re.Match[str]) -> datetime | None:
    parts = {name: int(value) for name, value in stamp.groupdict().items() if value}
    try:
        return datetime(**parts)  # type: ignore[arg-type]
    except ValueError:
        return None


def period_of(
    month: re.Match[str] | None, as_of: datetime | None, to_date_means: ToDateMeans
) -> tuple[date | None, date | None, str]:
    """(start, end, type) of the numbers: from the year's (or month's) first day to the stamp or the month's end."""
    if as_of is None:
        return None, None, "unknown"
    if month is None:
        return None, as_of.date(), "as_of"
    number = int(month["month"])
    if not 1 <= number <= 12:
        return None, as_of.date(), "as_of"
    # "Đến tháng 12" stamped in January speaks of the year before
    year = int(month["year"] or (as_of.year if number <= as_of.month else as_of.year - 1))
    month_end = date(year, number, monthrange(year, number)[1])
    end = min(month_end, as_of.date())
    start = date(year, number if to_date_means == "month" else 1, 1)
    return (start, end, "calendar" if to_date_means == "month" else "ytd") if start <= end else (None, end, "as_of")


def missing_of(cells: dict[str, Cell]) -> tuple[str, ...]:
    """Without on-time and late counts there is no rate to compute, and zeros must never stand in for them."""
    on_time = cells.keys() & {"resolved_on_time", "resolved_early", "resolved_on_day"}
    gaps = [] if on_time else ["Trước & đúng hạn"]
    return tuple(gaps if "resolved_late" in cells else [*gaps, "Trễ hạn"])


def body_of(text: str, plain: str, origin: list[int]) -> str | None:
    """The body whose portal this is, from the page's own header line ("CỔNG THÔNG TIN ĐIỆN TỬ THÀNH PHỐ …")."""
    header = BODY.search(plain)
    return original(text, origin, *header.span("body")) if header else None
