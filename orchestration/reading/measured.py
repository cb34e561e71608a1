"""What a number measures: by its own words, else by what the words around it go on speaking of."""

import re
from itertools import pairwise

from orchestration.reading.fractions import OF_A_PLAN, with_fraction
from orchestration.reading.indicators import (
    ABOUT,
    ENDS_HERE,
    Match,
    Scope,
    best_match,
    scope_of,
    stance_of,
    tier_named,
    weight,
)
from orchestration.reading.leads import Sought
from orchestration.reading.numerals import Quantity
from orchestration.reading.phrases import Phrase, Phrasebook
from orchestration.reading.scene import IN_TURN, Scene

ENOUGH_TO_GO_ON = 1.5
NEAR = 40
INDEX = "index"
COMPONENT = "chỉ số thành phần"
TOLD_OF_AN_INDEX = ("points", "rank")
SLICED = ("percent", "points", "rank")
OWN_SUBJECT = re.compile(r"(?<!\w)(?:chỉ số|thành phần|nội dung|lĩnh vực|về|trụ cột|hạng mục|tiêu chí)(?!\w)")
# "với tỷ trọng 42,92%", "nó đã vượt qua mức 14,26%": a share that says not of what
SHARES = ("tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "con số", "mức")
BARE_SHARE = Sought(
    re.compile(
        rf"(?<!\()(?:với|đạt|là|nó|có|qua)\s(?:một\s)?(?:{'|'.join(SHARES)})"
        r"(?:\s(?:là|đạt|lên|tới|đến|khoảng|trên|hơn|dưới|gần))*\s*$"
    ),
    SHARES,
)
# "… chỉ đạt 45,8%, trong khi mục tiêu đề ra là 50%", "…, cao hơn mức 7,5% của năm 2022"
AIM_OF_IT = Sought(
    re.compile(
        r"(?:mục tiêu|chỉ tiêu|kế hoạch)(?:\s\w+){0,2}(?:\s(?:là|đạt))?\s*\(?$"
        r"|(?:mục tiêu|chỉ tiêu|kế hoạch)(?:\s\w+){0,10}\s(?:đề ra|đặt ra|giao|xác định)(?:\s(?:là|đạt))?\s*$"
        r"|(?:cao|thấp|lớn|nhỏ|nhiều|ít)\shơn(?:\s(?:mức|con số|tỷ lệ|tỉ lệ|tương ứng))*\s*$"
    ),
    ("mục tiêu", "chỉ tiêu", "kế hoạch", "hơn"),
)
# "…, tỷ lệ hộ có cửa hàng số là hơn 80%": it says itself of what it is a share
OWN_SHARE = re.compile(
    r"(?:tỷ|tỉ) (?:lệ|trọng)\s(?!này|đó|trên|dưới|là|đạt|chiếm|khoảng|lần|lên|tới|còn|gần|hơn|cao|thấp)\w"
)
CHANGED_SINCE = re.compile(r"[^.;,(\d]{0,40}[,(]\s*(?:tăng|giảm)(?:\s\w+){0,2}\s")
WITH_POINTS = re.compile(r"[^.;,\d]{0,40},?\s(?:với|đạt|được)\s(?:[^.;,\d\s]+\s){0,3}")
OF_ITS_BASE = Sought(re.compile(r"so với [^().;]{4,40}\((?:\w+\s)?$"), ("so với",))
THIS_INDEX = re.compile(r"(?<!\w)(?:ở|với|trong|tại|về)\schỉ số này(?!\w)")
MOVED_TO = re.compile(
    r"(?<!\w)từ\s(?:mức\s)?$|%[^.;\d%]{0,12}\s(?:lên|xuống|còn)\s(?:mức\s|còn\s)?$|\(\d{4}\)\s(?:lên|xuống|còn)\s(?:mức\s|còn\s)?$"
)
NEXT_IN_ROW = re.compile(r"\s*(?:,|và|;)\s(?:\w+\s){0,2}")
AND_ALSO = re.compile(
    r"\s*(?:\w+\s)?(?:và|đến|lên)\s(?:\w+\s)?|\s*(?:\w+\s)?(?:lên|xuống)\s(?:vị trí|hạng|thứ hạng)\s(?:thứ\s)?"
    r"|[^\d.;,]{0,12}(?:năm \d{4}\s)?(?:lên|xuống|còn)\s(?:mức\s)?"
)
# "…, trong đó 20 hồ sơ cấp tỉnh, 18 hồ sơ cấp huyện"
A_TIER_S_PART = re.compile(
    r"\s*(?:[^\s\d,.;]+\s){0,4}?cấp\s(?:tỉnh|huyện|xã|quận|phường|sở|thành phố)(?:,|;|\.|\svà|\s*$|\))"
)
# "…, 100% tại các khu công nghiệp"
WHERE = re.compile(r"\s(?:tại|ở|đối với|trên địa bàn)\s")
MOVED = re.compile(r"[^.;\d]{0,40}?[,(]?\s?(?:tăng|giảm|thăng|tụt|lùi|vượt)(?:\s\w+){0,2}\s")
IN_A_ROW = re.compile(r"(?:,| và) (?:vị trí )?(?:thứ )?")


def scopes_of(scene: Scene) -> list[Scope]:
    """The words that are each number's own; those of numbers in brackets behind places are the whole sentence's."""
    scopes = []
    for quantity in scene.quantities:
        # "PCI đạt 68,68 điểm, đứng thứ 17": a position shares its subject with the score before it
        others = [q for q in scene.quantities if q is not quantity and (quantity.unit != "rank" or q.unit == "rank")]
        scope = scope_of(quantity, others, scene.low, scene.start, scene.end)
        if scene.is_listed(quantity):
            scope = scope._replace(before=scene.start, after=scene.end, clause_start=scene.start)
        scopes.append(scope)
    return scopes


def matches_of(scene: Scene, scopes: list[Scope]) -> list[Match | None]:
    """The indicator of each number of a sentence, in order; null where none is told."""
    matches: list[Match | None] = []
    last = dict(scene.context.last)
    if scene.low.find(COMPONENT, scene.start, scene.end) >= 0:
        for unit in (INDEX, *SLICED):
            last.pop(unit, None)  # what follows is told of a part of the index
    in_turn = told_in_turn(scene)
    for position, (quantity, scope) in enumerate(zip(scene.quantities, scopes, strict=True)):
        before = scene.quantities[position - 1] if position else None
        if before and moved_from(scene, before, quantity):
            match = matches[-1]
            remember(scene, last, quantity, match)
            matches.append(match)
            continue
        match = in_turn.get(quantity) or best_match(
            quantity, scene.low, scope, scene.phrases, listed=scene.is_listed(quantity)
        )
        if match is None and (before is None or before.unit == quantity.unit):
            match = told_before(scene, quantity, scope)
        if match is None and quantity.unit in last and goes_on_from(scene, quantity, before):
            match = last.get(quantity.unit)
        if match is None and before and matches[-1] and goes_with(scene, before, quantity):
            match = matches[-1]
        if (
            match is None
            and scene.says_this
            and quantity.unit in SLICED
            and THIS_INDEX.search(scene.low, scene.start, quantity.start)
        ):
            match = as_index(scene, last.get(INDEX), quantity)
        if match is None and quantity.unit == "percent" and told_of_one(scene, quantity):
            match = index_spoken_of(scene, quantity)
        told_on = match is None and (quantity.unit in last or INDEX in last)
        former = matches[-1] if matches else None
        if told_on and (scene.is_listed(quantity) or is_a_slice(scene, quantity, before, former)):
            anew = as_index(scene, last.get(INDEX), quantity)
            if before and matches[-1] and before.unit != quantity.unit and not as_index(scene, matches[-1], before):
                anew = None  # "kinh tế số xếp hạng 9 (0,7793)" is no score of the index
            match = (None if scene.same_paragraph or before else anew) or last.get(quantity.unit) or anew
        if match is None and quantity.unit == "percent":
            match = (
                share_of_a_count(scene, position, matches, scopes)
                or growth_just_told(scene, position, matches)
                or growth_of_a_count(scene, quantity, scope)
            )
        if match is None and quantity.unit in TOLD_OF_AN_INDEX:
            match = index_spoken_of(scene, quantity) or held_with(scene, position, matches, last)
        match = as_index(scene, match, quantity) or match
        if quantity.unit == "percent" and OF_A_PLAN.match(scene.low, quantity.end, scene.end):
            match = None
        match = on_theme(scene, in_its_tier(scene, quantity, scope, match))
        remember(scene, last, quantity, match)
        matches.append(match if match and match.indicator.code else None)
    for position, (one, other) in enumerate(pairwise(() if in_turn else scene.quantities)):
        if one.unit == other.unit == "rank" and IN_A_ROW.fullmatch(scene.low, one.end, other.start):
            # "giữ vị trí thứ 5, 6, 7 về …": positions of one index, which any of them may tell
            matches[position] = matches[position] or matches[position + 1]
            matches[position + 1] = matches[position + 1] or matches[position]
    return matches


def told_in_turn(scene: Scene) -> dict[Quantity, Match]:
    """ "Thứ hạng về A, B và C lần lượt là 22, 9, 13": the first number is the first indicator's."""
    at = scene.low.rfind(IN_TURN, scene.start, scene.end)
    told = [quantity for quantity in scene.quantities if quantity.start > at >= 0]
    if len(told) < 2 or len({quantity.unit for quantity in told}) > 1:
        return {}
    longest: dict[int, Phrase] = {}
    for phrase in scene.phrases.by_unit.get(told[0].unit, ()):
        is_band = phrase.told.indicator.value_type == "rank_band"
        if (
            phrase.end <= at
            and not is_band
            and (phrase.end not in longest or phrase.letters > longest[phrase.end].letters)
        ):
            longest[phrase.end] = phrase
    row = sorted(longest.values(), key=lambda phrase: phrase.start)[-len(told) :]
    listed = all(NEXT_IN_ROW.fullmatch(scene.low, a.end, b.start) for a, b in pairwise(row))
    if len(row) < len(told) or not listed:
        return {}
    return {q: Match(p.told.indicator, weight(p.letters), p.start, p.end) for q, p in zip(told, row, strict=True)}


def last_told(scene: Scene, matches: list[Match | None]) -> dict[str, Match]:
    """What the last number of each unit measured, for the next sentence; forgotten where nothing was."""
    last = dict(scene.context.last)
    if scene.low.find(COMPONENT, scene.start, scene.end) >= 0:
        last.pop(INDEX, None)
    for quantity, match in zip(scene.quantities, matches, strict=True):
        remember(scene, last, quantity, match)
    return last


def remember(scene: Scene, last: dict[str, Match], quantity: Quantity, match: Match | None) -> None:
    if match and match.indicator.code:
        last[quantity.unit] = match
        if match.indicator.code in scene.rules.phrasebook.indices:
            last[INDEX] = match
    else:
        last.pop(quantity.unit, None)


def as_index(scene: Scene, match: Match | None, quantity: Quantity) -> Match | None:
    """The same index in the number's unit: its score, its rank, or its band ("top 10"); null when it is no index."""
    told = scene.rules.phrasebook.indices.get(match.indicator.code) if match else None
    meant = told.get("band" if quantity.sort == "rank.band" else quantity.unit) if told else None
    return match._replace(indicator=meant) if match and meant else None


def in_its_tier(scene: Scene, quantity: Quantity, scope: Scope, match: Match | None) -> Match | None:
    """ "… cấp tỉnh đạt 99%, cấp huyện đạt 88%": the same for another tier is another row of the catalogue."""
    told = scene.rules.phrasebook.by_tier.get(match.indicator.code) if match else None
    tier = tier_named(scene.phrases, scope, scene.low, quantity.start) if told else None
    return match._replace(indicator=told[tier]) if match and told and tier in told else match


def moved_from(scene: Scene, before: Quantity, quantity: Quantity) -> bool:
    """ "PCI xếp thứ 16 (tăng 2 bậc)": a move is of what was ranked just before, be it in the catalogue or not."""
    ranked = quantity.sort == "places" and before.unit == "rank" and before.sort != "places"
    return ranked and MOVED.fullmatch(scene.low, before.end, quantity.opening) is not None


def is_a_slice(scene: Scene, quantity: Quantity, before: Quantity | None, former: Match | None) -> bool:
    """ "…, tại các địa phương đạt 65%", "Cà Mau đạt 92%": only whose it is was told since the number before."""
    if quantity.unit == "rank" and ABOUT.match(scene.low, quantity.end, scene.end):
        return False
    if quantity.unit not in SLICED or (before is None and quantity.unit == "percent" and not scene.same_paragraph):
        return False
    start = before.end if before else scene.start
    if (
        before
        and before.unit != quantity.unit
        and former is None
        and CHANGED_SINCE.fullmatch(scene.low, start, quantity.start)
    ):
        return False  # "Kinh tế số đạt 0,7723, tăng 13%": a change of what has no row
    told_here = ENDS_HERE.match(scene.low, quantity.end, scene.end) or WHERE.match(scene.low, quantity.end, scene.end)
    if quantity.unit == "percent" and (not told_here or (quantity.opening == start and told_here.re is WHERE)):
        return False  # "100% khu công nghiệp …" says itself of what
    between = scene.low[start : quantity.start]
    names = [(m.start, m.end) for m in scene.mentions] + [(p.start, p.end) for p in scene.timed]
    for first, last in names:
        if start <= first and last <= quantity.start:
            between = between[: first - start] + " " * (last - first) + between[last - start :]
    return scene.rules.slice.fullmatch(between) is not None


def share_of_a_count(scene: Scene, position: int, matches: list[Match | None], scopes: list[Scope]) -> Match | None:
    """ "… trước và đúng hạn là 19.255 hồ sơ (đạt 96,55%)": the rate that belongs to the count it is told with."""
    share = with_fraction(scene, position)
    if not position or share.numerator is None or share.numerator != scene.quantities[position - 1].value:
        return None
    if counted := matches[-1]:
        rate = scene.rules.phrasebook.rate_of.get(counted.indicator.code)
        return counted._replace(indicator=rate) if rate else None
    # "số đối tượng được chi trả qua tài khoản là 2.220 người, chiếm 58%": told of the count, and meant of the share
    return best_match(scene.quantities[position - 1], scene.low, scopes[position - 1], scene.phrases, unit="percent")


def growth_just_told(scene: Scene, position: int, matches: list[Match | None]) -> Match | None:
    """ "… tiếp nhận 120.500 hồ sơ, tăng 12,5% so với cùng kỳ": the change is of what was counted just before."""
    if not position or matches[-1] is None:
        return None
    between = scene.low[scene.quantities[position - 1].end : scene.quantities[position].start]
    return matches[-1] if CHANGED_SINCE.fullmatch(between) else None


def growth_of_a_count(scene: Scene, quantity: Quantity, scope: Scope) -> Match | None:
    """ "Số doanh nghiệp công nghệ số tăng 8%": a change is of the indicator that changed, whatever its unit."""
    near = max(scene.start, quantity.opening - NEAR)
    if not scene.rules.cues.change.search(scene.low[near : quantity.opening]):
        return None
    return best_match(quantity, scene.low, scope, scene.phrases, unit="count")


def index_at_head(phrasebook: Phrasebook, low: str, head: int) -> dict[str, Match]:
    """The index that a headline is about, where it is about one: a position without a name is held in that."""
    told = phrasebook.find(low, 0, head).by_unit.get("rank", ())
    named = {phrase.told.indicator.code: phrase for phrase in told if phrase.told.indicator.code in phrasebook.indices}
    bands = [index["band"].code for index in phrasebook.indices.values() if "band" in index]
    named = {code: phrase for code, phrase in named.items() if code not in bands}
    if len(named) != 1:
        return {}
    (phrase,) = named.values()
    return {INDEX: Match(phrase.told.indicator, 0.0, phrase.start, phrase.end)}


def index_spoken_of(scene: Scene, quantity: Quantity) -> Match | None:
    """ "PAPI năm 2019 thấp hơn năm trước, giảm 0,3 điểm": of the one index that the sentence names."""
    indices = scene.rules.phrasebook.indices
    named = {
        phrase.told.indicator.code: phrase
        for phrase in scene.phrases.by_unit.get(quantity.unit, ())
        if phrase.told.indicator.code in indices and phrase.end <= quantity.start
    }
    bands = {index["band"].code for index in indices.values() if "band" in index}
    spoken_of = [phrase for code, phrase in named.items() if code not in bands]
    if len(spoken_of) != 1 or OWN_SUBJECT.search(scene.low, spoken_of[0].end, quantity.start):
        return None
    (phrase,) = spoken_of
    return Match(phrase.told.indicator, weight(phrase.letters), phrase.start, phrase.end)


def told_of_one(scene: Scene, quantity: Quantity) -> bool:
    """ "Chỉ số SIPAS giảm sâu, từ 90,3% xuống 82,2%": where the index stood, and where it stands."""
    near = max(scene.start, quantity.start - 40)
    return MOVED_TO.search(scene.low, near, quantity.start) is not None


def held_with(scene: Scene, position: int, matches: list[Match | None], last: dict[str, Match]) -> Match | None:
    """ "Vươn lên vị trí số 1 với 74,1 điểm": a position and the points that won it are of one index."""
    quantity, others = scene.quantities[position], scene.quantities
    if quantity.unit == "points":
        won = position > 0 and WITH_POINTS.fullmatch(scene.low, others[position - 1].end, quantity.opening)
        return as_index(scene, matches[-1], quantity) if won and others[position - 1].unit == "rank" else None
    following = others[position + 1] if position + 1 < len(others) else None
    won_by = (
        following and following.unit == "points" and WITH_POINTS.fullmatch(scene.low, quantity.end, following.opening)
    )
    return last.get(INDEX) if won_by else None


def told_before(scene: Scene, quantity: Quantity, scope: Scope) -> Match | None:
    """ "Trong đó, năm 2021 xếp thứ 14": what is measured was named in the sentence before."""
    former = scene.context.sentence
    ranked = quantity.unit == "rank"
    if former is None or (ranked and OWN_SUBJECT.search(scene.low, scope.before, quantity.start)):
        return None
    if not ranked and OWN_SHARE.search(scene.low, scope.before, quantity.start):
        return None
    goes_on = (scene.carried and not scene.adds) or (ranked and scene.same_paragraph) or is_bare(scene, quantity)
    if not goes_on and not scene.speaks_of_it(quantity):
        return None
    stance = stance_of(quantity, scene.low, scope, scene.phrases)
    if stance.head and not stance.leads:
        return None  # it says itself what it counts
    both = scene.rules.phrasebook.find(scene.low, former.start, scene.end)
    wider = scope._replace(sentence_start=former.start, before=former.start, clause_start=former.start)
    return best_match(quantity, scene.low, wider, both, ENOUGH_TO_GO_ON)


def goes_on_from(scene: Scene, quantity: Quantity, before: Quantity | None) -> bool:
    """Whether a number without words of its own measures what the number told last did."""
    if quantity.sort == "places" and before is not None and before.unit == "rank":
        return True  # "…; tăng 20 bậc"
    near = max(scene.start, quantity.start - 2 * NEAR)
    if AIM_OF_IT.search(scene.low, near, quantity.start) or OF_ITS_BASE.search(scene.low, near, quantity.start):
        return True
    return scene.speaks_of_it(quantity) or scene.is_listed(quantity) or is_bare(scene, quantity)


def goes_with(scene: Scene, before: Quantity, quantity: Quantity) -> bool:
    """ "20% GDP và khoảng 30% GDP vào năm 2030", "18 hồ sơ cấp huyện": told on with the number just before."""
    if before.unit != quantity.unit:
        return False
    part = A_TIER_S_PART.match(scene.low, quantity.end, scene.end) is not None
    return part or AND_ALSO.fullmatch(scene.low[before.end : quantity.opening]) is not None


def is_bare(scene: Scene, quantity: Quantity) -> bool:
    return BARE_SHARE.search(scene.low, max(scene.start, quantity.start - NEAR), quantity.start) is not None


def on_theme(scene: Scene, match: Match | None) -> Match | None:
    """In a text on SIPAS, satisfaction is what SIPAS measures."""
    meant = scene.themes.get(match.indicator.code) if match else None
    return match._replace(indicator=meant) if match and meant else match
