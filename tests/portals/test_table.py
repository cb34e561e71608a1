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


SIX = ("STT", "Đơn vị", "Tổng số hồ sơ", "Trước hạn", "Đúng hạn", "Quá hạn")


def plain_table(*rows: tuple[str, ...], head: tuple[str, ...] = SIX, title: str = "Năm 2024") -> str:
    """A table of one header row."""
    top = "".join(f"<th>{name}</th>" for name in head)
    return f"<h3>{title}</h3><table><tr>{top}</tr>{''.join(row(list(cells)) for cells in rows)}</table>"


def told(report: Report) -> list[tuple[str, str | None, str | None]]:
    return [(line.kind, line.unit, line.group) for line in report.lines]


A, B = ("1", "Sở A", "100", "80", "15", "5"), ("2", "Xã B", "200", "170", "25", "5")
SUM = ("300", "250", "40", "10")


def test_a_total_on_top_ends_nothing() -> None:
    (report,) = read(plain_table(("", "Toàn tỉnh", *SUM), A, B))
    assert told(report) == [("total", "Toàn tỉnh", None), ("unit", "Sở A", None), ("unit", "Xã B", None)]
    assert report.lines[0].children_gap == 0


def test_sums_of_groups_are_no_units_and_end_nothing() -> None:
    heads = ('<tr><td colspan="6">Khối sở, ban, ngành</td></tr>', '<tr><td colspan="6">Các xã, phường</td></tr>')
    rows = [row(list(cells)) for cells in (A, ("", "Cộng", *A[2:]), B, ("", "Cộng", *B[2:]), ("", "TỔNG (I+II)", *SUM))]
    html = plain_table().replace("</table>", f"{heads[0]}{rows[0]}{rows[1]}{heads[1]}{''.join(rows[2:])}</table>")
    (report,) = read(html)
    assert told(report) == [
        ("unit", "Sở A", "Khối sở, ban, ngành"),
        ("group", "Cộng", None),
        ("unit", "Xã B", "Các xã, phường"),
        ("group", "Cộng", None),
        ("total", "TỔNG (I+II)", None),
    ]
    assert report.lines[-1].children_gap == 0


def test_a_line_that_lines_under_it_part_is_not_added_to_them() -> None:
    parts = (("1.1", "Chi cục X", "60", "50", "8", "2"), ("1.2", "Chi cục Y", "40", "30", "7", "3"))
    (report,) = read(plain_table(A, *parts, B, ("", "Tổng cộng", *SUM)))
    assert [line.kind for line in report.lines] == ["group", "unit", "unit", "unit", "total"]
    assert report.lines[-1].children_gap == 0
    (detailed,) = read(plain_table(A, ("-", "Trong đó: Đất đai", "60", "50", "8", "2"), B))
    assert [line.unit for line in detailed.lines] == ["Sở A", "Xã B"]
    assert detailed.problems == ("“Trong đó: Đất đai” là một phần của dòng trên nên không đọc",)


def test_each_table_of_a_page_has_the_period_printed_over_it() -> None:
    page_of_two = plain_table(A, title="Tháng 9 năm 2024") + plain_table(A, title="Lũy kế từ 01/01/2024 đến 30/09/2024")
    month, to_date = read(page_of_two)
    assert (month.period_start, to_date.period_start) == (date(2024, 9, 1), date(2024, 1, 1))


def test_a_title_inside_the_table_and_a_form_around_it_tell_the_period() -> None:
    inside = plain_table(A, title="").replace("<tr>", "<tr><th colspan='6'>KẾT QUẢ THÁNG 9 NĂM 2024</th></tr><tr>", 1)
    fields = "Từ ngày <input value='01/09/2024'> đến ngày <input type='text' value='30/09/2024'>"
    years = "<select><option>2023</option><option selected>Năm 2024</option></select>"
    laid_out = f"<table><tr><td>Tháng 9/2024 {plain_table(A, title='')}</td></tr></table>"
    starts = [read(html)[0].period_start for html in (inside, fields + plain_table(A, title=""), laid_out)]
    assert starts == [date(2024, 9, 1)] * 3
    assert read(years + plain_table(A, title=""))[0].period_start == date(2024, 1, 1)
    assert values(read(inside)[0], 0)["to_process"] == 100


def test_on_time_and_late_that_make_up_the_whole_hold_the_early_ones() -> None:
    head = ("Đơn vị", "Đã giải quyết", "Tiếp nhận mới", "Đúng hạn", "Quá hạn")
    (whole,) = read(plain_table(("Sở A", "100", "110", "95", "5"), head=head))
    (part,) = read(plain_table(("Sở A", "100", "110", "85", "5"), head=head))
    assert values(whole, 0)["resolved_on_time"] == 95
    assert values(part, 0)["resolved_on_day"] == 85


@pytest.mark.parametrize(
    ("html", "missing", "why"),
    [
        (plain_table(("1", "Sở A", "1000", "90", "99,3%", "0,7%")), "Quá hạn", "ghi tỷ lệ"),
        (plain_table(A[:1] + A[2:], head=("Tháng", *SIX[2:])), "Đơn vị", None),
        (plain_table(("Tháng 1", *A[2:]), ("Tháng 2", *B[2:]), head=("Kỳ", *SIX[2:])), "Đơn vị", None),
        (plain_table(A, title="Đơn vị tính: nghìn hồ sơ"), "Đơn vị tính: hồ sơ", None),
        (plain_table((*A, "3"), head=(*SIX, "Trễ hạn có thư xin lỗi")), "Quá hạn", "không rõ cột nào"),
    ],
)
def test_what_would_be_read_wrong_is_refused(html: str, missing: str, why: str | None) -> None:
    (report,) = read(html)
    assert missing in report.missing
    assert why is None or why in report.unread[0]


def test_measures_down_and_units_across_are_no_report() -> None:
    across = [(name, *cells) for name, cells in (("Tổng số hồ sơ", SUM), ("Trước hạn", SUM), ("Trễ hạn", SUM))]
    assert read(plain_table(*across, head=("Chỉ tiêu", "Sở A", "Sở B", "Sở C", "Tổng"))) == []


def test_a_table_of_something_else_beside_results_is_passed_over() -> None:
    other = ("STT", "Đơn vị", "Tổng số hồ sơ", "Tiếp nhận trực tuyến", "Tiếp nhận mới", "Đã giải quyết")
    assert len(read(plain_table(A) + plain_table(A, head=other))) == 1
    assert [report.missing for report in read(plain_table(A, head=other))] == [("Trước hạn / Đúng hạn", "Quá hạn")]


def test_the_unit_is_where_the_words_are() -> None:
    head = ("STT", "Mã", "Nơi giải quyết", *SIX[2:])
    (report,) = read(plain_table(("1", "H56.01", "Sở A", *A[2:]), ("2", "H56.02", "Xã B", *B[2:]), head=head))
    assert [line.unit for line in report.lines] == ["Sở A", "Xã B"]


def test_of_two_columns_of_words_the_unit_is_in_the_one_that_tells_lines_apart() -> None:
    head = ("STT", "Huyện", "Xã", *SIX[2:])
    (report,) = read(plain_table(("1", "Nga Sơn", "Xã A", *A[2:]), ("2", "Nga Sơn", "Xã B", *B[2:]), head=head))
    assert [line.unit for line in report.lines] == ["Xã A", "Xã B"]


@pytest.mark.parametrize(
    "index", ["(1) (2) (3) (4) (5) (6)", "[1] [2] [3] [4] [5] [6]", "(a) (b) (c) (d) (e) (f)", "A B 1=2+3+4 2 3 4"]
)
def test_rows_that_count_the_columns_are_neither_header_nor_line(index: str) -> None:
    (report,) = read(plain_table(tuple(index.split()), A))
    assert told(report) == [("unit", "Sở A", None)]
    assert values(report, 0)["resolved_late"] == 5


def test_a_column_on_time_that_holds_the_early_ones_told_beside_it() -> None:
    head = ("Đơn vị", "Đã giải quyết", "Đúng hạn", "Trong đó: Trước hạn", "Quá hạn")
    (report,) = read(plain_table(("Sở A", "100", "95", "80", "5"), head=head))
    assert values(report, 0) == {"resolved": 100, "resolved_on_time": 95, "resolved_early": 80, "resolved_late": 5}


def test_a_row_of_figures_without_a_name_is_told() -> None:
    (report,) = read(plain_table(A, ("", "", *SUM)))
    assert told(report) == [("unit", "Sở A", None)]
    assert report.problems == ("hàng 3 có số mà không có tên nên không đọc",)
