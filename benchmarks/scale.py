"""The measured tables of docs/scale.md, written from benchmarks/results/engines.json and spark.json.

usage: python -m benchmarks.scale
"""

import json
import statistics
from typing import Any

from benchmarks.engines import RESULTS as ENGINES
from benchmarks.spark import RESULTS as SPEED
from orchestration.settings import ROOT

PAGE = ROOT / "docs" / "scale.md"
NAMES = {"reading": "reading {articles:,} articles", "sql": "the SQL of `fct_tthc_result` over {unit_days:,} unit-days"}


def page() -> None:
    """Puts the tables between their marks on the page; what is written around them stays."""
    written = PAGE.read_text("utf-8")
    for name, results, table in (("engines", ENGINES, equality), ("speed", SPEED, speed)):
        if results.exists():
            begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
            before, _, rest = written.partition(begin)
            _, _, after = rest.partition(end)
            told = json.loads(results.read_text("utf-8"))
            written = f"{before}{begin}\n\n{table(told)}\n\n{end}{after}"
    PAGE.write_text(written, "utf-8")


def equality(told: dict[str, Any]) -> str:
    head = ["unit-days", "published", "tables that differ", "DuckDB, s (processor; MiB)", "Spark, s (processor; MiB)"]
    return in_rows(
        head,
        [
            [
                f"{one['unit_days']:,}",
                f"{one['tables']} tables, {one['rows']:,} rows",
                str(len(one["differences"]) or "none"),
                cost(one["duckdb"]),
                cost(one["spark"]),
            ]
            for one in told["measures"]
        ],
        told,
    )


def cost(one: dict[str, float]) -> str:
    return f"{one['seconds']:,.0f} ({one['processor_seconds']:,.0f}; {one['peak_mib']:,.0f})"


def speed(told: dict[str, Any]) -> str:
    head = ["what", "one worker, s", "two workers, s", "by the clock", "by processor", "processor of two to one"]
    rows = []
    for measure in told["measures"]:
        for key, name in NAMES.items():
            one = measure[key]
            seconds = (
                statistics.median(turn["seconds"] for turn in one[workers]) for workers in ("one_worker", "two_workers")
            )
            ratios = (f"{ratio:.2f}" for ratio in one["ratios"].values())
            rows.append([name.format_map(measure), *(f"{each:.1f}" for each in seconds), *ratios])
    return in_rows(head, rows, told)


def in_rows(head: list[str], rows: list[list[str]], told: dict[str, Any]) -> str:
    machine, days = told["machine"], sorted({one["measured_on"] for one in told["measures"]})
    where = f"{machine['processor']}, {machine['cores']} cores; load {machine['load']} at the end; {', '.join(days)}."
    lines = [head, ["---"] * len(head), *rows]
    return where + "\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    page()
