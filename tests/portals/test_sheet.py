"""Monthly reports as CSV and spreadsheets, in the forms that offices send them."""

import io
from datetime import date

import pytest
import xlsxwriter

from orchestration.portals.report import Report
from orchestration.portals.sheet import NotASheet, open_workbook, read_csv, read_sheets

FORM = """Biểu số II.06a;;;;;;;;;;;;
BÁO CÁO TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC;;;;;;;;;;;;
Kỳ báo cáo: Quý II năm 2025;;;;;;;;;;;;
;;;;;;;;;;;;
STT;Lĩnh vực giải quyết;Số lượng hồ sơ tiếp nhận;;;;Số lượng hồ sơ đã giải quyết;;;;Số lượng hồ sơ đang giải quyết;;
;;Tổng số;Trong kỳ;;Từ kỳ trước;Tổng số;Trước hạn;Đúng hạn;Quá hạn;Tổng số;Trong hạn;Quá hạn
;;;Trực tuyến;Trực tiếp, dịch vụ bưu chính;;;;;;;;
(1);(2);(3)=(4)+(5)+(6);(4);(5);(6);(7)=(8)+(9)+(10);(8);(9);(10);(11)=(12)+(13);(12);(13)
1;Hộ tịch;1.234;1.000;134;100;1.200;1.000;190;10;34;34;0
2;Đất đai;2.000;500;1.400;100;1.800;1.500;250;50;200;190;10
;Tổng cộng;3.234;1.500;1.534;200;3.000;2.500;440;60;234;224;10
;;;;;;;;;;;;
;NGƯỜI LẬP BIỂU;;;;;;;;GIÁM ĐỐC;;;
"""
HO_TICH = {
    "to_process": 1234, "carried_over": 100, "received": 1134, "resolved": 1200, "resolved_early": 1000,
    "resolved_on_day": 190, "resolved_late": 10, "pending_in_time": 34, "pending_overdue": 0,
}  # fmt: skip


def values(report: Report, line: int = 0) -> dict[str, float | None]:
    return {measure: figure.value for measure, figure in report.lines[line].figures.items()}


def csv_reports(text: str) -> list[Report]:
    return read_csv(text, {}, "vi", False)


def workbook(fill: object) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        fill(book)  # type: ignore[operator]
    return data.getvalue()


def test_the_form_with_its_titles_formula_row_and_signatures() -> None:
    (report,) = csv_reports(FORM)
    assert values(report) == HO_TICH
    assert [(line.kind, line.field) for line in report.lines[:2]] == [("unit", "Hộ tịch"), ("unit", "Đất đai")]
    assert (report.lines[-1].kind, report.lines[-1].children_gap) == ("total", 0)
    assert len(report.lines) == 3
    assert (report.period_start, report.period_end) == (date(2025, 4, 1), date(2025, 6, 30))


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_separators(separator: str) -> None:
    (report,) = csv_reports(FORM.replace(";", separator))
    assert values(report) == HO_TICH


def test_commas_with_quoted_cells() -> None:
    text = 'Đơn vị,Tổng số hồ sơ,Tiếp nhận mới,Đúng hạn,Quá hạn\nSở A,"1,250","1,200","1,000",5\n'
    (report,) = read_csv(text, {}, "en", False)
    assert values(report) == {"to_process": 1250, "received": 1200, "resolved_on_day": 1000, "resolved_late": 5}


def test_numbers_that_a_sheet_took_for_decimals_are_thousands_and_say_so() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Tháng 9")
        sheet.write_row(0, 0, ["Báo cáo tháng 9 năm 2025"])
        sheet.write_row(2, 0, ["STT", "Đơn vị", "Tổng số hồ sơ", "Tiếp nhận mới", "Trước hạn", "Quá hạn", "Tỷ lệ"])
        sheet.write_row(3, 0, [1, "Sở A", 1.25, 1200, "900", 5, 0.993])
        sheet.write_row(4, 0, [2, "Sở B", 800, 790, 700, 0, 1])

    (report,) = read_sheets(open_workbook(workbook(fill)), {}, "vi", False)
    assert values(report) == {
        "to_process": 1250, "received": 1200, "resolved_early": 900, "resolved_late": 5, "stated_on_time_rate": 99.3,
    }  # fmt: skip
    assert report.lines[1].figures["stated_on_time_rate"].value == 100
    assert any("hàng nghìn" in problem for problem in report.problems)
    assert (report.period_start, report.period_end) == (date(2025, 9, 1), date(2025, 9, 30))
    assert report.lines[0].locator == "trang “Tháng 9”, hàng 4"


def test_merged_headers_and_several_tables_a_sheet() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Tổng hợp")
        for top, title in ((0, "Từ ngày 01/9/2025 đến ngày 30/9/2025"), (9, "Bảng hai")):
            sheet.write(top, 0, title)
            sheet.merge_range(top + 1, 0, top + 2, 0, "Đơn vị")
            sheet.merge_range(top + 1, 1, top + 1, 3, "Đã giải quyết")
            sheet.merge_range(top + 1, 4, top + 1, 5, "Đang giải quyết")
            sheet.write_row(top + 2, 1, ["Trước hạn", "Đúng hạn", "Quá hạn", "Trong hạn", "Quá hạn"])
            sheet.write_row(top + 3, 0, ["Sở A", 90, 5, 1, 7, 2])
            sheet.write_row(top + 4, 0, ["Tổng cộng", 90, 5, 1, 7, 2])

    reports = read_sheets(open_workbook(workbook(fill)), {}, "vi", False)
    assert len(reports) == 2
    for report in reports:
        assert values(report) == {
            "resolved_early": 90, "resolved_on_day": 5, "resolved_late": 1, "pending_in_time": 7, "pending_overdue": 2,
        }  # fmt: skip


def test_cells_in_error_are_null_and_told() -> None:
    text = "Đơn vị;Tổng số hồ sơ;Tiếp nhận mới;Đúng hạn;Quá hạn;Tỷ lệ\nSở A;10;10;#REF!;5;#DIV/0!\nSở B;7;7;7;0;100\n"
    (report,) = csv_reports(text)
    assert report.lines[0].figures["resolved_on_day"].value is None
    assert report.lines[0].figures["stated_on_time_rate"].value is None
    assert report.problems == ("“#REF!”: ô báo lỗi của bảng tính",)


def test_a_report_without_a_late_column_says_what_is_missing() -> None:
    (report,) = csv_reports("Đơn vị;Tổng số hồ sơ;Tiếp nhận mới;Đúng hạn\nSở A;10;10;9\n")
    assert report.missing == ("Quá hạn",)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\x00" * 200, "không phải bảng tính".encode()])
def test_what_is_no_spreadsheet(data: bytes) -> None:
    with pytest.raises(NotASheet):
        open_workbook(data)


HEADER = "STT;Đơn vị;Tổng số hồ sơ;Trước hạn;Đúng hạn;Quá hạn"


def test_an_empty_row_between_groups_parts_nothing() -> None:
    lines = ["Tháng 9/2024", HEADER, "I;Cấp tỉnh", "1;Sở A;100;80;15;5", ";;;;;", "II;Cấp xã", "1;Xã B;200;170;25;5"]
    (report,) = csv_reports("\n".join([*lines, ";;;;;", ";Tổng cộng;300;250;40;10"]))
    assert [(line.unit, line.group) for line in report.lines] == [
        ("Sở A", "Cấp tỉnh"),
        ("Xã B", "Cấp xã"),
        ("Tổng cộng", None),
    ]
    assert report.lines[-1].children_gap == 0


def test_two_tables_have_a_period_each_and_a_repeated_header_begins_none() -> None:
    first = ["Biểu 1. Tháng 9/2024", HEADER, "1;Sở A;100;80;15;5", HEADER, "2;Sở B;10;8;1;1"]
    month, to_date = csv_reports("\n".join([*first, "Biểu 2. 9 tháng đầu năm 2024", HEADER, "1;Sở A;900;800;90;10"]))
    assert [line.unit for line in month.lines] == ["Sở A", "Sở B"]
    assert (month.period_start, to_date.period_start) == (date(2024, 9, 1), date(2024, 1, 1))


def test_shares_held_where_counts_should_be_are_not_thousands() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Đơn vị", "Tổng số hồ sơ", "Tiếp nhận mới", "Trước hạn", "Đúng hạn", "Quá hạn"])
        sheet.write_row(1, 0, ["Sở A", 1000, 900, 0.9, 0.093, 0.007])
        sheet.write_row(2, 0, ["Sở B", 100, 90, 90, 9.3, 0.7])

    (report,) = read_sheets(open_workbook(workbook(fill)), {}, "vi", False)
    assert report.missing[-1] == "Quá hạn"
    assert "qua han" in report.unread[-1]
