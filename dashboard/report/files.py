"""Reports as files: one place and month, one name, three forms."""

from collections.abc import Sequence
from datetime import UTC, date
from pathlib import Path

from dashboard import repository
from dashboard.exports.names import file_name
from dashboard.formats import VIETNAM, Lang
from dashboard.report.content import Report, report
from dashboard.report.docx import docx
from dashboard.report.html import html
from dashboard.report.pdf import pdf
from dashboard.rows.places import Place
from dashboard.text import text
from dashboard.warehouse import Edition, edition_of

FORMS = {"html": html, "pdf": pdf, "docx": docx}


def month_of(edition: Edition) -> date:
    """The month in which the build was made, on the clocks of Việt Nam."""
    return repository.build(edition).built_at.replace(tzinfo=UTC).astimezone(VIETNAM).date().replace(day=1)


def name_of(place: Place, month: date, form: str) -> str:
    return file_name(form, "bao-cao", place.place_key, place.name_vi, f"{month:%Y-%m}")


def made_of(edition: Edition, place: Place, lang: Lang = "vi") -> Report:
    return report(edition, place, month_of(edition), text(lang))


def write_reports(warehouse: Path, folder: Path, place_keys: Sequence[str]) -> list[Path]:
    """The month's report of each place as HTML, PDF and Word; when none is named, of every province with a figure.

    A province that was gone before the month has nobody to meet: it has a report when it is named.
    """
    edition = edition_of(warehouse)
    month = month_of(edition)
    places = [place for place in repository.places(edition) if is_wanted(place, place_keys, month)]
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for place in places:
        made = made_of(edition, place)
        for form, render in FORMS.items():
            path = folder / name_of(place, month, form)
            staged = path.with_name(f".{path.name}.new")
            staged.write_bytes(render(made))
            staged.replace(path)
            written.append(path)
    return written


def is_wanted(place: Place, place_keys: Sequence[str], month: date) -> bool:
    if place_keys:
        return any(key in place_keys for key in place.keys)
    return place.level == "province" and place.n_kpis > 0 and (place.valid_to or month) >= month
