"""Which indicator of the catalogue a number is: by phrase, unit, what is counted and nearness together.

A phrase must fit the number's unit; the thing behind the number must be one that the indicator counts; the more of
the number's own words the phrase covers, the surer. Shared words alone ("trực tuyến", "dịch vụ công") reach no
indicator: the figure then keeps its subject in the text's own words.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from orchestration.reading.leads import Sought
from orchestration.reading.numerals import Quantity
from orchestration.reading.phrases import NEGATIONS, Found, Phrase, Told, Word
from orchestration.reading.vocabulary import Indicator

UNITS = {
    "percent": {"rate", "growth"},
    "count": {"count", "ratio"},
    "rank": {"rank", "rank_band"},
    "points": {"score"},
    "other": {"number"},
}
ENOUGH = 4.5
FAR, FAR_IN_A_LIST = 0.035, 0.01
SHORTEST, LONGEST = 8, 30
SAID_BEFORE = re.compile(
    r"(?:đạt|là|có|chiếm|còn|lên|tới|đến|:|bằng|được|thứ|tỷ lệ|tỉ lệ"
    r"|mức|tăng|giảm|tăng trưởng|với|bình quân|trung bình|ở|từ|\()"
    r"(?:\s+(?:từ|tới|đến|khoảng|trên|hơn|gần|mức))?\s*$"
)
ENDS_HERE = re.compile(r"\s*(?:[^\s,;.:()]+\s?){0,3}(?:[,;.:()…]|$|trở lên|/\s*năm|(?<!nhỏ )và\s|so với|năm\s|trong\s)")
ONE_OF_A_LIST = re.compile(r"\s(?:số\s)?(\w+)(?:\s\w+)?,\s(\w+)")
OWN, OTHER_CLAUSE, OTHER_NUMBER, SHARED = 1.0, 0.3, 0.55, 0.9
ON_ITS_SIDE, WRONG_SIDE, COUNTED, AT_ONCE = 1.25, 0.75, 1.4, 4
HEAD_ONLY = 0.4
NOT_ABOUT = 0.4
ACROSS_A_COMMA = 0.7
BAND_BONUS = 2.0
NEGATION = re.compile(rf"(?<!\w)(?:{'|'.join(NEGATIONS)})(?!\w)")
# words that stand between a number and what it counts
FILLERS = frozenset(
    "số lượng tổng các những của tỷ tỉ lệ đối với toàn bộ cả tất mọi còn lại tại ở thuộc trở lên trong".split()  # noqa: SIM905
)
NEXT_SUBJECTS = ("tỷ lệ", "tỉ lệ", "số lượng", "tổng số", "tỷ trọng", "mức độ")
NEXT_SUBJECT = Sought(
    re.compile(
        r"(?<!\w)trong đó(?!\w)|,\s(?:đồng thời|bên cạnh đó|ngoài ra)(?!\w)"
        rf"|(?:,|\svà)\s(?:với\s|đạt\s)?(?:{'|'.join(NEXT_SUBJECTS)})(?!\w)"
    ),
    ("trong đó", "đồng thời", "bên cạnh đó", "ngoài ra", *NEXT_SUBJECTS),
)
# "20/63, cả ba trụ cột …"; not "20/63 tỉnh, thành phố về …"
NEXT_CLAUSE = re.compile(r"[;)]|,\s(?!thành)")
STOP = re.compile(r"[,;.:()]")
APART = re.compile(r"[,(]")
WHOSE = re.compile(r"\s(?:tại|ở|trên|cấp|của|thuộc|trong)\s|\s?[,;.)]|$")
TIER, PROVINCE = "cấp", "province"
ABOUT = re.compile(r"[^,.;:()]{0,40}?\svề\s")
LEADS_TO = re.compile(r"\s|\s?(?:là|đạt|có|chiếm|:)(?:\s[^\W\d]+){0,2}\s?")
NEXT_TIER = re.compile(r",\s|;|\svà\s")
# "phủ đến 100% trung tâm xã và gần 95% khu dân cư": two shares of one verb
OF_ONE_VERB = re.compile(
    r"(?:\s(?!(?:được|có|đã|đạt|là|sử|tham|biết|thực|hài|kết|dựa|đáp|đủ)\s)[^\W\d]+,?){1,8}\svà\s(?:[^\W\d]+\s)?"
)
ELIDED = re.compile(r"\s*(?:tại|ở|với|đối với)?\s*cấp\s")
# what stands behind a number and is nothing it could count: "80% trở lên vào năm 2020"
NOT_THINGS = frozenset("vào so trên tăng giảm theo trước sau đến năm nhưng cao thấp vượt bằng còn thì cùng".split())  # noqa: SIM905
PREDICATES = frozenset(["được", "có", "đã", "sử", "tham", "đạt", "biết", "thực", "hài", "kết", "dựa", "đáp", "đủ"])
UNCOVERED_WORDS = 3


class Scope(NamedTuple):
    """Where words belong to one number: from the number before it to the number behind it, within its clause."""

    sentence_start: int
    sentence_end: int
    before: int
    after: int
    clause_start: int


class Match(NamedTuple):
    indicator: Indicator
    score: float
    start: int
    end: int


class Stance(NamedTuple):
    """How a number stands in its clause: what was said before it, whether it ends there, and what it counts."""

    opening: int
    leads: bool  # its subject was told before it, and nothing follows
    closed: bool
    head: Word | None
    subject: Word | None
    listed: bool  # in brackets behind a place, as one of several
    about: bool
    elided: bool  # "… 80% ở cấp huyện": what is counted was told with the number before


def best_match(
    quantity: Quantity,
    low: str,
    scope: Scope,
    found: Found,
    enough: float = ENOUGH,
    listed: bool = False,
    unit: str | None = None,
) -> Match | None:
    """The best-fitting indicator for a number, or null when nothing fits well enough; `unit` where not its own."""
    phrases = found.by_unit.get(unit or quantity.unit)
    if not phrases:
        return None
    stance = stance_of(quantity, low, scope, found, listed)
    apart_from = own_clause(quantity, low, scope, phrases)
    best: Match | None = None
    for phrase in phrases:
        if phrase.start < scope.sentence_start or phrase.end > scope.sentence_end:
            continue
        score = fit(phrase, quantity, low, scope, stance, found)
        if phrase.end <= apart_from:
            score *= ACROSS_A_COMMA
        better = score >= enough and (best is None or score > best.score)
        if better and is_told(phrase, quantity, low, scope, stance, found):
            best = Match(phrase.told.indicator, score, phrase.start, phrase.end)
    return best


def own_clause(quantity: Quantity, low: str, scope: Scope, phrases: list[Phrase]) -> int:
    """ "Về chuyển đổi số, chính quyền số xếp thứ 15": where the clause begins that tells what is ranked, else 0."""
    if quantity.unit not in ("rank", "points"):
        return 0
    comma = max(low.rfind(sign, scope.sentence_start, quantity.start) for sign in ",:")
    told = comma >= 0 and any(comma < phrase.start and phrase.end <= quantity.start for phrase in phrases)
    return comma if told else 0


def stance_of(quantity: Quantity, low: str, scope: Scope, found: Found, listed: bool = False) -> Stance:
    opening = quantity.opening
    closed = ends_here(quantity, low, scope, found)
    is_position = quantity.unit == "rank" and quantity.sort != "rank.band"
    # "xếp thứ 28 cả nước về …": what the position is in follows
    about = is_position and ABOUT.match(low, quantity.end, scope.after) is not None
    leads = (is_position and not about) or listed
    if not leads and closed:
        leads = SAID_BEFORE.search(low, max(scope.sentence_start, opening - 24), opening) is not None
    subject = subject_of(quantity, scope, found) if leads else None
    elided = ELIDED.match(low, quantity.end, scope.after) is not None or of_one_verb(quantity, low, scope)
    return Stance(opening, leads, closed, head_of(quantity, low, scope, found), subject, listed, about, elided)


def of_one_verb(quantity: Quantity, low: str, scope: Scope) -> bool:
    if quantity.unit != "percent" or low[scope.before - 1] != "%" or scope.before == scope.sentence_start:
        return False
    return OF_ONE_VERB.fullmatch(low, scope.before, quantity.opening) is not None


def ends_here(quantity: Quantity, low: str, scope: Scope, found: Found) -> bool:
    """Whether the clause ends behind the number, and not only the first of what it counts ("100% xã, phường …")."""
    if ENDS_HERE.match(low, quantity.end, scope.sentence_end) is None:
        return False
    listed = ONE_OF_A_LIST.match(low, quantity.end, scope.sentence_end)
    return (
        listed is None
        or quantity.unit != "percent"
        or not all(found.things.intersection(found.beginning.get(listed.start(n), ())) for n in (1, 2))
    )


def head_of(quantity: Quantity, low: str, scope: Scope, found: Found) -> Word | None:
    """The first word of what a number counts: "80% số thôn, bản" counts thôn."""
    stop = STOP.search(low, quantity.end, scope.after)
    behind = found.words.between(quantity.end, stop.start() if stop else scope.after)
    head = found.words.first(behind, but=FILLERS)
    return None if head and (head.text == TIER or head.text in NOT_THINGS) else head


def subject_of(quantity: Quantity, scope: Scope, found: Found) -> Word | None:
    """What a share told before its number is a share of: "tỷ lệ hồ sơ … đạt 50%" is of hồ sơ; null for a bare verb."""
    texts, starts, ends = found.words
    first, last = bisect_left(starts, scope.before), bisect_right(ends, quantity.start)
    shares = [n for n in range(first + 1, last) if texts[n] == "lệ" and texts[n - 1] == "tỷ"]
    if not shares:
        opens = first < last and starts[first] in (scope.sentence_start, scope.clause_start)
        subject = Word(texts[first], starts[first], ends[first]) if opens and quantity.unit == "percent" else None
    else:
        subject = found.words.first(range(shares[-1] + 1, last), but=FILLERS)
    return subject if subject and is_one_of(found.things, subject, found) else None


def fit(phrase: Phrase, quantity: Quantity, low: str, scope: Scope, stance: Stance, found: Found) -> float:
    """How well a phrase stands around the number."""
    bonus = BAND_BONUS if phrase.told.indicator.value_type == "rank_band" else 0.0
    apart = max(0, quantity.start - phrase.end, phrase.start - quantity.end)
    score = weight(phrase.letters) * standing(phrase, quantity, low, scope, stance)
    if covers_head_only(phrase, quantity, scope, stance, found):
        score *= HEAD_ONLY
    return score - (FAR_IN_A_LIST if stance.listed or stance.elided else FAR) * apart + bonus


def is_told(phrase: Phrase, quantity: Quantity, low: str, scope: Scope, stance: Stance, found: Found) -> bool:
    """Whether the phrase is told of the number at all, and not of another figure."""
    told = phrase.told
    if told.indicator.value_type == "rank_band" and quantity.sort != "rank.band":
        return False
    if told.unless and stands(told.unless, found, scope.clause_start, scope.after):
        return False
    if told.unless_inside and stands(told.unless_inside, found, phrase.start, phrase.end):
        return False
    if told.unless_then and stands(told.unless_then, found, phrase.end, quantity.start):
        return False
    if found.negated and denied(phrase, low, scope):
        return False
    if told.tier and told.tier != (tier_named(found, scope, low, quantity.start) or PROVINCE):
        return False
    if quantity.unit == "count" and counted_elsewhere(phrase, quantity, low, scope, stance):
        return False
    return not told.things or counts(told, stance, phrase, found, quantity)


def counted_elsewhere(phrase: Phrase, quantity: Quantity, low: str, scope: Scope, stance: Stance) -> bool:
    """ "1.000 doanh nghiệp số và 9.000 doanh nghiệp nhỏ và vừa dùng …": it is what another number counts.

    Unless only whose they are is told: "75 tổ công nghệ số cộng đồng tại xã và 525 tổ tại ấp".
    """
    if stance.head is None or stance.elided or stance.leads:
        return False
    if low.startswith(stance.head.text, phrase.start) and WHOSE.match(low, stance.head.end):
        return False
    behind = scope.sentence_start < scope.before <= phrase.start and low[scope.before : phrase.start].isspace()
    return (behind and phrase.end <= quantity.start) or (scope.after < phrase.start and not stance.closed)


@cache
def weight(letters: int) -> float:
    """How much was written of an indicator's words; beyond a point, more of them tell no more."""
    return float(min(max(letters, SHORTEST), LONGEST) ** 0.75)


def stands(words: frozenset[str], found: Found, start: int, end: int) -> bool:
    return any(start <= first and last <= end for word in words for first, last in found.spots.get(word, ()))


def tier_named(found: Found, scope: Scope, low: str, at: int) -> str | None:
    """The tier named in the words of the number at `at`, right before it or else anywhere; null where none is."""
    for tier, words in found.tiers.items():
        # "tại cấp tỉnh đạt 100%, cấp huyện đạt 90%"
        named = (end for word in words for start, end in found.spots.get(word, ()) if scope.before <= start < at)
        if any(LEADS_TO.fullmatch(low, end, at) for end in named):
            return tier
    named_there = [
        (start, tier)
        for tier, words in found.tiers.items()
        for word in words
        for start, _ in found.spots.get(word, ())
        if scope.before <= start < scope.after
    ]
    # "cấp tỉnh xử lý trên môi trường mạng đạt 95%, cấp huyện 90%": behind a comma it may be the next one's
    behind = [tier for start, tier in named_there if start > at and not NEXT_TIER.search(low, at, start)]
    return next(iter(behind or [tier for _, tier in sorted(named_there)]), None)


def denied(phrase: Phrase, low: str, scope: Scope) -> bool:
    """ "người dân không hài lòng": the phrase is told to say that it is not so."""
    before = low[max(scope.sentence_start, phrase.start - 12) : phrase.start].split()[-2:]
    inside = len(NEGATION.findall(low, phrase.start, phrase.end))
    return inside > phrase.negations or any(NEGATION.fullmatch(word) for word in before)


def counts(told: Told, stance: Stance, phrase: Phrase, found: Found, quantity: Quantity) -> bool:
    """Whether the thing that the number counts is one of the indicator's, or is named by the phrase itself."""
    head = stance.head if stance.head is None or stance.head.text not in PREDICATES else None
    if stance.leads and quantity.unit != "count":
        subject = stance.subject
        return subject is None or phrase.start <= subject.start < phrase.end or is_one_of(told.things, subject, found)
    # a phrase around the number need not tell what it counts: "cơ sở giáo dục và 100% bệnh viện … không dùng tiền mặt"
    if head is None or (quantity.end <= phrase.start <= head.start < phrase.end):
        return True
    return is_one_of(told.things, head, found)


def is_one_of(things: frozenset[str], head: Word, found: Found) -> bool:
    return not things.isdisjoint(found.beginning.get(head.start, ()))


def covers_head_only(phrase: Phrase, quantity: Quantity, scope: Scope, stance: Stance, found: Found) -> bool:
    """ "100% dịch vụ công được thiết kế lại": what is told of the services is not in the phrase."""
    if stance.leads or phrase.start < quantity.end or quantity.unit != "percent":
        return False
    texts = found.words.texts
    behind = found.words.between(phrase.end, scope.after)
    at = next((n for n in behind if texts[n] in PREDICATES), None)
    if at is None or behind.stop - at <= UNCOVERED_WORDS:
        return False
    led = any(texts[n] in PREDICATES for n in found.words.between(quantity.end, phrase.end))
    return not led or texts[at] == "được"


def standing(phrase: Phrase, quantity: Quantity, low: str, scope: Scope, stance: Stance) -> float:
    """How much words at [start, end) belong to the number: its own, or those of another number or clause."""
    start, end = phrase.start, phrase.end
    nearness = OWN if start >= scope.before and end <= scope.after else OTHER_NUMBER
    if nearness == OTHER_NUMBER and stance.elided:
        nearness = SHARED
    if nearness == OTHER_NUMBER and quantity.unit == "percent" and start < scope.before and end > quantity.end:
        nearness = SHARED  # "cáp quang phủ 80% hộ gia đình, 100% xã": told before the first, of each that is listed
    if end <= scope.clause_start:
        nearness = OTHER_CLAUSE
    # "đúng hẹn 291 hồ sơ, trễ hẹn 3 hồ sơ": a label at the number's left hand is its own
    if 0 <= stance.opening - end <= 1:
        return nearness * ON_ITS_SIDE * COUNTED
    leads, follows = end <= quantity.start, start >= quantity.end
    # "tiếp nhận 500 hồ sơ, giải quyết đúng hạn 300": and at the next number's left hand it is that number's
    if (
        follows
        and 0 <= scope.after - end <= 1
        and scope.after < scope.sentence_end
        and APART.search(low, quantity.end, start)
    ):
        nearness *= OTHER_NUMBER
    if follows and quantity.sort in ("rank", "places") and NEXT_CLAUSE.search(low, quantity.end, start):
        nearness *= OTHER_NUMBER
    if leads and stance.leads and quantity.unit == "percent" and not stance.listed and "," in low[end : stance.opening]:
        nearness *= ACROSS_A_COMMA
    # "quá hạn so với quy định 267 hồ sơ.": where the thing ends the clause, what became of it was told before
    either = (quantity.unit == "count" and stance.closed) or stance.elided
    if leads if stance.leads else follows:
        nearness *= ON_ITS_SIDE
    elif not leads and not follows:
        nearness *= ON_ITS_SIDE  # "tiếp nhận 1.250 hồ sơ": the phrase is told around the number
    elif stance.about and leads:
        nearness *= NOT_ABOUT
    elif not either and (follows if stance.leads else leads):
        nearness *= WRONG_SIDE
    # "1.160 sản phẩm", "80% số thôn, bản": what follows at once is what is counted
    if not stance.leads and 0 <= start - quantity.end <= AT_ONCE:
        nearness *= COUNTED
    return nearness


def scope_of(quantity: Quantity, others: list[Quantity], low: str, start: int, end: int) -> Scope:
    """The words that are this number's own, bounded by its neighbours and by semicolons."""
    left, right = start, end
    for other in others:  # in order
        if other.end <= quantity.start:
            left = max(left, other.end)
        elif other.start >= quantity.end:
            right = other.start
            break
    # "tiếp nhận 500 hồ sơ, trong đó giải quyết trước hạn 300": what follows "trong đó" is said of the part
    part = NEXT_SUBJECT.search(low, quantity.end, right)
    right = part.start() if part else right
    semicolon_left = low.rfind(";", left, quantity.start)
    semicolon_right = low.find(";", quantity.end, right)
    # what stands behind a semicolon is said of the next thing; what stood before it may still be the subject
    semicolon_after = low.find(";", quantity.end, end)
    return Scope(
        start,
        end if semicolon_after < 0 else semicolon_after,
        left if semicolon_left < 0 else semicolon_left + 1,
        right if semicolon_right < 0 else semicolon_right,
        max(start, low.rfind(";", start, quantity.start)),
    )
