"""One file through the whole landing, alone: what became of it, and the processor seconds it took."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import FrameType

import duckdb

from orchestration.landing.checks import CHECKS, offending_rows
from orchestration.landing.ingest import ingest
from orchestration.landing.scan import scan

SLOWEST_SECONDS = 2.0
# a hang is ended here and is a failure; the machine may be busy with other things
HANG_SECONDS = 60
OUTCOMES = {"loaded", "quarantined", "held_back"}
SOURCES = """
sources:
  - {id: may, folder: portals/may, kind: portal, name: Cổng thử, place: Hải Dương}
  - {id: bang, folder: portals/bang, kind: portal, shape: table, name: Bảng thử}
  - {id: bieu, folder: portals/bieu, kind: portal, shape: sheet, name: Biểu thử}
  - {id: api, folder: portals/api, kind: portal, shape: json, name: API thử}
  - {id: diem, folder: portals/diem, kind: portal, shape: scores, name: Điểm thử, place: Hải Dương}
  - {id: muc, folder: portals/muc, kind: portal, shape: catalogue, name: Danh mục thử, place: Hải Dương}
  - {id: hoso, folder: portals/hoso, kind: portal, shape: dossiers, name: Hồ sơ thử, place: Hải Dương}
"""


@dataclass(frozen=True, slots=True)
class Landing:
    """The account of one file. `rows` are those of every landing table but the accounts.

    `outcome` is held_back when the file was read and its rows break a blocking check.
    """

    outcome: str
    code: str | None
    reason: str | None
    rows: int
    seconds: float


class Hung(BaseException):
    """A file kept the landing for longer than HANG_SECONDS."""


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    def end(signum: int, frame: FrameType | None) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def land_alone(folder: Path, path: str, data: bytes) -> Landing:
    """Lands one file under a raw folder of its own, beside the sources above, and runs every blocking check."""
    raw = folder / "raw"
    file = raw / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if path != "sources.yml":
        (raw / "sources.yml").write_text(SOURCES, "utf-8")
    file.write_bytes(data)
    try:
        with duckdb.connect() as con, no_longer_than(HANG_SECONDS):
            files = scan(raw)
            build = {"build_id": "b", "built_at": datetime(2026, 1, 1), "raw_files": len(files), "fingerprint": "f"}
            build |= {"git_sha": None, "duckdb_version": duckdb.__version__}
            started = time.process_time()
            accounts = ingest(con, files, build, folder / "quarantine", lambda _: None)
            seconds = time.process_time() - started
            broken = [check.name for check in CHECKS if offending_rows(con, check)]
    finally:
        file.unlink()
    assert len(accounts) == len(files)
    (account,) = (row for row in accounts if row["path"] == path)
    broken = [name for name in broken if (name, path) != ("registry_is_read", "sources.yml")]
    # a file whose figures break a check holds the build back: yesterday's stands, and nothing wrong is published
    landing = Landing(
        "held_back" if broken else account["outcome"],
        account["reason_code"],
        account["reason"],
        account["row_count"],
        round(seconds, 3),
    )
    assert landing.outcome in OUTCOMES, landing
    assert landing.outcome != "quarantined" or landing.reason, landing
    return landing
