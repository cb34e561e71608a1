"""Places, as they can be chosen, named and offered."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    place_key: str
    name_vi: str
    name_en: str
    level: str
    type: str
    parent_vi: str | None
    parent_en: str | None
    valid_to: date | None
    # the place of today that it is, or went into
    current_place_key: str | None
    n_kpis: int
    n_results: int
    n_ranks: int


@dataclass(frozen=True, slots=True)
class NamedPlace:
    place_key: str
    name_vi: str
    name_en: str | None
    level: str
    type: str | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PlaceOffered:
    """A place that has what the one chosen lacks."""

    place_key: str
    name_vi: str
    name_en: str | None
    n: int
