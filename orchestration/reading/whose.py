"""Whose figure a number is: the nearest place that governs it."""

import re

from orchestration.reading import places
from orchestration.reading.context import ANAPHOR
from orchestration.reading.leads import Sought
from orchestration.reading.numerals import Quantity
from orchestration.reading.places import Mention
from orchestration.reading.principal import bare_name
from orchestration.reading.scene import IN_TURN, Scene
from orchestration.reading.seat import Seat
from orchestration.reading.tiers import is_of_the_country
from orchestration.reading.vocabulary import COUNTRY

NATIONAL = re.compile(r"(?:trên\s+)?(?:cả nước|toàn quốc|việt nam)\b")
HELD_BY = re.compile(r"\s*(?:trong [^,.;]{1,30})?(?:là|thuộc về)\s|\s")
# "99% thủ tục tại Bộ Công Thương", "10% dân số Huế": named behind the number, within what is counted
OF_WHOM = re.compile(
    r"[^,.;:()\d]{0,60}?\s(?:tại|của|ở|trên địa bàn|thuộc|dân số|người dân|hộ dân|cán bộ)\s$"
    r"|\s(?:\w+\s){0,3}cán bộ, (?:công chức|viên chức)(?:, [^\s,]+ [^\s,]+){0,2}\s$"
)
# "95% người dân trên toàn quốc …"
OF_THE_NATION = Sought(
    re.compile(r"[^,.;:()\d]{0,60}?\s(?:trên|trong)\s(?:phạm vi\s)?(?:toàn quốc|cả nước)(?!\w)"),
    ("toàn quốc", "cả nước"),
)
# "Với điểm số đạt 71,25, Quảng Ninh tiếp tục …": an opening clause is its subject's
OPENING = re.compile(r"(?:[^,.;]{0,60},\s)*(?:cho biết, )?với\s[^;.]*$")
SUBJECT_OF_IT = re.compile(r"[^,.;()\d]{0,30}(?:\([^()]{0,20}\))?,\s(?:tỉnh\s|thành phố\s|tp\.?\s?)?$")
ACTS = re.compile(
    r"\s(?:đã|tăng|giảm|tụt|nhảy|lùi|tiếp tục|là|đứng|xếp|trở thành|dẫn đầu|vươn|có|giữ|giành|nằm|lọt|thuộc)(?!\w)"
)
WHOLE_UNIT = re.compile(r"(?<!\w)(?:toàn|cả)\s(huyện|quận|thị xã|xã|phường|thị trấn)(?!\w)")
OF_THE_SEAT = re.compile(r"(?<!\w)(?:tỉnh|thành phố|địa phương|địa bàn|sở|huyện|xã|phường)(?!\w)")
THAT_PLACE = re.compile(r"(?<!\w)(?:địa phương|tỉnh|thành phố|huyện|xã|phường)\snày(?!\w)")


def place_of(scene: Scene, quantity: Quantity) -> Seat:
    """The place named before the number, spoken of just before, or the document's own."""
    national = NATIONAL.match(scene.low, scene.start, quantity.start) or OF_THE_NATION.match(
        scene.low, quantity.end, scene.end
    )
    if quantity.unit != "rank" and national:
        country = scene.rules.vocabulary.by_key[COUNTRY]
        return Seat(country, country.name_vi, country.level)
    mention = named_for(scene, quantity) if scene.mentions else None
    if mention is None and spoken_of(scene, quantity):
        mention = scene.context.place
    seat = scene.seat if mention is None else seat_named(scene, mention)
    if seat.level != "national" and is_of_the_country(scene, quantity):
        country = scene.rules.vocabulary.by_key[COUNTRY]
        return Seat(country, country.name_vi, country.level)
    return seat


def named_for(scene: Scene, quantity: Quantity) -> Mention | None:
    """The place named in the sentence that says whose figure it is."""
    return in_turn(scene, quantity) or named_behind(scene, quantity) or named_before(scene, quantity)


def spoken_of(scene: Scene, quantity: Quantity) -> bool:
    """Whether the sentence goes on about the place that the one before spoke of."""
    if scene.carried or scene.speaks_of_it(quantity) or ANAPHOR.match(scene.low, scene.start):
        return True
    if scene.low.find(" này", scene.start, quantity.start) > 0:
        return THAT_PLACE.search(scene.low, scene.start, quantity.start) is not None
    spoken = scene.context.place
    if spoken and spoken.level == "national" and spoken.name != places.WHOLE:
        return scene.same_paragraph and OF_THE_SEAT.search(scene.low, scene.start, scene.end) is None
    if spoken is None or spoken.level not in ("district", "commune"):
        return False
    return WHOLE_UNIT.search(scene.low, scene.start, quantity.start) is not None


def in_turn(scene: Scene, quantity: Quantity) -> Mention | None:
    """ "A và B lần lượt xếp thứ 2 và 3", "A, B giữ vị trí thứ 2, 3": the first number is the first place's."""
    at = scene.low.rfind(IN_TURN, scene.start, quantity.start)
    if at < 0:
        at = next((q.start for q in scene.quantities if q.unit == quantity.unit == "rank"), -1)
    if at < 0:
        return None
    row: list[Mention] = []
    for mention in scene.mentions:
        if mention.end > at:
            break
        listed = row and places.LISTED.fullmatch(scene.normal.text[row[-1].end : mention.start])
        row = [*row, mention] if listed else [mention]
    told = [q for q in scene.quantities if q.start >= at and q.unit == quantity.unit]
    position = [q.start for q in told].index(quantity.start)  # of a share told with its part it is the same number
    return row[position] if len(row) > 1 and len(told) == len(row) else None


def seat_named(scene: Scene, mention: Mention) -> Seat:
    if mention.level == "ministry":
        return Seat(None, mention.name, mention.level)
    if mention.place is None:
        is_own = mention.level == "commune" and bare_name(mention) == scene.seat.name
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
    governing = [m for m in before if m.governs and not (ranked and m.name == places.WHOLE)]
    return governing[-1] if governing else None


def named_behind(scene: Scene, quantity: Quantity) -> Mention | None:
    """ "Ở vị trí thứ 2 là thành phố …": the place that holds a position may be told behind it."""
    held = HELD_BY.match(scene.low, quantity.end) if quantity.unit == "rank" else None
    behind = [m for m in scene.mentions if m.start >= quantity.end]
    for mention in behind:
        if held and 0 <= mention.start - held.end() <= 2 and mention.level != "national":
            return mention
        between = scene.low[quantity.end : mention.start]
        of_whom = OF_WHOM.fullmatch(between) and mention.level != "national"
        if of_whom and (mention.level != "ministry" or scene.seat.level in ("national", "ministry", None)):
            return mention
        opens = SUBJECT_OF_IT.fullmatch(between) and ACTS.match(scene.low, mention.end)
        if opens and OPENING.fullmatch(scene.low, scene.start, quantity.start):
            return mention
    return None
