"""Captures of the report shapes → landing rows, and the ten lines of YAML that are all a new source needs."""

import json
import re
import unicodedata
from datetime import date, datetime
from pathlib import Path

import pytest

from benchmarks.captures import Counts, api, sheet_csv, table, workbook
from orchestration.landing.land import Landed, land
from orchestration.landing.refusal import Refused
from orchestration.landing.scan import scan
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import Source, read_registry

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = re.findall(r"```yaml\n(sources:.*?)```", (ROOT / "docs/sources.md").read_text("utf-8"), re.DOTALL)
DAY = date(2025, 1, 31)
TONES = "\u0300\u0301\u0303\u0309\u0323"
BLOCK = """<h1>CỔNG THÔNG TIN</h1><div>KẾT QUẢ GIẢI QUYẾT TTHC<br>Đến tháng {day:%m}<br>Số hồ sơ xử lý: 1000<br>
Trước & đúng hạn: 900<br>Trễ hạn: 100<br>Cập nhật lúc: {day:%d/%m/%Y} 08:00:00</div>"""
LINES = [
    Counts("Sở Xây dựng", 100, 1_900, 1_500, 250, 50, 190, 10),
    Counts("UBND thị xã Bỉm Sơn", 10, 90, 50, 20, 10, 18, 2),
    Counts("UBND xã Nga Sơn", 0, 40, 30, 5, 0, 5, 0),
]
FIRST = {"to_process": 2_000, "carried_over": 100, "received": 1_900, "resolved": 1_800, "resolved_early": 1_500,
         "resolved_on_day": 250, "resolved_late": 50, "pending_in_time": 190, "pending_overdue": 10}  # fmt: skip


def landed(folder: Path, name: str, data: bytes, source: Source, note: Sidecar | None = None) -> Landed:
    path = folder / source.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    (file,) = [file for file in scan(folder) if file.path.endswith(name)]
    return land(file, note or Sidecar(captured_at=datetime(2025, 2, 1, 6)), source)


SYNC = {"code": "DOSSIER_SYNC", "name": "Đồng bộ", "numerator": 75, "denominator": 100, "ratio": 75, "score": 4.5,
        "maxScore": 6}  # fmt: skip
SCORES = {
    "request": {"timeType": "month", "year": 2026, "month": 8},
    "data": {
        "overview": {"departmentName": "UBND tỉnh", "metrics": [SYNC]},
        "evaluation": [
            {"departmentName": "Sở Xây dựng", "metrics": [SYNC | {"numerator": None, "ratio": None, "score": None}]},
            {"departmentName": "UBND xã Nga Sơn", "metrics": [SYNC]},
        ],
    },
}


def source(shape: str, **more: object) -> Source:
    told = {"id": "p", "folder": "portals/p", "kind": "portal", "name": "P", "place": "tỉnh Thanh Hóa"}
    return Source.model_validate(told | {"shape": shape} | more)


@pytest.mark.parametrize(
    ("shape", "name", "data"),
    [
        ("table", "a.html", table(DAY, LINES)),
        ("sheet", "a.csv", sheet_csv(DAY, LINES)),
        ("sheet", "a.xlsx", workbook(DAY, LINES)),
        ("json", "a.json", api(DAY, LINES)),
    ],
)
def test_every_shape_gives_the_same_figures(tmp_path: Path, shape: str, name: str, data: bytes) -> None:
    rows = landed(tmp_path, name, data, source(shape)).rows["tthc_capture"]
    first, district, commune, whole = rows
    assert {measure: first[measure] for measure in FIRST} == FIRST
    assert [row["line_kind"] for row in rows] == ["unit", "unit", "unit", "total"]
    assert whole["to_process"] == 2_140
    assert (whole["organisation"], whole["place_name"], whole["place_level"]) == (
        "Tỉnh Thanh Hóa",
        "Thanh Hóa",
        "province",
    )
    # a department and a commune are slices of the province; a district is a place of its own
    assert (first["place_name"], first["place_level"]) == ("Thanh Hóa", "other")
    assert (district["place_name"], district["place_level"]) == ("Bỉm Sơn", "district")
    assert (commune["place_name"], commune["place_level"]) == ("Thanh Hóa", "commune")
    assert len({row["measure_id"] for row in rows}) == 4


@pytest.mark.parametrize(("day", "key"), [(DAY, "38-2004"), (date(2025, 10, 31), "38-2025")])
@pytest.mark.parametrize("captured_at", [datetime(2025, 2, 1), datetime(2026, 11, 1)])
def test_figures_are_of_the_place_that_stood_in_their_period(
    tmp_path: Path, day: date, key: str, captured_at: datetime
) -> None:
    pages = {"table": table(day, LINES), "widget": BLOCK.format(day=day).encode()}
    for shape, page in pages.items():
        told = landed(tmp_path, f"{shape}.html", page, source(shape), Sidecar(captured_at=captured_at))
        rows = [*told.rows["tthc_capture"], *told.rows.get("statement", [])]
        assert {row["place_key"] for row in rows if row["place_level"] == "province"} == {key}, shape


def test_what_is_printed_is_kept_where_the_value_does_not_say_it(tmp_path: Path) -> None:
    (first, *_) = landed(tmp_path, "a.html", table(DAY, LINES), source("table")).rows["tthc_capture"]
    assert first["cells"] == {"stated_on_time_rate": "97,22"}
    assert first["labels"]["resolved_late"].endswith("qua han")
    (first, *_) = landed(tmp_path, "b.xlsx", workbook(DAY, LINES), source("sheet")).rows["tthc_capture"]
    assert first["cells"] == {"to_process": "2000", "received": "1900", "resolved": "1800", "resolved_early": "1500"}


def test_a_changed_layout_is_refused_with_the_label_that_is_gone(tmp_path: Path) -> None:
    changed = table(DAY, LINES).decode().replace("<th>Quá hạn</th></tr>\n<tr>", "<th>Muộn</th></tr>\n<tr>")
    changed = changed.replace("<th>Đúng hạn</th><th>Quá hạn</th>", "<th>Đúng hạn</th><th>Muộn</th>")
    with pytest.raises(Refused, match="Quá hạn") as refused:
        landed(tmp_path, "a.html", changed.encode(), source("table"))
    assert refused.value.reason.code == "label_missing"


def test_a_column_that_can_be_two_things_is_refused_with_its_headers(tmp_path: Path) -> None:
    names = ("Đơn vị", "Tháng này", "Tháng này", "Tháng này", "Lũy kế", "Lũy kế", "Lũy kế")
    leaves = ("", *("Trước hạn", "Đúng hạn", "Quá hạn") * 2)
    data = "\n".join(";".join(cells) for cells in (names, leaves, ("Sở A", "80", "15", "5", "800", "150", "50")))
    with pytest.raises(Refused, match="cùng một nghĩa") as refused:
        landed(tmp_path, "a.csv", data.encode(), source("sheet"))
    assert refused.value.reason.code == "label_missing"


@pytest.mark.parametrize(
    ("shape", "name", "data", "code"),
    [
        ("table", "a.html", b"<p>B\xe1\xba\xa3o tr\xc3\xac</p>", "no_report"),
        ("sheet", "a.xlsx", b"PK\x03\x04 cut", "not_a_sheet"),
        ("sheet", "a.csv", "STT;Tên\n1;An\n".encode(), "no_report"),
        ("json", "a.json", b"<html>", "not_json"),
        ("json", "a.json", json.dumps({"data": []}).encode(), "no_report"),
        ("table", "a.pdf", b"%PDF-1.7", "format_not_read"),
    ],
)
def test_what_is_no_report_is_refused_with_a_reason(
    tmp_path: Path, shape: str, name: str, data: bytes, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        landed(tmp_path, name, data, source(shape))
    assert refused.value.reason.code == code


def test_odd_cells_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    odd = sheet_csv(DAY, LINES).decode().replace(";250;", ";#REF!;", 1)
    told = landed(tmp_path, "a.csv", odd.encode(), source("sheet"))
    assert told.warning is not None
    assert "#REF!" in told.warning.text
    assert told.rows["tthc_capture"][0]["resolved_on_day"] is None
    assert told.rows["tthc_capture"][1]["resolved_on_day"] == 20


def test_communes_that_stand_within_their_districts_are_not_added_twice(tmp_path: Path) -> None:
    lines = [Counts(f"Đơn vị {n}", 0, 10, 5, 3, 1, 1, 0) for n in range(6)]
    whole = {
        inside: landed(tmp_path, "a.html", table(DAY, lines), source("table", communes_inside=inside)).rows[
            "tthc_capture"
        ][-1]["children_gap"]
        for inside in (False, True)
    }
    assert whole == {False: 0, True: 40}


def test_the_source_of_the_docs_reads_a_capture(tmp_path: Path) -> None:
    (declared,) = read_registry(BLOCKS[0]).sources
    assert len([line for line in BLOCKS[0].strip().splitlines() if line.strip() != "sources:"]) <= 10
    rows = landed(tmp_path, "2025-01-31.html", table(DAY, LINES), declared).rows["tthc_capture"]
    assert rows[-1]["resolved"] == 1_915


def test_labels_of_a_source_of_its_own_are_told_in_its_entry(tmp_path: Path) -> None:
    (declared,) = read_registry(BLOCKS[1]).sources
    text = "Đơn vị;HS vào;;Trả kết quả;\n;Tổng;Mới;Đúng hạn;HS trễ\nPhòng A;1.250;1.000;1.100;50\n"
    (row,) = landed(tmp_path, "a.csv", text.encode(), declared).rows["tthc_capture"]
    assert (row["to_process"], row["resolved_late"]) == (1_250, 50)


def in_code_page(char: str) -> bytes:
    """A letter in Windows-1258, which writes tone marks behind the letters that it cannot hold whole."""
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", char)
        bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        return (bare + "".join(part for part in parts if part in TONES)).encode("cp1258")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_that_says_what_it_is(tmp_path: Path, encoding: str) -> None:
    text = sheet_csv(DAY, LINES).decode("utf-8-sig")
    rows = landed(tmp_path, "a.csv", text.encode(encoding), source("sheet")).rows["tthc_capture"]
    assert {measure: rows[0][measure] for measure in FIRST} == FIRST
    assert [row["line_kind"] for row in rows] == ["unit", "unit", "unit", "total"]


def test_an_old_code_page_is_read_when_its_sender_names_it_and_refused_when_nobody_does(tmp_path: Path) -> None:
    data = b"".join(map(in_code_page, sheet_csv(DAY, LINES).decode("utf-8-sig")))
    named = Sidecar(captured_at=datetime(2025, 2, 1), headers={"content-type": "text/csv; charset=windows-1258"})
    rows = landed(tmp_path, "a.csv", data, source("sheet"), named).rows["tthc_capture"]
    assert {measure: rows[0][measure] for measure in FIRST} == FIRST
    with pytest.raises(Refused) as refused:
        landed(tmp_path, "b.csv", data, source("sheet"))
    assert refused.value.reason.code == "not_decodable"


@pytest.mark.parametrize(
    "header", ["§¬n vÞ;Tæng sè;Tr­íc h¹n;§óng h¹n;Qu¸ h¹n", "Ñôn vò;Toång soá;Tröôùc haïn;Ñuùng haïn;Quaù haïn"]
)
def test_fonts_that_look_like_latin_are_no_report(tmp_path: Path, header: str) -> None:
    with pytest.raises(Refused, match="TCVN3") as refused:
        landed(tmp_path, "a.csv", f"{header}\nA;10;5;3;2\n".encode(), source("sheet"))
    assert refused.value.reason.code == "old_font"


def test_scores_are_of_the_place_and_of_the_bodies_under_it(tmp_path: Path) -> None:
    data = json.dumps(SCORES).encode()
    whole, department, commune = landed(tmp_path, "a.json", data, source("scores")).rows["portal_metric"]
    assert (whole["place_name"], whole["place_level"], whole["organisation"]) == (
        "Thanh Hóa",
        "province",
        "Tỉnh Thanh Hóa",
    )
    assert (department["organisation"], department["place_level"]) == ("Sở Xây dựng", "other")
    assert commune["place_level"] == "commune"
    assert (department["numerator"], department["score"], department["max_score"]) == (None, None, 6)
    assert (whole["period_start"], whole["period_end"]) == (date(2026, 8, 1), date(2026, 8, 31))


@pytest.mark.parametrize(("data", "code"), [(b'{"data": []}', "no_metrics"), (b"<html>", "not_json")])
def test_an_answer_without_metrics_is_set_aside(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        landed(tmp_path, "a.json", data, source("scores"))
    assert refused.value.reason.code == code
