"""What a reader sees of the overview while Streamlit's program is still loading: the first numbers, as plain HTML.

Streamlit draws nothing before its program runs in the browser, which on a slow line takes seconds. The numbers of the
first cards travel in the page itself; the live page takes their place once it has drawn its heading.
"""

from collections.abc import Mapping
from pathlib import Path

from dashboard import repository
from dashboard.components.kpi_card import card
from dashboard.components.view import full_name
from dashboard.headline import headline
from dashboard.markup import Html, el
from dashboard.text import LANGUAGES, text
from dashboard.warehouse import WarehouseMissing, WarehouseUnreadable, current_edition

ROOM = Path(__file__).resolve().parent
STYLE = Html(f"<style>{(ROOM / 'style.css').read_text('utf-8')}{(ROOM / 'first_look.css').read_text('utf-8')}</style>")


def first_look(choices: Mapping[str, str]) -> str:
    """For ?place=…&lang=…; nothing where there is nothing to show."""
    say = text(next((lang for lang in LANGUAGES if lang == choices.get("lang")), "vi"))
    try:
        edition = current_edition()
        places = repository.places_by_key(edition)
        place = places.get(choices.get("place", ""), next(iter(places.values()), None))
        kpis = headline(repository.kpis(edition, place.place_key)) if place else []
        if place is None or not kpis:
            return ""
        past, today = repository.series(edition, place.place_key), repository.build(edition).built_at.date()
    except (WarehouseMissing, WarehouseUnreadable):
        return ""
    cards = (el("div", card(kpi, past.get(kpi.indicator_code, []), today, say), class_="td-first-card") for kpi in kpis)
    name = full_name(place, say)
    return STYLE + el(
        "div",
        el("p", name, class_="td-first-place"),
        el("h1", say("overview.question", place=name)),
        el("div", *cards, class_="td-first-cards"),
        id="td-first",
        class_="stHtml stMainBlockContainer",
        aria_busy="true",
    )
