"""Answers of one-stop software as JSON."""

import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.portals.json_api import NotJson, read_json
from orchestration.portals.report import Report

ROW = {
    "month": 9, "year": 2025, "govAgencyCode": "A", "govAgencyName": "Sở A", "domainName": "", "totalCount": 100,
    "deniedCount": 2, "cancelledCount": 1, "processCount": 97, "remainingCount": 7, "receivedCount": 90,
    "onlineCount": 80, "releaseCount": 90, "betimesCount": 60, "ontimeCount": 25, "overtimeCount": 5,
    "undueCount": 6, "overdueCount": 1, "waitingCount": None, "ontimePercentage": 0, "reporting": False,
}  # fmt: skip


def read(answer: Any) -> list[Report]:
    return read_json(json.dumps(answer), {})


def values(report: Report, line: int = 0) -> dict[str, float | None]:
    return {measure: figure.value for measure, figure in report.lines[line].figures.items()}


def test_a_flat_row_a_unit() -> None:
    (report,) = read({"total": 1, "data": [ROW]})
    assert values(report) == {
        "returned": 3, "to_process": 97, "carried_over": 7, "received": 90, "resolved": 90, "resolved_early": 60,
        "resolved_on_day": 25, "resolved_late": 5, "pending_in_time": 6, "pending_overdue": 1, "paused": None,
    }  # fmt: skip
    assert (report.lines[0].unit, report.lines[0].locator) == ("Sở A", "$.data[0]")
    assert (report.period_start, report.period_end) == (date(2025, 9, 1), date(2025, 9, 30))


def test_the_rate_of_the_api_is_left_alone() -> None:
    (report,) = read([ROW])
    assert "stated_on_time_rate" not in report.lines[0].figures


def test_month_zero_is_the_whole_year() -> None:
    (report,) = read([ROW | {"month": 0}])
    assert (report.period_start, report.period_end) == (date(2025, 1, 1), date(2025, 12, 31))


def test_a_row_of_no_agency_and_no_field_is_the_total() -> None:
    (report,) = read([ROW, ROW | {"govAgencyName": "", "govAgencyCode": ""}])
    assert [line.kind for line in report.lines] == ["unit", "total"]


def test_rows_of_several_months_are_several_reports() -> None:
    reports = read([ROW, ROW | {"month": 10}])
    assert [report.period_end for report in reports] == [date(2025, 9, 30), date(2025, 10, 31)]


def test_a_tree_of_bodies() -> None:
    child = {
        "departmentName": "UBND phường B",
        "totalReceived": 50,
        "totalOnTime": 45,
        "totalOverdue": 1,
        "totalCompleted": 46,
    }
    root = child | {"departmentName": "Thành phố C", "totalReceived": 150, "children": [child]}
    (report,) = read({"timeType": "quarter", "year": 2025, "quarter": "3", "parent": root})
    told = [(line.unit, line.figures["received"].value, line.locator) for line in report.lines]
    assert told == [("Thành phố C", 150, "$.parent"), ("UBND phường B", 50, "$.parent.children[0]")]
    assert (report.period_start, report.period_end) == (date(2025, 7, 1), date(2025, 9, 30))


def test_null_is_not_zero_and_text_numbers_are_numbers() -> None:
    (report,) = read([ROW | {"overtimeCount": None, "receivedCount": "90", "releaseCount": -1}])
    told = values(report)
    assert (told["resolved_late"], told["received"], told["resolved"]) == (None, 90, None)


def test_what_holds_no_results_is_no_report() -> None:
    assert read({"message": "ok", "data": []}) == []
    assert read([1, "2", None]) == []


@pytest.mark.parametrize("text", ["", "{", "không phải JSON", "[" * 100_000, json.dumps({"a": 1})[:-1]])
def test_what_is_no_json(text: str) -> None:
    with pytest.raises(NotJson):
        read_json(text, {})


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_any_answer_is_survived(answer: Any) -> None:
    with suppress(NotJson):
        read(answer)


SO_A = {"tongSoHoSo": 130, "tonTruoc": 20, "tiepNhanMoi": 110, "truocHan": 80, "dungHan": 15, "quaHan": 5}
MEASURED = {
    "to_process": 130, "carried_over": 20, "received": 110, "resolved_early": 80, "resolved_on_day": 15,
    "resolved_late": 5,
}  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        {"tenDonVi": "Sở A", **SO_A},
        {"TEN_DON_VI": "Sở A", "TONG_SO_HO_SO": "130", "TON_TRUOC": "20", "TIEP_NHAN_MOI": "110", "TRUOC_HAN": "80",
         "DUNG_HAN": "15", "QUA_HAN": "5"},
        {"Đơn vị": "Sở A", "Tổng số hồ sơ": 130, "Kỳ trước": 20, "Trong kỳ": 110, "Sớm hạn": 80, "Đúng hạn": 15,
         "Trễ hạn": 5, "Tỷ lệ đúng hạn": 95.0},
        {"donVi": {"ma": "H56.1", "ten": "Sở A"}, "tiepNhan": {"tongSo": 130, "kyTruoc": 20, "trongKy": 110},
         "daGiaiQuyet": {"truocHan": 80, "dungHan": 15, "quaHan": 5}},
    ],
)  # fmt: skip
def test_keys_of_any_software_by_their_words(row: dict[str, Any]) -> None:
    (report,) = read({"nam": 2024, "thang": 9, "rows": [row]})
    assert values(report) == MEASURED
    assert (report.lines[0].unit, len(report.lines)) == ("Sở A", 1)


def test_what_was_asked_tells_the_period_of_what_was_answered() -> None:
    (report,) = read(
        {"request": {"tuNgay": "15/08/2024", "denNgay": "14/09/2024"}, "data": [{"donVi": "Sở A", **SO_A}]}
    )
    assert (report.period_start, report.period_end) == (date(2024, 8, 15), date(2024, 9, 14))


def test_numbers_as_text_keep_their_thousands_and_fractions_are_no_counts() -> None:
    (report,) = read([{"donVi": "Sở A", **SO_A, "tongSoHoSo": "12.000", "tonTruoc": 99.3}])
    assert (values(report)["to_process"], values(report)["carried_over"]) == (12000, None)
    assert report.problems == ("“tonTruoc: 99.3”: số đếm không thể có phần lẻ",)


def test_a_total_by_name_and_a_page_that_is_not_the_whole() -> None:
    (report,) = read({"totalPages": 3, "rows": [{"donVi": "Tổng cộng", **SO_A}, {"donVi": "Sở A", **SO_A}]})
    assert [line.kind for line in report.lines] == ["total", "unit"]
    assert "chỉ là một trang" in report.problems[0]


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([{"ma": "1", **SO_A}, {"ma": "2", **SO_A}], "Tên đơn vị"),
        ([{"donVi": "Sở A", "trongThang": SO_A, "luyKe": SO_A}], "Quá hạn"),
        ([{"donVi": "Sở A", **SO_A, "truocHan": "80%", "dungHan": "15%", "quaHan": "5%"}], "Quá hạn"),
    ],
)
def test_what_would_be_read_wrong_is_refused(rows: list[dict[str, Any]], missing: str) -> None:
    (report,) = read({"nam": 2024, "rows": rows})
    assert missing in report.missing
