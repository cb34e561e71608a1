"""What a question asks: which indicators, places, period, and in what shape. Pure: the catalogue comes as rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from dashboard.asking.period import Period, read_period
from dashboard.asking.words import blanked, fold, found
from dashboard.rows.indicators import Indicator
from dashboard.rows.places import NamedPlace

Shape = Literal["value", "highest", "lowest", "compare", "aim", "when", "unsupported"]

# what nobody has to spell out; folded → the name in the warehouse
OTHER_NAMES = {
    "tp hcm": "ho chi minh",
    "tphcm": "ho chi minh",
    "tp.hcm": "ho chi minh",
    "hcm": "ho chi minh",
    "sai gon": "ho chi minh",
    "hcmc": "ho chi minh",
    "hue": "thua thien hue",
    "ca nuoc": "viet nam",
    "toan quoc": "viet nam",
    "quoc gia": "viet nam",
    "nationwide": "viet nam",
    "vietnam": "viet nam",
    "vung tau": "ba ria - vung tau",
}
# these words beside a name or a phrase are no part of it
UNSUPPORTED = re.compile(
    r"\b(vi sao|tai sao|nguyen nhan|why|du bao|du doan|forecast|predict|will|bao nhieu tinh|may tinh nao"
    r"|how many provinces|trung binh cac tinh|average of|tong cua|nen lam gi|should)\b"
)
WHEN = re.compile(r"\b(bao gio|khi nao|when|ngay nao|thoi han nao)\b")
AIM = re.compile(r"\b(muc tieu|chi tieu|target|aim|phai dat|can dat)\b")
COMPARE = re.compile(r"\b(so voi|so sanh|compare|compared|versus|vs|khac nhau|hon hay kem)\b")
HIGHEST = re.compile(
    r"\b(cao nhat|lon nhat|nhieu nhat|tot nhat|dung dau|dan dau|dung thu nhat|hang nhat|highest|top|best|most|first)\b"
)
LOWEST = re.compile(r"\b(thap nhat|it nhat|nho nhat|kem nhat|dung cuoi|dung chot|bet bang|lowest|worst|least|last)\b")
RANKED = re.compile(r"\b(hang|xep hang|thu hang|dung thu|thu may|vi tri|rank|ranks|ranked|ranking|place)\b")
SCORED = re.compile(r"\b(diem|bao nhieu diem|score|scores|scored|points)\b")
SHARED = re.compile(r"\b(ty le|ti le|phan tram|rate|share|percentage|percent)\b|%")
GROUP = re.compile(r"\b(top|nhom|group)\b")
COUNTED = re.compile(r"\b(so luong|how many|number of|bao nhieu (?:ho so|dich vu|thu tuc|san pham|ho|nguoi))\b")
TIER = re.compile(r"\b(?:o )?cap (xa|huyen|tinh)\b|\b(commune|district)[- ]level\b")
TIERS = {"xa": "commune", "huyen": "district", "tinh": "province", "commune": "commune", "district": "district"}
# a part of a place that has no figures of its own is not to be answered with the whole
PART = re.compile(
    r"\b(huyen|quan|thi xa|thi tran|phuong|xa|so (?=noi|tu|tai|y|giao|ke|cong|khoa|thong|van|xay|nong|lao)"
    r"|district|commune|ward|thanh pho|tp\.?)\b ?(?P<name>[\w-]+)?"
)
LEAST_LETTERS = 3
# stands for the words between in a phrase, where the catalogue writes "…"
GAP = "qqq"
# how much a phrase in the sought unit weighs, in letters
UNIT_WEIGHS = 12
NEAR_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """indicators: the best first, near ones after; names: each place asked for, as all the keys that bear its name."""

    indicators: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    period: Period | None
    shape: Shape
    tier: str | None
    unknown_part: str | None


def understand(words: str, catalogue: Sequence[Indicator], places: Sequence[NamedPlace], today: date) -> Question:
    folded = fold(words)
    rest = folded
    names: list[tuple[str, ...]] = []
    while (match := first_place(rest, places)) is not None:
        keys, span = match
        rest = blanked(rest, span)
        if keys not in names:
            names.append(keys)
    period, at = read_period(rest, today)
    if at:
        rest = blanked(rest, at)
    tier = TIER.search(rest)
    if tier:
        rest = blanked(rest, tier.span())
    ranked = ranked_indicators(rest, catalogue)
    return Question(
        indicators=tuple(ranked),
        names=tuple(names),
        period=period,
        shape=shape_of(rest, names),
        tier=TIERS[tier.group(1) or tier.group(2)] if tier else None,
        unknown_part=unknown_part(rest, words),
    )


def shape_of(rest: str, names: Sequence[tuple[str, ...]]) -> Shape:
    if UNSUPPORTED.search(rest):
        return "unsupported"
    if WHEN.search(rest):
        return "when"
    if AIM.search(rest):
        return "aim"
    if len(names) > 1 or (names and COMPARE.search(rest)):
        return "compare"
    if not names and HIGHEST.search(rest):
        return "highest"
    if not names and LOWEST.search(rest):
        return "lowest"
    return "value"


def first_place(text: str, places: Sequence[NamedPlace]) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """The place named first, and of names within names the longest; provinces of both eras that share it together."""
    best: tuple[int, int, tuple[int, int], str] | None = None
    for said, name in [*names_of(places), *OTHER_NAMES.items()]:
        span = found(said, text)
        if span and (best is None or (span[0], -len(said)) < best[:2]):
            best = (span[0], -len(said), span, name)
    if best is None:
        return None
    same = {best[3], OTHER_NAMES.get(best[3])}
    keys = tuple(place.place_key for place in places if fold(full(place)) in same)
    return (keys, best[2]) if keys else None


def names_of(places: Sequence[NamedPlace]) -> list[tuple[str, str]]:
    """What a place may be called, and its full name: a town by its bare name only where no province bears it."""
    whole = {fold(full(place)) for place in places}
    bare = [(fold(place.name_vi), fold(full(place))) for place in places if fold(place.name_vi) not in whole]
    return [*((name, name) for name in whole), *bare]


def full(place: NamedPlace) -> str:
    """A province by its name; a town that may bear the name of its province with what it is."""
    return place.name_vi if place.level in {"province", "national"} else f"{place.type or ''} {place.name_vi}".strip()


def unknown_part(rest: str, words: str) -> str | None:
    """A district, commune or office that is named and not one of the places known."""
    for match in PART.finditer(rest):
        name = match.group("name")
        if name and name not in {"nao", "co", "la", "hang", "truc", "dat", "so", "which", "level", "hoi", "cua"}:
            return match.group(0).strip()
    # a name with a capital after "của", "ở" or "tại" that was not recognised
    odd = re.search(r"(?:\bcủa|\bở|\btại|\bof|\bin|\bfor)\s+((?:[A-ZĐÀ-Ỹ][\w-]*\s*)+)", words)
    # an abbreviation is an index, not a place
    if odd and fold(odd.group(1)) in rest and not odd.group(1).strip().isupper():
        return odd.group(1).strip()
    return None


def ranked_indicators(rest: str, catalogue: Sequence[Indicator]) -> list[str]:
    """Indicators whose phrases the question holds: the most letters matched first, in the unit asked for."""
    scores = {indicator.indicator_code: score(rest, indicator) for indicator in catalogue}
    known = sorted((code for code, points in scores.items() if points > 0), key=lambda code: (-scores[code], code))
    return [code for code in known if scores[code] >= NEAR_ENOUGH * scores[known[0]]]


def score(rest: str, indicator: Indicator) -> float:
    letters = max((matched(rest, phrase) for phrase in phrases(indicator)), default=0)
    if letters < LEAST_LETTERS:
        return 0
    return max(letters + unit_weight(rest, indicator), 1) + (0.5 if indicator.n_places else 0)


@lru_cache(1000)
def phrases(indicator: Indicator) -> list[str]:
    """The reader's phrases, the names (the English one without its tail), and abbreviations: IOC, DTI."""
    short = re.findall(r"\(([A-Z]{2,6})\)", indicator.name_vi)
    english = re.split(r" (?:over|per|of|in|to) |[(/]", indicator.name_en.removeprefix("Share of "))[0]
    index = re.fullmatch(r"([a-z_]+)_(?:score|rank)", indicator.indicator_code)
    named = [re.sub(r"\(.*?\)", "", indicator.name_vi), *short, english, english.removesuffix(" share")]
    named += [index.group(1).replace("_", " ")] if index else []
    written = [*(indicator.phrasings_vi or "").split("|"), *named]
    return [phrase for phrase in (fold(words.replace("…", f" {GAP} ")) for words in written) if phrase]


def matched(rest: str, phrase: str) -> int:
    """How many letters of the phrase the question holds, its parts in order; 0 when one is missing."""
    at, letters = 0, 0
    for part in (piece.strip() for piece in phrase.split(GAP)):
        span = found(part, rest[at:]) if part else (0, 0)
        if span is None:
            return 0
        at += span[1]
        letters += len(part.replace(" ", ""))
    return letters


def unit_weight(rest: str, indicator: Indicator) -> int:
    """For what sort of number is asked: a rank, points, a share, a count; a group of leaders where one is named."""
    unit = indicator.unit
    if indicator.indicator_code.endswith("_band") and not GROUP.search(rest):
        return -UNIT_WEIGHS
    for asked, wanted in ((SCORED, "points"), (RANKED, "rank"), (SHARED, "percent"), (COUNTED, "count")):
        if asked.search(rest):
            return UNIT_WEIGHS if unit == wanted else -UNIT_WEIGHS if wanted in {"rank", "points"} else 0
    return UNIT_WEIGHS // 2 if unit == "rank" and (HIGHEST.search(rest) or LOWEST.search(rest)) else 0
