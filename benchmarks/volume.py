"""python -m benchmarks.volume [UNIT_DAYS …]: the build over so many unit-days, beside the limit of each of its steps.

A unit-day is one line of one daily capture. For each size, in one run: reading beside reading and hashing the bytes
alone, the models beside the same SQL run bare in DuckDB, publishing, one more day, nothing new, every kpi_ table asked
for one place, and the memory of each build. What is published is held to what was generated, line by line.
"""

import hashlib
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.captures import write
from benchmarks.keeping import keep
from benchmarks.portals import hold_to
from orchestration.settings import ROOT

QUICK = (20_000,)
SIZES = (100_000, 1_000_000)
UNITS = 5_000
REPEATS = 5
RESULTS = Path(__file__).with_name("results") / "volume.json"
READING, MODELS = "landing: read new files", "dbt: models and tests"
PUBLISHING = "publish: audit and replace the published file"
# a place may have thousands of bodies under it, and nobody asks for all of them at once
ASKED_BY = {"kpi_tthc_month": "organisation", "kpi_scorecard": "body_id"}
STEP = re.compile(r"✓ (.+?) \(([0-9.]+) s\)")


@dataclass(frozen=True, slots=True)
class Build:
    """One `make warehouse`: wall seconds, processor seconds, the most memory it held, and the seconds of its steps."""

    seconds: float
    cpu_seconds: float
    peak_mib: float
    steps: dict[str, float]


@dataclass(frozen=True, slots=True)
class Volume:
    """What was measured over so many unit-days. Seconds, unless the name says otherwise."""

    unit_days: int
    raw_megabytes: float
    read_and_hash: float
    whole: Build
    bare_sql: float
    one_more_day: Build
    nothing_new: Build
    published_megabytes: float
    kpi_milliseconds: dict[str, float]

    @property
    def ratios(self) -> dict[str, float]:
        return {
            "reading to read and hash": self.whole.steps[READING] / self.read_and_hash,
            "models and tests to bare SQL": self.whole.steps[MODELS] / self.bare_sql,
            "whole build to bare SQL": self.whole.seconds / self.bare_sql,
            "one more day to the whole build": self.one_more_day.seconds / self.whole.seconds,
            "one more day to the whole build, processor": self.one_more_day.cpu_seconds / self.whole.cpu_seconds,
        }


def volume(sizes: Sequence[int] = SIZES) -> list[Volume]:
    measured = []
    # the smallest first: a program begins with the memory peak of the one that starts it, which a large size has raised
    for size in sorted(sizes):
        with tempfile.TemporaryDirectory(prefix="volume-") as name:
            measured.append(measure(Path(name), size))
        print(told(measured[-1]), flush=True)
        if sizes != QUICK:
            keep(RESULTS, "unit_days", asdict(measured[-1]) | {"ratios": measured[-1].ratios})
    return measured


def measure(folder: Path, unit_days: int) -> Volume:
    units = min(UNITS, max(10, unit_days // 100))
    days = unit_days // units
    write(folder / "raw", days + 1, units, ("sheet",))
    captures = sorted((folder / "raw/portals/sheet").iterdir())
    last = captures.pop()
    shutil.move(last, folder / last.name)
    read_and_hash = median_seconds(lambda: [hashlib.sha256(path.read_bytes()).digest() for path in captures])
    megabytes = sum(path.stat().st_size for path in captures) / 1e6
    whole = build(folder)
    bare = bare_sql(folder)
    asked = kpis(folder / "warehouse.duckdb")
    shutil.move(folder / last.name, last)
    one_more_day = build(folder)
    hold_to(folder, folder / "truth.parquet", days + 1)
    return Volume(
        unit_days=days * units,
        raw_megabytes=megabytes,
        read_and_hash=read_and_hash,
        whole=whole,
        bare_sql=bare,
        one_more_day=one_more_day,
        nothing_new=build(folder),
        published_megabytes=(folder / "warehouse.duckdb").stat().st_size / 1e6,
        kpi_milliseconds=asked,
    )


def build(folder: Path) -> Build:
    """Runs `make warehouse` and takes the seconds of its steps from what it says of them."""
    environment = os.environ | {
        "THUOCDO_RAW": str(folder / "raw"),
        "THUOCDO_HOME": str(folder / "home"),
        "THUOCDO_WAREHOUSE": str(folder / "warehouse.duckdb"),
        "THUOCDO_KEEP_BUILDS": "0",
    }
    begun = time.perf_counter()
    command = [sys.executable, "-m", "orchestration", "warehouse"]
    with (folder / "said.txt").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        said.seek(0)
        told = said.read()
    if status:
        raise SystemExit(f"the build failed:\n{told}")
    steps = {name: float(took) for name, took in STEP.findall(told)}
    return Build(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, steps)


def bare_sql(folder: Path) -> float:
    """Seconds for the SQL that dbt has just run, over the same landing tables and in DuckDB alone."""
    manifest = json.loads((folder / "home/dbt/manifest.json").read_text("utf-8"))
    target = folder / "bare" / "warehouse.duckdb"
    target.parent.mkdir()
    with duckdb.connect(target) as con:
        con.execute("set memory_limit = '3GB'")
        con.execute(f"attach '{folder / 'home/build/warehouse.duckdb'}' as built (read_only)")
        for schema, table in con.execute(
            "select schema_name, table_name from duckdb_tables() "
            "where database_name = 'built' and schema_name in ('landing', 'seeds')"
        ).fetchall():
            con.execute(f"create schema if not exists {schema}")
            con.execute(f"create table {schema}.{table} as from built.{schema}.{table}")
        con.execute("create schema staging")
        begun = time.perf_counter()
        for node in in_order(manifest):
            sql = (folder / "home/dbt/compiled/thuocdo" / node["original_file_path"]).read_text("utf-8")
            kind = "view" if node["config"]["materialized"] == "view" else "table"
            con.execute(f'create {kind} {node["schema"]}."{node["name"]}" as {sql}')
        con.execute("checkpoint")
        return time.perf_counter() - begun


def in_order(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """The models, each after those it reads."""
    models = {key: node for key, node in manifest["nodes"].items() if node["resource_type"] == "model"}
    ordered: dict[str, dict[str, Any]] = {}

    def take(key: str) -> None:
        if key in models and key not in ordered:
            for read in models[key]["depends_on"]["nodes"]:
                take(read)
            ordered[key] = models[key]

    for key in sorted(models):
        take(key)
    return list(ordered.values())


def kpis(warehouse: Path) -> dict[str, float]:
    """Milliseconds to ask each kpi_ table for the place or body of one of its rows, the file being warm."""
    with duckdb.connect() as con:
        con.execute(f"attach '{warehouse}' as w (read_only)")
        con.execute("use w")
        tables = con.execute(
            "select table_name, list(column_name) from duckdb_columns() "
            "where database_name = 'w' and table_name like 'kpi%' group by 1 order by 1"
        ).fetchall()
        asked = {}
        for table, columns in tables:
            key = ASKED_BY.get(table, "place_key")
            if key not in columns:
                continue
            sql = f"from {table} where {key} = (select max({key}) from {table})"
            con.execute(sql).fetchall()
            asked[table] = 1000 * median_seconds(lambda sql=sql: con.execute(sql).fetchall())
    return asked


def median_seconds(work: Callable[[], object]) -> float:
    took = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


def told(one: Volume) -> str:
    lines = [
        f"{one.unit_days:,} unit-days ({one.raw_megabytes:,.0f} MB): whole build {one.whole.seconds:.1f} s "
        f"({one.whole.cpu_seconds:.1f} s of processor), peak {one.whole.peak_mib:,.0f} MiB; every line exact",
        f"  one more day {one.one_more_day.seconds:.1f} s, nothing new {one.nothing_new.seconds:.1f} s, "
        f"published file {one.published_megabytes:,.0f} MB",
        *(f"  {name}: {ratio:.3f}" for name, ratio in one.ratios.items()),
        "  slowest kpi table: {} {:.1f} ms".format(*max(one.kpi_milliseconds.items(), key=lambda kpi: kpi[1])),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    volume([int(size) for size in sys.argv[1:]] or SIZES)
