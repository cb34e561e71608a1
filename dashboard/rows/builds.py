"""The build that is shown, and what it did."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Build:
    build_id: str
    built_at: datetime
    raw_files: int
    n_figures: int
    n_documents: int


@dataclass(frozen=True, slots=True)
class BuildStep:
    kind: str
    name: str
    started_at: datetime | None
    seconds: float
    n_rows: int | None
    peak_memory_mb: float | None
