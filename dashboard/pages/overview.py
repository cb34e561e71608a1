"""Tổng quan: where does the place stand, and who says so?"""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dashboard import formats, repository, state
from dashboard.aims import RED, STATES
from dashboard.components import notice, quantity
from dashboard.components.kpi_card import gap_words, kpi_card
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, row_list
from dashboard.components.view import View, named
from dashboard.headline import DIALS, headline
from dashboard.markup import el, join
from dashboard.rows.kpis import Kpi
from dashboard.rows.milestones import Milestone
from dashboard.text import Text

MOST_WANTING = 4
PILLARS = (
    "composite_index",
    "digital_government",
    "digital_economy",
    "digital_society",
    "digital_infrastructure",
    "digital_workforce",
    "awareness_institutions",
    "information_security",
)


def body(view: View) -> None:
    say = view.say
    kpis = repository.kpis(view.edition, view.place.place_key)
    st.html(el("h1", say("overview.question", place=view.place_name)))
    if not kpis:
        notice.empty(say("overview.empty_title", place=view.place_name), say("overview.empty_body"))
        return
    st.html(el("p", summary(kpis, say), class_="td-lead"))
    wanting(view, kpis)
    st.html(el("h2", say("overview.headline"), class_="td-unseen"))
    dials = headline(kpis)
    for i, row in enumerate(rows_of(dials)):
        cards(view, row, f"first-{i}", len(row))
    rest = [kpi for kpi in kpis if kpi not in dials]
    if rest:
        st.html(el("h2", say("overview.rest")))
    for pillar in sorted({kpi.pillar for kpi in rest}, key=pillar_order):
        of_pillar = [kpi for kpi in rest if kpi.pillar == pillar]
        with st.expander(pillar_line(pillar, of_pillar, say), expanded=len(rest) <= DIALS):
            cards(view, of_pillar, pillar, 3)


def summary(kpis: Sequence[Kpi], say: Text) -> str:
    counted = Counter(kpi.target_state for kpi in kpis if kpi.target_state)
    told = [
        say("overview.counted", n=n, state=say(f"status.{word}").lower()) for word in STATES if (n := counted[word])
    ]
    conflicts = sum(kpi.agreement == "conflict" for kpi in kpis)
    ends = [kpi.period_end for kpi in kpis if kpi.period_end]
    parts = [
        say("overview.summary", n=len(kpis), aims=counted.total(), told=": " + ", ".join(told) if told else ""),
        say("overview.conflicts", n=conflicts) if conflicts else "",
        say("overview.newest", day=formats.day(max(ends), say.lang)) if ends else "",
    ]
    return " ".join(part for part in parts if part)


def wanting(view: View, kpis: Sequence[Kpi]) -> None:
    """What is red and why, before everything else: what is short of its aim or told differently, what is late."""
    say = view.say
    red = [kpi for word in STATES if word in RED for kpi in kpis if kpi.target_state == word]
    late = [row for row in repository.milestones(view.edition, view.place.place_key) if row.state == "overdue"]
    lines = [
        *(short_line(kpi, view) for kpi in red),
        *(conflict_line(kpi, say) for kpi in kpis if kpi.agreement == "conflict"),
        *(late_line(row, say) for row in late),
    ]
    if not lines:
        return
    st.html(el("h2", say("overview.wanting")))
    columns = [
        Column(say("alerts.what"), "minmax(6rem, 2.2fr)"),
        Column(say("alerts.kind"), "minmax(5.5rem, 2fr)"),
        Column(say("indicator.value"), "minmax(2.5rem, .8fr)", numeric=True),
    ]
    row_list(view, "wanting", columns, lines[:MOST_WANTING])
    alerts = state.address("canh-bao", say.lang, place=view.place.place_key)
    more = len(lines) - MOST_WANTING
    words = say("overview.more", n=more) if more > 0 else say("overview.alerts")
    st.html(el("p", el("a", words, href=alerts, target="_self"), class_="td-quiet"))


def short_line(kpi: Kpi, view: View) -> Line:
    say = view.say
    why = join(
        el("span", say(f"status.{kpi.target_state}"), class_=f"td-status td-{kpi.target_state}"),
        el("span", " " + gap_words(kpi, view.build.built_at.date(), say), class_="td-quiet"),
    )
    return Line((named(kpi, say.lang), why, value(kpi, say)), kpi.evidence)


def conflict_line(kpi: Kpi, say: Text) -> Line:
    why = el("span", say("agreement.conflict"), class_="td-conflict")
    return Line((named(kpi, say.lang), why, value(kpi, say)), kpi.evidence)


def late_line(row: Milestone, say: Text) -> Line:
    due = formats.day(row.latest_due, say.lang) if row.latest_due else say("common.unknown")
    slip = "; " + say("milestones.late_by", n=row.slip_months) if row.slip_months else ""
    why = join(
        el("span", say.known("milestone_state", row.state), class_="td-status td-step-overdue"),
        el("span", f" {say('overview.promised', day=due)}{slip}", class_="td-quiet"),
    )
    return Line((named(row, say.lang), why, say("common.none")), row.evidence)


def value(kpi: Kpi, say: Text) -> str:
    base = kpi.denominator if kpi.unit == "rank" else None
    return quantity.words(kpi.value, kpi.unit, say, qualifier=kpi.qualifier, base=base)


def rows_of(dials: list[Kpi]) -> list[list[Kpi]]:
    """Two above three, or two above two: no row with a hole in it."""
    top = 2 if len(dials) > 3 else len(dials)
    return [row for row in (dials[:top], dials[top:]) if row]


def cards(view: View, kpis: list[Kpi], key: str, abreast: int) -> None:
    past = repository.series(view.edition, view.place.place_key)
    with st.grid(abreast, min_column_width=270, gap="small", key=f"grid-{key}"):
        for kpi in kpis:
            kpi_card(view, kpi, past.get(kpi.indicator_code, []))


def pillar_order(pillar: str) -> tuple[int, str]:
    return (PILLARS.index(pillar) if pillar in PILLARS else len(PILLARS), pillar)


def pillar_line(pillar: str, kpis: Sequence[Kpi], say: Text) -> str:
    states = [kpi.target_state for kpi in kpis]
    counts = {
        "overview.pillar_met": states.count("met"),
        "overview.pillar_behind": sum(word in RED for word in states),
        "overview.pillar_conflict": sum(kpi.agreement == "conflict" for kpi in kpis),
    }
    line = say("overview.pillar_line", pillar=say.known("pillar", pillar), n=len(kpis))
    return " · ".join([line, *(say(key, n=n) for key, n in counts.items() if n)])


page(body)
