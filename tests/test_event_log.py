"""The event log that stays open: what it holds is Dagster's own, and no run's file stays open for good."""

import os
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage.event_log import SqliteEventLogStorage

from orchestration.build import prepare_dagster_home
from orchestration.settings import Settings


@dg.asset
def counted() -> dg.MaterializeResult[None]:
    return dg.MaterializeResult(metadata={"rows": 3})


@dg.asset_check(asset=counted)
def stands() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


def a_run(instance: dg.DagsterInstance) -> str:
    job = dg.Definitions(assets=[counted], asset_checks=[stands]).resolve_implicit_global_asset_job_def()
    return job.execute_in_process(instance=instance).run_id


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = Settings(home=tmp_path)
    monkeypatch.setenv("DAGSTER_HOME", str(settings.dagster_home))
    prepare_dagster_home(settings)
    return settings.dagster_home


def open_files(folder: Path) -> set[str]:
    targets = (Path(os.path.realpath(link)) for link in Path("/proc/self/fd").iterdir())
    return {target.name for target in targets if target.parent == folder}


def test_dagster_reads_the_same_events_from_its_files(home: Path) -> None:
    with dg.DagsterInstance.get() as instance:
        run_id = a_run(instance)
        told = [entry.dagster_event_type for entry in instance.all_logs(run_id)]
        assert instance.get_latest_materialization_event(counted.key) is not None
    theirs = SqliteEventLogStorage(str(home / "history" / "runs"))
    assert [entry.dagster_event_type for entry in theirs.get_logs_for_run(run_id)] == told
    assert dg.DagsterEventType.ASSET_CHECK_EVALUATION in told
    found = theirs.get_latest_materialization_events([counted.key])[counted.key]
    assert found is not None
    assert found.asset_materialization is not None
    assert found.asset_materialization.metadata["rows"].value == 3


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted where /proc tells of them")
def test_only_the_index_and_the_last_run_stay_open(home: Path) -> None:
    folder = home / "history" / "runs"
    with dg.DagsterInstance.get() as instance:
        runs = [a_run(instance) for _ in range(3)]
        for run in runs:
            assert instance.all_logs(run)
        assert {name for name in open_files(folder) if name.endswith(".db")} == {"index.db", f"{runs[-1]}.db"}
    assert not open_files(folder)
