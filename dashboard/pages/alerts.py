"""Cảnh báo: what should somebody look at today?"""

from collections import Counter

import streamlit as st

from dashboard import formats, repository, state
from dashboard.components import evidence, notice, quantity
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, row_list
from dashboard.components.view import View, named
from dashboard.markup import Html, el, join
from dashboard.rows import Alert
from dashboard.text import Text

# where one acts on what has no number of its own
ACTED_ON = {"quarantined": {"see": "files", "outcome": "quarantined"}, "stale_source": {"see": "sources"}}
URGENCIES = (1, 2, 3)


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("alerts.question", place=view.place_name)))
    found = repository.alerts(view.edition, view.place.place_key)
    if not found:
        notice.empty(say("alerts.empty_title"), say("alerts.empty_body", place=view.place_name))
        return
    counted = Counter(alert.kind for alert in found)
    told = ", ".join(f"{n} {say.known('alert_count', kind)}" for kind, n in counted.most_common())
    st.html(el("p", say("alerts.summary", n=len(found), told=told), class_="td-lead"))
    columns = [
        Column(say("alerts.what"), "minmax(9rem, 3fr)"),
        Column(say("alerts.kind"), "minmax(6rem, 1.4fr)"),
        Column(say("indicator.value"), "minmax(3.5rem, 1fr)", numeric=True),
        Column(say("alerts.since"), "1fr", secondary=True),
    ]
    for urgency in URGENCIES:
        of_urgency = [alert for alert in found if alert.urgency == urgency]
        if of_urgency:
            st.html(el("h2", say.known("urgency", str(urgency))))
            lines = [line(alert, say) for alert in of_urgency]
            row_list(view, f"alerts-{urgency}", columns, lines, lambda *told: door(view, *told), block="alerts")


def door(view: View, evidence_id: str | None, key: str, about: str) -> None:
    """A thing without a number of its own is acted on where its name links to."""
    if evidence_id is not None:
        evidence.door(view, evidence_id, key=key, about=about)


def line(alert: Alert, say: Text) -> Line:
    cells = (
        what(alert, say),
        el("span", say.known("alert", alert.kind), class_=f"td-alert td-alert-{alert.urgency}"),
        value(alert, say),
        formats.day(alert.since, say.lang) if alert.since else say("common.none"),
    )
    return Line(cells, alert.evidence)


def what(alert: Alert, say: Text) -> Html:
    name = say.known("index", alert.name_vi) if alert.kind == "rank_lost" else named(alert, say.lang)
    there = ACTED_ON.get(alert.kind)
    address = state.address("nguon", say.lang, **there) if there else None
    shown = el("a", name, href=address, target="_self") if address else el("b", name)
    return join(shown, el("span", alert.detail, class_="td-quiet td-hit", lang="vi") if alert.detail else None)


def value(alert: Alert, say: Text) -> str:
    if not alert.value or alert.unit is None:
        return say("common.none")
    if alert.unit == "months":
        return say("milestones.late_by", n=formats.number(alert.value, say.lang))
    if alert.unit == "days":
        return say("sources.every", n=formats.number(alert.value, say.lang))
    return quantity.words(alert.value, alert.unit, say)


page(body)
