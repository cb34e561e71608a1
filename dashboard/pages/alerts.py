"""Cảnh báo: what should somebody look at today, and who has taken it in hand?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dashboard import formats, repository, state
from dashboard.acknowledging import LONGEST_NAME, Acknowledged, acknowledge, since_the_build
from dashboard.components import evidence, notice, quantity
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, leaf, row_list
from dashboard.components.view import View, named
from dashboard.markup import Html, el, join
from dashboard.rows.alerts import Alert
from dashboard.text import Text

# where one acts on what has no number of its own
ACTED_ON = {
    "quarantined": {"see": "files", "outcome": "quarantined"},
    "layout_changed": {"see": "files", "outcome": "quarantined"},
    "stale_source": {"see": "sources"},
}
URGENCIES = (1, 2, 3)


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("alerts.question", place=view.place_name)))
    found = [with_name(alert, since_the_build()) for alert in repository.alerts(view.edition, view.place.place_key)]
    waiting = [alert for alert in found if alert.state in ("new", "open")]
    if not waiting:
        notice.empty(say("alerts.empty_title"), say("alerts.empty_body", place=view.place_name))
    else:
        counted = {level: n for level in URGENCIES if (n := how_many([row for row in waiting if row.urgency == level]))}
        told = ", ".join(
            f"{formats.number(n, say.lang)} {say.known('urgency_count', str(level))}" for level, n in counted.items()
        )
        whole = formats.number(sum(counted.values()), say.lang)
        st.html(el("p", say("alerts.summary", n=whole, told=told), class_="td-lead"))
    for urgency in URGENCIES:
        section(view, str(urgency), [alert for alert in waiting if alert.urgency == urgency])
    section(view, "acknowledged", [alert for alert in found if alert.state == "acknowledged"])
    section(view, "closed", [alert for alert in found if alert.state == "closed"])


def with_name(alert: Alert, since: Mapping[str, Acknowledged]) -> Alert:
    """What was acknowledged after the build shows at once, not at the next build."""
    by = since.get(alert.alert_id)
    if by is None or alert.state not in ("new", "open"):
        return alert
    return replace(alert, state="acknowledged", acknowledged_by=by.by, acknowledged_at=by.at)


def how_many(alerts: Sequence[Alert]) -> int:
    """Those given and those of the same sort that are too many to give."""
    return len(alerts) + unseen(alerts)


def unseen(alerts: Sequence[Alert]) -> int:
    return sum({(alert.state, alert.urgency): alert.n_more for alert in alerts}.values())


def section(view: View, name: str, alerts: Sequence[Alert]) -> None:
    if not alerts:
        return
    say = view.say
    st.html(el("h2", say.known("urgency", name)))
    if more := unseen(alerts):
        st.html(el("p", say("alerts.more", n=formats.number(more, say.lang)), class_="td-quiet"))
    shown = leaf(alerts, f"alerts-{name}")
    columns = [
        Column(say("alerts.what"), "minmax(9rem, 3fr)"),
        Column(say("alerts.kind"), "minmax(6rem, 1.4fr)"),
        Column(say("indicator.value"), "minmax(3.5rem, 1fr)", numeric=True),
        Column(say("alerts.since"), "1fr", secondary=True),
    ]

    def doors(evidence_id: str | None, key: str, about: str) -> None:
        alert = shown[int(key.rpartition("-")[2])]
        # a thing without a number of its own is acted on where its name links to
        if evidence_id is not None:
            evidence.door(view, evidence_id, key=key, about=about)
        if alert.state in ("new", "open"):
            label = evidence.heard(say("alerts.acknowledge"), about)
            if st.button(label, key=f"take-{alert.alert_id}", type="tertiary", icon=":material/back_hand:"):
                ask_for_name(view, alert)

    row_list(view, f"alerts-{name}", columns, [line(alert, say) for alert in shown], doors, block="alerts")


def ask_for_name(view: View, alert: Alert) -> None:
    say = view.say

    def form() -> None:
        st.html(el("p", what(alert, say)))
        with st.form("acknowledge", border=False):
            st.text_input(
                say("alerts.your_name"),
                st.session_state.get("acknowledger", ""),
                max_chars=LONGEST_NAME,
                key="ack-name",
            )
            if st.form_submit_button(say("alerts.acknowledge"), type="primary", on_click=take, args=(alert.alert_id,)):
                if st.session_state.pop("not_noted", False):
                    notice.warning(say("alerts.not_noted"))
                else:
                    st.rerun()

    st.dialog(say("alerts.acknowledge_title"))(form)()


def take(alert_id: str) -> None:
    """Before the page is drawn again, so that it shows what was just said; no name takes nothing."""
    name = st.session_state["ack-name"]
    if not name.strip():
        return
    try:
        acknowledge(alert_id, name)
    except OSError:
        st.session_state["not_noted"] = True
    else:
        st.session_state["acknowledger"] = name


def line(alert: Alert, say: Text) -> Line:
    rule = alert.rule_vi if say.lang == "vi" else alert.rule_en
    cells = (
        what(alert, say),
        el("span", rule, class_=f"td-alert td-alert-{alert.urgency}"),
        value(alert, say),
        formats.day(alert.since, say.lang),
    )
    return Line(cells, alert.evidence)


def what(alert: Alert, say: Text) -> Html:
    there = ACTED_ON.get(alert.kind)
    address = state.address("nguon", say.lang, **there) if there else None
    name = named(alert, say.lang)
    shown = el("a", name, href=address, target="_self") if address else el("b", name)
    return join(
        shown,
        join(" ", el("span", say("alerts.new"), class_="td-mark td-chosen")) if alert.state == "new" else None,
        el("span", alert.why, class_="td-quiet td-hit", lang="vi") if alert.why else None,
        el("span", in_hand(alert, say), class_="td-quiet td-hit") if alert.acknowledged_by else None,
    )


def in_hand(alert: Alert, say: Text) -> str:
    at = formats.minute(alert.acknowledged_at, say.lang) if alert.acknowledged_at else say("common.unknown")
    return say("alerts.in_hand", by=alert.acknowledged_by, at=at)


def value(alert: Alert, say: Text) -> str:
    is_on_its_first_day = alert.unit == "months" and not alert.value
    if alert.value is None or alert.unit is None or is_on_its_first_day:
        return say("common.none")
    if alert.unit == "months":
        return say("milestones.late_by", n=formats.number(alert.value, say.lang))
    if alert.unit == "days":
        return say("alerts.days", n=formats.number(alert.value, say.lang))
    return quantity.words(alert.value, alert.unit, say)


page(body)
