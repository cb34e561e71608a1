"""One whole build in this process: every asset from raw/ to the published file."""

import os
import shutil
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.progress import progress
from orchestration.settings import Settings

if TYPE_CHECKING:
    import dagster as dg
    from dagster_shared.error import SerializableErrorInfo

JOB = "rebuild"
BUILDING_JOBS = {JOB, "after_drop", "day"}
DAGSTER_YAML = Path(__file__).with_name("dagster.yaml")


class BuildFailed(RuntimeError):
    """The build did not publish; each argument is one reason, the most telling first."""


def prepare_dagster_home(settings: Settings) -> None:
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(DAGSTER_YAML, settings.dagster_home / "dagster.yaml")
    os.environ["DAGSTER_HOME"] = str(settings.dagster_home)


def build_warehouse(settings: Settings) -> None:
    """Materialises every asset and publishes. Raises BuildFailed, leaving the published file as it was."""
    prepare_dagster_home(settings)
    progress.begin()
    with progress.step("start Dagster and dbt"):
        import dagster as dg

        from orchestration.definitions import build_defs

        job = build_defs(settings).resolve_job_def(JOB)
    with warnings.catch_warnings(), dg.DagsterInstance.get() as instance:
        warnings.simplefilter("ignore")
        end_killed_runs(instance)
        result = job.execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
    if not result.success:
        raise BuildFailed(*reasons(result))


def end_runs_of_the_dead(settings: Settings) -> None:
    """As below, when a service begins: unless somebody is building right now, whatever stands as started is dead."""
    import dagster as dg

    from orchestration.warehouse.build_file import BuildIsRunning, hold_build_lock, release_build_lock

    try:
        hold_build_lock(settings)
    except BuildIsRunning:
        return
    try:
        with dg.DagsterInstance.get() as instance:
            end_killed_runs(instance)
    finally:
        release_build_lock(settings)


def end_killed_runs(instance: "dg.DagsterInstance") -> None:
    """A run whose process was killed stands as started for ever and would keep the queue's one place.

    Called by whoever holds the build lock, so no run of a job that builds is really at work.
    """
    import dagster as dg

    unfinished = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING])
    for run in instance.get_runs(unfinished):
        if run.job_name in BUILDING_JOBS:
            instance.report_run_failed(run, "its process ended before it did")


def reasons(result: "dg.ExecuteInProcessResult") -> list[str]:
    """What failed, in the words of the step that failed: a line a failed model, test or check."""
    told: list[str] = []
    for event in result.get_step_failure_events():
        failure = event.step_failure_data
        if failure.user_failure_data and failure.user_failure_data.description:
            told += failure.user_failure_data.description.splitlines()
        else:
            told += failed_checks(result) or innermost_message(failure.error).splitlines()
    return [line for line in told if line.strip()] or ["the build stopped without saying why; see `make dagster`"]


def failed_checks(result: "dg.ExecuteInProcessResult") -> list[str]:
    failed = (check for check in result.get_asset_check_evaluations() if check.blocking and not check.passed)
    return [
        f"check {check.check_name} on {'/'.join(check.asset_key.path)} found rows that break it" for check in failed
    ]


def innermost_message(error: "SerializableErrorInfo | None") -> str:
    """Dagster wraps what went wrong; the last cause is what a person can act on."""
    while error and error.cause:
        error = error.cause
    return error.message if error else ""
