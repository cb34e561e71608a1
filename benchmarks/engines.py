"""python -m benchmarks.engines [UNIT_DAYS …]: unit-days built by DuckDB and by Spark; do they publish the same?

A unit-day is one line of one generated daily capture. Each size is built by two whole builds from the same raw/, and
every published table of the one is held to the other's, row for row. Spark works within the build, on every core of
this machine. Needs `make spark`.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from benchmarks.captures import write
from benchmarks.keeping import keep
from benchmarks.processes import Cost, watched
from benchmarks.volume import STEP, UNITS
from orchestration.settings import ROOT
from orchestration.warehouse.compare import Difference, differences
from tests.spark.loopback import defaults

SIZES = (100_000,)
MEMORY = "6g"
PARTITION_ROWS = 250_000
RESULTS = Path(__file__).with_name("results") / "engines.json"


@dataclass(frozen=True, slots=True)
class Engines:
    """One size on both engines: what each build cost, and where what they published differs."""

    unit_days: int
    tables: int
    rows: int
    duckdb: Cost
    spark: Cost
    steps: dict[str, dict[str, float]]
    differences: list[Difference]


def engines(folder: Path, unit_days: int) -> Engines:
    units = min(UNITS, max(10, unit_days // 100))
    write(folder / "raw", unit_days // units, units, ("sheet",))
    conf = defaults(
        folder / "conf",
        {
            "spark.driver.memory": MEMORY,
            "spark.sql.shuffle.partitions": str(max(4, unit_days // PARTITION_ROWS)),
        },
    )
    costs = {
        "duckdb": built(folder, "duckdb"),
        "spark": built(folder, "spark", THUOCDO_LAKE=str(folder / "lake"), SPARK_CONF_DIR=str(conf)),
    }
    one, other = (folder / f"{engine}.duckdb" for engine in costs)
    tables, rows = size_of(one)
    steps = {engine: steps_of(folder, engine) for engine in costs}
    return Engines(
        unit_days // units * units, tables, rows, **costs, steps=steps, differences=[*differences(one, other)]
    )


def built(folder: Path, engine: str, **more: str) -> Cost:
    environment = os.environ | more | {
        "THUOCDO_ENGINE": engine,
        "THUOCDO_RAW": str(folder / "raw"),
        "THUOCDO_HOME": str(folder / engine),
        "THUOCDO_WAREHOUSE": str(folder / f"{engine}.duckdb"),
        "THUOCDO_KEEP_BUILDS": "0",
    }  # fmt: skip
    return watched([sys.executable, "-m", "orchestration", "warehouse"], ROOT, environment, said_by(folder, engine))


def said_by(folder: Path, engine: str) -> Path:
    return folder / f"{engine}.txt"


def steps_of(folder: Path, engine: str) -> dict[str, float]:
    return {name: float(took) for name, took in STEP.findall(said_by(folder, engine).read_text("utf-8"))}


def size_of(warehouse: Path) -> tuple[int, int]:
    """How many tables are published, and how many rows they hold together."""
    with duckdb.connect() as con:
        con.execute(f"attach '{warehouse}' as w (read_only)")
        sql = "select count(*), sum(estimated_size) from duckdb_tables() where database_name = 'w'"
        ((tables, rows),) = con.execute(sql).fetchall()
    return int(tables), int(rows)


def told(one: Engines) -> str:
    equal = "equal, row for row" if not one.differences else "DIFFERENT"
    lines = [f"{one.unit_days:,} unit-days: {one.tables} published tables of {one.rows:,} rows are {equal}"]
    for engine in ("duckdb", "spark"):
        cost: Cost = getattr(one, engine)
        took = ", ".join(f"{name} {seconds:.0f}" for name, seconds in one.steps[engine].items() if seconds >= 1)
        lines.append(
            f"  {engine}: {cost.seconds:,.0f} s, {cost.processor_seconds:,.0f} s of processor, "
            f"peak {cost.peak_mib:,.0f} MiB ({took})"
        )
    return "\n".join([*lines, *(f"  {difference}" for difference in one.differences)])


def main(sizes: Sequence[int]) -> int:
    differ = False
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="engines-") as name:
            measured = engines(Path(name), size)
        print(told(measured), flush=True)
        keep(RESULTS, "unit_days", asdict(measured))
        differ = differ or bool(measured.differences)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or SIZES))
