"""The published tables themselves."""

from dataclasses import dataclass
from typing import Any

from dashboard.formats import Lang


@dataclass(frozen=True, slots=True)
class DictionaryColumn:
    """A column of a published table."""

    table_name: str
    table_comment: str | None
    table_vi: str | None
    n_rows: int | None
    column_name: str
    data_type: str
    column_comment: str | None
    column_vi: str | None

    def row_in(self, lang: Lang) -> str:
        """What one row of the table is."""
        in_english = (self.table_comment or "").removeprefix("Grain: ")
        return (self.table_vi or in_english) if lang == "vi" else in_english

    def meaning_in(self, lang: Lang) -> str:
        """What the column holds."""
        in_english = self.column_comment or ""
        return (self.column_vi or in_english) if lang == "vi" else in_english


@dataclass(frozen=True, slots=True)
class WholeTable:
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
