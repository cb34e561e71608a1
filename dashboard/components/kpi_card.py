"""One indicator of one place. Every card has the same parts in the same order, so that eyes learn where to look."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import formats
from dashboard.aims import NO_AIM, a_year_before, months_until
from dashboard.components import doubt, evidence, quantity
from dashboard.components.sparkline import sparkline
from dashboard.components.view import View, named
from dashboard.exports.pages import Block
from dashboard.markup import Html, el, join
from dashboard.rows.kpis import Kpi, SeriesPoint
from dashboard.text import Text

# fewer points than this make a dash, not a line
LINE_FROM = 3
# among two, a rank says nothing
PEERS_FROM = 3
MONTH, YEAR = 30.4375, 365.25


def kpi_card(view: View, kpi: Kpi, past: Sequence[SeriesPoint]) -> None:
    key, today = kpi.indicator_code, view.build.built_at.date()
    view.taken.blocks.append(taken(kpi, view.say))
    with st.container(border=True, height="stretch", vertical_alignment="distribute", gap="xsmall", key=f"card-{key}"):
        st.html(card(kpi, past, today, view.say))
        with st.container(horizontal=True, gap="small", key=f"doors-{key}"):
            name = named(kpi, view.lang)
            evidence.door(view, kpi.evidence, key=f"source-{key}", about=name)
            if kpi.target_evidence:
                target_source = view.say("card.target_source")
                evidence.door(view, kpi.target_evidence, key=f"aim-{key}", about=name, label=target_source)


def card(kpi: Kpi, past: Sequence[SeriesPoint], today: date, say: Text) -> Html:
    return el(
        "article",
        el("h3", named(kpi, say.lang)),
        quantity.large(
            kpi.value,
            kpi.unit,
            say,
            qualifier=kpi.qualifier,
            counted_in=kpi.counted_in,
            base=kpi.denominator if kpi.unit == "rank" else None,
            code=kpi.indicator_code,
        ),
        parts(kpi, say),
        status_line(kpi, say),
        gap_line(kpi, today, say),
        moves(kpi, past, say),
        drawn_line(kpi, past, say),
        foot(kpi, say),
        class_="td-card",
    )


def taken(kpi: Kpi, say: Text) -> Block:
    """The card as a line of the page's workbook."""
    heads = (
        "targets.indicator",
        "indicator.value",
        "indicator.unit",
        "indicator.period",
        "target.title",
        "targets.state",
    )
    cells = (
        named(kpi, say.lang),
        formats.number(kpi.value, say.lang),
        say.known("unit", kpi.unit),
        formats.period(kpi.period_start, kpi.period_end, say.lang),
        aim(kpi, say),
        say(f"status.{state(kpi)}"),
    )
    return Block("kpis", [say(head) for head in heads], [(cells, kpi.evidence)])


def state(kpi: Kpi) -> str:
    """As the warehouse judges it."""
    return kpi.target_state or NO_AIM


def parts(kpi: Kpi, say: Text) -> Html | None:
    """453.520/495.192 = 91,58%: what a share is made of, beside the share that was stated."""
    if kpi.unit == "rank" or kpi.numerator is None or not kpi.denominator:
        return None
    numerator, denominator = (formats.number(part, say.lang) for part in (kpi.numerator, kpi.denominator))
    if kpi.unit != "percent":
        return el("p", say("card.parts", numerator=numerator, denominator=denominator), class_="td-quiet")
    rate = formats.percent(round(100 * kpi.numerator / kpi.denominator, 2), say.lang)
    fraction = say("card.parts_rate", numerator=numerator, denominator=denominator, rate=rate)
    off = el("span", say("card.mismatch"), class_="td-conflict") if kpi.check_status == "mismatch" else None
    return el("p", fraction, " " if off else None, off, class_="td-quiet")


def status_line(kpi: Kpi, say: Text) -> Html:
    word = state(kpi)
    return el(
        "p",
        el("span", say(f"status.{word}"), class_=f"td-status td-{word}"),
        el("span", aim(kpi, say), class_="td-quiet") if kpi.target is not None else None,
        class_="td-aim",
    )


def gap_line(kpi: Kpi, today: date, say: Text) -> Html | None:
    if kpi.target_state == "cannot_be_judged":
        return el("p", kpi.target_why, class_="td-quiet", lang="vi")
    words = gap_words(kpi, today, say)
    return el("p", words, class_="td-quiet") if words else None


def gap_words(kpi: Kpi, today: date, say: Text) -> str:
    """How far from the aim: in the value's unit, and in months. Nothing of what is met, and nothing without an aim."""
    if kpi.target_gap is None or kpi.target_state == "met":
        return ""
    told = [say("card.gap", gap=difference(kpi.target_gap, kpi.unit, say))]
    if months := round(kpi.target_months_ahead or 0):
        told.append(say("card.ahead" if months > 0 else "card.late", n=abs(months)))
    if kpi.due_on and (left := months_until(kpi.due_on, today)):
        told.append(say("card.left" if left > 0 else "card.past", n=abs(left)))
    return "; ".join(told)


def difference(amount: float, unit: str, say: Text) -> str:
    name = (
        say("unit.difference")
        if unit == "percent"
        else say.known("unit", unit)
        if unit != "rank"
        else say("unit.steps")
    )
    return f"{formats.number(abs(amount), say.lang)} {name}".strip()


def aim(kpi: Kpi, say: Text) -> str:
    if kpi.target is None:
        return ""
    value = quantity.words(kpi.target, kpi.unit, say, qualifier=kpi.target_comparator)
    sentence = say("card.target_national" if kpi.target_is_national else "card.target", value=value)
    if kpi.due_on is None:
        return sentence
    return f"{sentence}, {say('card.due', day=formats.day(kpi.due_on, say.lang))}"


def moves(kpi: Kpi, past: Sequence[SeriesPoint], say: Text) -> Html | None:
    """Against the value before, and against the same period of the year before where that is another one."""
    told = []
    year_ago = same_period(kpi, past)
    if kpi.trend is not None and kpi.previous_value is not None:
        is_same = year_ago is not None and year_ago.period_end == kpi.previous_period_end
        told.append(moved(kpi, kpi.previous_value, kpi.previous_period_end, "year_ago" if is_same else "previous", say))
        year_ago = None if is_same else year_ago
    if year_ago is not None:
        told.append(moved(kpi, year_ago.value, year_ago.period_end, "year_ago", say))
    return el("ul", *(el("li", line) for line in told), class_="td-moves") if told else None


def same_period(kpi: Kpi, past: Sequence[SeriesPoint]) -> SeriesPoint | None:
    if kpi.period_end is None:
        return None
    then = a_year_before(kpi.period_end)
    return next((point for point in past if point.period_end == then), None)


def moved(kpi: Kpi, before: float, at: date | None, since: str, say: Text) -> Html:
    """Tăng 9,27 điểm phần trăm so với kỳ trước (80%, 30/09/2023)."""
    is_rank = kpi.unit == "rank"
    change = round(kpi.value - before, 4)
    way = "up" if change > 0 else "down" if change < 0 else "flat"
    # a rank that grows in number is a place lower on the list
    arrow = {"up": "down", "down": "up"}.get(way, way) if is_rank else way
    word = say(f"trend.{'rank_' if is_rank else ''}{way}")
    amount = f" {difference(change, kpi.unit, say)}" if change else ""
    compared = say(
        f"card.{since}",
        value=quantity.words(before, kpi.unit, say),
        period=formats.day(at, say.lang) if at else say("common.unknown"),
    )
    return join(el("span", word + amount, class_=f"td-move td-{arrow} td-{sense(kpi, way)}"), f" {compared}")


def sense(kpi: Kpi, way: str) -> str:
    """Whether the move is for the better: a lower rank is, a lower on-time rate is not."""
    if way == "flat" or kpi.direction not in {"higher", "lower"}:
        return "neutral"
    return "better" if (way == "up") == (kpi.direction == "higher") else "worse"


def drawn_line(kpi: Kpi, past: Sequence[SeriesPoint], say: Text) -> Html | None:
    if len(past) < LINE_FROM:
        return None
    return sparkline([(point.period_end, point.value) for point in past], drawn(kpi, past, say), aim=kpi.target)


def drawn(kpi: Kpi, past: Sequence[SeriesPoint], say: Text) -> str:
    line = say(
        "card.sparkline",
        name=named(kpi, say.lang),
        n=len(past),
        first=quantity.words(past[0].value, kpi.unit, say),
        last=quantity.words(past[-1].value, kpi.unit, say),
    )
    return f"{line}; {aim(kpi, say)}" if kpi.target is not None else line


def foot(kpi: Kpi, say: Text) -> Html:
    return el(
        "ul",
        el("li", peers) if (peers := among(kpi, say)) else None,
        el("li", when(kpi, say), class_="td-when"),
        el("li", age(kpi.freshness_days, say)) if kpi.freshness_days is not None else None,
        el("li", slice_of(kpi, say)) if slice_of(kpi, say) else None,
        el("li", agreement(kpi, say), class_=f"td-{kpi.agreement}"),
        el("li", doubted) if (doubted := doubt.mark(kpi.confidence, say)) else None,
        class_="td-foot",
    )


def among(kpi: Kpi, say: Text) -> str | None:
    """The place's rank among those whose value is of the same sort and period."""
    if kpi.peer_rank is None or kpi.n_peers is None or kpi.n_peers < PEERS_FROM:
        return None
    return say("card.among", rank=kpi.peer_rank, n=kpi.n_peers)


def when(kpi: Kpi, say: Text) -> Html:
    period = formats.period(kpi.period_start, kpi.period_end, say.lang)
    if kpi.period_end is None:
        return join(period)
    if kpi.period_basis in {"inferred_asof", "inferred_published"}:
        return join(period, " ", el("span", say("period_mark.inferred"), class_="td-mark"))
    return join(period)


def slice_of(kpi: Kpi, say: Text) -> str | None:
    """A value counted over a part of the place says which part."""
    if kpi.scope_level is None or kpi.scope_level == kpi.own_level:
        return None
    return say("card.level", level=say.known("level", kpi.scope_level))


def agreement(kpi: Kpi, say: Text) -> str:
    if kpi.agreement == "conflict" and kpi.n_sources == 1:
        return say("agreement.conflict_within")
    words = say.known("agreement", kpi.agreement)
    if kpi.agreement == "single":
        return words
    return f"{say('card.sources', n=kpi.n_sources)}, {words}"


def age(days: int, say: Text) -> str:
    if days < 0:
        return say("freshness.future")
    if days < 2 * MONTH:
        return say("freshness.days", n=days)
    if days < 2 * YEAR:
        return say("freshness.months", n=round(days / MONTH))
    return say("freshness.years", n=formats.number(round(days / YEAR, 1), say.lang))
