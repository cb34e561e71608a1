import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from dashboard import repository, warehouse
from dashboard.rows.evidence import Cell
from dashboard.warehouse import WarehouseMissing, WarehouseUnreadable, ask, attached, current_edition
from tests.dashboard.invented.names import PLACE


def test_a_file_put_in_place_is_another_edition(
    small_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = tmp_path / "w.duckdb"
    shutil.copy(small_warehouse, served)
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(served))
    before = current_edition()
    assert repository.build(before).build_id.endswith("thu00001")
    staged = tmp_path / "next.duckdb"
    shutil.copy(small_warehouse, staged)
    with duckdb.connect(str(staged)) as con:
        con.execute("update build_info set build_id = 'thu00002'")
    staged.replace(served)
    after = current_edition()
    assert after != before
    assert repository.build(after).build_id == "thu00002"
    # a page that began with the old edition goes on with it
    assert repository.kpis(before, PLACE)
    assert repository.build(before).build_id.endswith("thu00001")


def test_no_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(tmp_path / "none"))
    with pytest.raises(WarehouseMissing):
        current_edition()


def test_a_file_without_the_tables_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty.duckdb"
    duckdb.connect(str(empty)).close()
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(empty))
    with pytest.raises(WarehouseUnreadable):
        repository.places(current_edition())


@pytest.mark.parametrize(
    "attack",
    [
        "copy (select 1) to '{path}' (use_tmp_file false)",
        "select * from read_text('/etc/passwd')",
        "attach '/tmp/other.duckdb' as other",
        "install httpfs",
        "set enable_external_access = true",
        "delete from kpi_current",
        "create table warehouse.main.mine (a int)",
    ],
)
def test_the_connection_can_only_read(published: Path, attack: str) -> None:
    size = published.stat().st_size
    cursor = attached(current_edition()).cursor()
    cursor.execute("use warehouse")
    with pytest.raises(duckdb.Error):
        cursor.execute(attack.format(path=published))
    assert published.stat().st_size == size


def test_threads_do_not_disturb_one_another(published: Path) -> None:
    edition = current_edition()

    def read(_: int) -> int:
        warehouse.answer.cache_clear()
        return len(repository.kpis(edition, PLACE))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(read, range(60))) == {len(repository.kpis(edition, PLACE))}


def test_a_query_that_drifts_from_its_rows_is_caught(published: Path) -> None:
    with pytest.raises(TypeError, match="build"):
        ask(current_edition(), "build", Cell)


def test_a_path_with_a_quote_is_a_path(small_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = tmp_path / "kho 'số liệu'.duckdb"
    shutil.copy(small_warehouse, odd)
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(odd))
    assert repository.places(current_edition())
