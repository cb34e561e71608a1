"""For when a number is told, and whether it is aimed at or measured."""

from orchestration.reading import governing as when
from orchestration.reading import kinds
from orchestration.reading.numerals import Quantity
from orchestration.reading.periods import Period
from orchestration.reading.scene import Scene


def period_of(scene: Scene, position: int) -> tuple[list[Period], str]:
    """(periods, basis): its own, else those that the text plainly goes on speaking of; none where nothing is said."""
    quantity = scene.quantities[position]
    if not when.is_former(scene.low, quantity.opening, quantity.end):
        return period_told(scene, position)
    former = when.of_the_former(scene.timed, quantity.end, scene.low)
    if former:
        return former, former[0].basis
    before = [when.year_before(period) for period in period_told(scene, position)[0]]
    return before, "inferred_asof" if before else "unknown"


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
    stage = [period for period in scene.periods if period.is_stage and period.end <= quantity.start]
    if stage and kinds.is_aim(scene.low, scene.start, quantity.start, [], scene.latest, scene.heard, False):
        return stage[-1:], "stated"
    return [], "unknown"


def is_aim(scene: Scene, quantity: Quantity, periods: list[Period]) -> bool:
    context = scene.context
    goes_on = scene.carried or (scene.same_paragraph and not scene.periods)
    inherited = context.header_aimed if scene.sentence.is_item else goes_on and context.aimed
    return kinds.is_aim(
        scene.low,
        scene.start,
        quantity.start,
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
