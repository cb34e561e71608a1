"""So sánh: how do places differ, where they can be compared at all?"""

from collections.abc import Sequence

import streamlit as st

from dashboard import repository, state
from dashboard.charts.bars import bars
from dashboard.comparing import groups, measure, periods_differ
from dashboard.components import notice, worded
from dashboard.components.chart import chart
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, row_list
from dashboard.components.view import View, full_name, named, until
from dashboard.markup import el
from dashboard.rows.indicators import Indicator, Standing
from dashboard.rows.places import Place
from dashboard.text import Text

MOST_PLACES, MOST_INDICATORS = 6, 5
USUAL_PLACES = 3


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("compare.question")))
    catalogue = {row.indicator_code: row for row in repository.indicators(view.edition) if row.n_places}
    places = {place.place_key: place for place in repository.places(view.edition) if place.n_kpis}
    if not catalogue or not places:
        notice.empty(say("compare.empty_title"), say("compare.empty_body"))
        return
    first = [view.place.place_key] if view.place.place_key in places else []
    usual = [*first, *(key for key in places if key not in first)][:USUAL_PLACES]
    chosen = state.select_many(
        "places",
        say("compare.places"),
        list(places),
        lambda key: name_of(places[key], say),
        default=usual,
        most=MOST_PLACES,
    )
    shared = most_shared(view, list(catalogue), chosen)
    codes = state.select_many(
        "kpis",
        say("compare.indicators"),
        list(catalogue),
        lambda code: named(catalogue[code], say.lang),
        default=shared,
        most=MOST_INDICATORS,
    )
    for code in codes:
        one(view, catalogue[code], chosen, {key: name_of(places[key], say) for key in chosen})


def name_of(place: Place, say: Text) -> str:
    return full_name(place, say) + until(place, say)


def most_shared(view: View, codes: Sequence[str], places: Sequence[str]) -> list[str]:
    """The indicators that most of the places have a value of."""
    known = {code: sum(row.place_key in places for row in repository.standings(view.edition, code)) for code in codes}
    return sorted(codes, key=lambda code: -known[code])[:USUAL_PLACES]


def one(view: View, indicator: Indicator, chosen: Sequence[str], names: dict[str, str]) -> None:
    say = view.say
    name = named(indicator, say.lang)
    st.html(el("h2", name))
    rows = [row for row in repository.standings(view.edition, indicator.indicator_code) if row.place_key in chosen]
    compared = groups(rows)
    if len(compared) > 1:
        notice.warning(say("compare.not_comparable"))
    for i, group in enumerate(compared):
        side_by_side(view, f"{indicator.indicator_code}-{i}", name, group, names, alone=len(compared) == 1)
    missing = [names[key] for key in chosen if key not in {row.place_key for row in rows}]
    if missing:
        st.html(el("p", say("compare.missing", places=", ".join(missing)), class_="td-quiet"))


def side_by_side(
    view: View, key: str, name: str, group: Sequence[Standing], names: dict[str, str], *, alone: bool
) -> None:
    say = view.say
    if not alone:
        st.html(el("h3", measure_name(group[0], say)))
    if periods_differ(group):
        st.html(el("p", say("compare.periods_differ"), class_="td-quiet"))
    if len(group) > 1 and group[0].unit != "rank":
        drawn = [(names[row.place_key], row.value) for row in group]
        alt = f"{name}: " + "; ".join(f"{names[row.place_key]} {worded.value(row, say)}" for row in group)
        chart(view, bars(drawn, say.lang), alt=alt, key=f"chart-{key}")
    columns = [
        Column(say("ranks.place"), "minmax(6rem, 1.6fr)"),
        Column(say("indicator.value"), "minmax(5rem, 1fr)", numeric=True),
        Column(say("indicator.period"), "minmax(5rem, 1.3fr)"),
        Column(say("on_time.basis"), "1.2fr", secondary=True),
        Column(say("indicator.agreement"), "1.2fr", secondary=True),
    ]
    lines = [
        Line(
            (
                names[row.place_key],
                worded.standing_value(row, say),
                worded.when(row, say),
                worded.basis(row, say),
                worded.agreement(row, view),
            ),
            row.evidence,
            is_marked=row.place_key == view.place.place_key,
        )
        for row in group
    ]
    row_list(view, key, columns, lines, block=name)


def measure_name(row: Standing, say: Text) -> str:
    unit, basis, tier, base = measure(row)
    parts = [
        say.known("rate_basis", basis),
        say.known("level", tier) if tier else None,
        say("ranks.base", n=int(base)) if base else None,
        say.known("unit", unit) if unit != "percent" else None,
    ]
    told = ", ".join(part for part in parts if part)
    return told[:1].upper() + told[1:]


page(body)
