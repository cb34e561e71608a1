"""The one-stop statistics block many portals print on every page: "Kết quả giải quyết TTHC".

A page may carry an article of one day and this block of another, so nothing of the article is used here: the
period comes from the block's own update stamp or is unknown.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from orchestration.portals.plain import plain_label, unaccented
from orchestration.portals.widget_period import OF_TIME, STAMP, ToDateMeans, period_in

LONGEST_BLOCK = 800
SOURCES_KEPT = 256
NO_LABELS: Mapping[str, str] = MappingProxyType({})
NUMBER = r"(?P<number>\d{1,3}(?: \d{3})+(?![\d.,]|\s*%)|\d[\d.,]*|--|nan)"
BODY = re.compile(
    r"^\W*(?:trang|cong) (?:thong tin dien tu|dich vu cong(?: truc tuyen)?|ttdt)\s+"
    r"(?P<body>\S[^\n|]{2,80}?)\s*(?:[\n|]|$)",
    re.MULTILINE,
)
LATE = {"resolved_late", "stated_late_rate"}
RESOLVED = re.compile("da giai quyet|da xu ly|(?:dung|truoc|som) h[ae]n")
GROUPED = re.compile(r"\d{1,3}(?:[., ]\d{3})+")


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

    period_basis is 'inferred_asof' where a stamp gave the year, since most blocks print none.
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
    """What opens a block, and its numbers: behind their labels or before them."""

    heading: re.Pattern[str]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    under_way: re.Pattern[str]
    counts: dict[str, str]
    rates: dict[str, str]


@lru_cache(SOURCES_KEPT)
def labels_with(own: frozenset[tuple[str, str]], heading: str | None) -> Labels:
    """The words of widget_labels.toml, with those that one source alone uses (label, measure)."""
    table = tomllib.loads(Path(__file__).with_name("widget_labels.toml").read_text("utf-8"))
    counts = {plain_label(label): measure for measure, names in table["counts"].items() for label in names}
    rates = {plain_label(label): measure for measure, names in table["rates"].items() for label in names}
    for label, measure in own:
        (rates if measure in table["rates"] else counts)[label] = measure
    label = f"(?P<label>{any_of({*counts, *rates, *table['under_way']})})"
    return Labels(
        heading=re.compile(any_of({*table["headings"], *([plain_label(heading)] if heading else [])})),
        behind=re.compile(rf"{label}\s*[:\-–]?\s*\(?{NUMBER}\s*(?P<percent>%?)"),
        before=re.compile(rf"(?<![\d.,/]){NUMBER}\s*(?P<percent>%?)\s*(?:ho so\s+)?{label}"),
        under_way=re.compile(any_of(set(table["under_way"]))),
        counts=counts,
        rates=rates,
    )


def any_of(phrases: set[str]) -> str:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\W+".join(re.findall(r"\w+", phrase)) for phrase in longest_first)


def read_widgets(
    text: str,
    to_date_means: ToDateMeans = "ytd",
    own_labels: Mapping[str, str] = NO_LABELS,
    heading: str | None = None,
) -> list[Widget]:
    """Every statistics block in a page's text, in text order; offsets refer to `text` as given.

    to_date_means says what "Đến tháng 09" stands for at this portal: the year to date, or that month alone.
    own_labels and heading: what only this portal calls its measures and its block.
    """
    told = unicodedata.normalize("NFC", text).lower()
    if "hạn" not in told and "hẹn" not in told:
        return []
    plain, origin = unaccented(text)
    labels = labels_with(frozenset(own_labels.items()), heading)
    starts = [match.start() for match in labels.heading.finditer(plain)]
    borders = pairwise([*starts, len(plain)])
    body = body_of(text, plain, origin)
    blocks = ((start, min(end, start + LONGEST_BLOCK)) for start, end in borders)
    widgets = (read_block(text, plain, origin, start, end, labels, body, to_date_means) for start, end in blocks)
    return [widget for widget in widgets if widget]


def read_block(
    text: str,
    plain: str,
    origin: list[int],
    start: int,
    end: int,
    labels: Labels,
    body: str | None,
    to_date_means: ToDateMeans,
) -> Widget | None:
    stamp = STAMP.search(plain, start, end)
    end = stamp.end() if stamp else end
    period = period_in(plain, start, end, to_date_means)
    cells: dict[str, Cell] = {}
    last = start
    for match in told_in(plain, start, stamp.start() if stamp else end, labels):
        measure = measure_of(match, plain, start, labels)
        if measure and measure not in cells:
            cells[measure] = cell_of(text, origin, match)
            last = match.end()
    if len(cells) < 2:
        return None
    return Widget(
        char_start=origin[start],
        char_end=origin[end if stamp else last],
        cells=cells,
        period_label=original(text, origin, *period.told) if period.told else None,
        period_start=period.start,
        period_end=period.end,
        period_type=period.type,
        period_basis=period.basis,
        as_of=period.as_of,
        body=body,
        missing=missing_of(cells),
    )


def told_in(plain: str, start: int, end: int, labels: Labels) -> list[re.Match[str]]:
    """The numbers of a block with their labels; none where it cannot be told which label is whose.

    Most blocks print a label and then its number, cards a number and then its label. Read the other way each number
    would be taken for its neighbour's.
    """
    of_time = [match.span() for match in OF_TIME.finditer(plain, start, end)]
    behind = list(labels.behind.finditer(plain, start, end))
    before = [
        match
        for match in labels.before.finditer(plain, start, end)
        if not any(since <= match.start("number") < until for since, until in of_time)
    ]
    labelled, labelling = ({match.start("number") for match in told} for told in (behind, before))
    if not before or not behind:
        return behind or before
    first, last = min(labelled | labelling), max(labelled | labelling)
    if first in labelled:
        return [] if last in labelling else behind
    if last in labelling:
        return before
    if before[0].start("label") not in {match.start("label") for match in behind}:
        # "96,69% hồ sơ đúng hạn" over numbers that stand behind their labels
        return [before[0], *behind]
    # a number behind words of its own line that are no label of ours
    line = max(plain.rfind("\n", start, first), start)
    return behind if line > start and any(map(str.isalpha, plain[line:first])) else []


def measure_of(told: re.Match[str], plain: str, start: int, labels: Labels) -> str | None:
    """What the label says is counted; late among dossiers under way is late without a result."""
    names = labels.rates if told["percent"] else labels.counts
    measure = names.get(plain_label(told["label"]))
    if measure in LATE and is_under_way(plain, start, told.start("label"), labels):
        return None if told["percent"] else "pending_overdue"
    return measure


def is_under_way(plain: str, start: int, at: int, labels: Labels) -> bool:
    """Whether the last thing named before a label is dossiers under way, and nothing of those resolved behind it."""
    ways = list(labels.under_way.finditer(plain, start, at))
    return bool(ways) and not RESOLVED.search(plain, ways[-1].end(), at)


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
    """67039, 67.039, 67,039 and 67 039 are one count; a number with a decimal part is none."""
    is_phone = number.startswith("0") and number != "0"
    if not is_phone and (number.isdecimal() or GROUPED.fullmatch(number)):
        return float(re.sub("[., ]", "", number)), 0
    return None, 0


def rate(number: str) -> tuple[float | None, int]:
    """99.3 and 99,3 alike, with how many decimals were shown; outside 0..100 it is no rate."""
    whole, _, decimals = number.replace(",", ".").partition(".")
    if not whole.isdecimal() or (decimals and not decimals.isdecimal()):
        return None, 0
    value = float(f"{whole}.{decimals or 0}")
    return (value if value <= 100 else None), len(decimals)


def missing_of(cells: dict[str, Cell]) -> tuple[str, ...]:
    """Without on-time and late counts there is no rate to compute, and zeros must never stand in for them."""
    on_time = cells.keys() & {"resolved_on_time", "resolved_early", "resolved_on_day"}
    gaps = [] if on_time else ["Trước & đúng hạn"]
    return tuple(gaps if "resolved_late" in cells else [*gaps, "Trễ hạn"])


def body_of(text: str, plain: str, origin: list[int]) -> str | None:
    """The body whose portal this is, from the page's own header line ("CỔNG THÔNG TIN ĐIỆN TỬ THÀNH PHỐ …")."""
    header = BODY.search(plain)
    return original(text, origin, *header.span("body")) if header else None
