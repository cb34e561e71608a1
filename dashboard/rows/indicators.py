"""One indicator: what it is, and what is told of it everywhere."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Indicator:
    indicator_code: str
    name_vi: str
    name_en: str
    pillar: str
    unit: str
    unit_vi: str | None
    direction: str
    definition_vi: str | None
    numerator_vi: str | None
    denominator_vi: str | None
    source_document: str | None
    source_status: str | None
    phrasings_vi: str | None
    formula_vi: str | None
    additivity: str | None
    not_additive_why_vi: str | None
    owner_vi: str | None
    caveat_vi: str | None
    caveat_en: str | None
    n_places: int
    n_targets: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What one place shows of an indicator at present."""

    indicator_code: str
    place_key: str
    place_name: str
    place_level: str | None
    valid_to: date | None
    scope_level: str | None
    value: float
    unit: str
    qualifier: str | None
    denominator: float | None
    period_start: date | None
    period_end: date | None
    period_type: str | None
    rate_basis: str | None
    n_sources: int
    agreement: str
    evidence: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Past:
    period_start: date | None
    period_end: date
    period_type: str | None
    place_level: str | None
    rate_basis: str | None
    value: float
    unit: str
    qualifier: str | None
    denominator: float | None
    status: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Told:
    """The value chosen for one period of an indicator at a place, with the sentence it was read in."""

    place_key: str
    place_name: str
    place_level: str | None
    period_start: date | None
    period_end: date | None
    period_type: str | None
    rate_basis: str | None
    value: float
    unit: str
    qualifier: str | None
    denominator: float | None
    status: str
    sentence: str | None
    confidence: float | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One of several values told for the same thing."""

    cluster_id: str
    status: str
    why: str
    name_vi: str
    name_en: str
    place_name: str | None
    period_start: date | None
    period_end: date | None
    value: float
    unit: str
    qualifier: str | None
    denominator: float | None
    rate_basis: str | None
    title: str | None
    published_on: date | None
    is_chosen: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class Event:
    """A day that a reader of a trend should know of; name: the number of the decision."""

    happened_on: date
    kind: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Teller:
    """A document that tells of an indicator."""

    document_id: str
    title: str | None
    kind: str
    publisher: str | None
    published_on: date | None
    n_values: int
