"""One indicator of one place. Every card has the same parts in the same order, so that eyes learn where to look."""

import streamlit as st

from dashboard import formats
from dashboard.components import doubt, evidence, quantity
from dashboard.components.sparkline import sparkline
from dashboard.components.view import View, named
from dashboard.markup import Html, el, join
from dashboard.rows import Kpi, SeriesPoint
from dashboard.text import Text

# fewer points than this make a dash, not a line
LINE_FROM = 3
MONTH, YEAR = 30.4375, 365.25


def kpi_card(view: View, kpi: Kpi, past: list[SeriesPoint]) -> None:
    key = kpi.indicator_code
    with st.container(border=True, height="stretch", vertical_alignment="distribute", gap="xsmall", key=f"card-{key}"):
        st.html(card(kpi, past, view.say))
        with st.container(horizontal=True, gap="small", key=f"doors-{key}"):
            name = named(kpi, view.lang)
            evidence.door(view, kpi.evidence, key=f"source-{key}", about=name)
            if kpi.target_evidence:
                target_source = view.say("card.target_source")
                evidence.door(view, kpi.target_evidence, key=f"aim-{key}", about=name, label=target_source)


def card(kpi: Kpi, past: list[SeriesPoint], say: Text) -> Html:
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
        trend_line(kpi, past, say),
        foot(kpi, say),
        class_="td-card",
    )


def status(kpi: Kpi) -> str:
    """met, behind, or none when there is nothing to compare with."""
    if kpi.target is None or kpi.target_met is None:
        return "none"
    return "met" if kpi.target_met else "behind"


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
    word = status(kpi)
    return el(
        "p",
        el("span", say(f"status.{word}"), class_=f"td-status td-{word}"),
        el("span", aim(kpi, say), class_="td-quiet") if kpi.target is not None else None,
        class_="td-aim",
    )


def aim(kpi: Kpi, say: Text) -> str:
    if kpi.target is None:
        return ""
    value = quantity.words(kpi.target, kpi.unit, say, qualifier=kpi.target_comparator)
    sentence = say("card.target_national" if kpi.target_is_national else "card.target", value=value)
    if kpi.due_on is None:
        return sentence
    return f"{sentence}, {say('card.due', day=formats.day(kpi.due_on, say.lang))}"


def trend_line(kpi: Kpi, past: list[SeriesPoint], say: Text) -> Html | None:
    line = (
        sparkline([(point.period_end, point.value) for point in past], drawn(kpi, past, say))
        if len(past) >= LINE_FROM
        else None
    )
    if line is None and kpi.trend is None:
        return None
    return el("div", moved(kpi, say), line, class_="td-trend")


def moved(kpi: Kpi, say: Text) -> Html | None:
    if kpi.trend is None or kpi.previous_value is None:
        return None
    before = say(
        "card.previous",
        value=quantity.words(kpi.previous_value, kpi.unit, say),
        period=formats.day(kpi.previous_period_end, say.lang) if kpi.previous_period_end else say("common.unknown"),
    )
    is_rank = kpi.unit == "rank"
    word = say(f"trend.{'rank_' if is_rank else ''}{kpi.trend}")
    # a rank that grows in number is a place lower on the list
    arrow = {"up": "down", "down": "up"}.get(kpi.trend, kpi.trend) if is_rank else kpi.trend
    return el("span", el("span", word, class_=f"td-move td-{arrow} td-{sense(kpi)}"), f", {before}", class_="td-quiet")


def sense(kpi: Kpi) -> str:
    """Whether the move is for the better: a lower rank is, a lower on-time rate is not."""
    if kpi.trend == "flat" or kpi.direction not in {"higher", "lower"}:
        return "neutral"
    return "better" if (kpi.trend == "up") == (kpi.direction == "higher") else "worse"


def drawn(kpi: Kpi, past: list[SeriesPoint], say: Text) -> str:
    return say(
        "card.sparkline",
        name=named(kpi, say.lang),
        n=len(past),
        first=quantity.words(past[0].value, kpi.unit, say),
        last=quantity.words(past[-1].value, kpi.unit, say),
    )


def foot(kpi: Kpi, say: Text) -> Html:
    return el(
        "ul",
        el("li", when(kpi, say), class_="td-when"),
        el("li", age(kpi.freshness_days, say)) if kpi.freshness_days is not None else None,
        el("li", slice_of(kpi, say)) if slice_of(kpi, say) else None,
        el("li", agreement(kpi, say), class_=f"td-{kpi.agreement}"),
        el("li", doubted) if (doubted := doubt.mark(kpi.confidence, say)) else None,
        class_="td-foot",
    )


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
