"""Deliverables and their slips."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Milestone:
    milestone_code: str
    name_vi: str
    name_en: str | None
    place_name: str | None
    first_due: date | None
    first_told_on: date | None
    latest_due: date | None
    latest_told_on: date | None
    done_on: date | None
    done_basis: str | None
    slip_months: int | None
    state: str
    n_sources: int
    first_plan_evidence: str | None
    evidence: str | None
