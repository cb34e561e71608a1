"""The dbt project as Dagster assets: every model a table with its rows, preview and tests."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DagsterDbtTranslator, dbt_assets
from dagster_dbt.asset_utils import get_asset_check_key_for_test
from dbt.artifacts.resources.types import NodeType
from dbt.artifacts.schemas.run import RunResult

from orchestration.landing.store import keep_checks
from orchestration.progress import progress
from orchestration.resources import Build
from orchestration.settings import Settings
from orchestration.tables import table_metadata
from orchestration.warehouse import build_file, dbt, lake, model_state
from orchestration.warehouse.check_results import broken, check_rows

OWNER = "team:data-engineering"
MATERIALISED = {NodeType.Model, NodeType.Seed}


class Translator(DagsterDbtTranslator):
    """Asset keys and groups by the room a model stands in: staging, core, marts, seeds."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        if dbt_resource_props["resource_type"] == "source":
            return dg.AssetKey([dbt_resource_props["source_name"], dbt_resource_props["name"]])
        return dg.AssetKey([room_of(dbt_resource_props), dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        return room_of(dbt_resource_props)

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:  # noqa: ARG002
        return [OWNER]


def room_of(props: Mapping[str, Any]) -> str:
    return "seeds" if props["resource_type"] == "seed" else str(props["fqn"][1])


def dbt_models(settings: Settings) -> dg.AssetsDefinition:
    """All seeds and models, built and tested in the private build file. Any failed test or contract fails the run."""
    manifest = dbt.read_manifest(settings)
    translator = Translator()

    @dbt_assets(manifest=manifest, dagster_dbt_translator=translator, name="dbt_models")
    def models(context: dg.AssetExecutionContext, build: Build) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        build_file.hold_build_lock(build.settings)
        names = [key.path[-1] for key in context.selected_asset_keys] if context.is_subset else None
        with progress.step("dbt: models and tests") as step:
            done: list[str] = []

            def tell(name: str) -> None:
                done.append(name)
                step.note(f"{len(done)} nodes")

            results = make(build.settings, names, tell)
        with build_file.connect(build.settings) as con:
            for result in results:
                if is_made(result):
                    yield materialisation(result, translator, con, build.settings)
            promises = list(broken(results, con)) if build.settings.engine == "duckdb" else []
        for result in results:
            if check := check_result(result, manifest, translator, context):
                yield check
        if failures := dbt.failures_of(results):
            raise dg.Failure("\n".join(promises + failures), allow_retries=False)

    return models


def make(settings: Settings, names: list[str] | None, tell: Callable[[str], None]) -> list[RunResult]:
    """Builds and tests the named nodes (all when None): what was added, or all where no state can be built on."""
    on_spark = settings.engine == "spark"
    with build_file.connect(settings) as con:
        # Parquet in a lake is not changed in place
        whole = on_spark or not model_state.made_by_present_code(con)
        if whole:
            model_state.forget_added(con)
        if on_spark:
            lake.lay_down(con, settings.lake)
    results = dbt.build(settings, names, tell, after_tests=False, whole=whole)
    with build_file.connect(settings) as con:
        keep_checks(con, "dbt", check_rows(results))
        if on_spark:
            lake.lay_down(con, settings.lake, ["check_result"])
    if not dbt.failures_of(results):
        results += dbt.build(settings, names, tell, after_tests=True, whole=whole)
    with build_file.connect(settings) as con:
        if on_spark:
            lake.bring_back(con, settings.lake, [result.node.to_dict() for result in results if is_made(result)])
        elif whole and names is None and not dbt.failures_of(results):
            model_state.note_made(con)
    return results


def is_made(result: RunResult) -> bool:
    return result.node.resource_type in MATERIALISED and str(result.status) == "success"


def materialisation(
    result: RunResult, translator: Translator, con: duckdb.DuckDBPyConnection, settings: Settings
) -> dg.MaterializeResult:
    node = result.node.to_dict()
    # of what stays in a lake nothing is counted
    here = settings.engine == "duckdb" or node["schema"] == lake.PUBLISHED
    # and looking into a view between facts costs as much as making it
    is_worked_out = node["config"]["materialized"] == "view" and room_of(node) != "staging"
    metadata = table_metadata(con, f'"{node["schema"]}"."{node["alias"]}"') if here and not is_worked_out else {}
    # a staging view takes no time of its own
    if node["schema"] == "main":
        note_step(node["alias"], result, metadata["dagster/row_count"])
    return dg.MaterializeResult(
        asset_key=translator.get_asset_key(node), metadata=metadata | {"seconds": round(result.execution_time, 3)}
    )


def note_step(name: str, result: RunResult, rows: int) -> None:
    began = next((timing.started_at for timing in result.timing if timing.name == "execute"), None)
    progress.table_made(name, began.replace(tzinfo=None) if began else None, result.execution_time, rows)


def check_result(
    result: RunResult, manifest: Mapping[str, Any], translator: Translator, context: dg.AssetExecutionContext
) -> dg.AssetCheckResult | None:
    """The Dagster check of a dbt test; null for other nodes, skipped tests and tests that belong to no single table."""
    if result.node.resource_type != NodeType.Test or str(result.status) == "skipped":
        return None
    key = get_asset_check_key_for_test(manifest, translator, result.node.unique_id, project=None)
    if key is None or key not in context.selected_asset_check_keys:
        return None
    warns = str(result.node.config.severity).lower() == "warn"
    return dg.AssetCheckResult(
        asset_key=key.asset_key,
        check_name=key.name,
        passed=str(result.status) == "pass",
        severity=dg.AssetCheckSeverity.WARN if warns else dg.AssetCheckSeverity.ERROR,
        metadata={"offending_rows": result.failures or 0},
    )
