"""What goes into the reader and what comes out of it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Document:
    """A text to read. Offsets of its statements count the code points of `text` as given.

    place_key names the place the source speaks for, when that is known; `skip` holds spans (start, end) that
    another reader has read already, such as a portal's statistics block.
    """

    text: str
    title: str | None = None
    published_on: date | None = None
    place_key: str | None = None
    skip: tuple[tuple[int, int], ...] = ()


class Statement(NamedTuple):
    """One quantity read in a text, with its meaning. Words and units are those of fct_statement.

    value: percents 0-100, magnitudes expanded, a fall negative; value_max: upper end of a range.
    sentence_start: offset of `sentence`, so that the figure can be marked inside it.
    """

    char_start: int
    char_end: int
    quote: str
    sentence: str
    sentence_start: int
    kind: str
    indicator_code: str | None
    subject: str | None
    value: float
    value_max: float | None
    unit: str
    qualifier: str
    numerator: float | None
    denominator: float | None
    period_start: date | None
    period_end: date | None
    period_basis: str
    period_type: str
    place_key: str | None
    place_code: str | None
    place_name: str | None
    place_level: str | None
    organisation: str | None
    rule: str
    confidence: float
    is_repeat: bool
