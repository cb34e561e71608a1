"""The report as one HTML file that needs nothing beside itself: charts inside, no script."""

from dashboard.brief import STYLE
from dashboard.exports.images import picture
from dashboard.markup import Html, el, join
from dashboard.report.content import PAPER_WIDTH, Line, Report, Section

OWN_STYLE = """
h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
figure { margin: .8rem 0; background: #fff; } figure svg { max-width: 100%; height: auto; }
tbody th { font-weight: normal; } td:last-child { white-space: nowrap; text-align: right; }
.behind { color: var(--bad); } .met { color: var(--good); }
ol { font-size: .85em; padding-left: 1.6rem; } li { overflow-wrap: anywhere; }
"""


def html(report: Report) -> bytes:
    head = el(
        "head",
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        el("title", report.title),
        el("style", Html(STYLE + OWN_STYLE)),
    )
    main = el(
        "main",
        el("h1", report.title),
        el("p", report.built, class_="quiet"),
        el("p", report.lead),
        *(section(part) for part in report.sections),
        el("h2", report.sources_title),
        el("ol", *(el("li", told, id=f"s{number}") for number, told in enumerate(report.sources, start=1))),
        el("p", report.note, class_="quiet"),
    )
    return ("<!doctype html>" + el("html", head, el("body", main), lang=report.lang)).encode()


def section(part: Section) -> Html:
    if not part.lines:
        return join(el("h2", part.title), el("p", part.nothing, class_="quiet"))
    heads = el("tr", *(el("th", head, scope="col") for head in (*part.heads, "")))
    table = el("table", el("thead", heads), el("tbody", *(row(line, part.strong) for line in part.lines)))
    return join(el("h2", part.title), chart(part), table)


def chart(part: Section) -> Html | None:
    if part.chart is None:
        return None
    title, spec = part.chart
    drawn = el("div", Html(picture(spec, None, "svg", PAPER_WIDTH).decode()), role="img", aria_label=title)
    return el("figure", el("figcaption", title, class_="quiet"), drawn)


def row(line: Line, strong: int) -> Html:
    first, *rest = (el("b", cell) if at == strong else cell for at, cell in enumerate(line.cells))
    *middle, last = rest
    cited = el("a", f"[{line.source}]", href=f"#s{line.source}") if line.source else None
    return el(
        "tr",
        el("th", first, scope="row"),
        *(el("td", cell) for cell in middle),
        el("td", last, class_=line.standing),
        el("td", cited),
    )
