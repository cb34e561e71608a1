"""What the queries give back: one class a query, its fields the query's columns in order."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Build:
    build_id: str
    built_at: datetime
    raw_files: int
    n_figures: int
    n_documents: int


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
    n_kpis: int
    n_results: int
    n_ranks: int


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


@dataclass(frozen=True, slots=True)
class Jump:
    """A value that steps further from the one before than its history does."""

    name_vi: str
    name_en: str
    place_name: str | None
    period_end: date
    value: float
    previous_value: float
    unit: str
    why: str
    evidence: str
    previous_evidence: str


@dataclass(frozen=True, slots=True)
class Target:
    name_vi: str
    name_en: str
    place_name: str | None
    value: float
    unit: str
    comparator: str | None
    due_on: date | None
    policy_document: str | None


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


@dataclass(frozen=True, slots=True)
class Found:
    """A document in a list, with the words searched for where they first stand."""

    document_id: str
    path: str
    kind: str
    title: str | None
    publisher: str | None
    place_name: str | None
    published_on: date | None
    n_statements: int
    before: str | None
    hit: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Document:
    document_id: str
    path: str
    kind: str
    title: str | None
    url: str | None
    publisher: str | None
    licence: str | None
    published_on: date | None
    published_basis: str | None
    captured_at: datetime | None
    place_name: str | None
    sha256: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure read in a document; char_start and char_end count characters of its text."""

    evidence_id: str
    kind: str
    char_start: int | None
    char_end: int | None
    quote: str | None
    label: str | None
    locator: str | None
    value: float | None
    unit: str | None
    qualifier: str | None
    says: str | None
    name_vi: str | None
    name_en: str | None
    subject: str | None
    place_name: str | None
    period_start: date | None
    period_end: date | None
    confidence: float | None
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class Source:
    source_id: str
    name: str | None
    kind: str | None
    publisher: str | None
    url: str | None
    licence: str | None
    is_official: bool | None
    rhythm_days: int | None
    n_documents: int
    n_figures: int
    latest_on: date | None


@dataclass(frozen=True, slots=True)
class RawFile:
    path: str
    room: str
    bytes: int
    outcome: str
    reason_code: str | None
    reason: str | None
    row_count: int
    document_id: str | None
    duplicate_of: str | None
    quarantine_path: str | None


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
class Disagreement:
    cluster_id: str
    status: str
    why: str
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
class Aim:
    place_name: str | None
    value: float
    unit: str
    comparator: str | None
    due_on: date | None
    policy_document: str | None
    evidence: str | None


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


@dataclass(frozen=True, slots=True)
class DictionaryColumn:
    """A column of a published table."""

    table_name: str
    table_comment: str | None
    n_rows: int | None
    column_name: str
    data_type: str
    column_comment: str | None


@dataclass(frozen=True, slots=True)
class NamedPlace:
    place_key: str
    name_vi: str
    name_en: str | None
    level: str
    type: str | None
    valid_to: date | None


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
class BindingAim:
    """An aim that binds a place, and the place's value that can be compared with it."""

    target_id: str
    indicator_code: str
    name_vi: str
    name_en: str
    direction: str
    is_national: bool
    place_level: str | None
    value: float
    unit: str
    comparator: str | None
    due_on: date | None
    policy_document: str | None
    evidence: str | None
    confidence: float | None
    present: float | None
    present_qualifier: str | None
    present_base: int | None
    period_start: date | None
    period_end: date | None
    present_evidence: str | None
    present_confidence: float | None
    gap: float | None
    months_ahead: float | None
    state: str
    why: str


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


@dataclass(frozen=True, slots=True)
class PlaceOffered:
    """A place that has what the one chosen lacks."""

    place_key: str
    name_vi: str
    name_en: str | None
    n: int


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


@dataclass(frozen=True, slots=True)
class QualityScore:
    """How correct, complete, clean and alive the figures of a source, a place, a pillar or the whole are."""

    dimension: str
    scope: str
    scope_name: str
    dung: float | None
    du: float | None
    sach: float | None
    song: float | None
    n_dung_checked: int
    n_dung_held: int
    n_du_checked: int
    n_du_held: int
    n_sach_checked: int
    n_sach_held: int
    n_song_checked: int
    n_song_held: int
    n_findings: int


@dataclass(frozen=True, slots=True)
class FindingCount:
    quality: str
    check_code: str
    n: int


@dataclass(frozen=True, slots=True)
class Finding:
    quality: str
    check_code: str
    why: str
    name_vi: str | None
    name_en: str | None
    place_name: str | None
    source_name: str | None
    period_start: date | None
    period_end: date | None
    document_path: str | None
    evidence: str | None


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


@dataclass(frozen=True, slots=True)
class Conflict:
    cluster_id: str
    name_vi: str
    name_en: str
    why: str
    place_name: str | None
    period_start: date | None
    period_end: date | None
    value: float
    unit: str
    qualifier: str | None
    denominator: float | None
    title: str | None
    is_chosen: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class News:
    """A figure of an indicator in an article."""

    document_id: str
    title: str | None
    path: str
    publisher: str | None
    published_on: date | None
    evidence: str
    name_vi: str
    name_en: str
    says: str
    value: float
    unit: str
    qualifier: str | None
    period_start: date | None
    period_end: date | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class UnitMonth:
    unit: str
    place_key: str | None
    place_name: str | None
    place_level: str | None
    organisation: str | None
    field: str | None
    month: date
    resolved_on_time: int | None
    resolved_late: int | None
    rate: float | None
    rate_basis: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class WholeTable:
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class BuildStep:
    kind: str
    name: str
    started_at: datetime | None
    seconds: float
    n_rows: int | None
    peak_memory_mb: float | None
