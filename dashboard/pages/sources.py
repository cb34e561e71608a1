"""Nguồn & bằng chứng: where does each number come from, and what came of every file?"""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dashboard import formats, repository, state
from dashboard.access.gate import role_of_the_reader
from dashboard.access.roles import Role
from dashboard.components import doubt, evidence, notice, quantity
from dashboard.components.page import page
from dashboard.components.reading import marked_text, what
from dashboard.components.row_list import Column, Line, leaf, row_list
from dashboard.components.view import View
from dashboard.markup import Html, el, join, link
from dashboard.quarantine import as_seen, first_bytes
from dashboard.rows.documents import Document, Figure, Found, RawFile, Source
from dashboard.text import Text

SEES = ("documents", "sources", "files")
# what a line of the files opens: a document's id, or this and a refused file's path
REFUSED = "refused:"
MENDING = ("replace", "retry", "drop")


def body(view: View) -> None:
    say = view.say
    asked = state.written("doc")
    document = repository.document(view.edition, asked) if asked else None
    if document is not None:
        read(view, document)
        return
    refused = refused_file(view, state.written("file"))
    if refused is not None:
        look_at(view, refused)
        return
    st.html(el("h1", say("sources.question")))
    see = state.switch("see", say("sources.see"), SEES, lambda name: say.known("see", name))
    if see == "documents":
        documents(view)
    elif see == "sources":
        sources(view)
    else:
        files(view)


def documents(view: View) -> None:
    say = view.say
    declared = {source.source_id: source for source in repository.sources(view.edition)}
    with st.container(horizontal=True, key="search"):
        with st.container(width=520):
            search = state.write_in("q", say("sources.search"), hint=say("sources.search_hint"))
        with st.container(width=300):
            source = state.select(
                "source",
                say("sources.of_source"),
                ["", *declared],
                lambda key: (declared[key].name or key) if key else say("sources.every_source"),
            )
    found = repository.documents(view.edition, search, source)
    if not found:
        notice.empty(say("sources.none_title"), say("sources.none_body"))
        return
    st.html(el("p", say("sources.found", n=formats.number(len(found), say.lang)), class_="td-lead"))
    columns = [
        Column(say("sources.document"), "minmax(9rem, 4fr)"),
        Column(say("sources.place"), "1fr", secondary=True),
        Column(say("sources.published"), "minmax(5rem, .8fr)", secondary=True),
        Column(say("sources.figures"), "minmax(3rem, .5fr)", numeric=True),
    ]
    lines = [found_line(item, say) for item in leaf(found, "documents")]
    row_list(view, "documents", columns, lines, lambda doc, key, about: open_document(view, doc, key, about))


def open_document(view: View, document_id: str | None, key: str, about: str) -> None:
    label = evidence.heard(view.say("sources.read"), about)
    st.button(
        label,
        key=key,
        type="tertiary",
        icon=":material/article:",
        disabled=document_id is None,
        on_click=state.choose,
        args=("doc", document_id or ""),
    )


def found_line(found: Found, say: Text) -> Line:
    hit = (
        el("span", "… ", found.before, el("mark", found.hit), found.after, " …", class_="td-quiet td-hit")
        if found.hit
        else None
    )
    told = ", ".join(part for part in (say.known("source_kind", found.kind), found.publisher) if part)
    title = join(el("b", found.title or found.path), el("span", told, class_="td-quiet td-hit"), hit)
    published = formats.day(found.published_on, say.lang) if found.published_on else say("common.none")
    cells = (title, found.place_name, published, formats.number(found.n_statements, say.lang))
    return Line(cells, found.document_id)


def read(view: View, document: Document) -> None:
    """One document: its text with the figures marked, and each figure with what it was taken to mean."""
    say = view.say
    figures = repository.figures_of_document(view.edition, document.document_id)
    st.button(say("sources.back"), key="back", icon=":material/arrow_back:", on_click=state.choose, args=("doc", ""))
    st.html(el("h1", document.title or document.path))
    st.html(el("p", *credits(document, say), class_="td-quiet"))
    doubtful = sum(figure.confidence is not None and figure.confidence < doubt.SURE_FROM for figure in figures)
    lead = say("sources.figures_read", n=formats.number(len(figures), say.lang))
    st.html(el("p", lead + (" " + say("sources.doubtful", n=doubtful) if doubtful else ""), class_="td-lead"))
    text, listed = st.columns([3, 2], gap="large")
    with text:
        if document.text:
            st.html(marked_text(document, figures, say))
        else:
            st.html(el("p", say("sources.no_text"), class_="td-quiet"))
    with listed:
        figures_read(view, figures)
    fact = st.query_params.get("fact")
    if fact and any(figure.evidence_id == fact for figure in figures):
        # taken out of the URL first: a drawer that was shut stays shut
        st.query_params.pop("fact", None)
        evidence.open_drawer(view, fact)


def credits(document: Document, say: Text) -> list[str | Html]:
    parts: list[str | Html | None] = [
        document.publisher,
        formats.day(document.published_on, say.lang) if document.published_on else None,
        say("drawer.captured", minute=formats.minute(document.captured_at, say.lang)) if document.captured_at else None,
        el("code", document.path),
        link(document.url, say("drawer.open")),
    ]
    told = [part for part in parts if part]
    return [piece for i, part in enumerate(told) for piece in ([" · ", part] if i else [part])]


def figures_read(view: View, figures: Sequence[Figure]) -> None:
    say = view.say
    if not figures:
        st.html(el("p", say("sources.no_figures"), class_="td-quiet"))
        return
    numbered = list(enumerate(figures, start=1))
    columns = [
        Column(say("sources.figure"), "minmax(4.5rem, 1fr)"),
        Column(say("sources.means"), "minmax(6rem, 2.4fr)"),
    ]
    row_list(view, "figures", columns, [figure_line(n, figure, say) for n, figure in leaf(numbered, "figures")])


def figure_line(number: int, figure: Figure, say: Text) -> Line:
    value = el("span", el("sup", str(number)), " ", el("b", figure.quote))
    when = (
        formats.period(figure.period_start, figure.period_end, say.lang)
        if figure.period_start or figure.period_end
        else None
    )
    told = [figure.place_name, when, say.known("says", figure.says) if figure.says else figure.locator]
    marks = [
        doubt.mark(figure.confidence, say),
        join(" ", el("span", say("sources.repeat"), class_="td-mark")) if figure.is_repeat else None,
    ]
    under = el("span", ", ".join(part for part in told if part), *marks, class_="td-quiet td-hit")
    return Line((value, join(what(figure, say), read_as(figure, say), under)), figure.evidence_id)


def read_as(figure: Figure, say: Text) -> str | None:
    """The value in the reader's notation, where the quotation writes it otherwise."""
    if figure.value is None or figure.unit is None:
        return None
    return ": " + quantity.words(figure.value, figure.unit, say, qualifier=figure.qualifier)


def sources(view: View) -> None:
    say = view.say
    found = repository.sources(view.edition)
    if not found:
        notice.empty(say("sources.none_title"), say("sources.none_body"))
        return
    columns = [
        Column(say("sources.source"), "minmax(8rem, 3fr)"),
        Column(say("sources.documents"), "minmax(3.5rem, .7fr)", numeric=True),
        Column(say("sources.figures"), "minmax(3rem, .7fr)", numeric=True),
        Column(say("sources.latest"), "1fr", secondary=True),
        Column(say("sources.rhythm"), "1fr", secondary=True),
    ]
    lines = [source_line(source, say) for source in found]
    row_list(view, "sources", columns, lines, lambda source, key, about: open_source(view, source, key, about))


def source_line(source: Source, say: Text) -> Line:
    official = el("span", say("sources.official"), class_="td-mark") if source.is_official else None
    under = ", ".join(part for part in (source.publisher, source.licence) if part)
    name = join(
        el("b", source.name or source.source_id),
        " " if official else None,
        official,
        el("span", under, class_="td-quiet td-hit") if under else None,
        el("span", address, class_="td-hit") if (address := link(source.url, say("drawer.open"))) else None,
    )
    cells = (
        name,
        formats.number(source.n_documents, say.lang),
        formats.number(source.n_figures, say.lang),
        formats.day(source.latest_on, say.lang) if source.latest_on else say("common.none"),
        say("sources.every", n=source.rhythm_days) if source.rhythm_days else say("common.none"),
    )
    return Line(cells, source.source_id)


def open_source(view: View, source_id: str | None, key: str, about: str) -> None:
    def go() -> None:
        state.choose("see", "")
        state.choose("source", source_id or "")

    label = evidence.heard(view.say("sources.documents"), about)
    st.button(label, key=key, type="tertiary", icon=":material/folder_open:", on_click=go)


def files(view: View) -> None:
    say = view.say
    found = repository.files(view.edition)
    if not found:
        notice.empty(say("sources.no_files_title"), say("sources.no_files_body"))
        return
    counts = Counter(file.outcome for file in found)
    told = ", ".join(
        f"{formats.number(n, say.lang)} {say.known('outcome', outcome)}" for outcome, n in counts.most_common()
    )
    st.html(el("p", say("sources.outcomes", n=formats.number(len(found), say.lang), told=told), class_="td-lead"))
    if not counts["quarantined"]:
        st.html(el("p", say("sources.none_refused"), class_="td-quiet"))
    with st.container(width=300):
        outcome = state.select(
            "outcome",
            say("sources.outcome"),
            ["", *sorted(counts)],
            lambda code: say.known("outcome", code) if code else say("sources.every_outcome"),
        )
    columns = [
        Column(say("sources.file"), "minmax(8rem, 3fr)"),
        Column(say("sources.outcome"), "minmax(5rem, 1fr)"),
        Column(say("sources.rows"), ".5fr", secondary=True, numeric=True),
        Column(say("sources.reason"), "2.4fr", secondary=True),
    ]
    shown = [file for file in found if outcome in ("", file.outcome)]
    lines = [file_line(file, say) for file in leaf(shown, "files")]
    row_list(view, "files", columns, lines, lambda opens, key, about: open_file(view, opens, key, about))


def open_file(view: View, opens: str | None, key: str, about: str) -> None:
    """A file that was read opens to its document, a refused one to what stands in it."""
    if opens is None or not opens.startswith(REFUSED):
        open_document(view, opens, key, about)
        return
    st.button(
        evidence.heard(view.say("refusal.look"), about),
        key=key,
        type="tertiary",
        icon=":material/troubleshoot:",
        on_click=state.choose,
        args=("file", opens.removeprefix(REFUSED)),
    )


def refused_file(view: View, path: str) -> RawFile | None:
    found = repository.files(view.edition) if path else ()
    return next((file for file in found if file.path == path and file.outcome == "quarantined"), None)


def look_at(view: View, file: RawFile) -> None:
    """One refused file: why, what stands in it, and how it gets in after all."""
    say = view.say
    st.button(say("refusal.back"), key="back", icon=":material/arrow_back:", on_click=state.choose, args=("file", ""))
    st.html(el("h1", file.path))
    size = formats.number(file.bytes, say.lang)
    st.html(el("p", file.reason or say("common.unknown"), class_="td-lead"))
    st.html(el("p", say("refusal.size", n=size), " · ", el("code", file.reason_code or "?"), class_="td-quiet"))
    st.html(el("h2", say("refusal.inside")))
    st.html(inside(file, say))
    st.html(el("h2", say("refusal.mend")))
    st.html(el("ol", *(el("li", say(f"refusal.{step}", path=f"raw/{file.path}")) for step in MENDING)))


def inside(file: RawFile, say: Text) -> Html:
    if role_of_the_reader() != Role.ENGINEER:
        return el("p", say("refusal.not_shown"), class_="td-quiet")
    if file.quarantine_path is None:
        return el("p", say("refusal.no_copy"), class_="td-quiet")
    data = first_bytes(file.quarantine_path)
    if data is None:
        return el("p", say("refusal.copy_gone"), class_="td-quiet")
    if not data:
        return el("p", say("refusal.empty"), class_="td-quiet")
    return el("pre", as_seen(data), class_="td-detail")


def file_line(file: RawFile, say: Text) -> Line:
    refused = "td-conflict" if file.outcome == "quarantined" else None
    reason = file.reason or (say("sources.same_as", path=file.duplicate_of) if file.duplicate_of else "")
    cells = (
        el("code", file.path),
        el("span", say.known("outcome", file.outcome), class_=refused),
        formats.number(file.row_count, say.lang),
        reason,
    )
    is_refused = file.outcome == "quarantined"
    return Line(cells, REFUSED + file.path if is_refused else file.document_id, is_marked=is_refused)


page(body)
