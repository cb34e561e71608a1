"""One asset, job and schedule for every source of sources.yml that declares `fetch:`. Schedules start switched off."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import dagster as dg
from dagster import FreshnessPolicy

from orchestration.fetching.capture import VIETNAM, notes_in
from orchestration.fetching.rounds import Errand, Outcome, Round, go_round
from orchestration.fetching.visitor import Visitor
from orchestration.landing.decode import decode
from orchestration.landing.fetch_block import Fetch
from orchestration.landing.ids import short_id
from orchestration.landing.refusal import Refused
from orchestration.landing.scan import SOURCES_FILE
from orchestration.landing.sources import Registry, Source, read_registry
from orchestration.progress import say
from orchestration.resources import Build
from orchestration.settings import Settings
from orchestration.tables import cell

GROUP = "fetching"
OWNER = "team:data-engineering"
CHECK = "every_address_answered"
ZONE = "Asia/Ho_Chi_Minh"
DAYS = dg.DailyPartitionsDefinition(start_date="2025-01-01", timezone=ZONE, end_offset=1)
# the visitor has its own patience for one address; this one is for a host that was down for a while
RETRIES = dg.RetryPolicy(max_retries=2, delay=300, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS)


# Dagster has no public name for the type of a job over assets
AssetJob = Any


@dataclass(frozen=True, slots=True)
class Fetching:
    """What definitions.build_defs adds for the declared sources."""

    assets: list[dg.AssetsDefinition]
    jobs: list[AssetJob]
    schedules: list[dg.ScheduleDefinition]


def fetching(settings: Settings) -> Fetching:
    assets, jobs, schedules = [], [], []
    for source, fetch in declared(settings):
        asset = captures_of(source, fetch)
        job = dg.define_asset_job(f"fetch_{name_of(source)}", selection=[asset], partitions_def=DAYS)
        try:
            schedule = schedule_of(source, fetch, job)
        except dg.DagsterInvalidDefinitionError:
            say(f"  ! {source.id} will not be fetched: “{fetch.schedule}” is no cron line")
            continue
        assets.append(asset)
        jobs.append(job)
        schedules.append(schedule)
    return Fetching(assets, jobs, schedules)


def declared(settings: Settings) -> Iterable[tuple[Source, Fetch]]:
    """The sources to fetch. A registry that cannot be read declares none: the build quarantines it and says why."""
    path = settings.raw / SOURCES_FILE
    try:
        registry = read_registry(decode(path.read_bytes())) if path.is_file() else Registry()
    except Refused as refused:
        say(f"  ! nothing will be fetched: {refused.reason.text}")
        return []
    return [(source, source.fetch) for source in registry.sources if source.fetch]


def name_of(source: Source) -> str:
    """The id as Dagster takes names; where letters had to give way, a mark keeps two ids apart."""
    name = re.sub(r"[^A-Za-z0-9]", "_", source.id)
    return name if re.fullmatch(r"[A-Za-z0-9-]+", source.id) else f"{name}_{short_id(source.id)[:4]}"


def captures_of(source: Source, fetch: Fetch) -> dg.AssetsDefinition:
    key = dg.AssetKey([GROUP, name_of(source)])

    @dg.asset(
        key=key,
        group_name=GROUP,
        partitions_def=DAYS,
        retry_policy=RETRIES,
        freshness_policy=freshness_of(source),
        description=f"{source.name}: captures of {', '.join(fetch.addresses)} under raw/{source.folder}/.",
        owners=[OWNER],
        kinds={"http", "python"},
        check_specs=[
            dg.AssetCheckSpec(CHECK, asset=key, description="Every address that was asked gave a page to keep.")
        ],
    )
    def captures(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult:
        settings = build.settings
        folder = settings.raw / source.folder
        day = date.fromisoformat(context.partition_key)
        # the web shows only today; of another day there is what was captured then, and it stays as it is
        is_today = day == datetime.now(VIETNAM).date()
        done = go_round(errand(source, fetch, settings)) if is_today else Round()
        for outcome in (*done.of("refused"), *done.of("failed")):
            context.log.warning(line_of(outcome))
        kept = [path for path, note in notes_in(folder) if note.captured_at and note.captured_at.date() == day]
        metadata: dict[str, Any] = {
            "files": len(done.of("captured")),
            "bytes": sum(outcome.bytes for outcome in done.outcomes),
            "outcomes": done.counts,
            "captures_of_the_day": len(kept),
            "addresses": dg.MetadataValue.md("\n".join(f"- {cell(line_of(outcome))}" for outcome in done.outcomes)),
        }
        if done.of("failed"):
            raise dg.Failure("; ".join(map(line_of, done.of("failed"))), metadata=metadata)
        return dg.MaterializeResult(
            metadata=metadata,
            check_results=[
                dg.AssetCheckResult(
                    check_name=CHECK,
                    passed=not done.of("refused"),
                    severity=dg.AssetCheckSeverity.WARN,
                    metadata={"refused": len(done.of("refused"))},
                )
            ],
        )

    return captures


def freshness_of(source: Source) -> FreshnessPolicy | None:
    """Late once the declared rhythm has passed without a round, a day of grace included."""
    if source.rhythm_days is None:
        return None
    return dg.FreshnessPolicy.time_window(fail_window=timedelta(days=source.rhythm_days + 1))


def errand(source: Source, fetch: Fetch, settings: Settings) -> Errand:
    return Errand(
        fetch=fetch,
        folder=settings.raw / source.folder,
        visitor=Visitor(fetch.hosts, fetch.seconds_between, allow_private=settings.fetch_private),
        memory=settings.fetching / f"{name_of(source)}.json",
    )


def line_of(outcome: Outcome) -> str:
    said = outcome.reason.text if outcome.reason else (outcome.path.name if outcome.path else "")
    return f"{outcome.url}: {outcome.result} {said}".strip()


def schedule_of(source: Source, fetch: Fetch, job: AssetJob) -> dg.ScheduleDefinition:
    def today(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        moment = context.scheduled_execution_time or datetime.now(UTC)
        return dg.RunRequest(partition_key=moment.astimezone(VIETNAM).date().isoformat())

    return dg.ScheduleDefinition(
        name=f"fetch_{name_of(source)}",
        job=job,
        cron_schedule=fetch.schedule,
        execution_timezone=ZONE,
        execution_fn=today,
        description=f"Captures {source.name}, as sources.yml declares it.",
    )
