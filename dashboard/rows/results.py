"""How case files were handled: bodies, their published results, their months."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Unit:
    """A body whose case handling is reported: the place as a whole, a tier of it, or an organisation."""

    unit: str
    place_key: str | None
    organisation: str | None
    place_level: str | None
    field: str | None
    n_reports: int
    n_months: int


@dataclass(frozen=True, slots=True)
class Report:
    measure_id: str
    organisation: str | None
    field: str | None
    period_start: date | None
    period_end: date | None
    period_type: str | None
    period_basis: str | None
    as_of: datetime | None
    received: int | None
    to_process: int | None
    resolved: int | None
    resolved_on_time: int | None
    resolved_late: int | None
    pending_in_time: int | None
    pending_overdue: int | None
    paused: int | None
    returned: int | None
    stated_on_time_rate: float | None
    on_time_rate: float | None
    rate_basis: str | None
    rate_check: str | None
    balance_gap: int | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Month:
    month: date
    derived_by: str
    resolved_on_time: int | None
    resolved_late: int | None
    on_time_rate: float | None
    stated_on_time_rate: float | None
    on_time_rate_ytd: float | None
    rate_basis: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class UnitMonth:
    unit: str
    place_key: str | None
    place_name: str | None
    place_level: str | None
    organisation: str | None
    field: str | None
    month: date
    rate: float | None
    rate_basis: str | None
    evidence: str | None
    # of the body over all its months, and of all bodies, those not listed among them
    n_late: int
    n_bodies: int
    n_late_of_all: int
