"""A workbook is opened apart: what is too much ends that process, and what got no turn is told from it."""

import io

import pytest
import xlsxwriter

from orchestration.landing import workbook
from orchestration.portals.sheet import NotASheet


def bytes_of(rows: list[list[str]], far: tuple[int, int] = (0, 0)) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet()
        sheet.write(*far, "x")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return held.getvalue()


def test_a_workbook_opens_cell_by_cell() -> None:
    (sheet,) = workbook.sheets_in(bytes_of([["Đơn vị", "Tổng số"], ["Xã Mẫu", "12"]]))
    assert sheet.rows == [["Đơn vị", "Tổng số"], ["Xã Mẫu", "12"]]


def test_one_after_another_opens_whatever_came_of_the_one_before() -> None:
    for _ in range(2):
        with pytest.raises(NotASheet):
            workbook.sheets_in(b"PK")
        with pytest.raises(workbook.TooMuchInside):
            workbook.sheets_in(bytes_of([["x"]], far=(1_048_575, 16_383)))
        assert workbook.sheets_in(bytes_of([["x"]]))[0].rows == [["x"]]


def test_want_of_the_processor_is_a_reason_of_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "PATIENCE_SECONDS", 0)
    # an OSError is a refusal that no build remembers
    with pytest.raises(OSError, match="quá bận"):
        workbook.sheets_in(bytes_of([["x"]]))
