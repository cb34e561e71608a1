"""A place of before or after a merger says where its other figures stand."""

from collections.abc import Sequence

import streamlit as st

from dashboard import formats, state
from dashboard.components.view import full_name
from dashboard.markup import Html, el, join
from dashboard.rows.places import Place
from dashboard.text import Text


def say_so(chosen: Place, places: Sequence[Place], say: Text) -> None:
    """Links to the places it was merged from that have figures, or to the place of today; else nothing.

    A province that went on alone shows its figures of before as its own.
    """
    merged = [place for place in places if went_into(place, chosen)]
    before = [place for place in merged if place.n_kpis and len(merged) > 1]
    after = [place for place in places if went_into(chosen, place)]
    if before:
        told, links = "eras.before", [link(place, say, n_kpis=place.n_kpis) for place in before]
    else:
        told, links = "eras.after", [link(place, say) for place in after]
    last_day = before[0].valid_to if before else chosen.valid_to
    if links and last_day:
        words = say(told, day=formats.day(last_day, say.lang))
        st.html(el("p", words, " ", *between(links), class_="td-quiet"))


def went_into(place: Place, other: Place) -> bool:
    return place.place_key != other.place_key and place.current_place_key == other.place_key


def link(place: Place, say: Text, n_kpis: int = 0) -> Html:
    address = state.address("", say.lang, place=place.place_key)
    counted = " (" + say("eras.count", n=formats.number(n_kpis, say.lang)) + ")" if n_kpis else None
    return join(el("a", full_name(place, say), href=address, target="_self"), counted)


def between(links: Sequence[Html]) -> list[str]:
    return [part for link in links for part in (link, ", ")][:-1]
