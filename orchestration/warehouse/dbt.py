"""dbt, run inside this process: starting it as a program costs several times the build itself."""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.artifacts.schemas.run import RunResult
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest

from orchestration.cluster import name_places, session
from orchestration.settings import DBT_PROJECT, Settings

BUILD_FILE_VARIABLE = "THUOCDO_BUILD_FILE"
# dbt has one enumeration a kind of node, whose members are these words
FAILED = {"error", "fail", "runtime error"}
# the outputs of profiles.yml by engine
TARGETS = {"duckdb": "build", "spark": "spark"}
AFTER_TESTS = "tag:after_tests"
NOT_SOURCE = {"target", "logs"}
# without the files that dbt writes of each run, in place, where others may be reading
QUIETLY = ("--quiet", "--no-use-colors", "--log-level", "none", "--no-write-json")


class DbtFailed(RuntimeError):
    """A model, contract or test failed, or dbt could not start."""


def read_manifest(settings: Settings) -> dict[str, Any]:
    """The project's manifest, parsed again only when a file of the project is newer than it.

    Put in its place whole: Dagster's page, its daemon and a run may read it while another writes it.
    """
    path = settings.dbt_target / "manifest.json"
    if not path.exists() or path.stat().st_mtime < newest_change():
        staged = path.with_suffix(f".{os.getpid()}.new")
        parse(settings).write(str(staged))  # type: ignore[no-untyped-call]
        staged.replace(path)
    manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return manifest


def newest_change() -> float:
    files = (path for path in DBT_PROJECT.rglob("*") if not NOT_SOURCE & set(path.parts))
    return max(path.stat().st_mtime for path in files)


@cache
def parse(settings: Settings) -> Manifest:
    result = invoke(["parse"], settings)
    if not isinstance(result, Manifest):
        raise DbtFailed("dbt parse gave no manifest")
    return result


def build(
    settings: Settings, names: list[str] | None, finished: Callable[[str], None], *, after_tests: bool, whole: bool
) -> list[RunResult]:
    """Builds and tests the named nodes (all when None). Returns every node's result, failures included.

    after_tests: the models that are built on what the tests found, and their own tests; else all but these.
    whole: makes every row of incremental models anew, not only those of documents that were added.
    finished is told the name of each node as it ends. Raises DbtFailed when dbt could not run at all.
    """
    if after_tests:
        select = ["--select", *([f"{name},{AFTER_TESTS}" for name in names] if names is not None else [AFTER_TESTS])]
    else:
        select = [*(["--select", *names] if names is not None else []), "--exclude", AFTER_TESTS]
    if whole:
        select.append("--full-refresh")

    def on_event(event: Any) -> None:
        if event.info.name == "NodeFinished":
            finished(event.data.node_info.node_name)

    if settings.engine == "spark":
        session(settings)
    # parsed once for all that is built in this process
    # unit tests try the models on rows of their own, which no build changes: they are run where code is tested
    result = invoke(["build", "--exclude-resource-type", "unit_test", *select], settings, on_event, parse(settings))
    return list(result.results)


def failures_of(results: list[RunResult]) -> list[str]:
    """One line a failed node: its name and what dbt says of it."""
    return [f"{result.node.name}: {one_line(result.message)}" for result in results if str(result.status) in FAILED]


def invoke(
    arguments: list[str],
    settings: Settings,
    on_event: Callable[[Any], None] | None = None,
    manifest: Manifest | None = None,
) -> Any:
    os.environ[BUILD_FILE_VARIABLE] = str(settings.build_file)
    if settings.engine == "spark":
        name_places(settings)
    settings.dbt_target.mkdir(parents=True, exist_ok=True)
    places: dict[str, Path] = {
        "--project-dir": DBT_PROJECT,
        "--profiles-dir": DBT_PROJECT,
        "--target-path": settings.dbt_target,
        "--log-path": settings.dbt_target,
    }
    target = ["--target", TARGETS[settings.engine]]
    where = [part for option, path in places.items() for part in (option, str(path))]
    runner = dbtRunner(manifest, callbacks=[on_event] if on_event else [])
    try:
        outcome = runner.invoke([*QUIETLY, *arguments, *target, *where])
    finally:
        let_go_of_the_build_file()
    if outcome.exception:
        raise DbtFailed(one_line(str(outcome.exception))) from outcome.exception
    return outcome.result


def let_go_of_the_build_file() -> None:
    """dbt-duckdb keeps its database open after a run in process; a publish needs it closed."""
    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]


def one_line(text: str | None) -> str:
    return " ".join((text or "").split())
