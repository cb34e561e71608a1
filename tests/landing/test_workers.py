"""Reading on every core gives what reading in one process gives, and outlives a worker that is killed."""

import os
from datetime import date, timedelta
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from benchmarks.captures import Counts, sheet_csv
from orchestration.landing import store, workers
from orchestration.landing.scan import scan
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import Source
from orchestration.landing.workers import Errand, Reading, read_all

SOURCE = Source(id="p", folder="portals/p", kind="portal", shape="sheet", name="P", organisation="Sở mẫu")
FILES = 6


@pytest.fixture
def errands(tmp_path: Path) -> list[Errand]:
    folder = tmp_path / "portals/p"
    folder.mkdir(parents=True)
    for number in range(FILES):
        day = date(2025, 1, 31) + timedelta(days=number)
        lines = [Counts(f"Phòng {unit}", 1, 9 + number, 5, 2, 1, 2, 0) for unit in range(4)]
        (folder / f"{day}.csv").write_bytes(sheet_csv(day, lines))
    (folder / "broken.csv").write_bytes(b"\xff\xfe\x00")
    return [Errand(file, Sidecar(), SOURCE) for file in scan(tmp_path)]


@pytest.fixture
def types() -> dict[str, store.Types]:
    with duckdb.connect() as con:
        store.create_tables(con)
        return {table: store.types_of(con, table) for table in ("document", *store.CONTENT_TABLES)}


def together(readings: list[Reading]) -> tuple[dict[str, pl.DataFrame], list[Any]]:
    tables = {table for reading in readings for table in reading.frames}
    frames = {table: pl.concat([r.frames[table] for r in readings if table in r.frames]) for table in tables}
    return frames, [account for reading in readings for account in reading.accounts]


def on_every_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEWEST_BYTES", 0)
    monkeypatch.setattr(workers, "BUNDLE_FILES", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def test_workers_give_the_same_rows_in_the_same_order(
    errands: list[Errand], types: dict[str, store.Types], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, accounts = together(list(read_all(errands, types, None)))
    on_every_core(monkeypatch)
    shared, told = together(list(read_all(errands, types, None)))
    assert told == accounts
    assert [account.refused is None for account in told] == [True] * FILES + [False]
    assert shared.keys() == alone.keys() == {"document", "tthc_capture"}
    assert all(shared[table].equals(alone[table]) for table in alone)


def test_a_killed_worker_loses_nothing(
    errands: list[Errand], types: dict[str, store.Types], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, _ = together(list(read_all(errands, types, None)))
    on_every_core(monkeypatch)
    readings = read_all(errands, types, None)
    first = next(readings)
    for worker in active_children():
        worker.kill()
    left, accounts = together([first, *readings])
    assert len(accounts) == FILES + 1
    assert left["tthc_capture"].equals(alone["tthc_capture"])
