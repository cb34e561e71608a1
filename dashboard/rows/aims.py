"""Aims, and the values they are compared with."""

from dataclasses import dataclass
from datetime import date


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
class Aim:
    place_name: str | None
    value: float
    unit: str
    comparator: str | None
    due_on: date | None
    policy_document: str | None
    evidence: str | None


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
