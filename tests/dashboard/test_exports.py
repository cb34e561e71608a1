"""Files to take away open right in Vietnamese, and nothing in them runs."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from dashboard.exports.names import file_name, slug
from dashboard.exports.tables import DANGEROUS, Table, csv_bytes, sheet_name, xlsx_bytes

FORMULAS = [
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "\n=1",
]  # fmt: skip
CELLS = st.none() | st.text(max_size=40) | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, width=32)


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheets_of(data: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def test_csv_begins_with_the_mark_that_excel_looks_for_and_keeps_accents() -> None:
    data = csv_bytes(Table(["Địa phương", "giá trị"], [["Thừa Thiên Huế", 89.27], ["Đắk Lắk", None]]))
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data) == [["Địa phương", "giá trị"], ["Thừa Thiên Huế", "89.27"], ["Đắk Lắk", ""]]


@pytest.mark.parametrize("formula", FORMULAS)
def test_text_of_a_document_is_no_formula(formula: str) -> None:
    assert not read_csv(csv_bytes(Table(["a"], [[formula]])))[1][0].startswith(DANGEROUS)
    book = xlsx_bytes({"x": Table([formula], [[formula]])})
    assert b"<f>" not in book
    assert all(row[0] == formula.replace("\r", "\n") or row[0] == formula for row in sheets_of(book)["x"])


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_no_cell_of_any_csv_begins_like_a_formula(rows: list[list]) -> None:
    for row in read_csv(csv_bytes(Table(["a", "b"], rows)))[1:]:
        for written in row:
            assert not written.startswith(DANGEROUS) or float(written) <= 0


def test_numbers_stay_numbers_in_both() -> None:
    assert read_csv(csv_bytes(Table(["a"], [[-5]])))[1] == ["-5"]
    sheets = sheets_of(xlsx_bytes({"Số": Table(["a", "b"], [[-5.5, True], [None, "x"]])}))
    assert sheets["Số"][1] == [-5.5, True]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_any_names_of_sheets_are_made_ones_that_excel_takes(names: list[str]) -> None:
    used: set[str] = set()
    shown = [sheet_name(name, used) for name in names]
    assert len({name.lower() for name in shown}) == len(shown)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in shown)


def test_file_names_say_what_where_when_and_which_build() -> None:
    assert file_name("csv", "on_time_rate", "Hải Dương", "2024", "20240101T0-ab") == (
        "on-time-rate_hai-duong_2024_20240101t0-ab.csv"
    )
    assert file_name("png", "Đắk Lắk", None, str(date(2024, 1, 2))) == "dak-lak_2024-01-02.png"
    assert slug("../../etc/passwd") == "etc-passwd"
