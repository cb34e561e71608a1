"""Values that should be one and are not, each with its document; the chosen one marked, with the reason."""

from collections.abc import Sequence

from dashboard.components import worded
from dashboard.components.row_list import Column, Line, row_list
from dashboard.components.view import View, named
from dashboard.markup import Html, el, join
from dashboard.rows.indicators import Disagreement
from dashboard.text import Text


def of_one_indicator(view: View, rows: Sequence[Disagreement]) -> None:
    say = view.say
    columns = [
        Column(say("ranks.place"), "minmax(6rem, 1.2fr)"),
        Column(say("indicator.value"), "minmax(5rem, 1fr)", numeric=True),
        Column(say("indicator.period"), "1.2fr", secondary=True),
        Column(say("indicator.told_in"), "2.2fr", secondary=True),
    ]
    lines = [
        Line((row.place_name, worded.value(row, say), worded.when(row, say), told_in(row, say)), row.evidence)
        for row in rows
    ]
    row_list(view, "disagreements", columns, lines)


def of_all_indicators(view: View, rows: Sequence[Disagreement]) -> None:
    say = view.say
    columns = [
        Column(say("targets.indicator"), "minmax(4.5rem, 2fr)"),
        Column(say("ranks.place"), "1fr", secondary=True),
        Column(say("indicator.value"), "minmax(4rem, .9fr)", numeric=True),
        Column(say("indicator.period"), "1.2fr", secondary=True),
        Column(say("indicator.told_in"), "minmax(4.5rem, 2fr)", below=True),
    ]
    row_list(view, "conflicts", columns, [with_indicator(row, say) for row in rows])


def with_indicator(row: Disagreement, say: Text) -> Line:
    cells = (
        named(row, say.lang),
        row.place_name,
        worded.value(row, say),
        worded.when(row, say),
        told_in(row, say),
    )
    return Line(cells, row.evidence, is_marked=row.is_chosen)


def told_in(row: Disagreement, say: Text) -> Html:
    title = row.title or say("drawer.untitled")
    if not row.is_chosen:
        return join(title)
    chosen = el("span", say("drawer.chosen"), class_="td-mark td-chosen")
    return join(title, " ", chosen, el("span", row.why, class_="td-quiet td-hit", lang="vi"))
