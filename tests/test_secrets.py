"""Secrets of the environment stay there: nothing that a build prints, keeps, publishes or gives away holds one."""

import json
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Workshop

pytestmark = pytest.mark.xdist_group("built")

SECRETS = {
    "THUOCDO_PERSON_KEY": "khoa-bi-mat-cua-nguoi-4f1c9a",
    "THUOCDO_READER_KEY": "khoa-bi-mat-cua-bo-doc-77ab0e",
    # nobody listens there: what goes wrong is told, and the key is not
    "THUOCDO_READER_URL": "http://127.0.0.1:9/v1",
}
KEYS = [SECRETS["THUOCDO_PERSON_KEY"], SECRETS["THUOCDO_READER_KEY"]]
DOSSIERS = "\n  - {id: ho-so, folder: portals/ho-so, kind: portal, shape: dossiers, name: Hồ sơ thử}\n"


def test_a_build_keeps_its_secrets(workshop: Workshop) -> None:
    sources = workshop.raw / "sources.yml"
    sources.write_text(sources.read_text("utf-8") + DOSSIERS, "utf-8")
    (workshop.raw / "articles" / "them.txt").write_text("Năm 2024, tỉnh Quảng Ninh có 44,5% hồ sơ.\n", "utf-8")
    (workshop.raw / "articles" / "hong.txt").write_bytes(b"\x00\x01" * 50)
    build = workshop.start(**SECRETS)
    printed, _ = build.communicate()
    assert build.returncode == 0, printed
    told = [("printed", printed.encode())]
    told += [(str(path), path.read_bytes()) for path in workshop.home.rglob("*") if path.is_file()]
    told += [(path.name, path.read_bytes()) for path in workshop.warehouse.parent.glob("*warehouse*") if path.is_file()]
    told += [(name, text.encode()) for name, text in tables_as_text(workshop.warehouse).items()]
    # DuckDB may press its text together: what its tables hold is looked at as text too
    told += [
        (f"build/{n}", text.encode())
        for n, text in tables_as_text(workshop.home / "build" / "warehouse.duckdb").items()
    ]
    assert len(told) > 50
    assert [name for name, data in told for key in KEYS if key.encode() in data] == []


def tables_as_text(path: Path) -> dict[str, str]:
    with duckdb.connect() as con:
        con.execute(f"attach '{path}' as w (read_only)")
        tables = con.execute("select schema_name, table_name from duckdb_tables() where database_name = 'w'").fetchall()
        return {
            f"{schema}.{table}": json.dumps(con.execute(f'from w."{schema}"."{table}"').fetchall(), default=str)
            for schema, table in tables
        }
