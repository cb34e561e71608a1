"""Chỉ số: what does it measure, who stands where, and who says so?"""

from collections.abc import Sequence

import streamlit as st

from dashboard import formats, repository, state
from dashboard.charts.value_trend import value_trend
from dashboard.components import disagreements, notice, worded
from dashboard.components.chart import chart
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, row_list
from dashboard.components.view import View, named, until
from dashboard.markup import el, join
from dashboard.rows.aims import Aim
from dashboard.rows.indicators import Disagreement, Indicator, Past, Standing, Teller
from dashboard.text import Text

USUAL = "on_time_rate"
SHORT_LIST = 12
LINE_FROM = 2


def body(view: View) -> None:
    say = view.say
    catalogue = {indicator.indicator_code: indicator for indicator in repository.indicators(view.edition)}
    if not catalogue:
        st.html(el("h1", say("nav.indicator")))
        notice.empty(say("indicator.empty_title"), say("indicator.empty_body"))
        return
    usual = USUAL if USUAL in catalogue else next(iter(catalogue))
    with st.container(width=560):
        code = state.select(
            "kpi", say("indicator.choose"), list(catalogue), lambda key: label(catalogue[key], say), default=usual
        )
    indicator = catalogue[code]
    st.html(el("h1", named(indicator, say.lang)))
    definition(indicator, say)
    standings = repository.standings(view.edition, code)
    aims = repository.aims(view.edition, code)
    trend(view, indicator, aims)
    by_place(view, standings)
    told_differently(view, repository.disagreements(view.edition, code))
    targets(view, aims)
    told_by(view, repository.tellers(view.edition, code))


def label(indicator: Indicator, say: Text) -> str:
    n = indicator.n_places
    return f"{named(indicator, say.lang)} · {say('indicator.places', n=n) if n else say('header.no_data')}"


def definition(indicator: Indicator, say: Text) -> None:
    st.html(el("p", indicator.definition_vi or say("indicator.no_definition"), class_="td-lead", lang="vi"))
    facts = {
        say("indicator.pillar"): say.known("pillar", indicator.pillar),
        say("indicator.unit"): indicator.unit_vi or indicator.unit,
        say("indicator.direction"): say.known("direction", indicator.direction),
        say("indicator.numerator"): indicator.numerator_vi,
        say("indicator.denominator"): indicator.denominator_vi,
        say("indicator.defined_in"): indicator.source_document,
        say("indicator.certainty"): say.known("source_status", indicator.source_status),
    }
    told = [el("div", el("dt", name), el("dd", words)) for name, words in facts.items() if words]
    st.html(el("dl", *told, class_="td-facts"))


def trend(view: View, indicator: Indicator, aims: Sequence[Aim]) -> None:
    say = view.say
    history = repository.history(view.edition, indicator.indicator_code, view.place.place_key)
    st.html(el("h2", say("indicator.trend", place=view.place_name)))
    if not history:
        st.html(el("p", say("indicator.no_history", place=view.place_name), class_="td-quiet"))
        return
    name = named(indicator, say.lang)
    if len(history) >= LINE_FROM:
        own = [aim for aim in aims if aim.place_name in (view.place.name_vi, "Việt Nam", None)]
        alt = say(
            "card.sparkline",
            name=name,
            n=len(history),
            first=worded.value(history[0], say),
            last=worded.value(history[-1], say),
        )
        st.html(el("p", say("indicator.trend_note"), class_="td-quiet"))
        events = repository.events(view.edition, view.place.place_key)
        chart(view, value_trend(history, own, events, name, say), alt=alt, key="trend-chart")
    columns = [
        Column(say("indicator.period"), "minmax(6rem, 1.4fr)"),
        Column(say("indicator.value"), "minmax(5rem, 1fr)", numeric=True),
        Column(say("on_time.basis"), "1.4fr", secondary=True),
        Column(say("indicator.level"), "1fr", secondary=True),
    ]
    row_list(view, "history", columns, [past_line(past, say) for past in reversed(history)])


def past_line(past: Past, say: Text) -> Line:
    level = say.known("level", past.place_level) if past.place_level else None
    cells = (worded.when(past, say), worded.value(past, say), worded.basis(past, say), level)
    return Line(cells, past.evidence)


def by_place(view: View, standings: Sequence[Standing]) -> None:
    say = view.say
    st.html(el("h2", say("indicator.by_place")))
    if not standings:
        st.html(el("p", say("indicator.no_places"), class_="td-quiet"))
        return
    st.html(el("p", say("indicator.by_place_note"), class_="td-quiet"))
    whole = len(standings) <= SHORT_LIST or st.toggle(say("ranks.all", n=len(standings)), key="whole-places")
    shown = (
        standings
        if whole
        else [row for i, row in enumerate(standings) if i < SHORT_LIST or row.place_key == view.place.place_key]
    )
    columns = [
        Column(say("ranks.place"), "minmax(6rem, 1.6fr)"),
        Column(say("indicator.value"), "minmax(5rem, 1fr)", numeric=True),
        Column(say("indicator.period"), "1.4fr", secondary=True),
        Column(say("on_time.basis"), "1.3fr", secondary=True),
        Column(say("indicator.agreement"), "1.2fr", secondary=True),
    ]
    row_list(view, "places", columns, [standing_line(row, view) for row in shown])


def standing_line(row: Standing, view: View) -> Line:
    say = view.say
    cells = (
        join(row.place_name, el("span", until(row, say), class_="td-quiet")),
        worded.standing_value(row, say),
        worded.when(row, say),
        worded.basis(row, say),
        worded.agreement(row, view),
    )
    return Line(cells, row.evidence, is_marked=row.place_key == view.place.place_key)


def told_differently(view: View, rows: Sequence[Disagreement]) -> None:
    st.html(el("h2", view.say("indicator.disagreements")))
    if rows:
        disagreements.of_one_indicator(view, rows)
    else:
        st.html(el("p", view.say("indicator.no_disagreements"), class_="td-quiet"))


def targets(view: View, aims: Sequence[Aim]) -> None:
    say = view.say
    st.html(el("h2", say("indicator.targets")))
    if not aims:
        st.html(el("p", say("indicator.no_targets"), class_="td-quiet"))
        return
    columns = [
        Column(say("ranks.place"), "minmax(6rem, 1.2fr)"),
        Column(say("target.title"), "minmax(5rem, 1fr)", numeric=True),
        Column(say("indicator.due"), "minmax(5rem, 1fr)"),
        Column(say("indicator.set_by"), "2fr", secondary=True),
    ]
    row_list(view, "targets", columns, [aim_line(aim, say) for aim in aims])


def aim_line(aim: Aim, say: Text) -> Line:
    due = formats.day(aim.due_on, say.lang) if aim.due_on else say("common.none")
    return Line((aim.place_name, worded.aim(aim, say), due, aim.policy_document), aim.evidence)


def told_by(view: View, tellers: Sequence[Teller]) -> None:
    say = view.say
    if not tellers:
        return
    st.html(el("h2", say("indicator.tellers")))
    lines = [
        el(
            "li",
            el(
                "a",
                teller.title or say("drawer.untitled"),
                href=state.address("nguon", say.lang, doc=teller.document_id),
                target="_self",
            ),
            el("span", told(teller, say), class_="td-quiet"),
        )
        for teller in tellers
    ]
    st.html(el("ul", *lines, class_="td-tellers"))


def told(teller: Teller, say: Text) -> str:
    published = formats.day(teller.published_on, say.lang) if teller.published_on else None
    counted = say("indicator.values", n=formats.number(teller.n_values, say.lang))
    return " · " + ", ".join(
        part for part in (say.known("source_kind", teller.kind), teller.publisher, published, counted) if part
    )


page(body)
