"""Score cards and their lines."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ScoreCard:
    card_id: str
    scorecard_code: str
    name_vi: str
    name_en: str
    place_key: str | None
    place_name: str | None
    place_level: str | None
    organisation: str | None
    period_start: date | None
    period_end: date | None
    points: float | None
    max_points: float
    # with those that are too many to give
    n_all: int


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A criterion, a group or the whole of a card. A criterion never told has no points, which is not 0 points."""

    line_kind: str
    criterion_code: str | None
    name_vi: str
    name_en: str
    numerator: float | None
    denominator: float | None
    rate: float | None
    points: float | None
    max_points: float
    lost_points: float | None
    missing_points: float
    status: str
    n_missing: int
    source_points: float | None
    points_check: str
    next_name_vi: str | None
    next_name_en: str | None
    next_points: float | None
    next_rate: float | None
    n_next: int | None
    counted_vi: str | None
    counted_en: str | None
    formula_vi: str | None
    formula_en: str | None
    threshold: float | None
    is_less_better: bool
    is_confirmed_law: bool
    caveat_vi: str | None
    evidence: str
