"""python -m benchmarks.spark [ARTICLES] [UNIT_DAYS] [TURNS]: how much faster two workers of a cluster are than one.

Two standalone Spark clusters stand on this machine, one of one worker and one of two, each worker bound to a core as a
machine of one core would be. They do the same work in turns, so that whatever else the machine does meets both: the
reader over ARTICLES, and the SQL of fct_tthc_result over UNIT_DAYS that lie in the lake. Needs `make spark`.

By the clock two workers share two cores with Spark's driver and all else that runs here. By processor the work is as
long as the worker that had most of it: what the clock would say where all else has cores of its own.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.captures import write
from benchmarks.keeping import keep
from benchmarks.processes import processor_seconds
from benchmarks.reading import texts_in, varied
from benchmarks.volume import UNITS
from orchestration.cluster import session
from orchestration.landing import store
from orchestration.landing.assets import take_in
from orchestration.landing.on_spark import read_on_spark
from orchestration.landing.scan import scan
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import UNDECLARED
from orchestration.landing.workers import Errand, bundled
from orchestration.settings import ROOT, Settings
from orchestration.warehouse import build_file, dbt, lake
from tests.spark.loopback import Cluster, cluster

ARTICLES, UNIT_DAYS, TURNS = 12_000, 3_000_000, 3
SIZES = (1, 2)
WANTED = 1.6
MEMORY = "2g"
# enough tasks in every stage for two workers to end together
MANY_TASKS = {"spark.sql.shuffle.partitions": "16", "spark.sql.files.maxPartitionBytes": "8m"}
MODEL = "fct_tthc_result"
RESULTS = Path(__file__).with_name("results") / "spark.json"


@dataclass(frozen=True, slots=True)
class Turn:
    """The same work done once: seconds by the clock, seconds of processor of each worker and of the driver."""

    seconds: float
    workers: list[float]
    driver: float


@dataclass(frozen=True, slots=True)
class Driver:
    """A process of its own that drives one cluster: a process has one Spark session."""

    cluster: Cluster
    process: ProcessPoolExecutor

    def turn(self, work: Callable[[Path], int], folder: Path) -> tuple[Turn, int]:
        pids = [self.process.submit(os.getpid).result(), *(worker.pid for worker in self.cluster.workers)]
        before, begun = [processor_seconds(pid) for pid in pids], time.perf_counter()
        found = self.process.submit(work, folder).result()
        seconds = time.perf_counter() - begun
        driver, *workers = (processor_seconds(pid) - spent for pid, spent in zip(pids, before, strict=True))
        return Turn(seconds, workers, driver), found


def spark(articles: int, unit_days: int, turns: int) -> None:
    with tempfile.TemporaryDirectory(prefix="workers-") as name, ExitStack() as stack:
        folder = Path(name)
        texts, captures = folder / "texts", folder / "captures"
        write_articles(texts, articles)
        write(captures / "raw", max(1, unit_days // UNITS), min(UNITS, unit_days), ("sheet",))
        land(captures)
        folders = {size: folder / str(size) for size in SIZES}
        drivers = {size: stack.enter_context(driver(place, size)) for size, place in folders.items()}
        for size, one in drivers.items():
            one.process.submit(lay_models, captures, folders[size]).result()
        measured = {
            "articles": articles,
            "unit_days": unit_days,
            "reading": in_turns(drivers, turns, read, dict.fromkeys(SIZES, texts)),
            "sql": in_turns(drivers, turns, make, folders),
        }
    print(told(measured))
    keep(RESULTS, "unit_days", measured)


def in_turns(
    drivers: dict[int, Driver], turns: int, work: Callable[[Path], int], folders: dict[int, Path]
) -> dict[str, Any]:
    """The work done so many times by each cluster after one time that is not counted: a JVM compiles while it works."""
    seen: dict[int, list[Turn]] = {size: [] for size in drivers}
    found = set()
    for number in range(turns + 1):
        for size, one in drivers.items():
            turn, rows = one.turn(work, folders[size])
            found.add(rows)
            if number:
                seen[size].append(turn)
    if len(found) != 1:
        raise SystemExit(f"the same work gave different answers: {sorted(found)} rows")
    one, two = (seen[size] for size in SIZES)
    return {
        "rows": found.pop(),
        "one_worker": [asdict(turn) for turn in one],
        "two_workers": [asdict(turn) for turn in two],
        "ratios": {
            "by the clock": median(one, lambda turn: turn.seconds) / median(two, lambda turn: turn.seconds),
            "by processor": median(one, lambda turn: sum(turn.workers)) / median(two, lambda turn: max(turn.workers)),
            "processor of two workers to one": median(two, lambda turn: sum(turn.workers))
            / median(one, lambda turn: sum(turn.workers)),
        },
    }


def median(turns: list[Turn], of: Callable[[Turn], float]) -> float:
    return statistics.median(map(of, turns))


def write_articles(folder: Path, number: int) -> None:
    """The articles of raw/ again and again, each time with other digits and other provinces."""
    folder.mkdir()
    texts = texts_in(ROOT / "raw" / "articles")
    (folder / "articles").mkdir()
    for index in range(number):
        repetition, which = divmod(index, len(texts))
        if not which:
            others = list(varied(texts, repetition))
        (folder / "articles" / f"{index:06}.md").write_text(others[which], "utf-8")


def land(captures: Path) -> None:
    settings = Settings(raw=captures / "raw", home=captures / "home")
    with build_file.connect(settings) as con:
        take_in(con, settings)


@contextmanager
def driver(folder: Path, size: int) -> Iterator[Driver]:
    folder.mkdir()
    with cluster(folder, workers=size, memory=MEMORY, told=MANY_TASKS) as one:
        for worker, core in zip(one.workers, sorted(os.sched_getaffinity(0)), strict=False):
            os.sched_setaffinity(worker.pid, {core})
        environment = one.environment | {"THUOCDO_HOME": str(folder / "home"), "THUOCDO_LAKE": str(folder / "lake")}
        with ProcessPoolExecutor(1, get_context("spawn"), begin, (environment,)) as process:
            yield Driver(one, process)


# What follows is done by the drivers.


def begin(environment: dict[str, str]) -> None:
    os.environ.update(environment)


def lay_models(captures: Path, folder: Path) -> int:
    """Puts the landing tables into this cluster's lake, and has dbt make what the model reads and write its SQL."""
    settings = Settings()
    with build_file.connect(settings.model_copy(update={"home": captures / "home"})) as con:
        lake.lay_down(con, settings.lake)
    session(settings)
    chosen = ["--full-refresh", "--select"]
    results = dbt.invoke(["run", *chosen, f"+{MODEL}", "--exclude", MODEL], settings).results
    if failures := dbt.failures_of(results):
        raise SystemExit("\n".join(failures))
    compiled = dbt.invoke(["compile", *chosen, MODEL], settings).results
    (sql,) = (result.node.compiled_code for result in compiled if result.node.name == MODEL)
    (folder / "model.sql").write_text(sql, "utf-8")
    return len(results)


def make(folder: Path) -> int:
    """The rows of the model, written into the lake as Parquet."""
    made = str(folder / "made")
    spark = session(Settings())
    spark.sql((folder / "model.sql").read_text("utf-8")).write.mode("overwrite").parquet(made)
    return int(spark.read.parquet(made).count())


def read(folder: Path) -> int:
    """The statements that the articles tell."""
    articles = [Errand(file, Sidecar(), UNDECLARED) for file in scan(folder) if file.room == "articles"]
    with duckdb.connect() as con:
        store.create_tables(con)
        types = {table: store.types_of(con, table) for table in ("document", *store.CONTENT_TABLES)}
    readings = read_on_spark(session(Settings()), list(bundled(articles)), types)
    return sum(len(reading.frames["statement"]) for reading in readings)


def told(measured: dict[str, Any]) -> str:
    lines = []
    for name, amount in (
        ("reading", f"{measured['articles']:,} articles"),
        ("sql", f"{measured['unit_days']:,} unit-days"),
    ):
        one = measured[name]
        for workers in ("one_worker", "two_workers"):
            turns = one[workers]
            spent = ", ".join(
                f"{statistics.median(each):.1f}" for each in zip(*(turn["workers"] for turn in turns), strict=True)
            )
            seconds = statistics.median(turn["seconds"] for turn in turns)
            driver = statistics.median(turn["driver"] for turn in turns)
            lines.append(f"{name} of {amount}, {workers}: {seconds:.1f} s; processor {spent} s, driver {driver:.1f} s")
        lines += [f"  {what}: {ratio:.2f}" for what, ratio in one["ratios"].items()]
        lines.append(f"  wanted: {WANTED}")
    return "\n".join(lines)


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:]]
    spark(*given, *(ARTICLES, UNIT_DAYS, TURNS)[len(given) :])
