"""Hỏi số liệu: a question in words, an answer with its number, its date and its sentence, or plainly none."""

from collections.abc import Sequence

import streamlit as st

from dashboard import formats, repository, state
from dashboard.asking.answer import Answer, answer
from dashboard.components import cut, doubt, evidence, notice, worded
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, leaf, row_list
from dashboard.components.view import View, named
from dashboard.markup import el, join, literal
from dashboard.rows.aims import Aim
from dashboard.rows.indicators import Told
from dashboard.text import Text

# what answers as cards, what is near in a list
MOST_ROWS, MOST_NEAR = 5, 6
EXAMPLES = ("ask.example_value", "ask.example_first", "ask.example_compare", "ask.example_aim")


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("ask.question")))
    words = state.write_in("hoi", say("ask.label"), hint=say("ask.hint"))
    if not words.strip():
        examples(view)
        return
    found = answer(view.edition, words, view.build.built_at.date())
    understood(view, found)
    if found.reason:
        notice.warning(say.known("ask_reason", found.reason))
    if found.n_compared:
        st.html(el("p", say("ask.compared", n=found.n_compared), class_="td-lead"))
    for i, row in enumerate(found.rows[:MOST_ROWS]):
        one(view, found, row, i)
    say_if_cut(found, MOST_ROWS, len(found.rows), say)
    if found.is_apart:
        notice.warning(say("compare.not_comparable"))
    if found.aims:
        aims(view, found.aims)
    if found.near:
        st.html(el("h2", say("ask.near")))
        say_if_cut(found, MOST_NEAR, len(found.near), say)
        near(view, found.near[:MOST_NEAR])
    others(view, found)
    if found.indicator is not None:
        with st.expander(say("ask.query")):
            st.code(repository.query_told(found.indicator.indicator_code), language="sql")


def say_if_cut(found: Answer, shown: int, n: int, say: Text) -> None:
    if found.indicator is not None:
        query = repository.query_told(found.indicator.indicator_code)
        cut.say_so(say, "values", shown, n, cut.by_query(say, query))


def examples(view: View) -> None:
    st.html(el("h2", view.say("query.examples")))
    for i, key in enumerate(EXAMPLES):
        words = view.say(key)
        st.button(literal(words), key=f"ask-{i}", type="tertiary", on_click=state.choose, args=("hoi", words))


def understood(view: View, found: Answer) -> None:
    """How the question was taken, so that a wrong reading shows."""
    say = view.say
    question = found.question
    by_key = {place.place_key: place for place in repository.named_places(view.edition)}
    names = ", ".join(named(by_key[keys[0]], say.lang) for keys in question.names)
    period = formats.period(question.period.start, question.period.end, say.lang) if question.period else None
    parts = {
        say("indicator.choose"): named(found.indicator, say.lang) if found.indicator else None,
        say("ranks.place"): names or None,
        say("indicator.period"): period,
        say("indicator.level"): say.known("level", question.tier) if question.tier else None,
    }
    told = "; ".join(f"{name}: {value}" for name, value in parts.items() if value)
    if told:
        st.html(el("p", say("ask.understood", parts=told), class_="td-quiet"))


def one(view: View, found: Answer, row: Told, i: int) -> None:
    say = view.say
    name = named(found.indicator, say.lang) if found.indicator else ""
    with st.container(border=True, key=f"card-answer-{i}", gap="xsmall"):
        st.html(
            el(
                "article",
                el("h3", f"{row.place_name} · {name}"),
                el("p", el("b", worded.value(row, say)), class_="td-value", data_kpi_value=f"answer-{i}"),
                el("p", context(view, row), doubt.mark(row.confidence, say), class_="td-quiet"),
                el("p", el("q", row.sentence), class_="td-quiet") if row.sentence else None,
                class_="td-card",
            )
        )
        evidence.door(view, row.evidence, key=f"open-answer-{i}", about=f"{row.place_name}, {name}")


def context(view: View, row: Told) -> str:
    say = view.say
    level = say.known("level", row.place_level) if row.place_level not in (None, "province", "national") else None
    basis = say.known("rate_basis", row.rate_basis) if row.unit == "percent" else None
    parts = (worded.when(row, say), level, basis, say.known("agreement", row.status))
    return " · ".join(part for part in parts if part)


def near(view: View, rows: Sequence[Told]) -> None:
    say = view.say
    columns = [
        Column(say("ranks.place"), "minmax(6rem, 1.4fr)"),
        Column(say("indicator.value"), "minmax(5rem, 1fr)", numeric=True),
        Column(say("indicator.period"), "minmax(5rem, 1.4fr)"),
        Column(say("on_time.basis"), "1.2fr", secondary=True),
    ]
    lines = [
        Line(
            (
                row.place_name,
                join(worded.value(row, say), doubt.mark(row.confidence, say)),
                worded.when(row, say),
                worded.basis(row, say),
            ),
            row.evidence,
        )
        for row in rows
    ]
    row_list(view, "near", columns, lines)


def aims(view: View, rows: Sequence[Aim]) -> None:
    say = view.say
    columns = [
        Column(say("ranks.place"), "minmax(6rem, 1.2fr)"),
        Column(say("target.title"), "minmax(5rem, 1fr)", numeric=True),
        Column(say("indicator.due"), "minmax(5rem, 1fr)"),
        Column(say("indicator.set_by"), "2fr", secondary=True),
    ]
    lines = [
        Line(
            (
                aim.place_name,
                worded.aim(aim, say),
                formats.day(aim.due_on, say.lang) if aim.due_on else say("common.none"),
                aim.policy_document,
            ),
            aim.evidence,
        )
        for aim in leaf(rows, "aims")
    ]
    row_list(view, "aims", columns, lines)


def others(view: View, found: Answer) -> None:
    """Indicators of like words: what may have been meant."""
    catalogue = {row.indicator_code: row for row in repository.indicators(view.edition)}
    codes = found.question.indicators[1:4]
    if not codes:
        return
    st.html(
        el(
            "p",
            view.say("ask.others", names="; ".join(named(catalogue[code], view.lang) for code in codes)),
            class_="td-quiet",
        )
    )


page(body)
