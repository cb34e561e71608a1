"""An export of case files → its document, its months as captures, its dossiers as a stream of any length."""

import codecs
import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, TextIO

import polars as pl

from orchestration import reading
from orchestration.landing.ids import short_id
from orchestration.landing.people import person_key
from orchestration.landing.refusal import Reason, Refused
from orchestration.landing.scan import MAX_BYTES, RawFile, sha256_of
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import Source
from orchestration.portals import dossier_export, dossier_months, dossiers
from orchestration.portals.dossier_export import MissingColumns
from orchestration.portals.dossiers import Rules

Row = dict[str, Any]

FORMATS = (".csv", ".parquet")
SEPARATORS = (",", ";", "\t", "|")
HEAD_BYTES = 64 * 1024
HEAD_LINES = 15
FEWEST_COLUMNS = 3
EMPTY = ["", "-", "--", "NULL", "null", "N/A"]
BATCH_ROWS = 250_000
NOT_A_TABLE = Reason("not_a_table", "Không đọc được tệp như một bảng CSV (UTF-8) hoặc Parquet đều cột.")

MEASURES = {
    "received": "Đếm hồ sơ tiếp nhận trong tháng",
    "carried_over": "Đếm hồ sơ nhận trước tháng, đầu tháng chưa xong",
    "to_process": "Tồn đầu tháng + tiếp nhận trong tháng",
    "resolved": "Đếm hồ sơ có kết quả trong tháng",
    "resolved_early": "Đếm hồ sơ xong trước ngày hẹn",
    "resolved_on_day": "Đếm hồ sơ xong đúng ngày hẹn",
    "resolved_on_time": "Xong trước ngày hẹn + đúng ngày hẹn",
    "resolved_late": "Đếm hồ sơ xong sau ngày hẹn",
    "resolved_without_due": "Đếm hồ sơ xong mà không có ngày hẹn",
    "pending_in_time": "Đếm hồ sơ cuối kỳ chưa xong, chưa quá hẹn",
    "pending_overdue": "Đếm hồ sơ cuối kỳ chưa xong, đã quá hẹn",
    "pending_without_due": "Đếm hồ sơ cuối kỳ chưa xong, không có ngày hẹn",
    "paused": "Đếm hồ sơ đang tạm dừng vào ngày xuất",
    "returned": "Đếm hồ sơ trả lại, từ chối hoặc rút trong tháng",
}


def read_dossiers(
    file: RawFile, note: Sidecar, source: Source, document_id: str
) -> tuple[pl.DataFrame, pl.LazyFrame, int, Reason | None]:
    """The months as landing.tthc_capture rows, the dossiers as landing.dossier rows to come, how many, what to note.

    Raises Refused with a reason that quotes no cell: what cannot be read may be about people.
    """
    key = person_key()
    try:
        known = dossier_export.known_columns(open_export(file), key)
        as_of = note.captured_at or dossier_export.latest_moment(known)
        if as_of is None:
            raise Refused("no_dates", "Không đọc được ngày tiếp nhận hay ngày kết quả nào trong tệp.")
        rules = Rules(source.late_by, source.pauses, as_of.date())
        repeats = dossiers.repeated_rows(known)
        followed = dossiers.followed(known, rules).with_columns(dossiers.is_repeat(repeats))
        counted, told = pl.collect_all([dossier_months.cube(followed, rules), tally(followed)], engine="streaming")
        months = dossier_months.month_results(counted.lazy(), rules)
    except MissingColumns as missing:
        raise Refused("columns_missing", f"Không thấy cột: {', '.join(missing.names)}.") from None
    except (pl.exceptions.PolarsError, csv.Error, UnicodeDecodeError):
        # what polars says quotes the cells it stumbled over
        raise Refused(NOT_A_TABLE.code, NOT_A_TABLE.text) from None
    if file.sha256 != sha256_of(file.full_path):
        raise Refused("changed_while_reading", "Tệp bị thay đổi trong lúc dựng; hãy chạy lại để đọc bản mới.")
    counts = told.row(0, named=True)
    if not counts["rows"]:
        raise Refused("no_rows", "Bảng chỉ có dòng tiêu đề, không có hồ sơ nào.")
    if counts["month_first"] > counts["day_first"]:
        raise Refused(
            "month_first",
            "Ngày trong tệp viết tháng trước ngày sau (như 09/14/2024), nên 09/10/2024 có thể là hai ngày; "
            "hãy xuất lại theo ngày/tháng/năm.",
        )
    if counts["undated"] == counts["rows"]:
        raise Refused("undated", "Không đọc được ngày tiếp nhận của hồ sơ nào.")
    captures = capture_rows(months, file, source, document_id, as_of)
    return captures, dossier_rows(followed, document_id), counts["rows"], noted(counts)


def open_export(file: RawFile) -> pl.LazyFrame:
    """The export as it is, every CSV cell as text; a Parquet file is read by its own types."""
    suffix = PurePosixPath(file.path).suffix.lower()
    if suffix not in FORMATS:
        raise Refused("format_not_read", f"Bản kê hồ sơ đọc được ở dạng: {', '.join(FORMATS)}.")
    if suffix == ".parquet":
        return pl.scan_parquet(file.full_path, glob=False)
    source, head = csv_of(file.full_path)
    separator, skipped = layout_of(head)
    require_even(source, separator, skipped)
    return pl.scan_csv(
        source,
        separator=separator,
        skip_lines=skipped,
        infer_schema=False,
        null_values=EMPTY,
        truncate_ragged_lines=False,
        glob=False,
    )


def csv_of(path: Path) -> tuple[Path | io.BytesIO, str]:
    """Where the CSV is read from as UTF-8, and its first lines. UTF-16 is turned in memory: no copy is ever written."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if path.stat().st_size > MAX_BYTES:
            raise Refused("too_large", "Tệp UTF-16 quá lớn; hãy lưu lại ở dạng UTF-8 rồi thả lại.")
        text = path.read_bytes().decode("utf-16")
        return io.BytesIO(text.encode()), text[:HEAD_BYTES]
    return path, head.decode("utf-8-sig", "ignore")


def layout_of(head: str) -> tuple[str, int]:
    """The separator, and how many lines stand above the header: what makes the most known columns."""
    lines = head.splitlines()[:HEAD_LINES]
    read = {
        (separator, number): len(dossier_export.columns_of([cell.strip('" ') for cell in line.split(separator)]))
        for number, line in enumerate(lines)
        for separator in SEPARATORS
    }
    best = max(read, key=lambda layout: (read[layout], -layout[1]), default=None)
    if best is None or read[best] < FEWEST_COLUMNS:
        raise Refused("no_header", "Không thấy dòng tiêu đề của bản kê hồ sơ (Ngày tiếp nhận, Ngày hẹn trả …).")
    return best


def require_even(source: Path | io.BytesIO, separator: str, skipped: int) -> None:
    """Raises Refused at a line with more or fewer cells than the header: there a name may stand under any heading.

    polars looks only at the columns that are asked for, and would not notice.
    """
    lines: TextIO
    with source.open("rb") if isinstance(source, Path) else io.BytesIO(source.getvalue()) as stream:
        lines = io.TextIOWrapper(stream, "utf-8-sig", newline="")
        for _ in range(skipped):
            lines.readline()
        table = csv.reader(lines, delimiter=separator)
        width = len(next(table))
        for cells in table:
            if cells and len(cells) != width:
                said = f"Dòng {table.line_num + skipped} có {len(cells)} ô, dòng tiêu đề có {width}."
                raise Refused("uneven", f"{said} Tên hay địa chỉ có thể đã lệch sang cột khác nên không đọc tệp này.")


def tally(followed: pl.LazyFrame) -> pl.LazyFrame:
    """One row: what is worth saying of the whole export."""
    return followed.select(
        pl.len().alias("rows"),
        pl.col("is_repeat").sum().alias("repeats"),
        *((pl.col("outcome") == name).sum().alias(name) for name in ("undated", "ended_undated")),
        (pl.col("outcome").is_in(["no_due", "pending_no_due"])).sum().alias("without_due"),
        pl.col("is_renewed").sum().alias("renewed"),
        *(
            pl.sum_horizontal(pl.col(f"{name}_{what}").sum() for name in dossier_export.TIME_COLUMNS).alias(what)
            for what in ("unreadable", "day_first", "month_first")
        ),
    )


NOTES = {
    "repeats": "{} dòng lặp lại mã hồ sơ, chỉ tính một lần",
    "without_due": "{} hồ sơ không có ngày hẹn, xếp riêng",
    "renewed": "{} hồ sơ được hẹn lại, tính theo hẹn sau",
    "undated": "{} hồ sơ không rõ ngày tiếp nhận, không vào tháng nào",
    "ended_undated": "{} hồ sơ đã xong nhưng không rõ ngày, không tính vào tháng xong",
    "unreadable": "{} ô ngày không đọc được",
}


def noted(counts: Row) -> Reason | None:
    said = [words.format(counts[name]) for name, words in NOTES.items() if counts[name]]
    return Reason("dossiers_noted", f"Đã đọc; {'; '.join(said)}.") if said else None


def capture_rows(
    months: pl.DataFrame, file: RawFile, source: Source, document_id: str, as_of: datetime
) -> pl.DataFrame:
    """landing.tthc_capture rows; the locator is the filter by which anyone finds the dossiers that were counted."""
    place = reading.resolve_place(source.place, on=as_of.date()) if source.place else None
    name = PurePosixPath(file.path).name
    shown_month = pl.col("month").dt.strftime("%m/%Y")
    locator = pl.format(
        "tệp {}, lọc: Cơ quan = “{}”, Lĩnh vực = “{}”, tháng {}",
        pl.lit(name),
        pl.col("agency").fill_null("(trống)"),
        pl.col("field").fill_null("(trống)"),
        shown_month,
    )
    ids = [short_id(document_id, "dossiers", *key) for key in months.select("agency", "field", "month").iter_rows()]
    return months.select(
        pl.Series("measure_id", ids, dtype=pl.String),
        pl.lit(document_id).alias("document_id"),
        locator.alias("locator"),
        pl.col("agency").fill_null(source.organisation or source.name).alias("organisation"),
        "field",
        pl.lit(place.place_key if place else None, dtype=pl.String).alias("place_key"),
        pl.lit(place.place_code if place else None, dtype=pl.String).alias("place_code"),
        pl.lit(place.name_vi if place else source.organisation, dtype=pl.String).alias("place_name"),
        # a unit's dossiers are a slice of its place, never the place's own total
        pl.lit("other").alias("place_level"),
        pl.format("tháng {}", shown_month).alias("period_label"),
        pl.col("month").alias("period_start"),
        pl.min_horizontal(pl.col("month").dt.month_end(), pl.lit(as_of.date())).alias("period_end"),
        pl.lit("calendar").alias("period_type"),
        pl.lit("stated").alias("period_basis"),
        pl.lit(as_of).cast(pl.Datetime("us")).alias("as_of"),
        *MEASURES,
        pl.lit(source.rate_basis).alias("rate_basis"),
        pl.lit(False).alias("approx"),
        # counted here, not printed anywhere: there is no text to keep beside the values
        pl.lit(json.dumps(MEASURES, ensure_ascii=False)).alias("labels"),
    )


def dossier_rows(followed: pl.LazyFrame, document_id: str) -> pl.LazyFrame:
    """landing.dossier rows; `row_number` counts the data rows of the file from 1."""
    return followed.select(
        pl.lit(document_id).alias("document_id"),
        (pl.col("row").cast(pl.Int64) + 1).alias("row_number"),
        pl.col("code").alias("dossier_code"),
        pl.col("code").str.extract(dossier_export.AGENCY_OF_CODE).alias("agency_code"),
        *dossier_export.named(),
        "procedure_code",
        "channel",
        "received_at",
        "first_due_at",
        "due_at",
        "is_renewed",
        "paused_days",
        "finished_at",
        "ended_at",
        pl.col("outcome").cast(pl.String),
        "working_days",
        "late_working_days",
        "is_repeat",
        "applicant_key",
    )


def batches(rows: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    """The rows in file order, a bounded number at a time."""
    return iter(rows.collect_batches(chunk_size=BATCH_ROWS, maintain_order=True, engine="streaming"))
