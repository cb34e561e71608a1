"""A run whose process was killed must not keep the queue's one place for ever."""

import dagster as dg

from orchestration.automation import rebuild
from orchestration.build import JOB, end_killed_runs


@dg.job(name=JOB)
def job() -> None:
    """Stands for the real one; only its name matters."""


@dg.job
def another() -> None:
    """A run of some other job, which nobody here may end."""


def test_only_unfinished_runs_of_the_build_are_ended() -> None:
    assert rebuild.name == JOB
    with dg.DagsterInstance.ephemeral() as instance:
        started = dg.DagsterRunStatus.STARTED
        killed = instance.create_run_for_job(job, status=started)
        other = instance.create_run_for_job(another, status=started)
        end_killed_runs(instance)
        states = {run.run_id: run.status for run in instance.get_runs()}
    assert states == {killed.run_id: dg.DagsterRunStatus.FAILURE, other.run_id: started}
