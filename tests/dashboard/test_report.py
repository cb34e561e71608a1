"""The monthly report: what it says, each number with its source, as a page and as a PDF with its fonts inside."""

import re
import zlib
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard import repository
from dashboard.report.content import Report, called, report
from dashboard.report.docx import docx, printable
from dashboard.report.files import is_wanted, write_reports
from dashboard.report.html import html
from dashboard.report.pdf import pages, pdf
from dashboard.text import text
from dashboard.warehouse import WarehouseMissing, current_edition
from tests.dashboard.conftest import write_warehouse
from tests.dashboard.invented.names import BARE, OF_PLACE, PLACE
from tests.dashboard.test_pages import html_of, opened

OCTOBER = date(2024, 10, 1)
EVIL = '#panic() $x$ <script>alert(1)</script> \\ " *đậm* @x'


@pytest.fixture
def edition(tmp_path: Path, small_rows: dict[str, list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch) -> Any:
    small_rows["kpi_milestone_slip"] = [
        OF_PLACE
        | {
            "milestone_code": "ioc",
            "name_vi": EVIL,
            "state": "overdue",
            "first_due": date(2022, 12, 31),
            "latest_due": date(2024, 3, 31),
            "slip_months": 15,
            "n_sources": 1,
            "evidence": "s2",
        }
    ]
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(write_warehouse(tmp_path / "w.duckdb", small_rows)))
    return current_edition()


def made(edition: Any, key: str = PLACE, lang: Any = "vi", month: date = OCTOBER) -> Report:
    place = next(place for place in repository.places(edition) if place.place_key == key)
    return report(edition, place, month, text(lang))


def test_every_line_has_its_source_and_every_source_a_line(edition: Any) -> None:
    told = made(edition)
    cited = {line.source for section in told.sections for line in section.lines}
    assert cited == set(range(1, len(told.sources) + 1))
    figures = told.sections[2]
    line = next(line for line in figures.lines if line.cells[0] == "Chỉ số thử digitisation_rate")
    assert line.cells[1:3] == ("trên 89,27%", "9 tháng năm 2024")
    assert "Mục tiêu" in line.cells[3]
    assert line.cells[3].startswith("Nguy cơ")
    assert line.standing == "behind"
    assert "“89,27%”" in told.sources[(line.source or 0) - 1]


def test_what_came_out_in_the_month_stands_beside_what_was_before(edition: Any) -> None:
    changed = made(edition).sections[1]
    line = next(line for line in changed.lines if line.cells[0] == "Chỉ số thử digitisation_rate")
    assert line.cells[1:3] == ("80%", "trên 89,27%")
    assert made(edition, month=date(2024, 11, 1)).sections[1].lines == ()


def test_the_page_holds_its_charts_and_runs_nothing(edition: Any) -> None:
    page = html(made(edition)).decode()
    assert "<script" not in page
    assert "<svg" in page
    assert re.findall(r"(?:src|href)=\"(?!#)", page) == []
    assert set(re.findall(r'href="#(s\d+)"', page)) == set(re.findall(r'id="(s\d+)"', page))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_pdf_embeds_its_fonts_and_is_the_same_again(edition: Any, lang: str) -> None:
    told = made(edition, lang=lang)
    data = pdf(told)
    assert data.startswith(b"%PDF-")
    whole = data + b"".join(inflated(data))
    fonts = re.findall(rb"/FontDescriptor\b", whole)
    assert fonts
    assert len(re.findall(rb"/FontFile[23]?\b", whole)) >= 2
    assert pdf(told) == data


def inflated(data: bytes) -> list[bytes]:
    """The streams of a PDF that open, object streams among them."""
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            found.append(zlib.decompress(match.group(1)))
        except zlib.error:
            continue
    return found


def test_pages_can_be_looked_at(edition: Any) -> None:
    shown = pages(made(edition))
    assert shown
    assert all(page.startswith(b"\x89PNG") for page in shown)


def test_the_word_file_says_what_the_page_says_and_opens_as_text(edition: Any) -> None:
    told = made(edition)
    paper = Document(BytesIO(docx(told)))
    written = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows[1:]]
    assert written == [
        [*line.cells, f"[{line.source}]" if line.source else ""] for section in told.sections for line in section.lines
    ]
    assert EVIL in {cells[0] for cells in written}
    assert [p.text for p in paper.paragraphs if p.text.startswith("[")] == [
        f"[{number}] {source}" for number, source in enumerate(told.sources, start=1)
    ]
    assert len(paper.inline_shapes) == sum(section.chart is not None for section in told.sections)


@settings(max_examples=30)
@given(st.text(max_size=40))
def test_whatever_a_document_holds_can_be_written_in_word(text_of_a_source: str) -> None:
    bare = Report("", "", text_of_a_source, (), (text_of_a_source,), "", "", "vi")
    paper = Document(BytesIO(docx(bare)))
    assert paper.paragraphs[2].text.split() == printable(text_of_a_source).split()


def test_a_province_that_is_no_more_is_told_from_its_namesake(edition: Any) -> None:
    place = next(place for place in repository.places(edition) if place.place_key == PLACE)
    assert called(replace(place, valid_to=date(2025, 6, 30)), text("vi")).split() == [
        *called(replace(place, valid_to=None), text("vi")).split(), "(đến", "30/06/2025)",
    ]  # fmt: skip


def test_a_place_without_figures_has_a_report_that_says_so(edition: Any) -> None:
    told = made(edition, BARE)
    assert pdf(told).startswith(b"%PDF-")
    assert "Không có nhiệm vụ nào lùi hạn." in html(told).decode()


def test_files_are_named_for_place_and_month(edition: Any, tmp_path: Path) -> None:
    written = write_reports(edition.path, tmp_path / "out", [PLACE])
    assert [path.name for path in written] == [
        "bao-cao_t1-2004_thu-nghiem_2024-11.html",
        "bao-cao_t1-2004_thu-nghiem_2024-11.pdf",
        "bao-cao_t1-2004_thu-nghiem_2024-11.docx",
    ]
    # when none is named: provinces with figures, so neither the town nor the bare one
    assert len(write_reports(edition.path, tmp_path / "all", [])) == 3
    with pytest.raises(WarehouseMissing):
        write_reports(tmp_path / "none.duckdb", tmp_path / "out", [])


def test_a_province_that_was_gone_before_the_month_has_a_report_only_when_named(edition: Any) -> None:
    place = next(one for one in repository.places(edition) if one.place_key == PLACE)
    gone = replace(place, valid_to=date(2024, 10, 31))
    assert is_wanted(place, [], date(2024, 11, 1))
    assert not is_wanted(gone, [], date(2024, 11, 1))
    assert is_wanted(gone, [PLACE], date(2024, 11, 1))


def test_the_app_offers_the_report_of_the_place(published: Path, app: AppTest) -> None:
    assert "Báo cáo tháng: Thử Nghiệm" in html_of(opened(app, "dashboard/pages/downloads.py"))
    assert not app.exception
