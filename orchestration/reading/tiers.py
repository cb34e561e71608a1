"""Which tier of administration is measured: the country's ministries or provinces, a district's or commune's part."""

import re

from orchestration.reading.indicators import Scope
from orchestration.reading.leads import Sought
from orchestration.reading.numerals import Quantity
from orchestration.reading.scene import Scene

COUNTABLE = ("count", "percent")
TIERS = {
    "tỉnh": "province",
    "thành phố": "province",
    "huyện": "district",
    "quận": "district",
} | dict.fromkeys(("xã", "phường"), "commune")
TIER_WORDS = ("cấp", "ubnd")
TIER_CUES = Sought(
    re.compile(r"(?:cấp|ubnd)\s+(tỉnh|thành phố|huyện|quận|xã|phường)|đơn vị hành chính cấp (xã|huyện)"), TIER_WORDS
)
TIER_LED = Sought(re.compile(rf"(?:{TIER_CUES.pattern.pattern})\s+(?:(?:đạt|là|có|chiếm)\s+(?:\w+\s)?)?$"), TIER_WORDS)
# "bộ, ngành đạt 61%; địa phương đạt 17%": the ministries or the provinces of the country
MINISTRIES = (
    r"(?:các |khối |cấp )?bộ(?:, |/| và )(?:cơ quan ngang bộ|ngành)(?: trung ương)?|khối bộ|cấp bộ"
    r"|các bộ(?!\s(?:phận|chỉ|tiêu|dữ|luật|máy|câu|sản|công))"
)
PROVINCES = r"(?:các |khối )?(?:tỉnh(?:, |/)thành phố|tỉnh(?:, |/)?\s?thành|địa phương)|khối tỉnh|các tỉnh|cấp tỉnh"
BLOC_LED = Sought(
    re.compile(
        rf"(?<!\w)(?<!từ )(?<!của )(?<!ngành, )(?:(?P<ministry>{MINISTRIES})|(?P<province>{PROVINCES}))"
        r"(?!\w)[^.;,\d]{0,45}?\s(?:đạt|là|có|chiếm|ước|còn|chỉ|mới|tăng|giảm)(?!\w)[^.;,\d]{0,40}$"
    ),
    ("bộ", "tỉnh", "địa phương"),
)
# "57 tỉnh đã ban hành …": what is counted are units of a tier
COUNTED_UNITS = re.compile(
    r"\s*(?:số\s|các\s|tổng số\s)*(?:đơn vị hành chính\s|ubnd\s)?"
    r"(?:(?P<ministry>bộ(?:,|\s|/)+(?:ngành|cơ quan))|(?P<province>tỉnh(?!\s(?:ủy|đoàn))|địa phương)"
    r"|(?P<district>huyện|quận|thị xã)|(?P<commune>(?:cấp\s)?xã(?!\s(?:hội|viên))|phường|thị trấn))(?!\w)"
)
TIER_OPENED = re.compile(
    r"\s*(?:(?:tại|ở|đối với)\s[^,.;:\d]{0,50}?(?:cấp|ubnd các)\s(xã|huyện)(?!\s?(?:,|và\s))"
    r"|các\s(huyện|xã|phường)(?:, [^\s,]+(?: [^\s,]+)?){0,2}\s(?:đã\s)?(?:tiếp nhận|giải quyết|xử lý|đạt|có)\s)"
)


def tier_of(scene: Scene, quantity: Quantity, scope: Scope) -> str | None:
    """The tier that is measured, where the words right at the number name one ("… hồ sơ tại cấp xã")."""
    reach = min(scope.after, quantity.end + 60)
    comma = scene.low.find(",", quantity.end, reach)
    cue = TIER_CUES.search(scene.low, quantity.end, reach if comma < 0 else comma)
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


def tier_opened(scene: Scene, quantity: Quantity) -> str | None:
    """ "Các huyện, thị xã tiếp nhận …", "Tại bộ phận một cửa cấp xã …": a clause's numbers are of that tier."""
    clause = max(scene.start, scene.low.rfind(";", scene.start, quantity.start) + 1)
    opened = TIER_OPENED.match(scene.low, clause, quantity.start)
    return TIERS[opened[1] or opened[2]] if opened else None


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
