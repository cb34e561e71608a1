"""Which place a text is about: the one that it names first, most often and as its own."""

import re
from collections import Counter
from datetime import date
from itertools import islice

from orchestration.reading.leads import Spots, matches
from orchestration.reading.normalise import NormalText, normalise
from orchestration.reading.place_names import PREFIX
from orchestration.reading.places import LISTED, Mention, central_bodies, mentions_in, national_words, walker
from orchestration.reading.vocabulary import COUNTRY, ERA_BEGINS, Place, Vocabulary, default, lower

COMMUNE_ITSELF = re.compile(
    r"(?<!\w)(?:của|toàn|ubnd|địa bàn|trong) (?:xã|phường|thị trấn)(?=[,.]|\s(?:đã|có|tiếp|đạt|là|được|và|với)\s)"
    r"|(?<!\w)(?:xã|phường|thị trấn) (?:đã|có|đang|sẽ|phấn đấu)(?!\w)"
)
ITSELF = re.compile(
    r"(?<!\w)(?:ubnd|hđnd|địa bàn|toàn|của|lãnh đạo|trong|công an|đảng bộ)\s+(?:tỉnh|thành phố)"
    r"(?!\s*+,?\s*+(?:thành|khác|có))"
    r"|tỉnh ủy|thành ủy"
)
DISTRICT_ITSELF = re.compile(
    r"(?<!\w)(?:địa bàn|toàn|ubnd|tại|của) (?:huyện|quận|thị xã)(?=[,.;]|\s(?:đã|có|là|được|cho|đạt|đến|với|và)\s)"
)
HEADLINE_WEIGHT = 10
FEW_MENTIONS = 3
LONGEST_HEADLINE = 700
LINES_OF_A_HEAD = 4
A_LINE = re.compile(r"\S[^\n]*")
# who wrote it, and when: "TRẦN LAN 06:25, 01/02/2023"
BYLINE = re.compile(r"(?=[^\n]*(?:\d:\d\d|\d/\d{1,2}/\d{4}))[^\n]{1,80}(?<![.!?…])")
MANY_MENTIONS = 5


def principal_place(text: str, on: date | None = None) -> Place | None:
    """The place a text mostly speaks of, a province or a district; the country where none stands out."""
    normal = normalise(text)
    vocabulary = default()
    spots = walker(vocabulary).walk(normal.low)
    mentions = mentions_in(normal, vocabulary, spots, on or latest_era(normal.low))
    return principal_of(mentions, normal, headline_end(normal.text), vocabulary, spots)


def principal_of(
    mentioned: list[Mention], normal: NormalText, head: int, vocabulary: Vocabulary, spots: Spots
) -> Place | None:
    """The principal place, given the mentions of a text and where its head ends."""
    provinces: Counter[str] = Counter()
    districts: Counter[str] = Counter()
    in_row = [mention for mention in mentioned if mention.level == "province"]
    listed = {mention.start for n, mention in enumerate(in_row) if in_a_list(in_row, n, normal.text)}
    for mention in mentioned:
        if not mention.governs or mention.start in listed:
            continue
        weight = HEADLINE_WEIGHT if mention.start < head else 1
        if mention.place and mention.level == "district":
            districts[mention.place.place_key] += weight
        if province := province_of(mention, vocabulary):
            provinces[province.place_key] += weight
    national = count(national_words(vocabulary), normal.low, spots["national"])
    if not provinces:
        # a text that says "tỉnh" of a province it does not name is of no place that is known
        return None if count(ITSELF, normal.low, spots["itself"]) else vocabulary.by_key[COUNTRY]
    (first, most), *others = provinces.most_common(2)
    runner_up = others[0][1] if others else 0
    # named no more often than others, or less than the country, no province is the text's own
    clear = most >= 2 * runner_up or most >= runner_up + 3
    # "UBND tỉnh", "trên địa bàn tỉnh" speak of the province without its name
    most += count(ITSELF, normal.low, spots["itself"])
    enough = most >= FEW_MENTIONS or not national
    if not (clear and enough and 2 * most >= national):
        return vocabulary.by_key[COUNTRY]
    spoken = count(DISTRICT_ITSELF, normal.low, spots["district itself"]) if districts else 0
    own = [
        key
        for key, times in districts.most_common(1)
        if 2 * times + spoken > most and times + min(spoken, times) > HEADLINE_WEIGHT
    ]
    return vocabulary.by_key[own[0] if own and vocabulary.by_key[own[0]].parent_key == first else first]


def principal_commune(mentions: list[Mention], text: str, low: str) -> Mention | None:
    """The commune a text is about: named in its headline and again and again; null when there is none."""
    communes = Counter(bare_name(m) for m in mentions if m.level == "commune")
    if not communes:
        return None
    (name, _), *_ = communes.most_common(1)
    named = low.count(lower(name))
    told = named if named != FEW_MENTIONS - 1 else named + len(COMMUNE_ITSELF.findall(low))
    title_end = text.find("\n", len(text) - len(text.lstrip()))
    in_title = name in text[: title_end if title_end > 0 else len(text)]
    provinces = sum(1 for m in mentions if m.level in ("province", "district"))
    if told < FEW_MENTIONS or not (in_title or told > 2 * provinces):
        return None
    return next(m for m in mentions if m.level == "commune" and bare_name(m) == name)


def bare_name(mention: Mention) -> str:
    kind = PREFIX.match(lower(mention.name))
    return mention.name[kind.end() :].strip() if kind else mention.name


def in_a_list(provinces: list[Mention], position: int, text: str) -> bool:
    """ "Hà Nội, TP. Hồ Chí Minh": one of several places named in a row is not the one spoken of."""
    pairs = [provinces[n : n + 2] for n in (position - 1, position) if n >= 0]
    return any(len(pair) == 2 and LISTED.fullmatch(text[pair[0].end : pair[1].start]) for pair in pairs)


def province_of(mention: Mention, vocabulary: Vocabulary) -> Place | None:
    place = mention.place
    if place and place.level == "district":
        place = vocabulary.by_key.get(place.parent_key or "")
    return place if place and place.level == "province" else None


def headline_end(text: str) -> int:
    """Where the headline and the opening paragraph end: they say whom a text is about."""
    lines = islice(A_LINE.finditer(text), LINES_OF_A_HEAD)
    ends = [line.end() for line in lines if not BYLINE.fullmatch(line.group())]
    return min(ends[1], LONGEST_HEADLINE) if len(ends) > 1 else len(text)


def principal_body(text: str, vocabulary: Vocabulary, spots: Spots) -> str | None:
    """The central body a text is about, as it is written there: a ministry or general department named all along."""
    bodies = Counter(match.group() for match in matches(central_bodies(vocabulary), text, spots["central body"]))
    if not bodies:
        return None
    (name, times), *others = bodies.most_common(2)
    runner_up = others[0][1] if others else 0
    in_title = name in text.lstrip().partition("\n")[0]
    stands_out = times >= MANY_MENTIONS or (in_title and times >= FEW_MENTIONS)
    return name if stands_out and times >= 2 * runner_up else None


def count(pattern: re.Pattern[str], low: str, spots: list[int]) -> int:
    return sum(1 for _ in matches(pattern, low, spots))


def latest_era(low: str) -> date | None:
    """The day after the merger when the text speaks of 2026 or later; else nothing is known from years alone."""
    years = [int(year) for year in re.findall(r"\b20\d{2}\b", low)]
    return ERA_BEGINS if years and min(years) > ERA_BEGINS.year else None
