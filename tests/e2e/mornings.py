"""The code location with a morning every five minutes and a short patience, for a test that cannot wait until six.

Oftener, mornings would queue up behind one another on a slow machine, and a drop would always find one waiting.
"""

import dagster as dg

from orchestration import automation, dropped

dropped.STILL_SECONDS = 2.0
automation.every_morning = dg.ScheduleDefinition(
    name="every_morning",
    job=automation.day,
    cron_schedule="*/5 * * * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)

from orchestration.definitions import defs  # noqa: E402, F401 (it takes the schedule as it stands)
