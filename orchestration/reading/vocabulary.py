"""The words the reader goes by: small words from words.toml, places and indicators from the project's seeds."""

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from orchestration.reading.normalise import modern_tone, normalise, plain_spaces, unaccented

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent.parent / "dbt_project" / "seeds"
WORDS = HERE / "words.toml"
CATALOGUE = HERE / "catalogue.toml"
PLACES = SEEDS / "places.csv"
INDICATORS = SEEDS / "indicators.csv"
COUNTRY = "VN"
ERA_BEGINS = date(2025, 7, 1)
GAP = "…"
ANY_SENTENCE = ("",)


@dataclass(frozen=True, slots=True)
class Place:
    """One unit in one era. place_key joins; valid_to is null while the unit exists."""

    place_key: str
    place_code: str
    name_vi: str
    level: str
    type: str
    parent_key: str | None
    valid_from: date
    valid_to: date | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """How one indicator is told in words: alternatives of fragments that must all occur, in order."""

    code: str
    value_type: str
    unit: str
    phrasings: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class MaskRule:
    """What holds digits and no figure: what its matches begin with, and words that a sentence must have for it."""

    name: str
    pattern: re.Pattern[str]
    begins: tuple[str, ...] = ()
    needs: tuple[str, ...] = ANY_SENTENCE
    opens: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Everything the reader knows; compared by identity, since it is large and never changes."""

    words: dict[str, Any]
    masks: tuple[MaskRule, ...]
    places: tuple[Place, ...]
    by_key: dict[str, Place]
    by_name: dict[str, tuple[Place, ...]]
    by_plain_name: dict[str, tuple[Place, ...]]
    indicators: tuple[Indicator, ...]
    catalogue: dict[str, Any]


@cache
def default() -> Vocabulary:
    return load(WORDS, CATALOGUE, PLACES, INDICATORS)


def load(words: Path, catalogue: Path, places: Path, indicators: Path) -> Vocabulary:
    table = tomllib.loads(words.read_text("utf-8"))
    units = tuple(read_place(row) for row in read_csv(places))
    return Vocabulary(
        words=table,
        masks=tuple(read_mask(name, rule) for name, rule in table["masks"].items()),
        places=units,
        by_key={place.place_key: place for place in units},
        by_name=index(units, lambda name: name),
        by_plain_name=index(units, unaccented),
        indicators=tuple(read_indicator(row) for row in read_csv(indicators)),
        catalogue=tomllib.loads(catalogue.read_text("utf-8")),
    )


def read_mask(name: str, rule: dict[str, Any]) -> MaskRule:
    begins, needs = rule.get("begins", ()), rule.get("needs", ANY_SENTENCE)
    return MaskRule(name, re.compile(rule["pattern"]), tuple(begins), tuple(needs), rule.get("opens", False))


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read_place(row: dict[str, str]) -> Place:
    return Place(
        place_key=row["place_key"],
        place_code=row["place_code"],
        name_vi=row["name_vi"],
        level=row["level"],
        type=row["type"],
        parent_key=row["parent_key"] or None,
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
    )


def read_indicator(row: dict[str, str]) -> Indicator:
    told = phrasings(row["phrasings_vi"].split("|"))
    return Indicator(row["indicator_code"], row["value_type"], row["unit"], told)


def phrasings(written: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Phrases as their fragments: "đã giải quyết … hồ sơ" has two."""
    fragments = (tuple(low for part in phrase.split(GAP) if (low := lower(part))) for phrase in written)
    return tuple(phrase for phrase in fragments if phrase)


def lower(text: str) -> str:
    return plain_spaces(modern_tone(normalise(text).low))


def index(places: tuple[Place, ...], key: Any) -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        for name in dict.fromkeys(key(lower(name)) for name in (place.name_vi, *place.aliases)):
            found[name].append(place)
    return {name: tuple(units) for name, units in found.items()}
