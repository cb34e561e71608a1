"""Tiến độ nhiệm vụ: what was promised by when, and how far did it slip?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import formats, repository, state
from dashboard.charts.slips import slips
from dashboard.components import notice
from dashboard.components.chart import chart
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, row_list
from dashboard.components.view import View, named
from dashboard.markup import Html, el, join, literal
from dashboard.rows.milestones import Milestone
from dashboard.text import Text

PLACES_OFFERED = 6


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("milestones.question", place=view.place_name)))
    found = repository.milestones(view.edition, view.place.place_key)
    if not found:
        nothing(view)
        return
    st.html(el("p", summary(found, say), class_="td-lead"))
    dated = [row for row in found if row.first_due or row.latest_due or row.done_on]
    if dated:
        alt = say("milestones.chart", place=view.place_name, n=len(dated))
        spans = [(named(row, say.lang), row.first_due, row.latest_due, row.done_on) for row in dated]
        chart(view, slips(spans, say), alt=alt, key="slips-chart")
    st.html(el("p", say("milestones.note"), class_="td-quiet"))
    columns = [
        Column(say("milestones.what"), "minmax(8rem, 2.4fr)"),
        Column(say("milestones.first"), "1fr", secondary=True),
        Column(say("milestones.latest"), "minmax(5rem, 1fr)"),
        Column(say("milestones.done"), "1fr", secondary=True),
        Column(say("milestones.slip"), ".8fr", secondary=True, numeric=True, worked_out=True),
        Column(say("milestones.state"), "minmax(6rem, 1.2fr)"),
    ]
    row_list(view, "milestones", columns, [line(row, say) for row in found])


def nothing(view: View) -> None:
    say = view.say
    notice.empty(say("milestones.empty_title", place=view.place_name), say("milestones.empty_body"))
    with st.container(horizontal=True, horizontal_alignment="center", key="elsewhere"):
        for place in repository.milestone_places(view.edition)[:PLACES_OFFERED]:
            go = ("place", place.place_key)
            st.button(literal(named(place, say.lang)), key=f"go-{place.place_key}", on_click=state.choose, args=go)


def summary(rows: Sequence[Milestone], say: Text) -> str:
    counted = Counter(row.state for row in rows)
    told = ", ".join(f"{n} {say.known('milestone_state', code).lower()}" for code, n in counted.most_common())
    late = max((row.slip_months or 0 for row in rows), default=0)
    line = say("milestones.summary", n=len(rows), told=told)
    return f"{line} {say('milestones.longest', n=late)}" if late else line


def line(row: Milestone, say: Text) -> Line:
    cells = (
        join(el("b", named(row, say.lang)), el("span", say("card.sources", n=row.n_sources), class_="td-quiet td-hit")),
        day(row.first_due, say),
        day(row.latest_due, say),
        done(row, say),
        slip(row, say),
        el("span", say.known("milestone_state", row.state), class_=f"td-status td-step-{row.state}"),
    )
    first = row.first_plan_evidence
    second = (say("milestones.first_source"), first) if first and first != row.evidence else None
    return Line(cells, row.evidence, second=second)


def day(value: date | None, say: Text) -> str:
    return formats.day(value, say.lang) if value else say("common.none")


def done(row: Milestone, say: Text) -> Html | str:
    if row.done_on is None:
        return say("common.none")
    told = el("span", say("milestones.told_by"), class_="td-mark") if row.done_basis == "published" else None
    return join(formats.day(row.done_on, say.lang), " " if told else None, told)


def slip(row: Milestone, say: Text) -> str:
    if row.slip_months is None:
        return say("common.none")
    return say("milestones.months", n=row.slip_months)


page(body)
