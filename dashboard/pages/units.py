"""Đơn vị: which of the bodies that report for the place pulls it down?"""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from dashboard import formats, repository
from dashboard.charts.heatmap import heatmap
from dashboard.components import cut, notice
from dashboard.components.chart import chart
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, leaf, row_list
from dashboard.components.scorecard import scorecard
from dashboard.components.view import View
from dashboard.markup import el, join
from dashboard.rows.results import UnitMonth
from dashboard.sandbox.examples import whole_list
from dashboard.text import Text

MOST_ROWS, MOST_MONTHS = 30, 12
# the basis most portals publish; the others are told of and not drawn among these
USUAL_BASIS = "resolved"


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("units.question", place=view.place_name)))
    scorecard(view)
    bodies = [
        list(months) for _, months in groupby(repository.unit_months(view.edition, view.place.place_key), unit_of)
    ]
    if not bodies or bodies[0][0].place_key is None:
        # what cannot be placed is shown, and said to be of no place
        st.html(el("p", say("units.of_nobody", place=view.place_name), class_="td-lead"))
    if not bodies:
        notice.empty(say("units.empty_title", place=view.place_name), say("on_time.empty_body"))
        return
    st.html(el("p", summary(bodies[0][0], say), class_="td-lead"))
    cut.say_so(say, "bodies", len(bodies), bodies[0][0].n_bodies, cut.by_query(say, whole_list("bodies")))
    months_of(view, bodies)
    latest(view, bodies)


def unit_of(row: UnitMonth) -> str:
    return row.unit


def name(row: UnitMonth, say: Text) -> str:
    level = say.known("level", row.place_level) if row.place_level and not row.organisation else None
    told = (row.place_name if not row.organisation else None, row.organisation, level, row.field)
    return " · ".join(part for part in told if part) or say("on_time.whole")


def summary(first: UnitMonth, say: Text) -> str:
    """How many bodies there are, and what the first of them has of all that is late."""
    line = say("units.summary", n=formats.number(first.n_bodies, say.lang))
    if not first.n_late or first.n_bodies < 2:
        return line
    told = {"name": name(first, say), "n": formats.number(first.n_late, say.lang), "share": share(first, say)}
    return f"{line} {say('units.most_late', whole=formats.number(first.n_late_of_all, say.lang), **told)}"


def share(row: UnitMonth, say: Text) -> str:
    if not row.n_late_of_all:
        return say("common.none")
    return formats.percent(round(100 * row.n_late / row.n_late_of_all, 1), say.lang)


def months_of(view: View, bodies: Sequence[Sequence[UnitMonth]]) -> None:
    """Only rates of one basis stand in one picture."""
    say = view.say
    rated = [
        (name(row, say), row.month, row.rate)
        for months in bodies[:MOST_ROWS]
        for row in months
        if row.rate is not None and row.rate_basis == USUAL_BASIS
    ]
    recent = sorted({at for _, at, _ in rated})[-MOST_MONTHS:]
    cells = [(who, at, rate) for who, at, rate in rated if at in recent]
    if len(recent) < 2:
        return
    st.html(el("h2", say("units.heatmap")))
    st.html(el("p", say("units.heatmap_note", basis=say.known("rate_basis", USUAL_BASIS)), class_="td-quiet"))
    cut.say_so(say, "bodies", MOST_ROWS, bodies[0][0].n_bodies, say("cut.below"))
    alt = say("units.chart", n=len({who for who, *_ in cells}), months=len(recent))
    chart(view, heatmap(cells, say("on_time.axis_rate"), say), alt=alt, key="heatmap-chart")


def latest(view: View, bodies: Sequence[Sequence[UnitMonth]]) -> None:
    say = view.say
    st.html(el("h2", say("units.latest")))
    st.html(el("p", say("units.latest_note"), class_="td-quiet"))
    columns = [
        Column(say("on_time.unit"), "minmax(8rem, 2.4fr)"),
        Column(say("on_time.month"), "minmax(4rem, .7fr)"),
        Column(say("on_time.month_rate"), "minmax(4rem, .8fr)", numeric=True, worked_out=True),
        Column(say("on_time.basis"), "1.4fr", secondary=True),
        Column(say("units.late"), ".8fr", secondary=True, numeric=True, worked_out=True),
        Column(say("units.share"), ".8fr", secondary=True, numeric=True, worked_out=True),
    ]
    row_list(view, "units", columns, [line(months, say) for months in leaf(bodies, "units")])


def line(months: Sequence[UnitMonth], say: Text) -> Line:
    last = next((month for month in reversed(months) if month.rate is not None), months[-1])
    cells = (
        join(el("b", name(last, say))),
        formats.month(last.month, say.lang),
        formats.percent(last.rate, say.lang) if last.rate is not None else say("common.none"),
        say.known("rate_basis", last.rate_basis),
        formats.number(last.n_late, say.lang),
        share(last, say),
    )
    return Line(cells, last.evidence)


page(body)
