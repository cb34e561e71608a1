"""What other sources say of the same thing, which of them is in use, and why."""

import textwrap

from dashboard import formats
from dashboard.components import quantity
from dashboard.markup import Html, el, join, section
from dashboard.rows.evidence import Observation
from dashboard.text import Text

LONGEST_SENTENCE = 220


def rivals(others: tuple[Observation, ...], say: Text) -> Html:
    if len(others) < 2:
        return section(say("drawer.rivals"), el("p", say("drawer.alone"), class_="td-quiet"))
    lines = [
        el(
            "tr",
            el("td", value_of(other, say), class_="td-number"),
            el("td", *source(other, say)),
            el("td", marks(other, say)),
        )
        for other in others
    ]
    why = el("p", el("b", say("why.title") + ": "), others[0].why, lang="vi")
    state = el("p", say.known("agreement", others[0].status), class_=f"td-agreement td-{others[0].status}")
    return section(say("drawer.rivals"), state, el("table", el("tbody", *lines), class_="td-rivals"), why)


def source(other: Observation, say: Text) -> list[Html | str]:
    """Who says it, and in which words."""
    words = [el("q", shortened(other.sentence))] if other.sentence and not other.is_asked else []
    return [
        el("p", other.title or say("drawer.untitled")),
        *words,
        el("p", told_by(other, say), class_="td-quiet"),
    ]


def shortened(sentence: str) -> str:
    return textwrap.shorten(sentence, LONGEST_SENTENCE, placeholder=" …")


def value_of(other: Observation, say: Text) -> str:
    return quantity.words(
        other.value,
        other.unit,
        say,
        qualifier=other.qualifier,
        base=other.denominator if other.unit == "rank" else None,
    )


def told_by(other: Observation, say: Text) -> str:
    dated = formats.day(other.published_on, say.lang) if other.published_on else say("drawer.published_unknown")
    return ", ".join(part for part in (say.known("source_kind", other.source_kind), other.publisher, dated) if part)


def marks(other: Observation, say: Text) -> Html:
    return join(
        el("span", say("drawer.chosen"), class_="td-mark td-chosen") if other.is_chosen else None,
        el("span", say("drawer.asked"), class_="td-mark") if other.is_asked else None,
        el("span", say("drawer.copy"), class_="td-mark") if other.is_copy else None,
    )
