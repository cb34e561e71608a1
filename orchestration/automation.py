"""When the build runs by itself: one job, one schedule."""

import dagster as dg

from orchestration.fetching.assets import GROUP as FETCHING

rebuild = dg.define_asset_job(
    "rebuild",
    # a build needs no network: captures are fetched by schedules of their own
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups(FETCHING),
    description="Every asset from raw/ to the published file, in one process.",
)

every_morning = dg.ScheduleDefinition(
    name="every_morning",
    job=rebuild,
    cron_schedule="0 6 * * *",
    execution_timezone="Asia/Ho_Chi_Minh",
    description="Rebuilds and publishes at six in the morning, before the first manager opens the app.",
)
