"""What a number opens to."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    evidence_id: str
    kind: str
    label: str | None
    quote: str | None
    sentence: str | None
    locator: str | None
    value: float | None
    unit: str | None
    rule: str | None
    confidence: float | None
    period_basis: str | None
    place_basis: str | None
    # the article around the quote: what leads up to its sentence, the sentence before and after the quote, what follows
    lead: str | None
    before: str | None
    after: str | None
    trail: str | None
    document_path: str
    document_kind: str
    title: str | None
    url: str | None
    publisher: str | None
    published_on: date | None
    published_basis: str | None
    captured_at: datetime | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    evidence_id: str
    is_computed: bool
    label: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Observation:
    observation_id: str
    indicator_code: str
    name_vi: str
    name_en: str
    place_name: str | None
    value: float
    unit: str
    qualifier: str | None
    numerator: float | None
    denominator: float | None
    computed_value: float | None
    check_status: str | None
    rate_basis: str | None
    period_start: date | None
    period_end: date | None
    period_type: str | None
    source_kind: str
    title: str | None
    publisher: str | None
    published_on: date | None
    sentence: str | None
    evidence: str
    is_asked: bool
    is_chosen: bool
    is_copy: bool
    status: str
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What the ledger makes of a number, and why."""

    evidence: str
    document_path: str
    label: str | None
    action: str
    source_value: float
    corrected_value: float | None
    unit: str | None
    reason_vi: str
    decided_by: str
    decided_on: date
