"""HTML tables of results by unit: headers over rows and columns, groups, a total, and every way to write them."""

import unicodedata
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.portals.report import Report
from orchestration.portals.table import read_tables

HEAD = """
<tr><th rowspan="3">STT</th><th rowspan="3">Đơn vị</th><th colspan="5">Nhận giải quyết</th>
<th colspan="7">Kết quả nhận giải quyết</th><th colspan="3">Đang giải quyết</th>
<th rowspan="3">Tạm dừng bổ sung điều kiện</th><th rowspan="3">Rút không giải quyết</th>
<th rowspan="3">Tỉ lệ sớm và đúng hạn</th></tr>
<tr><th rowspan="2">Tổng số</th><th rowspan="2">Tồn trước</th><th colspan="3">Nhận trong kì</th>
<th rowspan="2">Tổng số</th><th colspan="3">Tình hình thực hiện</th><th rowspan="2">Từ chối giải quyết</th>
<th colspan="2">Trả kết quả</th>
<th rowspan="2">Tổng số</th><th rowspan="2">Còn hạn</th><th rowspan="2">Quá hạn</th></tr>
<tr><th>Tổng số</th><th>Một cửa</th><th>Trực tuyến</th><th>Trước hạn</th><th>Đúng hạn</th><th>Quá hạn</th>
<th>Đã trả</th><th>Chưa trả</th></tr>
"""
INDEX = "<tr>" + "".join(f"<th>({n})</th>" for n in range(1, 21)) + "</tr>"
FIRST = ["1", "Sở A", "1.250", "50", "1.200", "200", "1.000", "1.100", "900", "160", "40", "0", "1.000", "100"]
FIRST += ["140", "130", "10", "5", "5", "96,36"]
SECOND = ["2", "UBND huyện B", "750", "50", "700", "100", "600", "700", "600", "90", "10", "0", "700", "0"]
SECOND += ["50", "50", "0", "0", "0", "98,57"]
WHOLE = ["Tổng số", "2.000", "100", "1.900", "300", "1.600", "1.800", "1.500", "250", "50", "0", "1.700", "100"]
WHOLE += ["190", "180", "10", "5", "5", "97,22"]


def row(cells: list[str], first_span: int = 1) -> str:
    head, *rest = cells
    return f'<tr><td colspan="{first_span}">{head}</td>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"


def page(*body: str, title: str = "TỪ NGÀY 15/08/2025 ĐẾN NGÀY 14/09/2025", head: str = HEAD) -> str:
    stamp = "<p>Cập nhật lúc: 15/09/2025 07:00:00</p>"
    return f"<html><body><h2>{title}</h2>{stamp}<table>{head}{INDEX}{''.join(body)}</table></body></html>"


BODY = (
    '<tr><td>I</td><td colspan="19">Sở, ban, ngành</td></tr>',
    row(FIRST),
    '<tr><td>II</td><td colspan="19">Cấp huyện</td></tr>',
    row(SECOND),
    row(WHOLE, 2),
)


def read(html: str, **known: object) -> list[Report]:
    given = {"own_labels": {}, "dialect": "vi", "communes_inside": False} | known
    return read_tables(html, **given)  # type: ignore[arg-type]


def values(report: Report, line: int) -> dict[str, float | None]:
    return {measure: figure.value for measure, figure in report.lines[line].figures.items()}


EXPECTED = {
    "to_process": 1250, "carried_over": 50, "received": 1200, "resolved": 1100, "resolved_early": 900,
    "resolved_on_day": 160, "resolved_late": 40, "pending_in_time": 130, "pending_overdue": 10, "paused": 5,
    "returned": 5, "stated_on_time_rate": 96.36,
}  # fmt: skip


def test_repeated_leaf_names_are_told_apart_by_what_stands_over_them() -> None:
    (report,) = read(page(*BODY))
    assert values(report, 0) == EXPECTED
    assert report.missing == ()


def test_groups_are_headings_the_total_is_no_unit_and_adds_up() -> None:
    (report,) = read(page(*BODY))
    told = [(line.kind, line.unit, line.group) for line in report.lines]
    assert told == [
        ("unit", "Sở A", "Sở, ban, ngành"),
        ("unit", "UBND huyện B", "Cấp huyện"),
        ("total", "Tổng số", None),
    ]
    assert report.lines[-1].children_gap == 0
    assert report.problems == ()


def test_a_total_that_does_not_add_up_says_by_how_much() -> None:
    wrong = ["Tổng số", "2.010", *WHOLE[2:]]
    (report,) = read(page(*BODY[:-1], row(wrong, 2)))
    assert report.lines[-1].children_gap == 10


def test_communes_that_their_districts_hold_already_are_not_summed_twice() -> None:
    commune = ["3", "UBND xã C", "100", "0", "100", "0", "100", "90", "80", "10", "0", "0", "90", "0", "10", "10", "0"]
    commune += ["0", "0", "100"]
    body = (*BODY[:-1], '<tr><td>III</td><td colspan="19">Cấp xã</td></tr>', row(commune), BODY[-1])
    (inside,) = read(page(*body), communes_inside=True)
    (beside,) = read(page(*body))
    assert (inside.lines[-1].children_gap, beside.lines[-1].children_gap) == (0, -100)


def test_a_report_month_keeps_its_true_days() -> None:
    (report,) = read(page(*BODY))
    assert (report.period_start, report.period_end) == (date(2025, 8, 15), date(2025, 9, 14))
    assert (report.period_type, report.as_of) == ("report", datetime(2025, 9, 15, 7))


def test_units_renamed_in_july_2025_are_just_other_names() -> None:
    (report,) = read(page(row(["1", "UBND phường D", *FIRST[2:]]), row(WHOLE, 2), title="Tháng 7 năm 2025"))
    assert report.lines[0].unit == "UBND phường D"
    assert (report.period_start, report.period_end) == (date(2025, 7, 1), date(2025, 7, 31))


@pytest.mark.parametrize(
    "spell",
    [str.upper, lambda html: unicodedata.normalize("NFD", html), lambda html: html.replace(" ", "&nbsp;", 0)],
    ids=["capitals", "decomposed", "as is"],
)
def test_spellings_give_the_same_figures(spell: Callable[[str], str]) -> None:
    (report,) = read(spell(page(*BODY)))
    assert values(report, 0) == EXPECTED


def test_english_digits_give_the_same_figures() -> None:
    english = [cell.replace(".", ",") if n < 19 else cell.replace(",", ".") for n, cell in enumerate(FIRST)]
    (report,) = read(page(row(english)), dialect="en")
    assert values(report, 0) == EXPECTED


FLAT = {
    "Tên đơn vị": "Sở A", "Tổng số hồ sơ": "1.250", "Kỳ trước chuyển qua": "50", "Tiếp nhận mới": "1.200",
    "Đã giải quyết": "1.100", "Trước hạn": "900", "Đúng hạn": "160", "Quá hạn": "40", "Tỷ lệ (%)": "96,36",
}  # fmt: skip


@given(st.permutations(list(FLAT)), st.booleans())
@settings(max_examples=40)
def test_columns_in_any_order_and_with_strangers_among_them(order: list[str], stranger: bool) -> None:
    columns = [*order[:3], "Hộp thư", *order[3:]] if stranger else order
    cells = FLAT | {"Hộp thư": "a@b.vn"}
    html = "<table><tr>" + "".join(f"<th>{name}</th>" for name in columns) + "</tr>"
    html += "<tr>" + "".join(f"<td>{cells[name]}</td>" for name in columns) + "</tr></table>"
    (report,) = read(html)
    assert values(report, 0) == {
        "to_process": 1250, "carried_over": 50, "received": 1200, "resolved": 1100, "resolved_early": 900,
        "resolved_on_day": 160, "resolved_late": 40, "stated_on_time_rate": 96.36,
    }  # fmt: skip
    assert report.lines[0].unit == "Sở A"


def test_a_label_of_the_source_s_own() -> None:
    html = page(*BODY).replace("Quá hạn", "Vượt thời gian")
    (without,) = read(html)
    assert without.missing == ("Quá hạn",)
    path = "ket qua nhan giai quyet > tinh hinh thuc hien > vuot thoi gian"
    (report,) = read(html, own_labels={path: "resolved_late"})
    assert (report.missing, report.lines[0].figures["resolved_late"].value) == ((), 40)


def test_a_page_without_such_a_table_is_no_report() -> None:
    assert read("<table><tr><td>Đang truy cập</td><td>12</td></tr></table>") == []
    assert read("không có gì") == []


@given(st.text(max_size=400))
def test_any_page_is_survived(html: str) -> None:
    read(html)
    read(f"<table><tr><td rowspan='{html[:6]}'>{html}</td></tr></table>")
