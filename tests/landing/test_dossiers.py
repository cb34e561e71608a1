"""Exports as strangers write them → the same figures, or a refusal that quotes nothing."""

import csv
import io
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from benchmarks.dossiers import generate
from orchestration.landing.dossiers import batches
from orchestration.landing.land import Landed, land
from orchestration.landing.people import may_be_copied
from orchestration.landing.refusal import Refused
from orchestration.landing.scan import MAX_BYTES, scan
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import UNDECLARED, Source

SOURCE = Source(id="mau", folder="portals/mau", kind="portal", shape="dossiers", name="Mẫu", organisation="Sở mẫu")
NOTE = Sidecar(captured_at=datetime(2025, 6, 30, 17))
EXPORT = generate(400, seed=7)
ENGLISH = {
    "Mã hồ sơ": "dossier_code",
    "Lĩnh vực": "Domain Name",
    "Cơ quan thực hiện": "Agency",
    "Ngày tiếp nhận": "RECEIVED_AT",
    "Ngày hẹn trả": "Due date",
    "Ngày hẹn trả lại": "extend_date",
    "Ngày có kết quả": "Result date",
    "Ngày trả kết quả": "finish date",
    "Trạng thái": "Status",
}


def text_of(frame: pl.DataFrame, separator: str = ",", moments: str = "%d/%m/%Y %H:%M") -> str:
    return frame.write_csv(separator=separator, datetime_format=moments)


def landed_of(folder: Path, name: str, data: bytes | pl.DataFrame, source: Source = SOURCE) -> Landed:
    path = folder / "raw" / "portals" / "mau" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(data, pl.DataFrame):
        data.write_parquet(path)
    else:
        path.write_bytes(data)
    (file,) = scan(folder / "raw")
    return land(file, NOTE, source)


def figures_of(landed: Landed) -> list[dict[str, Any]]:
    captures = landed.bulk["tthc_capture"].collect().drop("measure_id", "document_id", "locator")
    return captures.sort("organisation", "field", "period_start").to_dicts()


def rows_of(landed: Landed) -> pl.DataFrame:
    return pl.concat(batches(landed.bulk["dossier"]))


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    figures = figures_of(landed_of(tmp_path_factory.mktemp("expected"), "a.parquet", EXPORT))
    assert sum(month["received"] for month in figures) == 400
    return figures


VARIANTS: dict[str, Callable[[pl.DataFrame], bytes]] = {
    "comma": lambda frame: text_of(frame).encode(),
    "semicolon and mark": lambda frame: text_of(frame, ";").encode("utf-8-sig"),
    "tab, UTF-16": lambda frame: text_of(frame, "\t").encode("utf-16"),
    "ISO moments": lambda frame: text_of(frame, moments="%Y-%m-%dT%H:%M:%S").encode(),
    "decomposed": lambda frame: unicodedata.normalize("NFD", text_of(frame)).encode(),
    "upper-case header": lambda frame: text_of(frame.rename(str.upper)).encode(),
    "English header": lambda frame: text_of(frame.rename(ENGLISH)).encode(),
    "other order, more columns": lambda frame: text_of(
        frame.select(pl.lit("ghi chú, có phẩy").alias("Ghi chú"), *reversed(frame.columns), pl.lit("1").alias("STT"))
    ).encode(),
    "titles above": lambda frame: ("BẢN KÊ HỒ SƠ\nTừ ngày 01/01/2025\n\n" + text_of(frame)).encode(),
    "CRLF and quotes": lambda frame: quoted(frame).encode(),
}


def quoted(frame: pl.DataFrame) -> str:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows(csv.reader(io.StringIO(text_of(frame))))
    return out.getvalue()


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_way_of_writing_gives_the_same_figures(
    variant: str, tmp_path: Path, expected: list[dict[str, Any]]
) -> None:
    assert figures_of(landed_of(tmp_path, "a.csv", VARIANTS[variant](EXPORT))) == expected


def test_rows_name_their_line_and_their_agency_s_code(tmp_path: Path) -> None:
    landed = landed_of(tmp_path, "a.parquet", EXPORT)
    rows = rows_of(landed)
    assert landed.row_count == len(rows) + len(landed.bulk["tthc_capture"].collect())
    assert rows["row_number"].to_list() == list(range(1, len(EXPORT) + 1))
    assert set(rows["agency_code"]) == {"H00.01", "H00.02"}
    assert rows["is_repeat"].sum() == len(EXPORT) - 400 > 0


def test_the_locator_is_a_filter_that_finds_the_dossiers(tmp_path: Path) -> None:
    capture = landed_of(tmp_path, "a.csv", text_of(EXPORT).encode()).bulk["tthc_capture"].collect().row(0, named=True)
    assert capture["locator"].startswith("tệp a.csv, lọc: Cơ quan = “Đơn vị mẫu hồ sơ 1 (hồ sơ sinh ra)”")
    assert capture["locator"].endswith("tháng 01/2025")


def test_what_is_worth_knowing_is_said(tmp_path: Path) -> None:
    warning = landed_of(tmp_path, "a.parquet", EXPORT).warning
    assert warning
    assert "lặp lại mã hồ sơ" in warning.text
    assert "không có ngày hẹn" in warning.text


def test_without_a_note_the_last_day_told_is_the_day_of_the_export(tmp_path: Path) -> None:
    path = tmp_path / "raw" / "portals" / "mau" / "a.parquet"
    path.parent.mkdir(parents=True)
    EXPORT.write_parquet(path)
    (file,) = scan(tmp_path / "raw")
    captures = land(file, Sidecar(), SOURCE).bulk["tthc_capture"].collect()
    told = EXPORT.select(pl.max_horizontal(pl.col("Ngày tiếp nhận", "Ngày có kết quả", "Ngày trả kết quả").max()))
    assert captures["as_of"].unique().to_list() == [told.item()]


HEAD = "Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả,Họ và tên\n"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "no_header"),
        ("a.csv", "Họ và tên,Địa chỉ\nBà Thử,Phố Kín\n".encode(), "no_header"),
        ("a.csv", HEAD.encode(), "no_rows"),
        ("a.csv", HEAD.encode() + b"1,x,,,y\n" * 3, "undated"),
        ("a.csv", HEAD.replace("Ngày hẹn trả,", "").encode() + b"H00.01-250203-1,03/02/2025,,x\n", "columns_missing"),
        ("a.csv", HEAD.encode() + "1,2,3,4,Bà Thử,một ô thừa ở Phố Kín\n".encode(), "uneven"),
        ("a.csv", HEAD.encode() + "1,Bà Thử\n".encode(), "uneven"),
        ("a.csv", HEAD.encode() + "1,03/02/2025,,,Bà Thử\n".encode("utf-16-le"), "not_a_table"),
        ("a.csv", HEAD.encode() + b"1,03/02/2025,\xff\xfe,,\xe9\n", "not_a_table"),
        ("a.parquet", "PAR1 Phố Kín PAR1".encode(), "not_a_table"),
        ("a.json", b"{}", "format_not_read"),
    ],
)
def test_what_cannot_be_read_is_refused_and_quotes_nobody(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        landed_of(tmp_path, name, data)
    assert refused.value.reason.code == code
    assert not {"Thử", "Phố Kín", "ô thừa"} & set(refused.value.reason.text.split(","))
    assert refused.value.__cause__ is None


def test_a_weak_key_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUOCDO_PERSON_KEY", "short")
    with pytest.raises(Refused, match="THUOCDO_PERSON_KEY"):
        landed_of(tmp_path, "a.parquet", EXPORT)


def test_a_large_table_is_read_only_as_case_files(tmp_path: Path) -> None:
    data = text_of(EXPORT).encode()
    blank = b",".join([b""] * len(EXPORT.columns)) + b"\n"
    large = data + blank * (MAX_BYTES // len(blank))
    assert len(large) > MAX_BYTES
    assert landed_of(tmp_path, "a.csv", large).row_count > 400
    with pytest.raises(Refused) as refused:
        landed_of(tmp_path, "a.csv", large, Source(id="b", name="B", shape="widget"))
    assert refused.value.reason.code == "too_large"


@pytest.mark.parametrize(
    ("name", "content", "source", "copied"),
    [
        ("portals/a/x.csv", "Số CCCD,Ngày\n", UNDECLARED, False),
        ("portals/a/x.parquet", "", UNDECLARED, False),
        ("portals/a/x.html", "<p>Trang</p>", UNDECLARED, True),
        ("portals/a/x.csv", "Đơn vị,Tổng số\n", SOURCE, False),
        ("figures/x.csv", "place,level,as_of\n", UNDECLARED, True),
        ("figures/x.csv", "STT;HỌ VÀ TÊN;ĐIỆN THOẠI\n", UNDECLARED, False),
    ],
)
def test_what_may_hold_people_is_not_copied_into_quarantine(
    tmp_path: Path, name: str, content: str, source: Source, copied: bool
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(content, "utf-8")
    (file,) = scan(tmp_path)
    assert may_be_copied(file, source) is copied


def test_days_written_month_first_are_refused_and_a_slip_among_others_is_told(tmp_path: Path) -> None:
    data = text_of(EXPORT, moments="%m/%d/%Y %H:%M").encode()
    with pytest.raises(Refused) as refused:
        landed_of(tmp_path, "a.csv", data)
    assert refused.value.reason.code == "month_first"
    usual = EXPORT.with_columns(pl.col("Ngày tiếp nhận").dt.strftime("%d/%m/%Y"))
    slip = usual[0].with_columns(pl.lit("01/31/2025").alias("Ngày tiếp nhận"))
    told = landed_of(tmp_path, "a.csv", text_of(pl.concat([slip, usual[1:]])).encode())
    assert told.warning is not None
    assert "ô ngày không đọc được" in told.warning.text
