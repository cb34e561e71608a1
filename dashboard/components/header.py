"""The strip above every page: the place, the language, which build is shown and how old it is."""

from collections.abc import Mapping
from datetime import UTC, datetime

import streamlit as st

from dashboard import formats, repository, state
from dashboard.access import sign_in
from dashboard.access.gate import is_open_to_strangers
from dashboard.components import eras, newer, notice
from dashboard.components.view import WHOLE, View, full_name, until
from dashboard.held_back import held_back
from dashboard.markup import el
from dashboard.rows.builds import Build
from dashboard.rows.places import Place
from dashboard.text import Text
from dashboard.warehouse import Edition, WarehouseUnreadable

# a warehouse that nobody rebuilt for a week may lack what came in since
OLD_AFTER_DAYS = 7

# the box searches the label letter by letter: with the plain name behind it, "hai duong" finds Hải Dương
OUT_OF_SIGHT = "\u2003" * 30


def show(edition: Edition, say: Text, page: str) -> View:
    places = repository.places(edition)
    if not places:
        raise WarehouseUnreadable("dim_place")
    build = repository.build(edition)
    by_key = repository.places_by_key(edition)
    lead_on(by_key)
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        with st.container(width=290, key="place"):
            listed = [place.place_key for place in places]
            key = state.select("place", say("header.place"), listed, lambda k: label(by_key[k], say), collapsed=True)
        st.html(badge(build, say), width="stretch")
        state.language_switch(say("app.language"))
        strip = st.container(width="content", key="strip")
        sign_in.offer_to_leave(say)
    eras.say_so(by_key[key], places, say)
    if is_open_to_strangers():
        notice.warning(say("access.open"))
    newer.say_so(build, say)
    warn_when_held_back(edition, say)
    warn_when_old(build, say)
    return View(edition, build, say, by_key[key], strip, page)


def lead_on(by_key: Mapping[str, Place]) -> None:
    """An address of before, which names a place by its former key, shows it under the key of today."""
    former = {key: place.place_key for key, place in by_key.items() if key != place.place_key}
    for name in ("place", "places"):
        state.lead_on(name, former)


def label(place: Place, say: Text) -> str:
    """Hải Dương · đến 30/06/2025: names are shared by provinces of before and after the merger, and by their towns."""
    name = full_name(place, say)
    if place.level not in WHOLE:
        name = f"{name}, {place.parent_vi if say.lang == 'vi' else place.parent_en}"
    name += until(place, say)
    if not place.n_kpis + place.n_results + place.n_ranks:
        name += " · " + say("header.no_data")
    return name + OUT_OF_SIGHT + place.name_en if say.lang == "vi" else name


def badge(build: Build, say: Text) -> str:
    figures = say(
        "header.figures",
        n=formats.number(build.n_figures, say.lang),
        documents=formats.number(build.n_documents, say.lang),
    )
    return el(
        "p",
        el("span", say("header.build") + " ", el("b", formats.minute(build.built_at, say.lang))),
        el("span", say("header.build_id", id=build.build_id.rpartition("-")[2][:8])),
        el("span", figures),
        class_="td-badge",
    )


def warn_when_held_back(edition: Edition, say: Text) -> None:
    held = held_back(edition.path)
    if held is not None:
        since = formats.minute(held.since, say.lang)
        notice.warning(say("header.held_back", since=since, why="; ".join(held.reasons)))


def warn_when_old(build: Build, say: Text) -> None:
    days = (datetime.now(UTC) - build.built_at.replace(tzinfo=UTC)).days
    if days > OLD_AFTER_DAYS:
        notice.warning(say("header.oldest_build", days=days))
