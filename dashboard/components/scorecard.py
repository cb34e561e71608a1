"""A body's card: points by group and criterion, what nobody has told, and what one more point would take."""

from collections.abc import Sequence

import streamlit as st

from dashboard import formats, repository, state
from dashboard.components import cut
from dashboard.components.row_list import Column, Line, row_list
from dashboard.components.view import View, named
from dashboard.markup import Html, el, join
from dashboard.rows.scorecards import ScoreCard, ScoreLine
from dashboard.sandbox.examples import whole_list
from dashboard.text import Text

LAW = "qd766"


def scorecard(view: View) -> None:
    say = view.say
    found = repository.score_cards(view.edition, view.place.place_key)
    cards = {card.card_id: card for card in found}
    if not cards:
        return
    st.html(el("h2", say("scorecard.title")))
    if all(card.place_key is None for card in found):
        st.html(el("p", say("scorecard.of_nobody", place=view.place_name), class_="td-quiet"))
    chosen = state.select("card", say("scorecard.choose"), list(cards), lambda card_id: card_name(cards[card_id], say))
    cut.say_so(say, "cards", len(found), found[0].n_all, cut.by_query(say, whole_list("score_cards")))
    card = cards[chosen]
    whole, *lines = repository.score_lines(view.edition, card.card_id)
    st.html(head(card, whole, say))
    columns = [
        Column(say("scorecard.criterion"), "minmax(6rem, 2.6fr)"),
        Column(say("scorecard.bar"), "minmax(5rem, 1fr)", secondary=True),
        Column(say("scorecard.score"), "minmax(3.4rem, .9fr)", numeric=True, worked_out=True),
        Column(say("scorecard.rate"), "minmax(4rem, .8fr)", secondary=True, numeric=True, worked_out=True),
        Column(say("scorecard.next"), "minmax(4.5rem, 1.7fr)", below=True),
    ]
    row_list(view, "card", columns, [line_of(line, card, say) for line in lines])


def card_name(card: ScoreCard, say: Text) -> str:
    body = card.organisation or card.place_name
    level = say.known("level", card.place_level) if card.place_name and not card.organisation else None
    when = formats.period(card.period_start, card.period_end, say.lang)
    return " · ".join(part for part in (named(card, say.lang), body, level, when) if part)


def head(card: ScoreCard, whole: ScoreLine, say: Text) -> Html:
    """The points of the card, what law they stand on, and where the next point is."""
    law = "scorecard.inferred" if card.scorecard_code == LAW else "scorecard.proposed"
    return el(
        "div",
        el(
            "p",
            el("b", amount(whole.points, say)),
            f" / {amount(whole.max_points, say)} {say('scorecard.points')}",
            class_="td-value",
        ),
        bar(whole, say),
        el("p", parts(whole, say), class_="td-quiet"),
        el("p", say("scorecard.incomplete", n=whole.n_missing), class_="td-quiet") if whole.n_missing else None,
        el("p", easiest(whole, say)) if whole.next_rate is not None else None,
        el("p", say(law), class_="td-warning"),
        class_="td-scorecard",
    )


def line_of(line: ScoreLine, card: ScoreCard, say: Text) -> Line:
    is_group = line.line_kind == "group"
    cells = (
        el("b", named(line, say.lang)) if is_group else criterion(line, card, say),
        bar(line, say),
        scored(line, say),
        rate(line, say),
        step_of(line, say),
    )
    # what was never told has nothing of its own to open to
    return Line(cells, None if line.status == "missing" else line.evidence, is_marked=is_group)


def criterion(line: ScoreLine, card: ScoreCard, say: Text) -> Html:
    mark = "mark_inferred" if card.scorecard_code == LAW else "mark_proposed"
    formula = line.formula_vi if say.lang == "vi" else line.formula_en
    threshold = f"; {say('scorecard.threshold', n=formats.percent(line.threshold, say.lang))}" if line.threshold else ""
    caveat = el("span", line.caveat_vi, class_="td-quiet td-hit td-secondary", lang="vi") if line.caveat_vi else None
    return join(
        named(line, say.lang),
        " ",
        None if line.is_confirmed_law else el("span", say(f"scorecard.{mark}"), class_="td-mark"),
        el("span", f"{formula}{threshold}", class_="td-quiet td-hit td-secondary"),
        caveat,
    )


def scored(line: ScoreLine, say: Text) -> Html | str:
    if line.status == "tracked":
        return say("common.none")
    shown = el("span", f"{amount(line.points, say)} / {amount(line.max_points, say)}", class_="td-together")
    if line.points_check != "mismatch" or line.source_points is None:
        return shown
    says = say("scorecard.source_says", n=amount(line.source_points, say))
    return join(shown, " ", el("span", says, class_="td-conflict td-hit"))


def rate(line: ScoreLine, say: Text) -> Html | str:
    if line.line_kind == "group" or (line.rate is None and line.denominator is None):
        return ""
    shown = formats.percent(line.rate, say.lang) if line.rate is not None else say("common.none")
    if line.numerator is None or line.denominator is None:
        return shown
    both = f"{formats.number(line.numerator, say.lang)}/{formats.number(line.denominator, say.lang)}"
    return join(shown, el("span", both, class_="td-quiet td-hit"))


def step_of(line: ScoreLine, say: Text) -> Html | str:
    """What the next point takes, or why there is none to get."""
    if line.status == "tracked":
        return el("span", say("scorecard.tracked"), class_="td-quiet")
    if line.status == "missing":
        return el("span", say("scorecard.not_told"), class_="td-status td-none")
    if line.line_kind == "group" and line.next_rate is None and line.missing_points:
        return el("span", say("scorecard.missing", n=amount(line.missing_points, say)), class_="td-status td-none")
    if line.next_rate is None:
        is_full = not line.lost_points
        words, style = ("full", "td-met") if is_full else ("by_rule", "td-none")
        return el("span", say(f"scorecard.{words}"), class_=f"td-status {style}")
    points = amount(line.next_points, say)
    if line.line_kind != "group":
        return say("scorecard.for_points", points=points, step=step(line, say))
    name = (line.next_name_vi if say.lang == "vi" else line.next_name_en) or ""
    return el("span", f"+{points}: {name}", class_="td-quiet")


def easiest(whole: ScoreLine, say: Text) -> str:
    name = (whole.next_name_vi if say.lang == "vi" else whole.next_name_en) or ""
    return say("scorecard.next_whole", points=amount(whole.next_points, say), name=name, step=step(whole, say))


def step(line: ScoreLine, say: Text) -> str:
    way = "fewer" if line.is_less_better else "more"
    change = amount(line.next_rate, say)
    if line.n_next is None:
        return say(f"scorecard.{way}_rate", rate=change)
    counted = (line.counted_vi if say.lang == "vi" else line.counted_en) or ""
    return say(f"scorecard.{way}", n=formats.number(line.n_next, say.lang), counted=counted, rate=change)


def parts(line: ScoreLine, say: Text) -> str:
    told = [("got", line.points), ("lost", line.lost_points), ("missing", line.missing_points)]
    return ", ".join(say(f"scorecard.{name}", n=amount(value, say)) for name, value in told if value)


def bar(line: ScoreLine, say: Text) -> Html:
    """Points got, lost and never told, as widths; said in words to those who do not see it."""
    if not line.max_points:
        return join("")
    widths: Sequence[tuple[str, float | None]] = (
        ("got", line.points),
        ("lost", line.lost_points),
        ("missing", line.missing_points),
    )
    pieces = [
        el("span", class_=f"td-bar-{name}", style=f"width: {100 * value / line.max_points:.2f}%")
        for name, value in widths
        if value
    ]
    return el("span", *pieces, class_="td-bar", role="img", aria_label=parts(line, say))


def amount(value: float | None, say: Text) -> str:
    return say("common.none") if value is None else formats.number(value, say.lang, 2)
