"""The app over a small warehouse of invented figures."""

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import warehouse
from dashboard.components import notice
from dashboard.text import Text
from tests.dashboard.contracts import create_tables, fill_registers
from tests.dashboard.invented import ROWS
from tests.dashboard.invented.names import Rows

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app_streamlit.py"


def write_warehouse(path: Path, rows: Rows) -> Path:
    with duckdb.connect(str(path)) as con:
        create_tables(con)
        for table, records in rows.items():
            for record in records:
                names = ", ".join(f'"{name}"' for name in record)
                con.execute(
                    f"insert into {table} ({names}) values ({', '.join('?' * len(record))})", list(record.values())
                )
        fill_registers(con)
    return path


@pytest.fixture
def small_rows() -> Rows:
    """The rows of the test warehouse, for a test to add to."""
    return {table: list(records) for table, records in ROWS.items()}


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_warehouse(tmp_path_factory.mktemp("warehouse") / "warehouse.duckdb", ROWS)


@pytest.fixture
def published(small_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test warehouse, set as the published one."""
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(small_warehouse))
    return small_warehouse


@pytest.fixture(autouse=True)
def forget_answers() -> Iterator[None]:
    yield
    warehouse.answer.cache_clear()
    warehouse.attached.cache_clear()


@pytest.fixture(autouse=True)
def failures_show(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that fails says so in its own words; under test it raises instead, unless that is what is tested."""
    if "real_failure" in request.fixturenames:
        return

    def raise_again(say: Text) -> None:
        raise

    monkeypatch.setattr(notice, "failed", raise_again)


@pytest.fixture
def real_failure() -> None:
    """Asks for the page as a reader sees it when it fails."""


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app as started from the repository, not yet run."""
    monkeypatch.chdir(ROOT)
    assert os.environ.get("THUOCDO_WAREHOUSE"), "a test says which warehouse it looks at"
    return AppTest.from_file(str(APP), default_timeout=20)
