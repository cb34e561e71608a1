"""The published tables themselves."""

from dataclasses import dataclass
from typing import Any


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
class WholeTable:
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
