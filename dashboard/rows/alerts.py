"""What somebody should look at."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Alert:
    alert_id: str
    kind: str
    urgency: int
    state: str
    rule_vi: str
    rule_en: str
    name_vi: str
    name_en: str | None
    why: str | None
    value: float | None
    limit_value: float | None
    unit: str | None
    since: date
    closed_at: datetime | None
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    evidence: str | None
    # of the same state and urgency, not given here
    n_more: int
