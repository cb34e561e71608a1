"""The last asset: the published file, replaced only when everything before it held."""

from pathlib import Path

import dagster as dg
import duckdb

from orchestration.progress import progress
from orchestration.resources import Build
from orchestration.warehouse import build_file
from orchestration.warehouse.held_back import let_go
from orchestration.warehouse.history import keep_published
from orchestration.warehouse.model_state import note_published, published_before
from orchestration.warehouse.models import OWNER
from orchestration.warehouse.publish import publish, published_build_id

CHECK = "copy_equals_build"


def take_up(con: duckdb.DuckDBPyConnection, target: Path) -> dict[str, int]:
    """Publishes the build file's tables, only what was added to what stands published where that is all."""
    stands = published_build_id(target)
    rows = publish(con, target, progress.seconds, stands is not None and stands == published_before(con))
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
            )
        ],
    )
    def warehouse(build: Build) -> dg.MaterializeResult:
        settings = build.settings
        build_file.hold_build_lock(settings)
        with progress.step("publish: audit and replace the published file") as step:
            keep_published(settings)
            with build_file.connect(settings) as con:
                rows = take_up(con, settings.warehouse)
            let_go(settings)
            step.note(f"{len(rows)} tables, {sum(rows.values())} rows")
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": sum(rows.values()),
                "path": dg.MetadataValue.path(str(settings.warehouse)),
                "bytes": settings.warehouse.stat().st_size,
                "preview": dg.MetadataValue.md(
                    "| table | rows |\n| --- | --- |\n" + "\n".join(f"| {table} | {n} |" for table, n in rows.items())
                ),
            },
            # publish() raises before the rename when the copy differs
            check_results=[dg.AssetCheckResult(check_name=CHECK, passed=True)],
        )

    return warehouse
