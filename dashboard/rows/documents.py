"""Documents, their sources, and the files they came in."""

from dataclasses import dataclass
from datetime import date, datetime


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
