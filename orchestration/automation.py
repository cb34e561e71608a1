"""When the build runs by itself: one job, one schedule."""

import dagster as dg

from orchestration.fetching.assets import GROUP as FETCHING
from orchestration.warehouse.held_back import hold_back


@dg.failure_hook(required_resource_keys={"build"})
def note_what_is_held_back(context: dg.HookContext) -> None:
    """The app tells since when and why it shows an earlier build, whoever started this one."""
    error = context.op_exception
    told = error.description if isinstance(error, dg.Failure) else str(error)
    hold_back(context.resources.build.settings, [line for line in (told or "").splitlines() if line.strip()])


rebuild = dg.define_asset_job(
    "rebuild",
    # a build needs no network: captures are fetched by schedules of their own
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups(FETCHING),
    description="Every asset from raw/ to the published file, in one process.",
    hooks={note_what_is_held_back},
)

every_morning = dg.ScheduleDefinition(
    name="every_morning",
    job=rebuild,
    cron_schedule="0 6 * * *",
    execution_timezone="Asia/Ho_Chi_Minh",
    description="Rebuilds and publishes at six in the morning, before the first manager opens the app.",
)
