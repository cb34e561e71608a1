"""Long tables are read by column where their lines are plain: never other figures than line by line."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.captures import Counts, sheet_csv, table, workbook
from orchestration.landing import store
from orchestration.landing.report import read_reports, report_frames, report_rows
from orchestration.landing.scan import scan
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import Source
from orchestration.landing.store import SCHEMA, frame_of, shaped
from orchestration.portals import runs

DAY = date(2025, 7, 31)
SEATS = ("tỉnh Thanh Hóa", None)
UNITS = st.sampled_from(
    ["UBND thị xã Bỉm Sơn", "UBND xã Nga Sơn", "Sở Y tế", "huyện Nga Sơn", "Tổng số", "Tổng", "I", "12", "Sở  A ", "="]
)
CELLS = st.sampled_from(
    ["0", "12", "1.234", "1,234", "1234", "007", "12,0", "1.2", "", "-", "--", "x", "(5)", " 7 ", "99,3%", "#DIV/0!",
     "1.234.567", "-4", "٣", "12.34", "1e3", "NaN", "999999999999999", "0,993", "100"]
)  # fmt: skip
TYPES: store.Types = {}


@pytest.fixture(autouse=True, scope="module")
def types() -> None:
    with duckdb.connect() as con:
        con.execute(SCHEMA.read_text("utf-8"))
        TYPES.update(store.types_of(con, "tthc_capture"))


def captured(path: Path, source: Source) -> tuple[pl.DataFrame, int, list[Any]]:
    """The rows of a capture in the order of their lines, how many were read by column, and what was odd."""
    (file,) = scan(path.parents[2])
    document = {
        "document_id": "d",
        "place_key": "38-2004" if source.place else None,
        "captured_at": datetime(2025, 8, 1),
    }
    reports = read_reports(file, Sidecar(), source)
    by_column = [shaped(frame, TYPES) for frame in report_frames(document, reports, source)]
    rows = pl.concat([frame_of(report_rows(document, reports, source), TYPES), *by_column])
    told = [(r.problems, r.missing, r.period_end, r.lines) for r in reports]
    return rows.sort("measure_id"), sum(map(len, by_column)), told


def both_ways(path: Path, source: Source) -> int:
    """Holds the two ways of reading to each other; returns how many lines were read by column."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(runs, "FEWEST_LINES", 10**9)
        one_by_one, none, told = captured(path, source)
        assert none == 0
        patched.setattr(runs, "FEWEST_LINES", 2)
        by_column, number, told_by_column = captured(path, source)
    assert by_column.equals(one_by_one)
    assert told_by_column == told
    return number


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / "portals" / "p" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def source(place: str | None, **more: object) -> Source:
    told = {"id": "p", "folder": "portals/p", "name": "P", "shape": "sheet", "place": place, "organisation": None}
    return Source.model_validate(told | more)


def counts(number: int) -> Counts:
    return Counts(f"UBND xã mẫu {number}", number, 1_000 * number, 300 * number, 50 * number, number, 9, 1)


@pytest.mark.parametrize(
    ("shape", "name", "render"),
    [("sheet", "a.csv", sheet_csv), ("sheet", "a.xlsx", workbook), ("table", "a.html", table)],
)
@pytest.mark.parametrize("place", SEATS)
def test_a_long_capture_is_read_by_column(
    tmp_path: Path, shape: str, name: str, render: Any, place: str | None
) -> None:
    path = written(tmp_path, name, render(DAY, [counts(n) for n in range(1, 80)]))
    assert both_ways(path, source(place, shape=shape)) == 79


@given(
    st.lists(st.tuples(UNITS, st.lists(CELLS, min_size=5, max_size=6)), min_size=3, max_size=12), st.sampled_from(SEATS)
)
@settings(max_examples=60)
def test_odd_cells_among_plain_ones_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, odd: list[tuple[str, list[str]]], place: str | None
) -> None:
    header = ["STT", "Đơn vị", "Tổng số tiếp nhận", "Trước hạn", "Đúng hạn", "Quá hạn", "Tỷ lệ đúng hạn"]
    plain = [["1", f"Sở mẫu {n}", "1.234", "10", "5", "3", "98,5"] for n in range(8)]
    body = [*plain, *(["2", unit, *cells] for unit, cells in odd), *plain]
    text = "\r\n".join(";".join(row) for row in [["Tháng 7/2025"], header, *body])
    path = written(tmp_path_factory.mktemp("odd"), "a.csv", text.encode())
    both_ways(path, source(place))
