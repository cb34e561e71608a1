"""When something is due or was done: the periods of a sentence, and the single days and months it names."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from orchestration.reading.frame import Frame
from orchestration.reading.periods import periods
from orchestration.reading.sentences import Sentence

EXPRESSION = re.compile(
    r"""
    (?<!\w)(?:
      (?P<by>(?:chậm\s+nhất\s+(?:là\s+)?|trước\s+|muộn\s+nhất\s+)(?:vào\s+)?(?:ngày\s+)?)?
      (?P<lead>(?:sáng|chiều|tối|trưa|ngày|từ|vào|hôm|đến|tới|dịp|lễ)\s+(?:ngày\s+)?(?:\w+\s+){0,5}?)?
      (?P<d>\d{1,2})
      (?:
        \s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?
      | \s+tháng\s+(?P<m2>\d{1,2})(?:\s+năm\s+(?P<y2>\d{4}))?
      )
      (?![\d/%.,]*\d|\s*%)
    | (?P<month>
        (?P<m_by>trước\s+|đến\s+(?:hết\s+)?|chậm\s+nhất\s+)?
        (?:trong\s+|vào\s+|cuối\s+|giữa\s+|đầu\s+)?
        tháng\s+(?P<mm>\d{1,2})
      )
      (?:\s+(?:tới|này|năm\s+nay))?(?!\s*(?:/|-|năm)\s*\d)(?!\w)
    | (?P<half>(?:6|sáu)\s+tháng\s+cuối\s+năm(?:\s+(?P<half_year>\d{4}))?)
    | (?P<this_year>(?:trong|cuối|hết)\s+năm\s+nay|năm\s+nay)
    | (?P<next_year>(?:trong\s+)?năm\s+(?:tới|sau))
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Due:
    """A stretch of days named at [start, end) of the normal text; first is null for a deadline. is_day: one day."""

    start: int
    end: int
    first: date | None
    last: date | None
    is_day: bool = False


def dues(frame: Frame, sentence: Sentence) -> list[Due]:
    """The stretches of days a sentence names, in order, none inside another."""
    low = frame.low
    spans = [
        Due(p.start, p.end, p.period_start, p.period_end)
        for p in periods(low, sentence.start, sentence.end, frame.published_on, None, spots=frame.spots["period"])
        if p.period_end and p.basis == "stated"
    ]
    years = [(due.end, due.last.year) for due in spans if due.last]
    for match in EXPRESSION.finditer(low, sentence.start, sentence.end):
        named = [year for end, year in years if end <= match.start()]
        year = named[-1] if named else frame.published_on.year if frame.published_on else None
        spans += single(match, year, frame.published_on)
    return without_overlap(spans)


def single(match: re.Match[str], year: int | None, published_on: date | None) -> Iterator[Due]:
    try:
        yield from read(match, year, published_on)
    except ValueError:
        return  # 31/2 and the like are no days


def read(match: re.Match[str], year: int | None, published_on: date | None) -> Iterator[Due]:
    start, end = match.span()
    if match["d"]:
        if not (match["lead"] or match["by"] or match["y"] or match["y2"]):
            return  # a bare 3/4 may be a share
        named = match["y"] or match["y2"] or year
        if named:
            day = date(int(named), int(match["m"] or match["m2"]), int(match["d"]))
            yield Due(start, end, None if match["by"] else day, day, not match["by"])
    elif match["month"] and year and 1 <= int(match["mm"]) <= 12:
        month = int(match["mm"])
        first = None if match["m_by"] else date(year, month, 1)
        yield Due(start, end, first, date(year, month, monthrange(year, month)[1]))
    elif match["half"] and (match["half_year"] or year):
        named = int(match["half_year"] or year or 0)
        yield Due(start, end, date(named, 7, 1), date(named, 12, 31))
    elif published_on and (match["this_year"] or match["next_year"]):
        named = published_on.year + bool(match["next_year"])
        yield Due(start, end, date(named, 1, 1), date(named, 12, 31))


def without_overlap(spans: list[Due]) -> list[Due]:
    """Of two that overlap the longer one; "ngày 26 tháng 3 năm 2021" is one day and no month."""
    kept: list[Due] = []
    for due in sorted(spans, key=lambda due: (due.start, -due.end)):
        if kept and due.start < kept[-1].end:
            if due.end - due.start > kept[-1].end - kept[-1].start:
                kept[-1] = due
            continue
        kept.append(due)
    return kept
