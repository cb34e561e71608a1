"""Rankings as they were published."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IndexYear:
    index_code: str
    year: int
    rank_base: int | None
    n_ranked: int
    n_scored: int


@dataclass(frozen=True, slots=True)
class Rank:
    year: int
    place_key: str
    place_name: str
    region: str | None
    rank: int | None
    rank_base: int | None
    score: float | None
    scale_max: float | None
    is_band: bool
    framework_version: str | None
    is_break: bool
    previous_year: int | None
    previous_rank: int | None
    places_gained: int | None
    n_sources: int
    agreement: str
    published_on: date | None
    evidence: str
