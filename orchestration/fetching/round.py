"""The morning's round: every declared source once, before the build. A source that is down holds nobody up."""

from datetime import datetime
from typing import Any

import dagster as dg

from orchestration.fetching.assets import GROUP, OWNER, declared, errand, line_of, name_of
from orchestration.fetching.capture import VIETNAM
from orchestration.fetching.rounds import Round, go_round
from orchestration.resources import Build

ROUND = dg.AssetKey([GROUP, "round"])
CHECK = "every_source_answered"
MOST_RETRIES = 2
FIRST_WAIT_SECONDS = 60


@dg.asset(
    key=ROUND,
    group_name=GROUP,
    description="Captures of every source that declares `fetch:`, made before the morning's build.",
    owners=[OWNER],
    kinds={"http", "python"},
    check_specs=[dg.AssetCheckSpec(CHECK, asset=ROUND, description="Every declared source answered with its pages.")],
)
def morning_round(context: dg.AssetExecutionContext, build: Build) -> dg.MaterializeResult:
    """Asks again, later and later, while a host is down; then the build goes on with what there is."""
    settings = build.settings
    done = {name_of(source): go_round(errand(source, fetch, settings)) for source, fetch in declared(settings)}
    wrong = [outcome for found in done.values() for outcome in (*found.of("failed"), *found.of("refused"))]
    for outcome in wrong:
        context.log.warning(line_of(outcome))
    if any(found.of("failed") for found in done.values()) and context.retry_number < MOST_RETRIES:
        wait = FIRST_WAIT_SECONDS * 2**context.retry_number
        raise dg.RetryRequested(max_retries=MOST_RETRIES, seconds_to_wait=wait)
    today = datetime.now(VIETNAM).date().isoformat()
    for name, found in done.items():
        if not found.of("failed"):
            context.log_event(dg.AssetMaterialization([GROUP, name], partition=today, metadata=metadata_of(found)))
    return dg.MaterializeResult(
        metadata={"sources": len(done), "files": sum(len(found.of("captured")) for found in done.values())},
        check_results=[
            dg.AssetCheckResult(
                check_name=CHECK,
                passed=not wrong,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"failed_or_refused": [line_of(outcome) for outcome in wrong]},
            )
        ],
    )


def metadata_of(found: Round) -> dict[str, Any]:
    return {"files": len(found.of("captured")), "outcomes": found.counts}
