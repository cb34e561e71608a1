"""The report as a PDF: set by Typst from data, with its fonts inside. What a document said is data, never markup."""

import json
import shutil
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from dashboard.exports.images import picture
from dashboard.report.content import PAPER_WIDTH, Report

TEMPLATE = Path(__file__).with_name("report.typ")
# the same report has the same bytes whenever it is made
WHEN = datetime(2000, 1, 1, tzinfo=UTC)


def pdf(report: Report) -> bytes:
    (made,) = typeset(report, "pdf")
    return made


def pages(report: Report) -> list[bytes]:
    """Each page as a PNG, to be looked at."""
    return typeset(report, "png")


def typeset(report: Report, kind: Literal["pdf", "png"]) -> list[bytes]:
    import typst

    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        shutil.copyfile(TEMPLATE, room / TEMPLATE.name)
        (room / "data.json").write_text(json.dumps(as_data(report, room), ensure_ascii=False), "utf-8")
        source, at = str(room / TEMPLATE.name), int(WHEN.timestamp())
        # one page comes as bytes, several as a list: the stub knows of the first alone
        made: Any = typst.compile(source, root=folder, format=kind, ignore_system_fonts=True, timestamp=at)
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def as_data(report: Report, room: Path) -> dict[str, Any]:
    """The report with each chart as its title and a file in the room."""
    data = asdict(report)
    for number, (part, section) in enumerate(zip(report.sections, data["sections"], strict=True)):
        if part.chart is not None:
            title, spec = part.chart
            name = f"chart-{number}.pdf"
            (room / name).write_bytes(picture(spec, None, "pdf", PAPER_WIDTH))
            section["chart"] = {"title": title, "file": name}
    return data
