"""Files made to break a reader: each ends as an account with a reason, soon, and none as a crash or a wrong figure."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from orchestration import reading
from tests.faults.landing import SLOWEST_SECONDS, land_alone

MEGABYTE = 1024 * 1024
SENTENCE = "Năm 2024, tỉnh Quảng Ninh có {} hồ sơ thanh toán trực tuyến.\n"


def workbook(*cells: tuple[int, int, object]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for row, column, value in cells:
            sheet.write(row, column, value)
    return content.getvalue()


def swollen(data: bytes, rows: int) -> bytes:
    """The same workbook with a sheet that unpacks a thousandfold."""
    whole, packed = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in whole.namelist():
            content = whole.read(name)
            if name.endswith("sheet1.xml"):
                more = b'<row r="2"><c r="A2"><v>1</v></c></row>' * rows
                content = content.replace(b"</sheetData>", more + b"</sheetData>")
            out.writestr(name, content)
    return packed.getvalue()


def laughs(depth: int) -> bytes:
    lines = ["a0: &a0 [ha, ha]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, depth))]
    return "\n".join([*lines, f"title: *a{depth - 1}"]).encode()


def merges(depth: int) -> bytes:
    lines = ["a0: &a0 {k: v}", *(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, depth))]
    return "\n".join([*lines, f"<<: *a{depth - 1}"]).encode()


XML_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]><html><body><p>&a11; 12%</p></body></html>"
)


def xlsx_with_laughs() -> bytes:
    whole, packed = zipfile.ZipFile(io.BytesIO(workbook((0, 0, "x")))), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for name in whole.namelist():
            out.writestr(name, XML_LAUGHS if name.endswith(("sheet1.xml", "sharedStrings.xml")) else whole.read(name))
    return packed.getvalue()


RANKS = (
    "index_code,year,place_code,place_name,score,scale_max,rank,rank_base,"
    "source_name,source_url,published_on,confidence\n"
)
TTHC = "place,level,period_end,resolved,resolved_on_time,resolved_late,stated_on_time_rate\n"
TABLE = "<table><tr>{}</tr></table>"
API = (
    '{{"year": 2024, "month": 5, "data": [{{"govAgencyName": "Sở Thử", "receivedCount": {0}, '
    '"releaseCount": {0}, "ontimeCount": {0}, "overtimeCount": 0}}]}}'
)

# path, content, and how it must end: an outcome, or the code of the refusal
BOMBS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "far corner of a sheet": (
        "portals/bieu/a.xlsx",
        lambda: workbook((0, 0, 1), (1_048_575, 16_383, 2)),
        "too_much_inside",
    ),
    "sheet of zeros": ("portals/bieu/a.xlsx", lambda: swollen(workbook((0, 0, 1)), 8_000_000), "too_much_inside"),
    "workbook with entities": ("portals/bieu/a.xlsx", xlsx_with_laughs, "quarantined"),
    "half a workbook": ("portals/bieu/a.xlsx", lambda: workbook((0, 0, 1))[:2000], "not_a_sheet"),
    "nothing for a workbook": ("portals/bieu/a.xlsx", lambda: b"", "not_a_sheet"),
    "billion laughs in a page": ("articles/a.html", lambda: XML_LAUGHS, "any"),
    "billion laughs in a sidecar": ("articles/a.txt.meta.yml", lambda: laughs(12), "sidecar_not_yaml"),
    "merges in a sidecar": ("articles/a.txt.meta.yml", lambda: merges(12), "sidecar_not_yaml"),
    "laughs in sources.yml": ("sources.yml", lambda: laughs(12), "registry_not_yaml"),
    "brackets in a sidecar": ("articles/a.txt.meta.yml", lambda: b"title: " + b"[" * 50_000, "sidecar_not_yaml"),
    "a sidecar of megabytes": ("articles/a.txt.meta.yml", lambda: b"title: a\n" * 500_000, "sidecar_too_large"),
    "a date that is none in a sidecar": (
        "articles/a.txt.meta.yml",
        lambda: b"published_on: 2024-02-31",
        "sidecar_not_yaml",
    ),
    "deep JSON": ("portals/api/a.json", lambda: b"[" * 200_000, "not_json"),
    "deep JSON that is closed": ("portals/api/a.json", lambda: b'{"a":' * 900 + b"1" + b"}" * 900, "not_json"),
    "numbers of 5,000 digits in JSON": ("portals/api/a.json", lambda: API.format("9" * 5000).encode(), "not_json"),
    "a year of 5,000 digits in JSON": (
        "portals/api/a.json",
        lambda: API.format(5).replace("2024", '"' + "2" * 5000 + '"').encode(),
        "quarantined",
    ),
    "10^30 in JSON": ("portals/api/a.json", lambda: API.format("1e30").encode(), "any"),
    "NaN and Infinity in JSON": ("portals/api/a.json", lambda: API.format("NaN").encode(), "any"),
    "a lone surrogate in JSON": (
        "portals/api/a.json",
        lambda: API.format(5).replace("Thử", "\\ud800").encode(),
        "reader_failed",
    ),
    "deep HTML": ("articles/a.html", lambda: b"<div>" * 100_000 + SENTENCE.format("12,5%").encode(), "too_deep"),
    "deep table": ("portals/bang/a.html", lambda: b"<table><tr><td>" * 20_000, "too_deep"),
    "spans for billions of cells": (
        "portals/bang/a.html",
        lambda: (TABLE.format('<td rowspan="65000" colspan="999">1</td>' * 50) + "<tr></tr>" * 5000).encode(),
        "no_report",
    ),
    "a span of 5,000 digits": (
        "portals/bang/a.html",
        lambda: TABLE.format(f'<td colspan="{"9" * 5000}">1</td>').encode(),
        "no_report",
    ),
    "10 MB in one line of digits": ("articles/a.txt", lambda: b"1" * (10 * MEGABYTE), "too_long"),
    "10 MB in one line of words": ("articles/a.txt", lambda: "năm 2024 đạt 12,5% ".encode() * 400_000, "too_long"),
    "10 MB in one line of a page": ("articles/a.html", lambda: b"<p>" + b"a1 " * (3 * MEGABYTE), "too_long"),
    "10 MB in one line of a table": ("figures/a.csv", lambda: TTHC.encode() + b"1," * (5 * MEGABYTE), "bad_line"),
    "10 MB in one cell": ("figures/a.csv", lambda: TTHC.encode() + b"1" * (10 * MEGABYTE), "bad_line"),
    "NUL bytes": ("articles/a.txt", lambda: SENTENCE.format("12\0,5%").encode(), "not_text"),
    "NUL bytes in a table": (
        "figures/a.csv",
        lambda: (RANKS + "dti,2023,22,Q\0N,1,1,9,63,a,b,,high\n").encode(),
        "not_text",
    ),
    "a rank of 10^30": (
        "figures/a.csv",
        lambda: (RANKS + "dti,2023,22,QN,1,1,1e30,63,a,b,,high\n").encode(),
        "bad_cell",
    ),
    "a year beyond the column": (
        "figures/a.csv",
        lambda: (RANKS + "dti,99999999999,22,QN,1,1,9,63,a,b,,high\n").encode(),
        "reader_failed",
    ),
    "a score that is NaN": (
        "figures/a.csv",
        lambda: (RANKS + "dti,2023,22,QN,NaN,1,9,63,a,b,,high\n").encode(),
        "bad_cell",
    ),
    "an infinite score": (
        "figures/a.csv",
        lambda: (RANKS + "dti,2023,22,QN,inf,1,9,63,a,b,,high\n").encode(),
        "bad_cell",
    ),
    "a negative count": (
        "figures/a.csv",
        lambda: (TTHC + "Hải Dương,province,2024-05-31,-5,1,1,50\n").encode(),
        "bad_cell",
    ),
    "31 February": ("figures/a.csv", lambda: (TTHC + "Hải Dương,province,2024-02-31,5,1,1,50\n").encode(), "bad_cell"),
    "Parquet that is none": ("portals/hoso/a.parquet", lambda: b"PAR1" + b"\xff" * 5000 + b"PAR1", "not_a_table"),
    "dossiers with NUL": (
        "portals/hoso/a.csv",
        lambda: "Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả\n\0,31/02/2024,\0,32/13/2024\n".encode(),
        "quarantined",
    ),
    "a name of marks": ("articles/\u202egpj.exe\u200b.txt", lambda: SENTENCE.format("12,5%").encode(), "loaded"),
    "a name that is markup": (
        "articles/<img src=x onerror=alert(1)>.txt",
        lambda: SENTENCE.format("12,5%").encode(),
        "loaded",
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_file_made_to_break_a_reader_is_accounted_for_soon(tmp_path: Path, bomb: str) -> None:
    path, content, ends = BOMBS[bomb]
    landing = land_alone(tmp_path, path, content())
    assert ends in (landing.outcome, landing.code, "any"), landing
    assert landing.seconds < SLOWEST_SECONDS, landing


# what stands for a figure, and what may be read there: the whole figure, or nothing
LOOKALIKES = {
    "９０,５%": [90.5],
    "9\u200b0,5%": [],
    "9\u200d0%": [],
    "9\ufeff0%": [],
    "9\u00ad0%": [],
    "9\u20600%": [],
    "9\u041e,5%": [],
    "\u041e9%": [],
    "1\u041e0": [],
    "9O%": [],
    "1l0": [],
    "9\u03380%": [],
    "\u202e%5,09\u202c": [],
    "\u202e90,5%\u202c": [],
    "\u206690,5%\u2069": [],
    "NaN%": [],
    "Infinity%": [],
    "90,5%": [90.5],
    "90,5%\u200b": [90.5],
}


@pytest.mark.parametrize("shown", LOOKALIKES)
def test_a_figure_that_does_not_read_as_it_looks_is_left_unread(shown: str) -> None:
    document = reading.Document(SENTENCE.format(shown), None, None, None)
    read = [s.value for s in reading.read_statements(document) if s.unit == "percent" or s.kind == "actual"]
    assert read == LOOKALIKES[shown]


@pytest.mark.parametrize("day", ["31/02/2024", "30/2/2024", "32/13/2024", "29/02/2023", "00/00/2024"])
def test_a_day_that_is_none_dates_nothing(day: str) -> None:
    text = f"Đến ngày {day}, tỉnh Quảng Ninh có 90,5% hồ sơ thanh toán trực tuyến."
    (statement,) = reading.read_statements(reading.Document(text, None, None, None))
    assert (statement.value, statement.period_end, statement.period_basis) == (90.5, None, "unknown")


def test_json_of_the_api_is_read_when_nothing_is_wrong_with_it(tmp_path: Path) -> None:
    """Else the refusals above would prove nothing."""
    landing = land_alone(tmp_path, "portals/api/a.json", json.dumps(json.loads(API.format(5))).encode())
    assert landing.outcome == "loaded"


def test_two_columns_of_one_measure_may_both_be_zero(tmp_path: Path) -> None:
    """Found by changing bits of captures: their sum was an int, which Python 3.11 cannot ask whether it is whole."""
    heads = [
        "Đơn vị",
        "Tiếp nhận",
        "Đã giải quyết",
        "Đúng hạn",
        "Quá hạn",
        "Từ chối giải quyết",
        "Rút không giải quyết",
    ]
    lines = [heads, ["Sở Thử", "9", "8", "8", "0", "0", "0"], ["Tổng số", "9", "8", "8", "0", "0", "0"]]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
    landing = land_alone(tmp_path, "portals/bang/a.html", f"<table>{table}</table>".encode())
    assert (landing.outcome, landing.rows) == ("loaded", 2)
