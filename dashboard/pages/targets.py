"""Mục tiêu & lộ trình: will the aims be reached in time?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import formats, repository
from dashboard.aims import STATES
from dashboard.charts.bullets import bullets
from dashboard.components import cut, doubt, notice, quantity
from dashboard.components.chart import chart
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, leaf, row_list
from dashboard.components.view import View, named
from dashboard.markup import Html, el, join
from dashboard.rows.aims import BindingAim
from dashboard.text import Text

MOST_BULLETS = 16


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("targets.question", place=view.place_name)))
    aims = repository.binding_aims(view.edition, view.place.place_key)
    if not aims:
        notice.empty(say("targets.empty_title", place=view.place_name), say("targets.empty_body"))
        return
    st.html(el("p", summary(aims, say), class_="td-lead"))
    known = sorted((aim for aim in aims if aim.present is not None), key=lambda aim: STATES.index(aim.state))
    unknown = [aim for aim in aims if aim.present is None]
    wall(view, known)
    if known:
        st.html(el("h2", say("targets.compared")))
        st.html(el("p", say("targets.compared_note"), class_="td-quiet"))
        listed(view, "aims", known)
    if unknown:
        st.html(el("h2", say("targets.not_compared")))
        with st.expander(say("targets.without_value", n=len(unknown)), expanded=not known):
            bare(view, unknown)


def summary(aims: Sequence[BindingAim], say: Text) -> str:
    counted = Counter(aim.state for aim in aims)
    told = [f"{counted[standing]} {say(f'status.{standing}').lower()}" for standing in STATES if counted[standing]]
    return say("targets.summary", n=len(aims), told=", ".join(told))


def wall(view: View, aims: Sequence[BindingAim]) -> None:
    """One bullet an indicator: its nearest aim to come, else the last one past; shares only, on one scale."""
    today = view.build.built_at.date()
    nearest: dict[str, BindingAim] = {}
    for aim in sorted(aims, key=lambda aim: distance(aim, today)):
        if aim.unit == "percent" and aim.present is not None:
            nearest.setdefault(aim.indicator_code, aim)
    shown = list(nearest.values())[:MOST_BULLETS]
    if len(shown) < 2:
        return
    say = view.say
    rows = [(named(aim, say.lang), aim.present or 0.0, aim.value) for aim in shown]
    alt = say("targets.wall", place=view.place_name, n=len(rows))
    st.html(el("p", say("targets.wall_note"), class_="td-quiet"))
    cut.say_so(say, "indicators", len(shown), len(nearest), say("cut.below"))
    chart(view, bullets(rows, say), alt=alt, key="wall-chart")


def distance(aim: BindingAim, today: date) -> tuple[bool, int]:
    return (True, 0) if aim.due_on is None else (aim.due_on < today, abs((aim.due_on - today).days))


def listed(view: View, key: str, aims: Sequence[BindingAim]) -> None:
    say = view.say
    columns = [
        Column(say("targets.indicator"), "minmax(7rem, 2.6fr)"),
        Column(say("indicator.value"), "minmax(4.5rem, 1fr)", numeric=True),
        Column(say("target.title"), "minmax(4.5rem, 1.3fr)", numeric=True),
        Column(say("targets.gap"), "1fr", secondary=True, numeric=True, worked_out=True),
        Column(say("indicator.due"), ".8fr", secondary=True),
    ]
    row_list(view, key, columns, [line(aim, say) for aim in leaf(aims, key)])


def line(aim: BindingAim, say: Text) -> Line:
    cells = (
        name(aim, say),
        present(aim, say),
        quantity.words(aim.value, aim.unit, say, qualifier=aim.comparator),
        distance_words(aim, say),
        formats.day(aim.due_on, say.lang) if aim.due_on else say("common.none"),
    )
    second = (say("card.target_source"), aim.evidence) if aim.evidence else None
    return Line(cells, aim.present_evidence, second=second)


def name(aim: BindingAim, say: Text) -> Html:
    """The indicator, where the aim stands and why, who set it."""
    set_by = say("targets.national") if aim.is_national else say("targets.own")
    told = ", ".join(part for part in (set_by, aim.policy_document) if part)
    if aim.present is None:
        return join(el("b", named(aim, say.lang)), el("span", told, class_="td-quiet td-hit"))
    return join(
        el("b", named(aim, say.lang)),
        el("span", say(f"status.{aim.state}"), class_=f"td-status td-hit td-{aim.state}"),
        el("span", aim.why, class_="td-quiet td-hit", lang="vi"),
        el("span", told, class_="td-quiet td-hit"),
    )


def present(aim: BindingAim, say: Text) -> Html:
    if aim.present is None:
        return join(say("common.none"))
    base = aim.present_base if aim.unit == "rank" else None
    words = quantity.words(aim.present, aim.unit, say, qualifier=aim.present_qualifier, base=base)
    period = formats.period(aim.period_start, aim.period_end, say.lang)
    return join(
        el("b", words, data_kpi_value=aim.indicator_code),
        doubt.mark(aim.present_confidence, say),
        el("span", period, class_="td-quiet td-hit"),
    )


def distance_words(aim: BindingAim, say: Text) -> Html:
    """−9,5 điểm %, chậm 7 tháng: how far the value is past the aim, and how far from the straight line to it."""
    if aim.gap is None:
        return join(say("common.none"))
    unit = say("targets.points") if aim.unit == "percent" else say.known("unit", aim.unit)
    away = f"{sign(aim.gap)}{formats.number(abs(aim.gap), say.lang)} {unit}".strip()
    return join(away, el("span", pace(aim.months_ahead, say), class_="td-quiet td-hit"))


def sign(number: float) -> str:
    return "+" if number > 0 else "−" if number < 0 else ""


def pace(months: float | None, say: Text) -> str | None:
    if months is None:
        return None
    ahead = "targets.behind" if months < 0 else "targets.ahead"
    return say(ahead, n=formats.number(abs(months), say.lang))


def bare(view: View, aims: Sequence[BindingAim]) -> None:
    say = view.say
    columns = [
        Column(say("targets.indicator"), "minmax(8rem, 2.4fr)"),
        Column(say("target.title"), "minmax(5rem, 1fr)", numeric=True),
        Column(say("indicator.due"), "minmax(5rem, 1fr)"),
    ]
    lines = [
        Line(
            (
                name(aim, say),
                quantity.words(aim.value, aim.unit, say, qualifier=aim.comparator),
                formats.day(aim.due_on, say.lang) if aim.due_on else say("common.none"),
            ),
            aim.evidence,
        )
        for aim in leaf(aims, "bare-aims")
    ]
    row_list(view, "bare-aims", columns, lines)


page(body)
