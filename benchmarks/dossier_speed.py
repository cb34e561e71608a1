"""python -m benchmarks.dossier_speed [ROWS]: case files counted by the project and by bare SQL, on one Parquet file."""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import polars as pl

from benchmarks.dossiers import AS_OF, generate
from orchestration.landing.dossiers import batches, dossier_rows
from orchestration.portals import dossier_export, dossier_months, dossiers
from orchestration.portals.dossiers import Rules

REPEATS = 3
BATCH = 2_000_000
RULES = Rules("result", "in_due", date(AS_OF.year, AS_OF.month, AS_OF.day))

# the same work by hand: classes, one row a code, and the counts from which months are made
SQL = """
with told as (
    select
        "Mã hồ sơ" as code, "Cơ quan thực hiện" as agency, "Lĩnh vực" as field, lower("Trạng thái") as status,
        "Ngày tiếp nhận" as received, coalesce("Ngày hẹn trả lại", "Ngày hẹn trả") as due, "Ngày có kết quả" as result,
        greatest("Ngày có kết quả", "Ngày trả kết quả") as ended, file_row_number as row
    from read_parquet($file, file_row_number = true)
),
twice as (select code from told group by code having count(*) > 1),
dropped as (
    select row from (
        select row, row_number() over (partition by code order by ended desc nulls last, row desc) as place
        from told semi join twice using (code)
    ) where place > 1
)
select
    agency, field, date_trunc('month', received) as received, date_trunc('month', result) as ended,
    case when due::date < $as_of then date_trunc('month', due + interval 1 day) end as overdue, due is null as no_due,
    case
        when status like '%trả lại%' and result is not null then 'returned'
        when result is not null and due is null then 'no_due'
        when result::date < due::date then 'early'
        when result::date = due::date then 'on_day'
        when result::date > due::date then 'late'
        when status like '%tạm dừng%' then 'paused'
    end as outcome,
    count(*) as n
from told anti join dropped using (row)
group by all
"""


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossiers.parquet"
        write_in_batches(rows, path)
        print(f"{rows:,} dossiers, {path.stat().st_size / 1e6:,.0f} MB of Parquet")
        ours, theirs = [], []
        for _ in range(REPEATS):
            ours.append(seconds(lambda: by_project(path)))
            theirs.append(seconds(lambda: by_sql(path)))
        mine, bare = median(wall for wall, _ in ours), median(wall for wall, _ in theirs)
        print(f"project {mine:.2f} s, bare SQL {bare:.2f} s: {bare / mine:.0%} of its speed")
        cpu_mine, cpu_bare = median(own for _, own in ours), median(own for _, own in theirs)
        print(f"processor: project {cpu_mine:.2f} s, bare SQL {cpu_bare:.2f} s: {cpu_bare / cpu_mine:.0%}")
        counted = by_project(path)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            peak = alone.submit(memory_of_project, path).result()
        print(f"peak memory of the project alone: {peak / 1e6:.2f} GB")
        print(f"equal counts: {counted == by_sql(path)}, received {sum(counted.values()):,}")


def write_in_batches(rows: int, path: Path) -> None:
    parts = []
    for number, start in enumerate(range(0, rows, BATCH)):
        part = path.with_name(f"part{number}.parquet")
        frame = generate(min(BATCH, rows - start), agencies=400, fields=20, seed=number + 1)
        # codes of one batch are not those of another
        frame.with_columns(pl.col("Mã hồ sơ").str.replace("H00", f"H{number:02}")).write_parquet(part)
        parts.append(part)
    pl.scan_parquet(parts).sink_parquet(path)
    for part in parts:
        part.unlink()


def by_project(path: Path) -> dict[str, int]:
    known = dossier_export.known_columns(pl.scan_parquet(path), None)
    followed = dossiers.followed(known, RULES).with_columns(dossiers.is_repeat(dossiers.repeated_rows(known)))
    counted = dossier_months.cube(followed, RULES).collect(engine="streaming")
    return {str(name): int(n) for name, n in counted.group_by("outcome").agg(pl.col("n").sum()).iter_rows()}


def memory_of_project(path: Path) -> int:
    """Kilobytes, in a process that does nothing else: counts, months, and every dossier streamed past."""
    known = dossier_export.known_columns(pl.scan_parquet(path), None)
    followed = dossiers.followed(known, RULES).with_columns(dossiers.is_repeat(dossiers.repeated_rows(known)))
    dossier_months.month_results(dossier_months.cube(followed, RULES).collect(engine="streaming").lazy(), RULES)
    for _ in batches(dossier_rows(followed, "id")):
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def by_sql(path: Path) -> dict[str, int]:
    with duckdb.connect() as con:
        con.execute(f"create temp table counted as {SQL}", {"file": str(path), "as_of": RULES.as_of})
        return {
            str(name): int(n) for name, n in con.execute("select outcome, sum(n) from counted group by 1").fetchall()
        }


def seconds(work: Callable[[], Any]) -> tuple[float, float]:
    """By the clock and of the processor: on a machine shared with other work only the second can be compared."""
    started, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - busy


if __name__ == "__main__":
    main()
