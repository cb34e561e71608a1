"""The one entry point of the Dagster code location."""

import warnings
from collections.abc import Mapping
from typing import Any

import dagster as dg

from orchestration.alerting.assets import land_alerts, messages
from orchestration.automation import JOBS, drops, every_morning, every_quarter_hour
from orchestration.fetching.assets import fetching
from orchestration.fetching.round import morning_round
from orchestration.landing.assets import land_raw
from orchestration.reports import reports
from orchestration.resources import Build
from orchestration.settings import Settings
from orchestration.warehouse.models import dbt_models
from orchestration.warehouse.open_data.assets import open_data
from orchestration.warehouse.published import published_warehouse

# owners, kinds and the like are marked beta or preview upstream; a notice a line would drown what a build says
for notice in (dg.BetaWarning, dg.PreviewWarning, dg.SupersessionWarning):
    warnings.filterwarnings("ignore", category=notice)


def build_defs(settings: Settings | None = None, resource_overrides: Mapping[str, Any] | None = None) -> dg.Definitions:
    """A fresh Definitions, so that tests can build elsewhere or swap a part."""
    settings = settings or Settings()
    models = dbt_models(settings)
    fetched = fetching(settings)
    return dg.Definitions(
        assets=[
            land_raw,
            land_alerts,
            models,
            published_warehouse(models),
            open_data,
            reports,
            messages,
            morning_round,
            *fetched.assets,
        ],
        jobs=[*JOBS, *fetched.jobs],
        schedules=[every_morning, every_quarter_hour, *fetched.schedules],
        sensors=[drops],
        resources={"build": Build.of(settings)} | dict(resource_overrides or {}),
        # every step works in the same build file, and DuckDB lets one process write
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """What Dagster's UI and daemon load, with the settings of the environment."""
    return build_defs()
