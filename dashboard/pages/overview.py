"""Tổng quan: where does the place stand, and who says so?"""

from collections import Counter

import streamlit as st

from dashboard import formats, repository
from dashboard.components import notice
from dashboard.components.kpi_card import kpi_card, status
from dashboard.components.page import page
from dashboard.components.view import View
from dashboard.markup import el
from dashboard.rows import Kpi
from dashboard.text import Text

# what a head of department is asked about first; a place that lacks some shows its next best judged ones
FIRST_ASKED = (
    "dti_rank",
    "on_time_rate",
    "end_to_end_dossier_rate",
    "online_filing_rate",
    "essential_services_25_online_rate",
    "digital_economy_share",
    "satisfaction_rate",
    "digitisation_rate",
    "par_index_rank",
)
DIALS = 5
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


def summary(kpis: tuple[Kpi, ...], say: Text) -> str:
    counted = Counter(status(kpi) for kpi in kpis)
    line = say("overview.summary", n=len(kpis), met=counted["met"], behind=counted["behind"], aimless=counted["none"])
    conflicts = sum(kpi.agreement == "conflict" for kpi in kpis)
    ends = [kpi.period_end for kpi in kpis if kpi.period_end]
    told = [
        line,
        say("overview.conflicts", n=conflicts) if conflicts else "",
        say("overview.newest", day=formats.day(max(ends), say.lang)) if ends else "",
    ]
    return " ".join(part for part in told if part)


def headline(kpis: tuple[Kpi, ...]) -> list[Kpi]:
    """At most five: those asked about first, then those with a target, as the query orders them."""
    asked = {code: i for i, code in enumerate(FIRST_ASKED)}
    return sorted(kpis, key=lambda kpi: asked.get(kpi.indicator_code, len(asked)))[:DIALS]


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


def pillar_line(pillar: str, kpis: list[Kpi], say: Text) -> str:
    counted = Counter(status(kpi) for kpi in kpis)
    conflicts = sum(kpi.agreement == "conflict" for kpi in kpis)
    line = say("overview.pillar_line", pillar=say.known("pillar", pillar), n=len(kpis))
    counts = {"overview.pillar_met": counted["met"], "overview.pillar_behind": counted["behind"]}
    told = [say(key, n=n) for key, n in (counts | {"overview.pillar_conflict": conflicts}).items() if n]
    return " · ".join([line, *told])


page(body)
