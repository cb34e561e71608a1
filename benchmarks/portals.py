"""python -m benchmarks.portals [CAPTURES …]: generated captures of every shape, built and held to the truth.

For each size: lines a second of landing and of the whole build, its memory, every published line against the generated
one, every file in load_audit; then the same folder again with nothing new, and with one more day of every source.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.captures import SHAPES, write
from orchestration.settings import ROOT

SIZES = (10, 1_000)
UNITS = 30
COLUMNS = "capture_path, organisation, to_process, resolved_on_time, resolved_late, resolved"


@dataclass(frozen=True, slots=True)
class Run:
    seconds: float
    megabytes: float


def portals(sizes: Sequence[int]) -> None:
    empty, _ = built(0)
    for captures in sizes:
        first, others = built(captures)
        print(told(captures, first, empty))
        for name, run in others.items():
            print(f"  {name}: {run.seconds:.1f} s, {run.seconds / first.seconds:.3f} of it, "
                  f"{run.seconds - empty.seconds:+.1f} s over an empty folder's build")  # fmt: skip


def told(captures: int, run: Run, empty: Run) -> str:
    rate = captures / max(run.seconds - empty.seconds, 0.1)
    return (
        f"{captures:,} captures: {run.seconds:.1f} s, {rate:,.0f} captures/s, peak {run.megabytes:,.0f} MB; all exact"
    )


def built(captures: int) -> tuple[Run, dict[str, Run]]:
    """A build over so many captures, and builds after it: with one more day of every source, and with nothing new."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        raw, later = folder / "raw", folder / "later"
        raw.mkdir()
        if not captures:
            return build(folder), {}
        kinds = len(SHAPES)
        write(later / "raw", captures + kinds, UNITS)
        days = {path for kind in SHAPES for path in sorted((later / "raw/portals" / kind).iterdir())[-1:]}
        shutil.copytree(
            later / "raw", raw, dirs_exist_ok=True, ignore=lambda _, names: {p.name for p in days} & set(names)
        )
        held = folder / "truth.parquet"
        last = ", ".join(f"'portals/{path.parent.name}/{path.name}'" for path in days)
        duckdb.sql(
            f"copy (from '{later / 'truth.parquet'}' where capture_path not in ({last})) to '{held}' (format parquet)"
        )
        first = build(folder)
        hold_to(folder, held, captures)
        for path in days:
            shutil.copy(path, raw / "portals" / path.parent.name)
        one_day = build(folder)
        hold_to(folder, later / "truth.parquet", captures + kinds)
        return first, {"one more day": one_day, "nothing new": build(folder)}


def build(folder: Path) -> Run:
    environment = os.environ | {
        "THUOCDO_RAW": str(folder / "raw"),
        "THUOCDO_HOME": str(folder / "home"),
        "THUOCDO_WAREHOUSE": str(folder / "warehouse.duckdb"),
    }
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "orchestration", "warehouse"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("the build failed; run `make warehouse` to see why")
    return Run(time.perf_counter() - begun, used.ru_maxrss / 1024)


def hold_to(folder: Path, truth: Path, captures: int) -> None:
    """Every generated line is published, no other is, and every file is accounted for."""
    with duckdb.connect() as con:
        con.execute(f"attach '{folder / 'warehouse.duckdb'}' as w (read_only)")
        generated, published = f"select {COLUMNS} from '{truth}'", f"select {COLUMNS} from w.fct_tthc_result"
        for one, other, what in [(generated, published, "lost"), (published, generated, "invented")]:
            differing = con.sql(f"({one}) except all ({other})").fetchall()
            if differing:
                raise SystemExit(f"{len(differing)} lines {what}, such as {differing[0]}")
        files = con.sql(
            "select count(*) from w.load_audit where room = 'portals' and outcome <> 'quarantined'"
        ).fetchall()
        if files != [(captures,)]:
            raise SystemExit(f"{files} of {captures} captures accounted for")


if __name__ == "__main__":
    portals([int(told) for told in sys.argv[1:]] or SIZES)
