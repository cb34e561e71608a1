"""What runs by itself, and when: the morning, a drop into raw/, and messages that wait for their hour.

One process a run, one run at a time: Dagster's queue keeps order, the build lock keeps out whoever builds by hand.
"""

import time
from datetime import UTC, datetime

import dagster as dg

from orchestration.alerting.assets import MESSAGES
from orchestration.alerting.sending import anything_due
from orchestration.dropped import Seen, glance, look_of
from orchestration.fetching.assets import GROUP as FETCHING
from orchestration.fetching.round import ROUND
from orchestration.resources import Build
from orchestration.up_to_date import is_up_to_date
from orchestration.warehouse.build_file import BuildIsRunning
from orchestration.warehouse.held_back import hold_back
from orchestration.warehouse.published import HANDING_OUT

ZONE = "Asia/Ho_Chi_Minh"


@dg.failure_hook(required_resource_keys={"build"})
def note_what_is_held_back(context: dg.HookContext) -> None:
    """The app tells since when and why it shows an earlier build, whoever started this one."""
    error = context.op_exception
    # what is handed out later is no part of the build, and a build that never began failed nothing
    if isinstance(error, BuildIsRunning) or context.op.name.startswith(HANDING_OUT):
        return
    told = error.description if isinstance(error, dg.Failure) else str(error)
    hold_back(context.resources.build.settings, [line for line in (told or "").splitlines() if line.strip()])


# captures of single sources have partitions and schedules of their own
everything = dg.AssetSelection.all() - dg.AssetSelection.groups(FETCHING)
building = everything - dg.AssetSelection.groups(HANDING_OUT)

rebuild = dg.define_asset_job(
    "rebuild",
    selection=building,
    description="Every asset from raw/ to the published file, in one process. Needs no network.",
    hooks={note_what_is_held_back},
)
after_drop = dg.define_asset_job(
    "after_drop",
    selection=everything,
    description="From raw/ to the published file, then what is handed out: open data, reports, messages.",
    hooks={note_what_is_held_back},
)
day = dg.define_asset_job(
    "day",
    selection=everything | dg.AssetSelection.assets(ROUND),
    description="The whole day: fetch what is declared, build, publish, hand out.",
    hooks={note_what_is_held_back},
)
tell = dg.define_asset_job(
    "tell",
    selection=dg.AssetSelection.assets(MESSAGES),
    description="Sends the alerts that waited for their hour, or for an address that did not answer.",
)
JOBS = [rebuild, after_drop, day, tell]

every_morning = dg.ScheduleDefinition(
    name="every_morning",
    job=day,
    cron_schedule="0 6 * * *",
    execution_timezone=ZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Fetches, builds and publishes at six in the morning, before the first manager opens the app.",
)


@dg.schedule(
    job=tell,
    cron_schedule="*/15 * * * *",
    execution_timezone=ZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Looks every quarter of an hour whether an alert is due to be sent.",
)
def every_quarter_hour(build: Build) -> dg.RunRequest | dg.SkipReason:
    if anything_due(build.settings, datetime.now(UTC)):
        return dg.RunRequest()
    return dg.SkipReason("nothing is due to be sent")


@dg.sensor(
    job=after_drop,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Builds once files were dropped into raw/ and nothing there has moved for a minute.",
)
def drops(context: dg.SensorEvaluationContext, build: Build) -> dg.SensorResult:
    settings = build.settings
    seen, is_due = glance(look_of(settings.raw), Seen.read(context.cursor), time.time())
    if not is_due:
        return skipped("raw/ is as it was built, or still changing", seen)
    if waits_in_the_queue(context.instance):
        return skipped("a build is queued already and will see it", seen)
    if is_up_to_date(settings):
        return skipped("the published file is of these files already", seen)
    return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=seen.written())


def skipped(why: str, seen: Seen) -> dg.SensorResult:
    return dg.SensorResult(skip_reason=why, cursor=seen.written())


def waits_in_the_queue(instance: dg.DagsterInstance) -> bool:
    """A run that has not begun reads raw/ as it will stand then; one that has begun may have looked too early."""
    waiting = [dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED]
    names = {after_drop.name, day.name, rebuild.name}
    return any(run.job_name in names for run in instance.get_runs(dg.RunsFilter(statuses=waiting)))
