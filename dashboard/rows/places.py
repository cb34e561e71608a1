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
    # the key of before, of a place that goes on alone
    former_key: str | None
    n_kpis: int
    n_results: int
    n_ranks: int

    @property
    def keys(self) -> tuple[str, ...]:
        """What its figures are told under."""
        return (self.place_key, self.former_key) if self.former_key else (self.place_key,)


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
