"""The words or the cells that a number was read in, with the number marked."""

from dashboard import repository
from dashboard.components.view import View
from dashboard.markup import Html, el, section
from dashboard.rows.evidence import Cell, Evidence
from dashboard.text import Text

# the cells a computed figure is made of, by the rule that computed it
MADE_OF = {
    "computed.on_time_rate": {"resolved_on_time", "resolved_early", "resolved_on_day", "resolved_late", "resolved"},
    "computed.resolved": {"resolved_on_time", "resolved_early", "resolved_on_day", "resolved_late"},
    "computed.resolved_on_time": {"resolved_early", "resolved_on_day"},
}


def words_or_cells(view: View, found: Evidence) -> Html:
    if found.kind == "sentence":
        return section(view.say("drawer.quoted"), quoted(found))
    return section(view.say("drawer.cells"), grid(found, repository.cells(view.edition, found.evidence_id), view.say))


def quoted(found: Evidence) -> Html:
    """The article around the figure: its sentence stands out, the figure in it is marked."""
    if found.before is None or found.after is None:
        sentence, quote = found.sentence or found.quote or "", found.quote or ""
        before, _, after = sentence.partition(quote)
        return el("blockquote", el("span", before, el("mark", quote), after, class_="td-sentence"))
    return el(
        "blockquote",
        from_word(found.lead or ""),
        el("span", found.before, el("mark", found.quote), found.after, class_="td-sentence"),
        to_word(found.trail or ""),
    )


def from_word(text: str) -> str:
    """A cut-off beginning, from its first whole word on."""
    return "… " + text.split(" ", 1)[-1] if len(text) > 300 and " " in text else text


def to_word(text: str) -> str:
    return text.rsplit(" ", 1)[0] + " …" if len(text) > 300 and " " in text else text


def grid(found: Evidence, cells: tuple[Cell, ...], say: Text) -> Html:
    """The line of the capture or table as a small table, the cells used marked."""
    used = MADE_OF.get(found.rule or "", set()) | {column_of(found.evidence_id)}
    # what was computed is no cell; only the figure asked for is shown with the cells it was computed from
    shown = [cell for cell in cells if not cell.is_computed or cell.evidence_id == found.evidence_id]
    lines = [cell_line(cell, used, say) for cell in shown]
    head = el("tr", el("th", say("drawer.column"), scope="col"), el("th", say("drawer.read"), scope="col"))
    return el("table", el("thead", head), el("tbody", *lines), class_="td-cells")


def cell_line(cell: Cell, used: set[str], say: Text) -> Html:
    column = column_of(cell.evidence_id)
    is_used = column in used
    name = say.known("cell", column if cell.is_computed else cell.label)
    read = el("mark", cell.quote, title=say("drawer.cell_used")) if is_used else cell.quote
    return el("tr", el("th", name, scope="row"), el("td", read))


def column_of(evidence_id: str) -> str:
    return evidence_id.partition(":")[2]
