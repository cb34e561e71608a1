"""Where a text tells of places: each name in its era, as its kind word and the place being spoken of have it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from orchestration.reading.leads import Leads, Spots, matches
from orchestration.reading.normalise import NormalText
from orchestration.reading.place_names import KINDS, PREFIX, place_named, within
from orchestration.reading.sentences import UPPER
from orchestration.reading.vocabulary import COUNTRY, Place, Vocabulary, lower

KIND_WORDS = tuple(KINDS)
KIND_WORD = re.compile(rf"(?:{'|'.join(re.escape(k) for k in sorted(KINDS, key=len, reverse=True))})\s*$")
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
COMMUNE = re.compile(rf"\b(?<![Tt]hị )(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu)\s+(?:[{UPPER}]\w*\s?){{1,3}}")
DISTRICT_ITSELF_LEADS = ("địa bàn", "toàn", "ubnd", "tại", "của")
ITSELF_LEADS = (
    *("ubnd", "hđnd", "địa bàn", "toàn", "của", "lãnh đạo", "trong", "công an", "đảng bộ", "tỉnh ủy", "thành ủy"),
)
LISTED = re.compile(r"\s*+(?:,|và|;|-)\s*+(?:tỉnh|TP\.?|thành phố|Thành phố)?\s*+")
PARENT = re.compile(r"(?:\s?\(|,?\s)(?:tỉnh\s|thành phố\s|tp\.?\s?|huyện\s)?")
CENTRAL_CITY = "Thành phố trực thuộc"
# "Hue-S": a thing that is named after a place
NAMED_AFTER = re.compile(r"-[A-ZĐ]\b")


class Mention(NamedTuple):
    """A place named in a text. `place` is null for communes, which have no row of their own yet."""

    start: int
    end: int
    name: str
    level: str
    place: Place | None
    governs: bool = True  # not where it only says where something was held, or with whom something is compared


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
