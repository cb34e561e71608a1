"""The report as a Word file, to be worked on: the paper, margins and letters that Decree 30/2020/NĐ-CP asks for.

What a document said is text of a run, never markup.
"""

from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from dashboard.exports.images import picture
from dashboard.report.content import PAPER_WIDTH, Line, Report, Section

FONT = "Times New Roman"
# of the 165 mm that the margins leave
CHART = Mm(160)
COLUMNS = (Mm(55), Mm(32), Mm(32), Mm(36), Mm(10))
QUIET = RGBColor(0x53, 0x64, 0x6D)
SHADES = {"met": RGBColor(0x1F, 0x6B, 0x3A), "behind": RGBColor(0x9A, 0x34, 0x12)}
# the same report says the same of itself whenever it is made
WHEN = datetime(2000, 1, 1)


def docx(report: Report) -> bytes:
    paper = Document()
    lay_out(paper, report)
    paper.add_heading(printable(report.title), 1)
    quiet(paper, report.built)
    paper.add_paragraph(printable(report.lead))
    for section in report.sections:
        write(paper, section)
    if report.sources:
        paper.add_heading(printable(report.sources_title), 2)
    for number, told in enumerate(report.sources, start=1):
        small(paper.add_paragraph(f"[{number}] {printable(told)}"))
    quiet(paper, report.note)
    made = BytesIO()
    paper.save(made)
    return made.getvalue()


def lay_out(paper: Paper, report: Report) -> None:
    for name, size in (("Normal", 13), ("Heading 1", 15), ("Heading 2", 13)):
        style = paper.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
        # headings bring a font of the theme, which would win over the name
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_after = Pt(4)
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    footer = page.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number_of_page(footer)
    about = paper.core_properties
    about.title, about.author, about.language, about.comments = report.title, "Thước Đo", report.lang, ""
    about.created = about.modified = WHEN


def number_of_page(footer: Paragraph) -> None:
    """A field that Word fills in; the library has no word for it."""
    run = footer.add_run()
    for kind in ("begin", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        if kind == "begin":
            asked = OxmlElement("w:instrText")
            asked.text = "PAGE"
            run._r.append(asked)


def write(paper: Paper, section: Section) -> None:
    paper.add_heading(printable(section.title), 2)
    if not section.lines:
        quiet(paper, section.nothing)
        return
    if section.chart is not None:
        title, spec = section.chart
        quiet(paper, title).paragraph_format.keep_with_next = True
        paper.add_picture(BytesIO(picture(spec, None, "png", PAPER_WIDTH)), width=CHART)
    table = paper.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    head = table.rows[0]
    repeats = OxmlElement("w:tblHeader")
    repeats.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeats)
    for cell, title in zip(head.cells, (*section.heads, ""), strict=True):
        fill(cell, title, bold=True)
    for line in section.lines:
        fill_row(table.add_row().cells, line, section.strong)
    for column, width in zip(table.columns, COLUMNS, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def fill_row(cells: tuple[_Cell, ...], line: Line, strong: int) -> None:
    for at, (cell, told) in enumerate(zip(cells, line.cells, strict=False)):
        colour = SHADES.get(line.standing) if at == len(line.cells) - 1 else None
        fill(cell, told, bold=at == strong, colour=colour)
    if line.source is not None:
        fill(cells[-1], f"[{line.source}]", colour=QUIET)


def fill(cell: _Cell, told: str, *, bold: bool = False, colour: RGBColor | None = None) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(printable(told))
    run.bold = bold
    if colour is not None:
        run.font.color.rgb = colour
    small(paragraph)


def quiet(paper: Paper, told: str) -> Paragraph:
    paragraph = small(paper.add_paragraph(printable(told)))
    for run in paragraph.runs:
        run.font.color.rgb = QUIET
    return paragraph


def small(paragraph: Paragraph) -> Paragraph:
    paragraph.paragraph_format.space_after = Pt(1)
    for run in paragraph.runs:
        run.font.size = Pt(10.5)
    return paragraph


def printable(told: str) -> str:
    """XML has no place for control characters; whatever a document held of them becomes a space."""
    return "".join(char if char.isprintable() or char == "\N{NO-BREAK SPACE}" else " " for char in told)
