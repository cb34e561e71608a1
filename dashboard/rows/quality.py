"""How far the figures can be trusted."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class QualityScore:
    """How correct, complete, clean and alive the figures of a source, a place, a pillar or the whole are."""

    dimension: str
    scope: str
    scope_name: str
    # the last day of a place that is no more
    stood_to: date | None
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
    # with those that are too many to give
    n_all: int
