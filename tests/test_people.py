"""Personal data planted in every place an export could hold it: no file that a build writes has any of it."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from benchmarks.dossiers import generate
from tests.conftest import Workshop

pytestmark = pytest.mark.xdist_group("built")

PLANTED = {
    "Họ và tên": "Nguyễn Thị Hạt Giống",
    "Chủ hồ sơ": "Trần Văn Nảy Mầm",
    "Địa chỉ": "số 7 ngõ Hoa Kín",
    "Số điện thoại": "0912345678",
    "Số CCCD": "012345678901",
    "Email": "hatgiong@thu.example",
    "Ngày sinh": "29/02/1988",
    "Lý do trễ hẹn": "bà Hạt Giống đi vắng",
    "Cột lạ": "BiMatKhongTen",
}
# what else the same values may look like
FORMS = {*PLANTED.values(), "Hạt Giống", "Nảy Mầm", "Hoa Kín", "hatgiong"}
SHIFTED = {"Mã hồ sơ": "012345678901", "Lĩnh vực": "0912.345.678", "Cơ quan thực hiện": "hatgiong@thu.example"}
DECLARED = """
  - {id: kin, folder: portals/kin, kind: portal, shape: dossiers, name: Kín}
"""


def plant(raw: Path) -> None:
    people = generate(50).with_columns(pl.lit(value).alias(name) for name, value in PLANTED.items())
    shifted = people.head(5).with_columns(pl.lit(value).alias(name) for name, value in SHIFTED.items())
    everyone = pl.concat([people, shifted])
    kin, lo = raw / "portals" / "kin", raw / "portals" / "chua-khai"
    for folder in (kin, lo):
        folder.mkdir()
    text = everyone.write_csv(datetime_format="%d/%m/%Y %H:%M")
    (kin / "a.csv").write_text(text, "utf-8")
    everyone.write_parquet(kin / "b.parquet")
    # refused: a line with too many cells, a missing column, a shape nobody declared, a room it does not belong to
    (kin / "c.csv").write_text(text + ",".join(PLANTED.values()) * 9 + "\n", "utf-8")
    (kin / "d.csv").write_text(everyone.drop("Ngày hẹn trả").write_csv(), "utf-8")
    (lo / "e.csv").write_text(text, "utf-8")
    everyone.write_parquet(lo / "f.parquet")
    (raw / "figures" / "g.csv").write_text(text, "utf-8")
    with (raw / "sources.yml").open("a", encoding="utf-8") as registry:
        registry.write(DECLARED)


def written_by(workshop: Workshop) -> list[Path]:
    beside = workshop.warehouse.parent
    everything = [*workshop.home.rglob("*"), *beside.glob("*"), *beside.glob(".*")]
    return [path for path in everything if path.is_file() and workshop.raw not in path.parents]


def cells_of(database: Path) -> str:
    """Every value of every table, as text: what is compressed in a file is not seen in its bytes."""
    with duckdb.connect() as con:
        con.execute(f"attach '{database}' as d (read_only)")
        tables = con.execute("select schema_name, table_name from duckdb_tables() where database_name = 'd'").fetchall()
        return "\n".join(str(con.sql(f'from d."{schema}"."{table}"').fetchall()) for schema, table in tables)


KEY = "a key of the test's own"


def test_no_planted_value_is_in_any_file_a_build_writes(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUOCDO_PERSON_KEY", KEY)
    plant(workshop.raw)
    done = workshop.build()
    assert done.returncode == 0, done.stdout + done.stderr
    outcomes = dict(
        workshop.ask("select path, outcome from load_audit where path like '%/kin/%' or path like '%/chua%'")
    )
    assert outcomes == {
        "portals/kin/a.csv": "loaded",
        "portals/kin/b.parquet": "loaded",
        "portals/kin/c.csv": "quarantined",
        "portals/kin/d.csv": "quarantined",
        "portals/chua-khai/e.csv": "quarantined",
        "portals/chua-khai/f.parquet": "quarantined",
    }
    ((rows, hashed),) = workshop.ask("select count(*), count(applicant_key) from fct_dossier")
    assert (rows, hashed) == (110, 110)

    files = written_by(workshop)
    assert workshop.warehouse in files
    forbidden = FORMS | {KEY}
    seen = {path: path.read_bytes() for path in files}
    seen |= {path: seen[path] + cells_of(path).encode() for path in files if path.suffix == ".duckdb"}
    told = (done.stdout + done.stderr).encode()
    leaks = {
        (str(path), value)
        for path, content in [*seen.items(), (Path("output"), told)]
        for value in forbidden
        if value.encode() in content
    }
    assert leaks == set()


def test_the_search_would_find_a_leak(workshop: Workshop) -> None:
    """The proof above is worth something only if a value that is there is found there."""
    assert "Quảng Ninh" in cells_of(workshop.warehouse)
