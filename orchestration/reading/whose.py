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
HELD_BY = re.compile(r"\s*(?:trong [^,.;]{1,30})?(?:là|thuộc về)\s|\s")
TIER_CUES = re.compile(r"(?:cấp|ubnd)\s+(tỉnh|thành phố|huyện|quận|xã|phường)|đơn vị hành chính cấp (xã|huyện)")
# "bộ, ngành đạt 61%; địa phương đạt 17%": the ministries or the provinces of the country, and what counts of each
BLOC_LED = re.compile(
    r"(?<!\w)(?<!từ )(?<!của )(?<!ngành, )(?:(?P<ministry>(?:các |khối |cấp )?bộ(?:, |/| và )(?:cơ quan ngang bộ|ngành)(?: trung ương)?|khối bộ|các bộ|cấp bộ)"
    r"|(?P<province>(?:các |khối )?(?:tỉnh(?:, |/)thành phố|tỉnh(?:, |/)?\s?thành|địa phương)|khối tỉnh|các tỉnh|cấp tỉnh))"
    r"(?!\w)[^.;,\d]{0,45}?\s(?:đạt|là|có|chiếm|ước|còn|chỉ|mới|tăng|giảm)(?!\w)[^.;,\d]{0,40}$"
)
COUNTED_UNITS = re.compile(
    r"\s*(?:số\s|các\s|tổng số\s)*(?:đơn vị hành chính\s|ubnd\s)?"
    r"(?:(?P<ministry>bộ(?:,|\s|/)+(?:ngành|cơ quan))|(?P<province>tỉnh(?!\s(?:ủy|đoàn))|địa phương)|(?P<district>huyện|quận|thị xã)"
    r"|(?P<commune>(?:cấp\s)?xã(?!\s(?:hội|viên))|phường|thị trấn))(?!\w)"
)
# "99% thủ tục tại Bộ Công Thương", "10% dân số Huế": named behind the number, within what is counted
OF_WHOM = re.compile(r"[^,.;:()\d]{0,60}?\s(?:tại|của|ở|trên địa bàn|thuộc|dân số|người dân)\s$")
# "Với điểm số đạt 71,25, Quảng Ninh tiếp tục …": an opening clause is its subject's
OPENING = re.compile(r"(?:[^,.;]{0,60},\s)*(?:cho biết, )?với\s[^;.]*$")
SUBJECT_OF_IT = re.compile(r"[^,.;()\d]{0,30}(?:\([^()]{0,20}\))?,\s(?:tỉnh\s|thành phố\s|tp\.?\s?)?$")
ACTS = re.compile(r"\s(?:đã|tiếp tục|là|đứng|xếp|trở thành|dẫn đầu|vươn|có|giữ|giành|nằm|lọt|thuộc)(?!\w)")
TIER_OPENED = re.compile(
    r"\s*(?:(?:tại|ở)\s[^,.;:\d]{0,50}?cấp\s(xã|huyện)(?!\s?(?:,|và\s))|(?:các\s)(huyện|xã|phường)(?:, [^\s,]+(?: [^\s,]+)?){0,2}\s(?:đã\s)?(?:tiếp nhận|giải quyết|xử lý|đạt|có)\s)"
)
IN_TURN = "lần lượt"
WHOLE_UNIT = re.compile(r"(?<!\w)(?:toàn|cả)\s(huyện|quận|thị xã|xã|phường|thị trấn)(?!\w)")
THAT_PLACE = re.compile(r"(?<!\w)(?:địa phương|tỉnh|thành phố|huyện|xã|phường)\snày(?!\w)")
TIER_LED = re.compile(rf"(?:{TIER_CUES.pattern})\s+(?:đạt|là|có|chiếm)\s+(?:\w+\s)?$")
COUNTABLE = ("count", "percent")
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
    mention = in_turn(scene, quantity) or named_behind(scene, quantity) or named_before(scene, quantity)
    if mention is None and spoken_of(scene, quantity):
        mention = scene.context.place
    seat = scene.seat if mention is None else seat_named(scene, mention)
    if seat.level != "national" and is_of_the_country(scene, quantity):
        country = scene.rules.vocabulary.by_key[COUNTRY]
        return Seat(country, country.name_vi, country.level)
    return seat


def spoken_of(scene: Scene, quantity: Quantity) -> bool:
    """Whether the sentence goes on about the place that the one before spoke of."""
    if scene.carried or scene.speaks_of_it(quantity) or ANAPHOR.match(scene.low, scene.start):
        return True
    if scene.says_this and THAT_PLACE.search(scene.low, scene.start, quantity.start):
        return True
    whole = WHOLE_UNIT.search(scene.low, scene.start, quantity.start)
    spoken = scene.context.place
    return bool(whole and spoken and spoken.level in ("district", "commune"))


def is_of_the_country(scene: Scene, quantity: Quantity) -> bool:
    """Provinces are counted, and ministries compared, by the country alone."""
    if quantity.unit == "count":
        counted = COUNTED_UNITS.match(scene.low, quantity.end, scene.end)
        return bool(counted and (counted["province"] == "tỉnh" or counted["ministry"]))
    led = bloc_before(scene, quantity)
    return bool(led and led["ministry"])


def bloc_before(scene: Scene, quantity: Quantity) -> re.Match[str] | None:
    former = max([q.end for q in scene.quantities if q.end <= quantity.start], default=scene.start)
    return BLOC_LED.search(scene.low, former, quantity.start)


def in_turn(scene: Scene, quantity: Quantity) -> Mention | None:
    """ "A và B lần lượt xếp thứ 2 và 3": the first number is the first place's."""
    at = scene.low.rfind(IN_TURN, scene.start, quantity.start)
    if at < 0:
        return None
    row: list[Mention] = []
    for mention in scene.mentions:
        if mention.end > at:
            break
        listed = row and places.LISTED.fullmatch(scene.normal.text[row[-1].end : mention.start])
        row = [*row, mention] if listed else [mention]
    told = [q for q in scene.quantities if q.start > at and q.unit == quantity.unit]
    position = told.index(quantity)
    return row[position] if len(row) > 1 and len(told) == len(row) else None


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


def tier_opened(scene: Scene, quantity: Quantity) -> str | None:
    """ "Các huyện, thị xã tiếp nhận …", "Tại bộ phận một cửa cấp xã …": a clause's numbers are of the tier it opens with."""
    clause = max(scene.start, scene.low.rfind(";", scene.start, quantity.start) + 1)
    opened = TIER_OPENED.match(scene.low, clause, quantity.start)
    return TIERS[opened[1] or opened[2]] if opened else None


def tier_of(scene: Scene, quantity: Quantity, scope: Scope) -> str | None:
    """The tier that is measured, where the words right at the number name one ("… hồ sơ tại cấp xã")."""
    behind = scene.low[quantity.end : min(scope.after, quantity.end + 60)]
    cue = TIER_CUES.search(behind.split(",")[0])
    if cue is None:
        cue = TIER_LED.search(scene.low, max(scope.before, quantity.start - 40), quantity.start)
    if cue:
        return TIERS[cue.group(1) or cue.group(2)]
    if scene.seat.level == "national" and (led := bloc_before(scene, quantity)):
        return led.lastgroup
    if opened := tier_opened(scene, quantity):
        return opened
    counted = COUNTED_UNITS.match(scene.low, quantity.end, scene.end) if quantity.unit in COUNTABLE else None
    if counted and (scene.seat.level == "national" or counted["province"] is None):
        return counted.lastgroup
    return None
