"""raw/figures/*.csv: published tables (ranks, targets, results), read cell by cell with their row numbers."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from orchestration.landing.capture import COUNTS
from orchestration.landing.ids import short_id
from orchestration.landing.printed import Printed, printed_columns
from orchestration.landing.refusal import Refused
from orchestration.reading import Place, place_of_key, resolve_place

Row = dict[str, Any]
Reader = Callable[["Line"], Iterable[Row]]

# the scopes published tables use → the levels facts use; a province's one-stop centre is not the whole province
LEVELS = {
    "national": "national",
    "national_provinces": "other",
    "ministry": "ministry",
    "province_all": "province",
    "province": "province",
    "province_agencies": "other",
    "province_center": "other",
    "district": "district",
    "district_and_commune": "district",
    "commune": "commune",
    "commune_center": "commune",
}
# digits of ASCII alone: float() would also take "nan", "inf", "1_000" and digits of other scripts
NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
LARGEST = 1e12
LONGEST_TOLD = 80
OLD_ERA_ENDS = date(2025, 6, 30)
NEW_ERA_BEGINS = date(2025, 7, 1)
SOURCE_COLUMNS = ("source_name", "source_url", "confidence")


class Line:
    """One data line of a CSV: typed access by column, errors that name the line and the column."""

    def __init__(self, cells: dict[str, str | None], number: int, document_id: str) -> None:
        self.cells = cells
        self.number = number
        self.document_id = document_id

    def text(self, column: str) -> str | None:
        return (self.cells.get(column) or "").strip() or None

    def number_of(self, column: str) -> float | None:
        value = self.text(column)
        if value is None:
            return None
        if not NUMBER.fullmatch(value):
            raise self.wrong(column, "không phải số (dùng dấu chấm thập phân)")
        if abs(float(value)) > LARGEST:
            raise self.wrong(column, "lớn hơn mọi số liệu có thể có")
        return float(value)

    def whole(self, column: str) -> int | None:
        value = self.number_of(column)
        if value is not None and value != int(value):
            raise self.wrong(column, "không phải số nguyên")
        if value is not None and value < 0:
            raise self.wrong(column, "là số âm, không thể là số đếm hay thứ hạng")
        return None if value is None else int(value)

    def day(self, column: str) -> date | None:
        value = self.text(column)
        try:
            # a source that names only a month or a year has no day to record
            return date.fromisoformat(value) if value and len(value) == len("2024-01-31") else None
        except ValueError as error:
            raise self.wrong(column, "không phải ngày dạng yyyy-mm-dd") from error

    def place(self, on: date | None) -> Place | None:
        """The place of the line. Its code counts only together with its era: seven codes name two provinces."""
        code, era = self.text("place_code"), self.text("place_era")
        if code and era:
            return place_of_key(f"{code}-{2004 if era.startswith('2004') else 2025}")
        name = self.text("place_name") or self.text("place")
        return resolve_place(name, on=on) if name else None

    def base(self, key: str) -> Row:
        return {
            "measure_id": short_id(self.document_id, key, self.number),
            "document_id": self.document_id,
            "row_number": self.number,
        } | {column: self.text(column) for column in SOURCE_COLUMNS}

    def wrong(self, column: str, what: str) -> Refused:
        told = (self.cells.get(column) or "")[:LONGEST_TOLD]
        return Refused("bad_cell", f"Dòng {self.number}, cột {column}: “{told}” {what}.")


def place_columns(place: Place | None, name: str | None) -> Row:
    return {
        "place_key": place.place_key if place else None,
        "place_code": place.place_code if place else None,
        "place_name": place.name_vi if place else name,
    }


def read_index_rank(line: Line) -> Iterator[Row]:
    # a rank among 34 is a rank of today's provinces, even for a year before they existed
    on = NEW_ERA_BEGINS if line.whole("rank_base") == 34 else OLD_ERA_ENDS
    for column in ("index_code", "year"):
        if line.text(column) is None:
            raise line.wrong(column, "để trống, không rõ xếp hạng nào")
    yield (
        line.base("index_rank")
        | place_columns(line.place(on), line.text("place_name"))
        | {
            "index_code": line.text("index_code"),
            "year": line.whole("year"),
            "score": line.number_of("score"),
            "scale_max": line.number_of("scale_max"),
            "rank": line.whole("rank"),
            "rank_base": line.whole("rank_base"),
            "published_on": line.day("published_on"),
        }
    )


def read_national_target(line: Line) -> Iterator[Row]:
    yield line.base("national_target") | {
        "indicator_code": line.text("indicator_code"),
        "subject": line.text("subject"),
        "value": line.number_of("value"),
        "value_max": line.number_of("value_max"),
        "unit": line.text("unit"),
        "comparator": line.text("comparator"),
        "due_on": line.day("due_on"),
        "level": line.text("level"),
        "policy_document": line.text("document_no"),
        "issuer": line.text("issuer"),
        "issued_on": line.day("issued_on"),
    }


def read_tthc_result(line: Line) -> Iterator[Row]:
    base = line.base("tthc_capture")
    stated = line.text("stated_on_time_rate")
    end = line.day("period_end")
    printed = {
        column: Printed(column, text, line.number_of(column))
        for column in (*COUNTS, "stated_on_time_rate")
        if (text := line.text(column))
    }
    if not printed:
        return
    place = line.place(end or line.day("published_on"))
    yield (
        {key: base[key] for key in ("measure_id", "document_id")}
        | place_columns(place, line.text("place"))
        | {column: line.whole(column) for column in COUNTS}
        | {
            "locator": f"dòng {line.number}",
            "organisation": line.text("organisation") or line.text("place"),
            "field": line.text("field"),
            "place_level": LEVELS.get(line.text("level") or "", "other"),
            "period_label": None,
            "period_start": line.day("period_start"),
            "period_end": end,
            "period_type": line.text("period_type") or "unknown",
            "period_basis": "stated" if end else "unknown",
            "as_of": datetime(end.year, end.month, end.day) if end else None,
            "stated_on_time_rate": line.number_of("stated_on_time_rate"),
            "stated_late_rate": None,
            "stated_decimals": len(stated.partition(".")[2]) if stated else None,
            "rate_basis": line.text("rate_basis") or "unknown",
            "approx": line.text("approx") is not None,
        }
        | printed_columns(printed)
    )


PUBLISHED_VALUE_KEYS = frozenset(
    [
        "place",
        "place_code",
        "place_era",
        "level",
        "as_of",
        "period_start",
        "period_end",
        "source_name",
        "source_url",
        "published_on",
        "confidence",
    ]
)


def read_published_values(line: Line) -> Iterator[Row]:
    """One row for each filled indicator cell: columns that are not about place, time or source are indicators."""
    end = line.day("period_end") or line.day("as_of")
    place = line.place(end or line.day("published_on"))
    for column in line.cells:
        if column in PUBLISHED_VALUE_KEYS or line.text(column) is None:
            continue
        yield (
            line.base("published_value")
            | place_columns(place, line.text("place"))
            | {
                "measure_id": short_id(line.document_id, "published_value", line.number, column),
                "indicator_code": column,
                "place_level": LEVELS.get(line.text("level") or "", "other"),
                "period_start": line.day("period_start"),
                "period_end": end,
                "period_type": "calendar" if line.day("period_start") else ("as_of" if end else "unknown"),
                "value": line.number_of(column),
                "cell_text": line.text(column),
                "place_label": line.text("place"),
                "published_on": line.day("published_on"),
            }
        )


# which table a CSV is, told by the columns that only this table has
SHAPES: tuple[tuple[str, frozenset[str], Reader], ...] = (
    ("index_rank", frozenset({"index_code", "year", "rank", "rank_base"}), read_index_rank),
    ("national_target", frozenset({"document_no", "comparator", "due_on"}), read_national_target),
    (
        "tthc_capture",
        frozenset({"resolved_on_time", "resolved_late", "stated_on_time_rate"}),
        read_tthc_result,
    ),
    ("published_value", frozenset({"place", "level", "as_of", "period_end"}), read_published_values),
)


def read_figures(text: str, document_id: str) -> tuple[str, list[Row]]:
    """The landing table a published CSV belongs to, and its rows.

    Raises Refused when no known table has these columns, or a cell is not of its column's kind.
    """
    table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    columns = frozenset(table.fieldnames or ())
    for name, wanted, reader in SHAPES:
        if wanted <= columns:
            return name, [row for line in lines_of(table, document_id) for row in reader(line)]
    known = "; ".join(f"{name}: {', '.join(sorted(wanted))}" for name, wanted, _ in SHAPES)
    raise Refused("unknown_table", f"Không nhận ra bảng này. Các cột cần có: {known}.")


def lines_of(table: "csv.DictReader[str]", document_id: str) -> Iterator[Line]:
    try:
        for cells in table:
            if None in cells:
                raise Refused("bad_line", f"Dòng {table.line_num} có nhiều ô hơn số cột ở dòng tiêu đề.")
            yield Line(cells, table.line_num, document_id)
    except csv.Error as error:
        raise Refused("bad_line", f"Dòng {table.line_num} không đọc được như CSV: {error}.") from error
