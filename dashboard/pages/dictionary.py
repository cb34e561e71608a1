"""Từ điển: how is each indicator counted, and what does each column hold?"""

import streamlit as st

from dashboard import repository, state
from dashboard.asking.words import fold
from dashboard.components import dictionary, notice
from dashboard.components.page import page
from dashboard.components.view import View, named
from dashboard.markup import Html, el
from dashboard.rows.indicators import Indicator
from dashboard.text import Text

SEES = ("indicators", "tables")


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("dictionary.question")))
    see = state.switch("of", say("sources.see"), SEES, lambda name: say.known("dictionary_see", name))
    if see == "tables":
        st.html(el("p", say("dictionary.tables_note"), class_="td-quiet"))
        dictionary.tables(view)
        return
    with st.container(width=520):
        asked = state.write_in("tim", say("dictionary.search"), hint=say("dictionary.search_hint"))
    found = [row for row in repository.indicators(view.edition) if matches(row, asked)]
    if not found:
        notice.empty(say("dictionary.none_title"), say("dictionary.none_body"))
        return
    st.html(el("p", say("dictionary.found", n=len(found)), class_="td-lead"))
    for pillar in dict.fromkeys(row.pillar for row in found):
        of_pillar = [row for row in found if row.pillar == pillar]
        title = f"{say.known('pillar', pillar)} · {say('dictionary.indicators', n=len(of_pillar))}"
        with st.expander(title, expanded=bool(asked)):
            st.html(el("div", *(entry(row, say) for row in of_pillar), class_="td-entries"))


def matches(row: Indicator, asked: str) -> bool:
    said = fold(" ".join(part for part in (row.name_vi, row.name_en, row.phrasings_vi, row.indicator_code) if part))
    return all(word in said for word in fold(asked).split())


def entry(row: Indicator, say: Text) -> Html:
    facts = {
        say("indicator.unit"): row.unit_vi or row.unit,
        say("indicator.direction"): say.known("direction", row.direction),
        say("dictionary.formula"): row.formula_vi,
        say("indicator.numerator"): None if row.formula_vi else row.numerator_vi,
        say("indicator.denominator"): None if row.formula_vi else row.denominator_vi,
        say("dictionary.adding_up"): adding_up(row, say),
        say("dictionary.owner"): row.owner_vi,
        say("indicator.defined_in"): row.source_document,
        say("indicator.certainty"): say.known("source_status", row.source_status) if row.source_status else None,
        say("dictionary.caveat"): (row.caveat_vi if say.lang == "vi" else row.caveat_en) or row.caveat_vi,
        say("dictionary.known"): say("indicator.places", n=row.n_places) if row.n_places else say("header.no_data"),
    }
    told = [el("div", el("dt", name), el("dd", words)) for name, words in facts.items() if words]
    address = state.address("chi-so", say.lang, kpi=row.indicator_code)
    return el(
        "section",
        el("h3", el("a", named(row, say.lang), href=address, target="_self"), " ", el("code", row.indicator_code)),
        el("p", row.definition_vi, lang="vi") if row.definition_vi else None,
        el("dl", *told, class_="td-facts"),
    )


def adding_up(row: Indicator, say: Text) -> str | None:
    """How values of several places make one; why not, where they do not."""
    if row.additivity is None:
        return None
    words = say.known("additivity", row.additivity)
    # the reason is written in Vietnamese alone
    return f"{words} {row.not_additive_why_vi}" if row.not_additive_why_vi and say.lang == "vi" else words


page(body)
