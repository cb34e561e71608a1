"""Which place a name means: by its kind word (tỉnh, thành phố, huyện …), its era, and the place being spoken of."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from orchestration.reading.normalise import normalise, unaccented
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
KIND_WORD = re.compile(rf"(?:{'|'.join(re.escape(k) for k in sorted(KINDS, key=len, reverse=True))})\s*$")
PREFIX = re.compile(
    rf"^\s*(?:ubnd\s+|ủy ban nhân dân\s+)?({'|'.join(re.escape(k) for k in sorted(KINDS, key=len, reverse=True))})\s*(?=\S)"
)
COMMUNE = re.compile(rf"\b(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu)\s+(?:[{UPPER}]\w*\s?){{1,3}}")
HEADLINE_WEIGHT = 10
LONGEST_HEADLINE = 400


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a text. `place` is null for communes, which have no row of their own yet."""

    start: int
    end: int
    name: str
    level: str
    place: Place | None


def resolve_place(name: str | None, level: str | None = None, on: date | None = None) -> Place | None:
    """The place of a written name such as "thành phố Hải Dương, tỉnh Hải Dương"; null when none or several fit.

    level narrows the search; `on` picks the era, by default the one in which the name exists (the older of two).
    """
    if not name:
        return None
    first, _, rest = lower(name).partition(",")
    inside = resolve_place(rest, on=on) if rest.strip() else None
    kind = PREFIX.match(first)
    bare = first[kind.end() :].strip() if kind else first.strip()
    wanted = KINDS[kind.group(1)] if kind else None
    vocabulary = default()
    found = vocabulary.by_name.get(bare) or vocabulary.by_plain_name.get(unaccented(bare), ())
    if level:
        found = tuple(place for place in found if place.level == level)
    return choose(found, wanted, on, inside)


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


def place_of_key(place_key: str) -> Place | None:
    return default().by_key.get(place_key)


@cache
def name_pattern(names: frozenset[str]) -> re.Pattern[str]:
    """All names in one alternation, longest first, as whole words."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in ordered)})(?!\w)")


def mentions_in(text: str, low: str, vocabulary: Vocabulary, on: date | None, home: Place | None) -> list[Mention]:
    """Every place named in a normal text, in order. A name counts only where it is written as a name."""
    found: list[Mention] = []
    for match in name_pattern(frozenset(vocabulary.by_name)).finditer(low):
        start, end = match.span()
        first = text[start]
        kind_word = KIND_WORD.search(low, max(0, start - 12), start)
        wanted = KINDS[kind_word.group().strip()] if kind_word else None
        is_name = first.isupper() or match.group() in ("cả nước", "toàn quốc")
        if not is_name or wanted == "commune":
            continue
        place = choose(vocabulary.by_name[match.group()], wanted, on, home)
        if place is None and wanted in ("city", "district"):
            place = within(vocabulary.by_name[match.group()], wanted, home)
        if place:
            found.append(Mention(kind_word.start() if kind_word else start, end, place.name_vi, place.level, place))
    for match in COMMUNE.finditer(text):
        name = match.group().strip()
        found.append(Mention(match.start(), match.start() + len(name), name, "commune", None))
    return sorted(found, key=lambda mention: mention.start)


def within(candidates: Iterable[Place], wanted: str, home: Place | None) -> Place | None:
    """A district of the province at home, where several provinces have one of that name."""
    inside = [p for p in candidates if home and p.parent_key == home.place_key and fits(p, wanted)]
    return inside[0] if len(inside) == 1 else None


def principal_place(text: str, on: date | None = None) -> Place | None:
    """The province a text mostly speaks of; the country when none stands out; null when it names no place."""
    normal = normalise(text)
    vocabulary = default()
    mentioned = mentions_in(normal.text, normal.low, vocabulary, on or latest_era(normal.low), None)
    provinces: Counter[str] = Counter()
    for mention in mentioned:
        if province := province_of(mention, vocabulary):
            provinces[province.place_key] += HEADLINE_WEIGHT if mention.start < headline_end(normal.text) else 1
    national = len(national_words(vocabulary).findall(normal.low))
    if not provinces:
        return vocabulary.by_key[COUNTRY] if mentioned or national else None
    (first, most), *others = provinces.most_common(2)
    runner_up = others[0][1] if others else 0
    # named no more often than others, or less than the country, no province is the text's own
    stands_out = (most >= 2 * runner_up or most >= runner_up + 3) and 2 * most >= national
    return vocabulary.by_key[first if stands_out else COUNTRY]


def province_of(mention: Mention, vocabulary: Vocabulary) -> Place | None:
    place = mention.place
    if place and place.level == "district":
        place = vocabulary.by_key.get(place.parent_key or "")
    return place if place and place.level == "province" else None


def headline_end(text: str) -> int:
    """The headline and the opening paragraph say whom a text is about."""
    first = len(text) - len(text.lstrip())
    end = text.find("\n", text.find("\n", first) + 1)
    return min(end if end > 0 else len(text), LONGEST_HEADLINE)


@cache
def national_words(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, vocabulary.words['places']['national']))})(?!\w)")


def latest_era(low: str) -> date | None:
    """The day after the merger when the text speaks of 2026 or later; else nothing is known from years alone."""
    years = [int(year) for year in re.findall(r"\b20\d{2}\b", low)]
    return ERA_BEGINS if years and min(years) > ERA_BEGINS.year else None
