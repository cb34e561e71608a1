"""The last asset: the published file, replaced only when everything before it held."""

from collections.abc import Sequence
from pathlib import Path

import dagster as dg
import duckdb

from orchestration.progress import Done, progress
from orchestration.resources import Build
from orchestration.warehouse import build_file
from orchestration.warehouse.coverage import coverage, require_coverage
from orchestration.warehouse.held_back import let_go
from orchestration.warehouse.history import keep_published
from orchestration.warehouse.model_state import note_published, published_before
from orchestration.warehouse.models import OWNER
from orchestration.warehouse.publish import publish, published_build_id

CHECK = "copy_equals_build"
COVERAGE_CHECK = "coverage_is_kept"
# the group of what is made of the published file: it waits for the publish, and fails without holding it back
HANDING_OUT = "handing_out"
SLOWEST = 10


def take_up(con: duckdb.DuckDBPyConnection, target: Path) -> dict[str, int]:
    """Publishes the build file's tables, only what was added to what stands published where that is all."""
    stands = published_build_id(target)
    adds_to_it = stands is not None and stands == published_before(con)
    rows = publish(con, target, progress.seconds, progress.done, adds_to_it)
    note_published(con)
    return rows


def published_warehouse(models: dg.AssetsDefinition) -> dg.AssetsDefinition:
    @dg.asset(
        key=["publish", "warehouse"],
        group_name="publish",
        deps=[key for key in models.keys if key.path[0] != "seeds"],
        description="warehouse.duckdb: the tables of schema main, audited, put in place with one rename, read-only.",
        owners=[OWNER],
        kinds={"duckdb"},
        check_specs=[
            dg.AssetCheckSpec(
                CHECK,
                asset=["publish", "warehouse"],
                description="The published file, opened as a reader would, holds the rows that the build counted.",
            ),
            dg.AssetCheckSpec(
                COVERAGE_CHECK,
                asset=["publish", "warehouse"],
                description="Each figure that stood published is told still, as long as its raw file is unchanged.",
            ),
        ],
    )
    def warehouse(build: Build) -> dg.MaterializeResult:
        settings = build.settings
        build_file.hold_build_lock(settings)
        with progress.step("publish: audit and replace the published file") as step:
            keep_published(settings)
            with build_file.connect(settings) as con:
                kept = coverage(con, settings.warehouse)
                require_coverage(kept, settings.most_lost_percent)
                rows = take_up(con, settings.warehouse)
            let_go(settings)
            lost = f", {len(kept.lost)} figures lost" if kept.lost else ""
            step.note(f"{len(rows)} tables, {sum(rows.values())} rows{lost}")
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": sum(rows.values()),
                "path": dg.MetadataValue.path(str(settings.warehouse)),
                "bytes": settings.warehouse.stat().st_size,
                "steps": dg.MetadataValue.md(steps_told(progress.done)),
                "preview": dg.MetadataValue.md(
                    "| table | rows |\n| --- | --- |\n" + "\n".join(f"| {table} | {n} |" for table, n in rows.items())
                ),
            },
            # publish() raises before the rename when the copy differs
            check_results=[
                dg.AssetCheckResult(check_name=CHECK, passed=True),
                dg.AssetCheckResult(
                    check_name=COVERAGE_CHECK,
                    passed=not kept.lost,
                    severity=dg.AssetCheckSeverity.WARN,
                    metadata={"told": kept.told, "lost": len(kept.lost), "which": ", ".join(kept.lost[:50])},
                ),
            ],
        )

    return warehouse


def steps_told(done: Sequence[Done]) -> str:
    """Every stage, and the slowest tables within them."""
    slowest = sorted((step for step in done if step.kind == "table"), key=lambda step: -step.seconds)[:SLOWEST]
    told = [*(step for step in done if step.kind == "stage"), *slowest]
    lines = [
        " | ".join(["", step.name, *map(in_cell, (step.seconds, step.n_rows, step.peak_memory_mb)), ""])
        for step in told
    ]
    return "\n".join(["| step | seconds | rows | peak MB |", "| --- | --- | --- | --- |", *lines])


def in_cell(number: float | None) -> str:
    return "" if number is None else str(number)
