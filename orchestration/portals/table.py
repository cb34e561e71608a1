"""HTML tables of results by unit, with headers over several rows and columns (OpenCPS and its kin)."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from orchestration.portals.cells import Cell, Dialect
from orchestration.portals.grid import Grid, read_grid
from orchestration.portals.report import Report

WIDEST = 200
LONGEST_ABOVE = 2_000
# a table whose spans cover more than this is none that anybody printed; spans of a few bytes may ask for billions
MOST_CELLS = 500_000
LONGEST_SPAN = 5


def read_tables(html: str, own_labels: dict[str, str], dialect: Dialect, communes_inside: bool) -> list[Report]:
    """Every report printed as a table in a page, in page order; text over and under the tables gives the period."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style", "noscript", "template"])
    around = page_text(tree)
    tables = [table for table in tree.css("table") if not table.css_first("table table")]
    grids = (Grid(f"bảng {n}", cells_of(table), around) for n, table in enumerate(tables, start=1))
    reports = (read_grid(grid, own_labels, dialect, communes_inside) for grid in grids)
    return [report for report in reports if report]


def page_text(tree: LexborHTMLParser) -> str:
    """What a page says outside its tables: titles, the period, the stamp."""
    page = LexborHTMLParser(tree.html or "")
    for table in page.css("table"):
        table.decompose()
    return (page.body.text(separator=" ") if page.body else "")[:LONGEST_ABOVE]


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
