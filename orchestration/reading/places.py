"""Which place a name means: by its kind word (tỉnh, thành phố, huyện …), its era, and the place being spoken of."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from orchestration.reading.leads import Leads, Spots, matches
from orchestration.reading.normalise import NormalText, normalise, unaccented
from orchestration.reading.sentences import UPPER
from orchestration.reading.vocabulary import COUNTRY, ERA_BEGINS, Place, Vocabulary, default, lower

KINDS = {
    "tỉnh": "province",
    "thành phố": "city",
    "tp.": "city",
    "tp": "city",
    "t.p": "city",
    "huyện": "district",
    "quận": "district",
    "thị xã": "district",
    "xã": "commune",
    "phường": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
}
KIND_WORDS = tuple(KINDS)
KIND_WORD = re.compile(rf"(?:{'|'.join(re.escape(k) for k in sorted(KINDS, key=len, reverse=True))})\s*$")
PREFIX = re.compile(
    rf"\s*(?:ubnd\s+|ủy ban nhân dân\s+)?({'|'.join(re.escape(k) for k in sorted(KINDS, key=len, reverse=True))})\s*(?=\S)"
)
# where something was held or said is not what it was about
SUBJECT = re.compile(r"(?:^|[.;\n])\s?(?:tại|ở)\s$|(?:^|[.,;:\n]|(?<!\w)(?:và|còn|khi|đó|là|riêng|việc))\s*$")
REPORTS = re.compile(
    r"\s*+(?:\([^)\n]{0,120}\)\s*+)?(?:(?:vừa|đã|cũng|sẽ|mới|còn)\s+)*(?:công bố|cho biết|cho thấy|thông tin|đánh giá|ban hành|phê duyệt"
    r"|yêu cầu|xác định|đặt mục tiêu|đặt ra|đề ra|nêu|kỳ vọng|khẳng định|cho hay|giao|đề nghị|ghi nhận|dự báo|xếp hạng|thống kê|báo cáo|tổ chức|phối hợp|chủ trì|chỉ ra|nhận định|hướng dẫn)"
)
BLOCS = {
    "bộ": "ministry",
    "tỉnh": "province",
    "địa phương": "province",
    "các địa phương": "province",
    "các bộ": "ministry",
}
BLOC = re.compile(r"(?<!\w)khối (các bộ|bộ|tỉnh|các địa phương|địa phương)(?:, (?:ngành|thành))?(?!\w)")
WHOLE_COUNTRY = re.compile(
    r"(?<!\w)(?:của (?:cả nước|toàn quốc|việt nam)|(?:cả nước|toàn quốc)(?= (?:có|đã|đạt|hiện|mới|chỉ|còn|ước|đang|là)(?!\w)|\s?\(\d)"
    r"|(?<=dti )quốc gia(?!\w)|(?<=ở cấp )quốc gia(?=,))"
)
AMONG = re.compile(
    r"(?:thứ|hạng|đầu tiên|duy nhất|đi đầu|top|tốp|nhóm|dẫn đầu|đứng đầu|so với|cao nhất|thấp nhất)[^.,;]*$"
)
# "so với bình quân của cả nước (0,4121 điểm)": the country's own figure
IN_BRACKETS = re.compile(r"\s?\((?:là\s|đạt\s)?\d")
WHOLE = "cả nước"
DOES = re.compile(r"\s(?:là|đạt|có|tăng|xếp|đứng|ước|đã|hiện|lên|giảm|thuộc|nằm)(?!\w)")
# "Hà Nội (TTXVN 18/4) …": where it was written
DATELINE = re.compile(r"\s?\((?:ttxvn|vna|vov|cttđt|tttđ|chinhphu)(?!\w)")
VENUE = re.compile(r"(?<!\w)tại\s*$")
CEREMONY = re.compile(
    r"(?<!\w)(?:lễ|hội nghị|hội thảo|tổ chức|công bố|diễn ra|phát biểu|khai mạc|buổi|họp|tọa đàm|diễn đàn|sự kiện|ngày \d)"
)
COMPARED = re.compile(r"(?<!\w)(?:sau|so với|kinh nghiệm(?: của| tại)?|giáp|cùng với|cách|hơn)\s*$")
COMPARED_ENDS = ("sau", "với", "nghiệm", "của", "tại", "giáp", "cách", "hơn")
SURPASSED = ("vượt", "qua mặt", "xếp trên", "xếp sau", "đứng sau", "bỏ xa")
EXAMPLE = re.compile(
    r"(?<!\w)(?:vượt(?: qua| lên)?|qua mặt|xếp trên|xếp sau|đứng sau|bỏ xa)\s(?:[^,.;]{0,80}?\snhư\s)?(?:tỉnh\s|thành phố\s)?$"
)
CAPITALISED = re.compile(rf"[{UPPER}](?<!\w.)\w*")
FIRST_WORD = re.compile(r"\w+")
BRACKETS = re.compile(r"\s?\([^()]*+\)")
COMMUNE = re.compile(rf"\b(?<![Tt]hị )(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu)\s+(?:[{UPPER}]\w*\s?){{1,3}}")
COMMUNE_ITSELF = re.compile(
    r"(?<!\w)(?:của|toàn|ubnd|địa bàn|trong) (?:xã|phường|thị trấn)(?=[,.]|\s(?:đã|có|tiếp|đạt|là|được|và|với)\s)"
    r"|(?<!\w)(?:xã|phường|thị trấn) (?:đã|có|đang|sẽ|phấn đấu)(?!\w)"
)
ITSELF = re.compile(
    r"(?<!\w)(?:ubnd|hđnd|địa bàn|toàn|của|lãnh đạo|trong|công an|đảng bộ)\s+(?:tỉnh|thành phố)(?!\s*+,?\s*+(?:thành|khác|có))|tỉnh ủy|thành ủy"
)
DISTRICT_ITSELF = re.compile(
    r"(?<!\w)(?:địa bàn|toàn|ubnd|tại|của) (?:huyện|quận|thị xã)(?=[,.;]|\s(?:đã|có|là|được|cho|đạt|đến|với|và)\s)"
)
DISTRICT_ITSELF_LEADS = ("địa bàn", "toàn", "ubnd", "tại", "của")
ITSELF_LEADS = (
    *("ubnd", "hđnd", "địa bàn", "toàn", "của", "lãnh đạo", "trong", "công an", "đảng bộ", "tỉnh ủy", "thành ủy"),
)
LISTED = re.compile(r"\s*+(?:,|và|;|-)\s*+(?:tỉnh|TP\.?|thành phố|Thành phố)?\s*+")
PARENT = re.compile(r"(?:\s?\(|,?\s)(?:tỉnh\s|thành phố\s|tp\.?\s?|huyện\s)?")
CENTRAL_CITY = "Thành phố trực thuộc"
# "Hue-S": a thing that is named after a place
NAMED_AFTER = re.compile(r"-[A-ZĐ]\b")
HEADLINE_WEIGHT = 10
FEW_MENTIONS = 3
LONGEST_HEADLINE = 700
LINES_OF_A_HEAD = 4
A_LINE = re.compile(r"\S[^\n]*")
# who wrote it, and when: "TRẦN LAN 06:25, 01/02/2023"
BYLINE = re.compile(r"(?=[^\n]*(?:\d:\d\d|\d/\d{1,2}/\d{4}))[^\n]{1,80}(?<![.!?…])")
MANY_MENTIONS = 5


class Mention(NamedTuple):
    """A place named in a text. `place` is null for communes, which have no row of their own yet."""

    start: int
    end: int
    name: str
    level: str
    place: Place | None
    governs: bool = True  # not where it only says where something was held, or with whom something is compared


def resolve_place(name: str | None, level: str | None = None, on: date | None = None) -> Place | None:
    """The place of a written name such as "thành phố Hải Dương, tỉnh Hải Dương"; null when none or several fit.

    level narrows the search; `on` picks the era, by default the one in which the name exists (the older of two).
    """
    if not name:
        return None
    # "Cả nước (khối tỉnh, thành)": what stands in brackets says which part of the place, not which place
    first, _, rest = BRACKETS.sub("", lower(name)).partition(",")
    inside = resolve_place(rest, on=on) if rest.strip() else None
    kind = PREFIX.match(first)
    bare = first[kind.end() :].strip() if kind else first.strip()
    wanted = KINDS[kind.group(1)] if kind else None
    vocabulary = default()
    found = vocabulary.by_name.get(bare) or vocabulary.by_plain_name.get(unaccented(bare), ())
    if level:
        found = tuple(place for place in found if place.level == level)
    return choose(found, wanted, on, inside)


@lru_cache(maxsize=10_000)
def place_named(name: str, wanted: str | None, on: date | None, vocabulary: Vocabulary) -> Place | None:
    return choose(vocabulary.by_name[name], wanted, on, None)


def choose(found: Iterable[Place], wanted: str | None, on: date | None, inside: Place | None) -> Place | None:
    """The one place meant among those of a name."""
    candidates = [place for place in found if fits(place, wanted)]
    if inside:
        candidates = [p for p in candidates if p.parent_key == inside.place_key] or candidates
    provinces = [place for place in candidates if place.level != "district"]
    # "thành phố Hải Dương" is the district-level city; "thành phố Hải Phòng" and a bare name are the province
    candidates = provinces or candidates
    on_day = [place for place in candidates if on and place.valid_from <= on <= (place.valid_to or date.max)]
    candidates = on_day or candidates
    if not candidates:
        return None
    oldest = min(place.valid_from for place in candidates)
    of_era = [place for place in candidates if place.valid_from == oldest]
    return of_era[0] if len(of_era) == 1 else None


def fits(place: Place, wanted: str | None) -> bool:
    match wanted:
        case None:
            return place.level != "district"
        case "province":
            return place.level == "province"
        case "city":
            return place.type.startswith("Thành phố")
        case "district":
            return place.level == "district" and not place.type.startswith("Thành phố")
        case _:
            return False


def at_date(place: Place, on: date | None, vocabulary: Vocabulary) -> Place:
    """The same name in the era of a day: what is told in 2025 of the year 2022 is told of the province of 2022."""
    if on is None or place.valid_from <= on <= (place.valid_to or date.max):
        return place
    namesakes = vocabulary.by_name.get(lower(place.name_vi), ())
    then = [p for p in namesakes if p.level == place.level and p.valid_from <= on <= (p.valid_to or date.max)]
    return then[0] if len(then) == 1 else place


def place_of_key(place_key: str, on: date | None = None) -> Place | None:
    """The place of a key; of a day, the one that bore its name then."""
    place = default().by_key.get(place_key)
    return at_date(place, on, default()) if place else None


@cache
def eras() -> tuple[date, ...]:
    """The days on which a place came or went: between two of them every name means the same."""
    places = default().by_key.values()
    ends = {place.valid_to + timedelta(days=1) for place in places if place.valid_to and place.valid_to < date.max}
    return tuple(sorted({place.valid_from for place in places} | ends))


@cache
def names_by_first_word(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The names that begin with a word, the longest first."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in sorted(vocabulary.by_name, key=lambda name: (-len(name), name)):
        by_word[FIRST_WORD.match(name).group()].append(name)  # type: ignore[union-attr]
    return {word: tuple(names) for word, names in by_word.items()}


def names_in(text: str, low: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where names of places stand, written as names: with a capital. Of names that overlap, the longer first one."""
    by_word, reached = names_by_first_word(vocabulary), 0
    for capital in CAPITALISED.finditer(text):
        start, stop = capital.span()
        for name in by_word.get(low[start:stop], ()) if start >= reached else ():
            end = start + len(name)
            named = low.startswith(name, start) and not low[end : end + 1].isalnum()
            if named and (text[end : end + 1] != "-" or not NAMED_AFTER.match(text, end)):
                yield start, end
                reached = end
                break


def mentions_in(normal: NormalText, vocabulary: Vocabulary, spots: Spots, on: date | None) -> list[Mention]:
    """Every place named in a normal text, in order. A name counts only where it is written as a name."""
    text, low = normal.text, normal.low
    found: list[Mention] = []
    for start, end in names_in(text, low, vocabulary):
        name = low[start:end]
        led = low[max(0, start - 12) : start].rstrip().endswith(KIND_WORDS)
        kind_word = KIND_WORD.search(low, max(0, start - 12), start) if led else None
        wanted = KINDS[kind_word.group().strip()] if kind_word else None
        if wanted == "commune":
            continue
        place = place_named(name, wanted, on, vocabulary)
        if place is None and kind_word and wanted in ("city", "district"):
            found.append(Mention(kind_word.start(), end, name, "district", None))
        if place:
            begin = kind_word.start() if kind_word else start
            governs = (
                governing(low, begin)
                and not DATELINE.match(low, end)
                and (place.level != "national" or speaks(low, begin, end))
            )
            found.append(Mention(begin, end, place.name_vi, place.level, place, governs))
    for match in matches(COMMUNE, text, spots["commune"]):
        commune = match.group().strip()
        found.append(Mention(match.start(), match.start() + len(commune), commune, "commune", None))
    central = list(central_mentions(text, low, vocabulary, spots))
    bodies = [(mention.start, mention.end) for mention in central if mention.level == "ministry"]
    # the country in "Ngân hàng Nhà nước Việt Nam" is a part of the name
    found = [m for m in found if not is_part_of_one(m, bodies)] + central
    found += districts_again(found, normal, vocabulary)
    in_order = as_named_in_full(sorted(found, key=lambda mention: mention.start), low)
    return inside_their_parents(without_examples(in_order, normal, spots), low)


def as_named_in_full(mentions: list[Mention], low: str) -> list[Mention]:
    """ "Thành phố Huế … Huế": a bare name that an older province also went by is the city's, unless both are named."""
    cities = {lower(m.place.name_vi): m.place for m in mentions if m.place and m.place.type.startswith(CENTRAL_CITY)}
    return [
        mention._replace(name=city.name_vi, place=city)
        if (city := cities.get(low[mention.start : mention.end]))
        and mention.place
        and mention.place.level == city.level
        and lower(mention.name) not in low
        else mention
        for mention in mentions
    ]


def without_examples(mentions: list[Mention], normal: NormalText, spots: Spots) -> list[Mention]:
    """ "vượt qua các địa phương như A, B …": what is told is told of none of them."""
    if not spots["surpassed"]:
        return mentions
    settled: list[Mention] = []
    named = False
    for mention in mentions:
        goes_on = named and LISTED.fullmatch(normal.text, settled[-1].end, mention.start)
        named = bool(goes_on) or EXAMPLE.search(normal.low, max(0, mention.start - 100), mention.start) is not None
        settled.append(mention._replace(governs=False) if named else mention)
    return settled


def is_part_of_one(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    """Whether it stands inside one of the stretches, which are in order, and behind its beginning."""
    at = bisect_left(spans, (mention.start,)) - 1
    return at >= 0 and mention.end <= spans[at][1]


def districts_again(found: list[Mention], normal: NormalText, vocabulary: Vocabulary) -> Iterator[Mention]:
    """A district named once in full goes on by its bare name: "huyện Đông Anh … Đông Anh đang là …"."""
    places = {place.place_key: place for m in found if m.level == "district" and (place := m.place)}
    if not places:
        return
    taken = {at for mention in found for at in range(mention.start, mention.end)}
    for place in places.values():
        name = lower(place.name_vi)
        if any(namesake.level != "district" for namesake in vocabulary.by_name[name]):
            continue
        for match in re.finditer(rf"{re.escape(name)}(?!\w)(?<!\w{re.escape(name)})", normal.low):
            start, end = match.span()
            if normal.text[start].isupper() and start not in taken:
                taken.update(range(start, end))
                yield Mention(start, end, place.name_vi, place.level, place, governing(normal.low, start))


def inside_their_parents(mentions: list[Mention], low: str) -> list[Mention]:
    """ "huyện Đông Anh (Hà Nội)", "xã Hữu Hòa, huyện Thanh Trì": the larger place only says where the smaller one is."""
    return [
        mention._replace(governs=False) if n and is_parent_of(mentions[n - 1], mention, low) else mention
        for n, mention in enumerate(mentions)
    ]


def is_parent_of(smaller: Mention, larger: Mention, low: str) -> bool:
    order = ("commune", "district", "province")
    if (
        smaller.level not in order
        or larger.level not in order
        or order.index(smaller.level) >= order.index(larger.level)
    ):
        return False
    return PARENT.fullmatch(low[smaller.end : larger.start]) is not None


def at_home(mentions: list[Mention], low: str, vocabulary: Vocabulary, home: Place | None) -> list[Mention]:
    """Districts that several provinces have are those of the province at home; what is none of its own is dropped."""
    settled: list[Mention] = []
    for mention in mentions:
        if mention.place is None and mention.level == "district":
            kind = PREFIX.match(low, mention.start)
            place = within(vocabulary.by_name[mention.name], KINDS[kind.group(1)], home) if kind else None
            if place is None:
                continue
            governs = governing(low, mention.start)
            mention = Mention(mention.start, mention.end, place.name_vi, place.level, place, governs)
        settled.append(mention)
    return settled


def central_mentions(text: str, low: str, vocabulary: Vocabulary, spots: Spots) -> Iterator[Mention]:
    """Ministries, the blocs of ministries and of provinces, and the country as a whole, where figures are theirs."""
    country = vocabulary.by_key[COUNTRY]
    for match in matches(central_bodies(vocabulary), text, spots["central body"]):
        start, end = match.span()
        governs = SUBJECT.search(low, max(0, start - 14), start) and not REPORTS.match(low, end)
        yield Mention(start, end, match.group(), "ministry", None, bool(governs))
    for match in matches(BLOC, low, spots["bloc"]):
        yield Mention(*match.span(), text[match.start() : match.end()], BLOCS[match.group(1)], None)
    for match in matches(WHOLE_COUNTRY, low, spots["whole country"]):
        if IN_BRACKETS.match(low, match.end()) or not AMONG.search(low, max(0, match.start() - 40), match.start()):
            name = country.name_vi if match.group().endswith(("nam", "quốc gia")) else WHOLE
            yield Mention(*match.span(), name, country.level, country)


def speaks(low: str, start: int, end: int) -> bool:
    """The country's name is part of many a body's; it says whose figure it is only as a subject."""
    return SUBJECT.search(low, max(0, start - 14), start) is not None and DOES.match(low, end) is not None


def governing(low: str, start: int) -> bool:
    before = low[max(0, start - 80) : start]
    led = before.rstrip()
    if led.endswith("tại") and VENUE.search(before) and CEREMONY.search(before, before.rfind(".") + 1):
        return False
    return not led.endswith(COMPARED_ENDS) or COMPARED.search(before) is None


def within(candidates: Iterable[Place], wanted: str, home: Place | None) -> Place | None:
    """A district of the province at home, where several provinces have one of that name."""
    inside = [p for p in candidates if home and p.parent_key == home.place_key and fits(p, wanted)]
    return inside[0] if len(inside) == 1 else None


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


def leads(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """What the patterns that name places begin with."""
    words = vocabulary.words["places"]
    return {
        "commune": ("xã", "phường", "thị trấn", "đặc khu"),
        "central body": tuple(map(lower, words["central_bodies"])),
        "bloc": ("khối",),
        "whole country": ("của cả nước", "của toàn quốc", "của việt nam", "cả nước", "toàn quốc", "quốc gia"),
        "national": tuple(words["national"]),
        "itself": ITSELF_LEADS,
        "district itself": DISTRICT_ITSELF_LEADS,
        "surpassed": SURPASSED,
    }


@cache
def walker(vocabulary: Vocabulary) -> Leads:
    return Leads(leads(vocabulary))


@cache
def central_bodies(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(vocabulary.words['places']['central_bodies'], key=len, reverse=True)))})(?!\w)"
    )


@cache
def national_words(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, vocabulary.words['places']['national']))})(?!\w)")


def latest_era(low: str) -> date | None:
    """The day after the merger when the text speaks of 2026 or later; else nothing is known from years alone."""
    years = [int(year) for year in re.findall(r"\b20\d{2}\b", low)]
    return ERA_BEGINS if years and min(years) > ERA_BEGINS.year else None
