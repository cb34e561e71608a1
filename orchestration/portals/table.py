"""HTML tables of results by unit, with headers over several rows and columns (OpenCPS and its kin)."""

import unicodedata

from selectolax.lexbor import LexborHTMLParser, LexborNode

from orchestration.portals.cells import Cell, Dialect
from orchestration.portals.grid import Grid, read_grid
from orchestration.portals.report import Report, results_among

WIDEST = 200
LONGEST_ABOVE = 2_000
# a table whose spans cover more than this is none that anybody printed; spans of a few bytes may ask for billions
MOST_CELLS = 500_000
LONGEST_SPAN = 5


# stands for a table in the text around it
TABLE = "\ue000"


def read_tables(html: str, own_labels: dict[str, str], dialect: Dialect, communes_inside: bool) -> list[Report]:
    """Every report printed as a table in a page, in page order; text over and under the tables gives the period."""
    tree = LexborHTMLParser(unicodedata.normalize("NFC", html))
    tree.strip_tags(["script", "style", "noscript", "template"])
    show_what_is_chosen(tree)
    rows = [cells_of(table) for table in printed_tables(tree)]
    texts = texts_between(tree)
    around = " ".join(texts)[:LONGEST_ABOVE]
    grids = (
        Grid(f"bảng {n}", cells, above[-LONGEST_ABOVE:], around)
        for n, (cells, above) in enumerate(zip(rows, texts, strict=False), start=1)
    )
    return results_among(report for grid in grids if (report := read_grid(grid, own_labels, dialect, communes_inside)))


def printed_tables(tree: LexborHTMLParser) -> list[LexborNode]:
    """The tables that hold no other: those that do lay out the page."""
    return [table for table in tree.css("table") if all(inner.mem_id == table.mem_id for inner in table.css("table"))]


def show_what_is_chosen(tree: LexborHTMLParser) -> None:
    """Of a form its choices as text: the year that is chosen, the days that are filled in."""
    for option in tree.css("option"):
        if "selected" not in option.attributes:
            option.decompose()
    for field in tree.css("input"):
        if (field.attributes.get("type") or "text").lower() in ("text", "date", "month"):
            field.replace_with(f" {field.attributes.get('value') or ''} ")


def texts_between(tree: LexborHTMLParser) -> list[str]:
    """What a page says outside its tables (titles, the period, the stamp), parted where the tables stand."""
    page = LexborHTMLParser(tree.html or "")
    for table in printed_tables(page):
        captions = " ".join(caption.text(separator=" ") for caption in table.css("caption"))
        table.replace_with(f" {captions} {TABLE} ")
    return (page.body.text(separator=" ") if page.body else "").split(TABLE)


def cells_of(table: LexborNode) -> list[list[Cell]]:
    """The table with every spanned cell filled in, so that each column has its headers right above it.

    Nothing of a table with more than MOST_CELLS cells.
    """
    filled: dict[tuple[int, int], str] = {}
    rows = table.css("tr")
    spanned = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row.css("th, td"):
            while (number, column) in filled:
                column += 1
            if column >= WIDEST:
                break
            down_by, right_by = span(cell, "rowspan", len(rows) - number), span(cell, "colspan", WIDEST - column)
            spanned += down_by * right_by
            if spanned > MOST_CELLS:
                return []
            text = " ".join((cell.text(separator=" ") or "").split())
            for down in range(down_by):
                for right in range(right_by):
                    filled[number + down, column + right] = text
    width = 1 + max((column for _, column in filled), default=-1)
    return [[filled.get((number, column)) for column in range(width)] for number in range(len(rows))]


def span(cell: LexborNode, name: str, most: int) -> int:
    told = cell.attributes.get(name) or "1"
    return max(1, min(int(told), most)) if told.isdecimal() and len(told) <= LONGEST_SPAN else 1
