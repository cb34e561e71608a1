"""Chất lượng dữ liệu: are the figures correct, complete, clean and alive?"""

from collections.abc import Sequence

import streamlit as st

from dashboard import formats, repository, state
from dashboard.components import disagreements, quantity
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, leaf, row_list
from dashboard.components.view import View, named
from dashboard.markup import Html, el, join
from dashboard.rows.builds import BuildStep
from dashboard.rows.documents import RawFile
from dashboard.rows.evidence import Correction
from dashboard.rows.indicators import Disagreement
from dashboard.rows.quality import Finding, Jump, QualityScore
from dashboard.text import Text

QUALITIES = ("dung", "du", "sach", "song")
DIMENSIONS = ("source", "place", "pillar")
WHOLE = "all"
# scores from which on nothing needs to be said, and under which something should be
GOOD, POOR = 90, 60


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("quality.question")))
    scores = repository.quality(view.edition)
    whole = next((score for score in scores if score.dimension == WHOLE), None)
    if whole is None or not any(checked(whole, quality) for quality in QUALITIES):
        st.html(el("p", say("quality.empty"), class_="td-notice"))
        return
    st.html(el("p", say("quality.note"), class_="td-lead"))
    with st.grid(4, min_column_width=225, gap="small", key="dimensions"):
        for quality in QUALITIES:
            with st.container(border=True, height="stretch", key=f"card-{quality}"):
                st.html(card(whole, quality, say))
    chosen = by_scope(view, scores, whole)
    findings(view, chosen)
    conflicts(view, repository.disagreements(view.edition))
    jumps(view, repository.jumps(view.edition))
    corrections(view, repository.corrections(view.edition))
    quarantine(view, [file for file in repository.files(view.edition) if file.outcome == "quarantined"])
    steps(view, repository.steps(view.edition))


def score_of(score: QualityScore, quality: str) -> float | None:
    value: float | None = getattr(score, quality)
    return value


def checked(score: QualityScore, quality: str) -> int:
    return int(getattr(score, f"n_{quality}_checked"))


def card(score: QualityScore, quality: str, say: Text) -> Html:
    value = score_of(score, quality)
    return el(
        "article",
        el("h3", say.known("dimension", quality)),
        el("p", el("b", shown(value, say)), el("span", " / 100", class_="td-small"), class_="td-value"),
        meter(value, f"{say.known('dimension', quality)}: {shown(value, say)}"),
        el("p", how(score, quality, say)),
        el("p", say.known("dimension_note", quality), class_="td-quiet"),
        class_="td-card",
    )


def how(score: QualityScore, quality: str, say: Text) -> str:
    """How the score was counted, in numbers."""
    n = checked(score, quality)
    if not n:
        return say("quality.not_counted")
    held = int(getattr(score, f"n_{quality}_held"))
    return say(f"quality_how.{quality}", held=formats.number(held, say.lang), checked=formats.number(n, say.lang))


def shown(value: float | None, say: Text) -> str:
    return say("common.none") if value is None else formats.number(value, say.lang, 1)


def meter(value: float | None, words: str) -> Html | None:
    if value is None:
        return None
    tone = "good" if value >= GOOD else "poor" if value < POOR else "fair"
    return el(
        "span",
        el("span", class_=f"td-bar-{tone}", style=f"width: {value:.1f}%"),
        class_="td-bar",
        role="img",
        aria_label=words,
    )


def by_scope(view: View, scores: Sequence[QualityScore], whole: QualityScore) -> QualityScore:
    """The scores of every source, place or pillar; a row's button chooses what is looked at below."""
    say = view.say
    offered = [name for name in DIMENSIONS if any(score.dimension == name for score in scores)]
    if not offered:
        return whole
    dimension = state.select("by", say("quality.by"), offered, lambda name: say.known("quality_by", name))
    # the place that the reader is at comes first
    of_it = sorted(
        (score for score in scores if score.dimension == dimension),
        key=lambda score: (score.scope not in view.place.keys, score.scope in view.place.keys[1:]),
    )
    scopes = {score.scope: score for score in of_it}
    columns = [
        Column(say.known("quality_by", dimension), "minmax(5.4rem, 2fr)"),
        *(Column(say.known("dimension", quality), "minmax(1.9rem, 1fr)", numeric=True) for quality in QUALITIES),
        Column(say("quality.to_put_right"), ".7fr", secondary=True, numeric=True),
    ]
    rows = leaf(of_it, f"scores-{dimension}")
    wished = state.chosen("scope", [WHOLE, *scopes])
    lines = [
        Line(
            (
                scope_cell(score, say),
                *(figure(score, quality, say) for quality in QUALITIES),
                formats.number(score.n_findings, say.lang),
            ),
            score.scope,
            is_marked=score.scope == wished,
        )
        for score in rows
    ]

    def opener(scope: str | None, key: str, about: str) -> None:
        st.button(
            f"{say('quality.open')} *{about}*",
            key=key,
            type="tertiary",
            icon=":material/search:",
            on_click=lambda: state.choose("scope", str(scope)),
        )

    row_list(view, "scores", columns, lines, opener, block=f"scores_{dimension}")
    return scopes.get(wished, whole)


def figure(score: QualityScore, quality: str, say: Text) -> Html:
    value = score_of(score, quality)
    words = f"{say.known('dimension', quality)}: {how(score, quality, say)}"
    return join(el("span", shown(value, say)), meter(value, words))


def scope_name(score: QualityScore, say: Text) -> str:
    if score.dimension == WHOLE:
        return say("quality.whole")
    return say.known("pillar", score.scope) if score.dimension == "pillar" else score.scope_name


def scope_cell(score: QualityScore, say: Text) -> Html:
    until = say("header.until", day=formats.day(score.stood_to, say.lang)) if score.stood_to else None
    return join(scope_name(score, say), el("span", until, class_="td-quiet td-hit") if until else None)


def findings(view: View, score: QualityScore) -> None:
    """What pulls the scope's scores down, a kind at a time."""
    say = view.say
    name = scope_name(score, say)
    st.html(el("h2", say("quality.findings", scope=name)))
    counts = {
        count.check_code: count for count in repository.finding_counts(view.edition, score.dimension, score.scope)
    }
    if not counts:
        st.html(el("p", say("quality.no_findings", scope=name), class_="td-quiet"))
        return
    st.html(el("p", say("quality.findings_note", n=formats.number(score.n_findings, say.lang)), class_="td-quiet"))

    def kind(code: str) -> str:
        count = counts[code]
        told = f"{say.known('dimension', count.quality)} · {say.known('check', code)}"
        return f"{told} ({formats.number(count.n, say.lang)})"

    check = state.select("check", say("quality.check"), list(counts), kind)
    found = repository.findings(view.edition, score.dimension, score.scope, check)
    columns = [
        Column(say("quality.what"), "minmax(9rem, 3fr)"),
        Column(say("quality.where"), "1.4fr", secondary=True),
        Column(say("indicator.period"), "1fr", secondary=True),
    ]
    lines = [finding_line(row, say) for row in leaf(found, f"findings-{score.scope}-{check}")]
    row_list(view, "findings", columns, lines)


def finding_line(row: Finding, say: Text) -> Line:
    where = row.place_name or row.source_name or ""
    path = el("code", row.document_path, class_="td-hit") if row.document_path else None
    period = formats.period(row.period_start, row.period_end, say.lang) if row.period_end else ""
    return Line((el("span", row.why, lang="vi"), join(where, path), period), row.evidence)


def conflicts(view: View, rows: Sequence[Disagreement]) -> None:
    st.html(el("h2", view.say("quality.conflicts")))
    if rows:
        disagreements.of_all_indicators(view, leaf(rows, "conflicts"))
    else:
        st.html(el("p", view.say("quality.no_conflicts"), class_="td-quiet"))


def jumps(view: View, rows: Sequence[Jump]) -> None:
    say = view.say
    st.html(el("h2", say("quality.jumps")))
    if not rows:
        st.html(el("p", say("quality.no_jumps"), class_="td-quiet"))
        return
    st.html(el("p", say("quality.jumps_note"), class_="td-quiet"))
    if (n := rows[0].n_all) > len(rows):
        st.html(el("p", say("quality.jumps_more", n=formats.number(n, say.lang)), class_="td-quiet"))
    columns = [
        Column(say("targets.indicator"), "minmax(6rem, 2.4fr)"),
        Column(say("ranks.place"), "1fr", secondary=True),
        Column(say("quality.before"), "minmax(4rem, .9fr)", secondary=True, numeric=True),
        Column(say("indicator.value"), "minmax(4rem, .9fr)", numeric=True),
        Column(say("indicator.period"), "1fr", secondary=True),
    ]
    row_list(view, "jumps", columns, [jump_line(row, say) for row in leaf(rows, "jumps")])


def jump_line(row: Jump, say: Text) -> Line:
    cells = (
        join(el("b", named(row, say.lang)), el("span", row.why, class_="td-quiet td-hit", lang="vi")),
        row.place_name,
        quantity.words(row.previous_value, row.unit, say),
        quantity.words(row.value, row.unit, say),
        formats.day(row.period_end, say.lang),
    )
    return Line(cells, row.evidence, second=(say("quality.before_source"), row.previous_evidence))


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


def steps(view: View, done: Sequence[BuildStep]) -> None:
    """What the build behind all this did, and what it took."""
    if not done:
        return
    say = view.say
    st.html(el("h2", say("quality.steps")))
    columns = [
        Column(say("quality.step"), "minmax(9rem, 3fr)"),
        Column(say("quality.seconds"), "1fr", numeric=True),
        Column(say("quality.step_rows"), "1fr", numeric=True),
        Column(say("quality.memory"), "1fr", numeric=True, secondary=True),
    ]
    lines = [
        Line(
            (
                el("code", step.name) if step.kind == "table" else say.known("build_stage", step.name),
                formats.number(round(step.seconds, 2), say.lang),
                formats.number(step.n_rows, say.lang) if step.n_rows is not None else say("common.none"),
                formats.number(step.peak_memory_mb, say.lang) if step.peak_memory_mb else say("common.none"),
            ),
            None,
        )
        for step in done
    ]
    row_list(view, "steps", columns, lines, lambda *_: None)


page(body)
