"""One place: what it shows of each indicator at present, and before."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Kpi:
    indicator_code: str
    name_vi: str
    name_en: str
    pillar: str
    direction: str
    counted_in: str | None
    scope_level: str | None
    own_level: str | None
    value: float
    unit: str
    qualifier: str | None
    numerator: float | None
    denominator: float | None
    period_start: date | None
    period_end: date | None
    period_type: str | None
    period_basis: str | None
    rate_basis: str | None
    check_status: str | None
    previous_value: float | None
    previous_period_end: date | None
    trend: str | None
    target: float | None
    target_comparator: str | None
    due_on: date | None
    target_evidence: str | None
    target_is_national: bool | None
    target_state: str | None
    target_why: str | None
    target_gap: float | None
    target_months_ahead: float | None
    n_sources: int
    agreement: str
    freshness_days: int | None
    evidence: str
    confidence: float | None
    # among the places that can be ranked with this one over the same period
    peer_rank: int | None
    n_peers: int | None


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    indicator_code: str
    period_end: date
    value: float
