"""For when a number is told, and whether it is aimed at or measured."""

import re
from datetime import date

from orchestration.reading import governing as when
from orchestration.reading import kinds
from orchestration.reading.numerals import Quantity
from orchestration.reading.periods import Period
from orchestration.reading.scene import IN_TURN, Scene

YEARS = re.compile(r"năm (?:từ )?(?:năm )?(20\d{2})(?: ?- ?| đến (?:năm )?)(20\d{2})(?!\d)")


def period_of(scene: Scene, position: int) -> tuple[list[Period], str]:
    """(periods, basis): its own, else those that the text plainly goes on speaking of; none where nothing is said."""
    quantity = scene.quantities[position]
    if turn := in_turn(scene, quantity):
        return [turn], "stated"
    if not when.is_former(scene.low, quantity.opening, quantity.end):
        return period_told(scene, position)
    former = when.of_the_former(scene.timed, quantity.end, scene.low)
    if former:
        return former, former[0].basis
    before = [when.year_before(period) for period in period_told(scene, position)[0]]
    return before, "inferred_asof" if before else "unknown"


def in_turn(scene: Scene, quantity: Quantity) -> Period | None:
    """ "Các năm 2021, 2022, 2023 lần lượt đạt 12%, 15% và 18%": the first number is the first year's."""
    at = scene.low.rfind(IN_TURN, scene.start, quantity.start)
    if at < 0:
        return None
    told = [q for q in scene.quantities if q.start > at and q.unit == quantity.unit]
    row = years_before(scene, at)
    return row[told.index(quantity)] if len(told) == len(row) > 1 else None


def years_before(scene: Scene, at: int) -> list[Period]:
    """The years in a row, or from one to another, that are told last before `at`."""
    spans = list(YEARS.finditer(scene.low, scene.start, at))
    if spans:
        span = spans[-1]
        years = range(int(span[1]), int(span[2]) + 1)
        return [Period(*span.span(), date(y, 1, 1), date(y, 12, 31), "calendar") for y in years]
    before = [period for period in scene.periods if period.end <= at]
    return when.same_expression(before, before[-1]) if before else []


def period_told(scene: Scene, position: int) -> tuple[list[Period], str]:
    """The same, whatever it was before."""
    quantity, context = scene.quantities[position], scene.context
    following = scene.quantities[position + 1].start if position + 1 < len(scene.quantities) else scene.end
    own = when.governing(scene.timed, quantity.start, quantity.end, following, scene.low)
    if own:
        return own, own[0].basis
    if scene.sentence.is_item and context.header_period:
        return list(context.header_period), "carried_over"
    if scene.carried and context.period:
        return list(context.period), "carried_over"
    if scene.carried_far and context.told_last:
        return list(context.told_last), "carried_over"
    if aim_holds(scene, quantity):
        return list(context.aim), "carried_over"
    if context.period and not scene.periods and scene.same_paragraph:
        return list(context.period), "carried_over"
    if later := told_at_the_end(scene, quantity):
        return [later], "inferred_asof"
    stage = [period for period in scene.periods if period.is_stage and period.end <= quantity.start]
    if stage and kinds.is_aim(
        scene.low, scene.start, (quantity.start, quantity.end), scene.end, [], scene.latest, scene.heard, False
    ):
        return stage[-1:], "stated"
    return [], "unknown"


def told_at_the_end(scene: Scene, quantity: Quantity) -> Period | None:
    """ "Với giá trị 72 tỷ USD, kinh tế số … trong năm 2025.": the only time of a sentence, told behind its numbers."""
    if len(scene.periods) != 1 or scene.heard.target:
        return None
    (period,) = scene.periods
    apart = period.start < quantity.end or period.aside is not None or not period.firm
    if apart or period.period_type not in ("calendar", "report", "ytd"):
        return None
    return None if ";" in scene.low[quantity.end : period.start] else period


def is_aim(scene: Scene, quantity: Quantity, periods: list[Period]) -> bool:
    context = scene.context
    goes_on = scene.carried or (scene.same_paragraph and not scene.periods)
    inherited = context.header_aimed if scene.sentence.is_item else goes_on and context.aimed
    inherited = inherited or (scene.next_pillar and context.aimed_far)
    return kinds.is_aim(
        scene.low,
        scene.start,
        (quantity.start, quantity.end),
        scene.end,
        periods,
        scene.latest,
        scene.heard,
        inherited or aim_holds(scene, quantity) or plan_goes_on(scene, quantity),
    )


def plan_goes_on(scene: Scene, quantity: Quantity) -> bool:
    """ "Trên 90% doanh nghiệp …", "100% cơ quan …": another aim of the plan whose aims were being told."""
    if not scene.context.plan or any(period.firm for period in scene.periods) or is_done(scene, quantity):
        return False
    opens = quantity.opening == scene.start or quantity is not scene.quantities[0]
    return quantity.unit == "percent" and (opens or quantity.qualifier in ("over", "at_least"))


def is_done(scene: Scene, quantity: Quantity) -> bool:
    return bool(kinds.done_before(scene.low, scene.start, quantity.start, scene.heard))


def aim_holds(scene: Scene, quantity: Quantity) -> bool:
    """A programme lists its aims under one due date, until something done, or another period, is told."""
    if not scene.context.aim or any(period.firm for period in scene.periods):
        return False
    return not is_done(scene, quantity)


def aim_goes_on(scene: Scene) -> bool:
    """Whether the aims told before go on through this sentence."""
    if not scene.context.aim or scene.periods:
        return False
    if scene.quantities:
        return any(aim_holds(scene, quantity) for quantity in scene.quantities)
    return not scene.heard.done
