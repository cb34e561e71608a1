"""Bản tin: what did the articles say of the place, with which figures?"""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from dashboard import formats, repository, state
from dashboard.components import doubt, notice, quantity
from dashboard.components.page import page
from dashboard.components.view import View, named
from dashboard.exports.pages import Block
from dashboard.markup import Html, el, join
from dashboard.rows.documents import News
from dashboard.text import Text

ABREAST = 10
# a result is what is expected, and a rank says that it is one
PLAIN = {"actual", "rank"}


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("bulletin.question", place=view.place_name)))
    sheet = state.address("brief", say.lang, place=view.place.place_key)
    st.html(el("p", say("bulletin.sheet") + " ", el("a", say("bulletin.open"), href=sheet, target="_blank")))
    found = repository.bulletin(view.edition, view.place.place_key)
    if not found:
        notice.empty(say("bulletin.empty_title", place=view.place_name), say("bulletin.empty_body"))
        return
    articles = [list(rows) for _, rows in groupby(found, key=lambda row: row.document_id)]
    told = {"n": formats.number(len(found), say.lang), "articles": formats.number(len(articles), say.lang)}
    st.html(el("p", say("bulletin.summary", **told), class_="td-lead"))
    heads = [say("sources.published"), say("sources.document"), say("targets.indicator"), say("indicator.value")]
    view.taken.blocks.append(Block("bulletin", heads, [(taken(row, say), row.evidence) for row in found]))
    shown = articles
    if len(articles) > ABREAST:
        n = -(-len(articles) // ABREAST)
        at = min(st.pagination(n, key="leaf-bulletin"), n)
        shown = articles[(at - 1) * ABREAST : at * ABREAST]
    st.html(el("div", *(article(rows, say) for rows in shown), class_="td-news"))


def taken(row: News, say: Text) -> tuple[str | None, ...]:
    return dated(row, say), row.title or row.path, named(row, say.lang), value(row, say)


def dated(row: News, say: Text) -> str:
    return formats.day(row.published_on, say.lang) if row.published_on else say("drawer.published_unknown")


def article(rows: Sequence[News], say: Text) -> Html:
    first = rows[0]
    told = ", ".join(part for part in (dated(first, say), first.publisher) if part)
    return el(
        "article",
        el("h2", el("a", first.title or first.path, href=address(first, say), target="_self")),
        el("p", told, class_="td-quiet"),
        el("ul", *(el("li", figure(row, say)) for row in rows)),
    )


def address(row: News, say: Text, *, figure: bool = False) -> str:
    """The document as it can be read here; with the evidence of one figure open."""
    return state.address("nguon", say.lang, doc=row.document_id, fact=row.evidence if figure else None)


def figure(row: News, say: Text) -> Html:
    link = el("a", value(row, say), href=address(row, say, figure=True), target="_self", data_kpi_value=row.evidence)
    return join(
        named(row, say.lang),
        ": ",
        el("b", link),
        el("span", ", ".join(["", *about(row, say)]), class_="td-quiet"),
        doubt.mark(row.confidence, say),
    )


def about(row: News, say: Text) -> list[str]:
    """What sort of figure it is where its words do not tell, and its period where the sentence gives one."""
    kind = say.known("says", row.says) if row.says not in PLAIN else None
    is_dated = row.period_start is not None or row.period_end is not None
    period = formats.period(row.period_start, row.period_end, say.lang) if is_dated or row.says != "target" else None
    # in the middle of a line: Năm 2023 → năm 2023; English writes its months large
    return [part[:1].lower() + part[1:] if say.lang == "vi" else part for part in (kind, period) if part]


def value(row: News, say: Text) -> str:
    if row.says == "change" and row.unit == "rank":
        return f"{formats.number(row.value, say.lang)} {say('unit.steps')}"
    return quantity.words(row.value, row.unit, say, qualifier=row.qualifier)


page(body)
