"""What a page is drawn from: one edition of the warehouse, one language, one place."""

from dataclasses import dataclass, field
from datetime import date

from streamlit.delta_generator import DeltaGenerator

from dashboard import formats
from dashboard.exports.pages import Taken
from dashboard.formats import Lang
from dashboard.rows.builds import Build
from dashboard.rows.places import Place
from dashboard.text import Text
from dashboard.warehouse import Edition

# their bare names are enough to know them by
WHOLE = {"national", "province"}


@dataclass(frozen=True, slots=True)
class View:
    edition: Edition
    build: Build
    say: Text
    place: Place
    # the header strip, the page's address word, and what the page has drawn so far
    strip: DeltaGenerator
    page: str
    taken: Taken = field(default_factory=Taken)

    @property
    def lang(self) -> Lang:
        return self.say.lang

    @property
    def place_name(self) -> str:
        return full_name(self.place, self.say)


def full_name(place: Place, say: Text) -> str:
    """Hải Dương for a province, Thành phố Hải Dương for the town of the same name."""
    if place.level in WHOLE:
        return named(place, say.lang)
    return say("common.part", type=place.type, level=say.known("tier", place.level), name=named(place, say.lang))


def until(row: object, say: Text) -> str:
    """· đến 30/06/2025, of a place that is no more: one of today may have its name."""
    last: date | None = getattr(row, "valid_to")  # noqa: B009 (rows share no base class)
    return " · " + say("header.until", day=formats.day(last, say.lang)) if last is not None else ""


def named(row: object, lang: Lang) -> str:
    """The name of a place or an indicator in the reader's language."""
    return str(getattr(row, f"name_{lang}") or getattr(row, "name_vi"))  # noqa: B009 (rows share no base class)
