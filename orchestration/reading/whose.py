"""Whose figure a number is: the nearest place that governs it, and the tier that is measured."""

import re

from orchestration.reading import places
from orchestration.reading.context import ANAPHOR
from orchestration.reading.indicators import Scope
from orchestration.reading.places import Mention
from orchestration.reading.quantities import Quantity
from orchestration.reading.scene import Scene
from orchestration.reading.seat import Seat
from orchestration.reading.vocabulary import COUNTRY

NATIONAL = re.compile(r"(?:trên\s+)?(?:cả nước|toàn quốc|việt nam)\b")
HELD_BY = re.compile(r"\s*(?:trong [^,.;]{1,30})?(?:là|thuộc về)\s")
TIER_CUES = re.compile(r"(?:cấp|ubnd)\s+(tỉnh|thành phố|huyện|quận|xã|phường)|đơn vị hành chính cấp (xã|huyện)")
TIER_LED = re.compile(rf"(?:{TIER_CUES.pattern})\s+(?:đạt|là|có|chiếm)\s+(?:\w+\s)?$")
TIERS = {
    "tỉnh": "province",
    "thành phố": "province",
    "huyện": "district",
    "quận": "district",
} | dict.fromkeys(("xã", "phường"), "commune")


def place_of(scene: Scene, quantity: Quantity) -> Seat:
    """The place named before the number, spoken of just before, or the document's own."""
    if quantity.unit != "rank" and NATIONAL.match(scene.low, scene.start, quantity.start):
        country = scene.rules.vocabulary.by_key[COUNTRY]
        return Seat(country, country.name_vi, country.level)
    mention = named_behind(scene, quantity) or named_before(scene, quantity)
    if mention is None and (scene.carried or scene.speaks_of_it(quantity) or ANAPHOR.match(scene.low, scene.start)):
        mention = scene.context.place
    return scene.seat if mention is None else seat_named(scene, mention)


def seat_named(scene: Scene, mention: Mention) -> Seat:
    if mention.level == "ministry":
        return Seat(None, mention.name, mention.level)
    if mention.place is None:
        is_own = mention.level == "commune" and places.bare_name(mention) == scene.seat.name
        return Seat(scene.seat.place, scene.seat.name if is_own else mention.name, mention.level)
    place = mention.place
    name = f"{place.type.lower()} {place.name_vi}" if place.level == "district" else place.name_vi
    return Seat(place, name, mention.level)


def named_before(scene: Scene, quantity: Quantity) -> Mention | None:
    """The last place named before a number in its sentence that says whose figure it is."""
    before = [mention for mention in scene.mentions if mention.end <= quantity.start]
    if before and scene.is_listed(quantity):
        return before[-1]
    ranked = quantity.unit == "rank"  # "đứng thứ 5 cả nước" names no holder
    governing = [m for m in before if m.governs and not (ranked and m.level == "national")]
    return governing[-1] if governing else None


def named_behind(scene: Scene, quantity: Quantity) -> Mention | None:
    """ "Ở vị trí thứ 2 là thành phố …": the place that holds a position may be told behind it."""
    held = HELD_BY.match(scene.low, quantity.end) if quantity.unit == "rank" else None
    return next((m for m in scene.mentions if held and 0 <= m.start - held.end() <= 2), None)


def tier_of(scene: Scene, quantity: Quantity, scope: Scope) -> str | None:
    """The tier that is measured, where the words right at the number name one ("… hồ sơ tại cấp xã")."""
    behind = scene.low[quantity.end : min(scope.after, quantity.end + 60)]
    cue = TIER_CUES.search(behind.split(",")[0])
    if cue is None:
        cue = TIER_LED.search(scene.low, max(scope.before, quantity.start - 40), quantity.start)
    return TIERS[cue.group(1) or cue.group(2)] if cue else None
