"""Chất lượng dữ liệu: are the figures correct, complete, clean and alive?"""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from dashboard import formats, repository, state
from dashboard.components import quantity
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, row_list
from dashboard.components.view import View, named
from dashboard.markup import Html, el, join
from dashboard.rows import Conflict, Correction, Jump, QualityCount, RawFile, Source
from dashboard.text import Text

DIMENSIONS = ("dung", "du", "sach", "song")
# outcomes that somebody should look at
BAD = {"mismatch", "conflict", "unknown", "quarantined", "doubtful", "stale"}


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("quality.question")))
    counts = [*repository.quality(view.edition), *alive(view)]
    if not any(count.n for count in counts):
        st.html(el("p", say("quality.empty"), class_="td-notice"))
        return
    st.html(el("p", say("quality.note"), class_="td-lead"))
    with st.grid(4, min_column_width=225, gap="small", key="dimensions"):
        for dimension in DIMENSIONS:
            of_dimension = [count for count in counts if count.dimension == dimension]
            with st.container(border=True, height="stretch", key=f"card-{dimension}"):
                st.html(card(dimension, of_dimension, say))
    conflicts(view, repository.conflicts(view.edition))
    jumps(view, repository.jumps(view.edition))
    corrections(view, repository.corrections(view.edition))
    quarantine(view, [file for file in repository.files(view.edition) if file.outcome == "quarantined"])
    freshness(view, repository.sources(view.edition))


def alive(view: View) -> list[QualityCount]:
    """Sources with a rhythm, by whether anything came in within it."""
    rhythmic = [source for source in repository.sources(view.edition) if source.rhythm_days and source.n_documents]
    stale = sum(is_stale(source, view) for source in rhythmic)
    counts = [("fresh", len(rhythmic) - stale), ("stale", stale)]
    return [QualityCount("song", "rhythm", outcome, n) for outcome, n in counts if n]


def is_stale(source: Source, view: View) -> bool:
    if source.latest_on is None or not source.rhythm_days:
        return False
    return source.latest_on + timedelta(days=source.rhythm_days) < view.build.built_at.date()


def card(dimension: str, counts: Sequence[QualityCount], say: Text) -> Html:
    measures = dict.fromkeys(count.measure for count in counts)
    return el(
        "article",
        el("h3", say.known("dimension", dimension)),
        el("p", say.known("dimension_note", dimension), class_="td-quiet"),
        *(of_measure(measure, [count for count in counts if count.measure == measure], say) for measure in measures),
        class_="td-card",
    )


def of_measure(measure: str, counts: Sequence[QualityCount], say: Text) -> Html:
    whole = sum(count.n for count in counts)
    lines = [
        el(
            "div",
            el("dt", words(measure, count.outcome, say), class_="td-conflict" if count.outcome in BAD else None),
            el("dd", formats.number(count.n, say.lang), " ", el("span", share(count.n, whole, say), class_="td-quiet")),
        )
        for count in counts
    ]
    return el("section", el("h4", say.known("measure", measure)), el("dl", *lines), class_="td-tally")


def share(n: int, whole: int, say: Text) -> str:
    return formats.percent(round(100 * n / whole, 1), say.lang)


def words(measure: str, outcome: str, say: Text) -> str:
    table = {
        "rate_check": say.known("rate_check", outcome),
        "agreement": say.known("agreement", outcome),
        "period_basis": say.known("period_basis", outcome),
        "outcome": say.known("outcome", outcome),
    }
    return table.get(measure) or say.known("quality_outcome", outcome)


def conflicts(view: View, rows: Sequence[Conflict]) -> None:
    say = view.say
    st.html(el("h2", say("quality.conflicts")))
    if not rows:
        st.html(el("p", say("quality.no_conflicts"), class_="td-quiet"))
        return
    columns = [
        Column(say("targets.indicator"), "minmax(4.5rem, 2fr)"),
        Column(say("ranks.place"), "1fr", secondary=True),
        Column(say("indicator.value"), "minmax(4rem, .9fr)", numeric=True),
        Column(say("indicator.period"), "1.2fr", secondary=True),
        Column(say("indicator.told_in"), "minmax(4.5rem, 2fr)"),
    ]
    row_list(view, "conflicts", columns, [conflict_line(row, say) for row in rows])


def conflict_line(row: Conflict, say: Text) -> Line:
    chosen = el("span", say("drawer.chosen"), class_="td-mark td-chosen") if row.is_chosen else None
    why = el("span", row.why, class_="td-quiet td-hit", lang="vi") if row.is_chosen else None
    base = row.denominator if row.unit == "rank" else None
    cells = (
        named(row, say.lang),
        row.place_name,
        quantity.words(row.value, row.unit, say, qualifier=row.qualifier, base=base),
        formats.period(row.period_start, row.period_end, say.lang),
        join(row.title or say("drawer.untitled"), " " if chosen else None, chosen, why),
    )
    return Line(cells, row.evidence, is_marked=row.is_chosen)


def jumps(view: View, rows: Sequence[Jump]) -> None:
    say = view.say
    st.html(el("h2", say("quality.jumps")))
    if not rows:
        st.html(el("p", say("quality.no_jumps"), class_="td-quiet"))
        return
    st.html(el("p", say("quality.jumps_note"), class_="td-quiet"))
    columns = [
        Column(say("targets.indicator"), "minmax(6rem, 2.4fr)"),
        Column(say("ranks.place"), "1fr", secondary=True),
        Column(say("quality.before"), "minmax(4rem, .9fr)", secondary=True, numeric=True),
        Column(say("indicator.value"), "minmax(4rem, .9fr)", numeric=True),
        Column(say("indicator.period"), "1fr", secondary=True),
    ]
    row_list(view, "jumps", columns, [jump_line(row, say) for row in rows])


def jump_line(row: Jump, say: Text) -> Line:
    cells = (
        join(el("b", named(row, say.lang)), el("span", row.why, class_="td-quiet td-hit", lang="vi")),
        row.place_name,
        quantity.words(row.previous_value, row.unit, say),
        quantity.words(row.value, row.unit, say),
        formats.day(row.period_end, say.lang),
    )
    return Line(cells, row.evidence)


def corrections(view: View, rows: Sequence[Correction]) -> None:
    say = view.say
    st.html(el("h2", say("quality.corrections")))
    if not rows:
        st.html(el("p", say("quality.no_corrections"), class_="td-quiet"))
        return
    st.html(el("p", say("quality.corrections_note"), class_="td-quiet"))
    columns = [
        Column(say("quality.reason"), "minmax(8rem, 3fr)"),
        Column(say("quality.says"), "minmax(4rem, .9fr)", numeric=True),
        Column(say("quality.file"), "1.6fr", secondary=True),
    ]
    row_list(view, "corrections", columns, [correction_line(row, say) for row in rows])


def correction_line(row: Correction, say: Text) -> Line:
    instead = row.corrected_value
    used = (
        say("drawer.used_instead", value=quantity.words(instead, row.unit or "other", say))
        if instead is not None
        else None
    )
    decided = say("drawer.decided", who=row.decided_by, day=formats.day(row.decided_on, say.lang))
    cells = (
        join(
            el("b", say.known("correction_action", row.action)),
            el("span", used, class_="td-hit") if used else None,
            el("span", row.reason_vi, class_="td-quiet td-hit", lang="vi"),
            el("span", decided, class_="td-quiet td-hit"),
        ),
        quantity.words(row.source_value, row.unit or "other", say),
        el("code", row.document_path),
    )
    return Line(cells, row.evidence)


def quarantine(view: View, files: Sequence[RawFile]) -> None:
    say = view.say
    st.html(el("h2", say("quality.quarantine")))
    if not files:
        st.html(el("p", say("sources.none_refused"), class_="td-quiet"))
        return
    lines = [
        el("li", el("code", file.path), el("span", file.reason or "", class_="td-quiet td-hit", lang="vi"))
        for file in files
    ]
    st.html(el("ul", *lines, class_="td-tellers"))


def freshness(view: View, sources: Sequence[Source]) -> None:
    say = view.say
    st.html(el("h2", say("quality.freshness")))
    lines = [
        el(
            "tr",
            el(
                "th",
                el(
                    "a",
                    source.name or source.source_id,
                    href=state.address("nguon", say.lang, see="sources"),
                    target="_self",
                ),
                scope="row",
            ),
            el("td", formats.day(source.latest_on, say.lang) if source.latest_on else say("common.none")),
            el("td", say("sources.every", n=source.rhythm_days) if source.rhythm_days else say("common.none")),
            el("td", pulse(source, view)),
        )
        for source in sources
        if source.n_documents
    ]
    heads = ("sources.source", "sources.latest", "sources.rhythm", "targets.state")
    head = el("tr", *(el("th", say(key), scope="col") for key in heads))
    st.html(el("table", el("thead", head), el("tbody", *lines), class_="td-plain"))


def pulse(source: Source, view: View) -> Html | str:
    if not source.rhythm_days or source.latest_on is None:
        return view.say("common.none")
    if is_stale(source, view):
        return el("span", view.say.known("quality_outcome", "stale"), class_="td-conflict")
    return view.say.known("quality_outcome", "fresh")


page(body)
