"""Which place a name means: by its kind word (tỉnh, thành phố, huyện …), its level, its era and what it stands in."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, lru_cache

from orchestration.reading.normalise import unaccented
from orchestration.reading.vocabulary import Place, Vocabulary, default, lower

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
PREFIX = re.compile(
    rf"\s*(?:ubnd\s+|ủy ban nhân dân\s+)?"
    rf"({'|'.join(re.escape(k) for k in sorted(KINDS, key=len, reverse=True))})\s*(?=\S)"
)
BRACKETS = re.compile(r"\s?\([^()]*+\)")


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


def within(candidates: Iterable[Place], wanted: str, home: Place | None) -> Place | None:
    """A district of the province at home, where several provinces have one of that name."""
    inside = [p for p in candidates if home and p.parent_key == home.place_key and fits(p, wanted)]
    return inside[0] if len(inside) == 1 else None
