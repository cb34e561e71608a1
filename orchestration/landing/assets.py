"""raw/ → the landing tables, as Dagster assets."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg
import duckdb
import polars as pl

from orchestration.fingerprint import fingerprint, git_sha
from orchestration.landing.checks import CHECKS, Check, offending_rows
from orchestration.landing.ingest import Row, ingest
from orchestration.landing.on_spark import spread_of
from orchestration.landing.refusal import OF_THE_MOMENT
from orchestration.landing.scan import RawFile, scan, stamps
from orchestration.landing.second_reader import second_reader_of
from orchestration.landing.store import TABLES, keep_checks
from orchestration.progress import progress
from orchestration.resources import Build
from orchestration.settings import Settings
from orchestration.tables import table_metadata
from orchestration.warehouse import build_file

LOOKS = 3
# somebody may be building by hand when the morning comes: their build is waited for
PATIENCE_SECONDS = 900
OWNER = "team:data-engineering"
IN_RHYTHM = "in_its_rhythm"
LATE = """
    select
        source.source_id,
        source.rhythm_days,
        date_diff(
            'day',
            max(coalesce(document.published_on, cast(document.captured_at as date))),
            cast(build.built_at + interval 7 hours as date)
        ) as days
    from landing.source as source
    inner join landing.document as document on source.source_id = document.source_id
    cross join landing.build as build
    group by source.source_id, source.rhythm_days, build.built_at
    having days > source.rhythm_days
    order by source.source_id
"""
DESCRIPTIONS = {
    "build": "The build at work: when, from which commit, over how many raw files.",
    "raw_file": "Every file under raw/ in this build and what became of it: loaded, unchanged, duplicate, quarantined.",
    "source": "The sources that raw/sources.yml declares, and one for whatever nobody declared.",
    "document": "Every readable file as a document: title, date and place, each with how it was found, and its text.",
    "added_document": "The documents read since the published file last held what the build file holds.",
    "statement": "Every quantity read in a document, with the characters it stands at.",
    "milestone": "Every deliverable that a document plans or reports, with when it is due or was done.",
    "policy_mention": "Every decision, plan or programme that a document names: number, kind, issuer, day.",
    "tthc_capture": "Administrative-procedure results read from portal captures and published tables, as printed.",
    "portal_metric": "Metrics by which the national portal scores a body, as answered, with the points it gave.",
    "dossier": "Exported case files, a row a dossier: how each one went, and nothing of who applied.",
    "index_rank": "Published scores and ranks of provinces in national indices, a row a table line.",
    "national_target": "Published national targets, a row a table line.",
    "check_result": "What the checks of this build found: of the landing tables, then dbt's tests.",
    "published_value": "Other published indicator values, a row a filled table cell.",
}


@dg.multi_asset(
    name="land_raw",
    specs=[
        dg.AssetSpec(
            ["landing", table],
            group_name="landing",
            description=DESCRIPTIONS[table],
            owners=[OWNER],
            kinds={"duckdb", "python"},
            # the morning fetches first; a build by hand needs no network and leaves it out
            deps=[dg.AssetKey(["fetching", "round"])],
        )
        for table in TABLES
    ],
    check_specs=[
        dg.AssetCheckSpec(check.name, asset=["landing", check.table], description=check.description, blocking=True)
        for check in CHECKS
    ]
    + [
        dg.AssetCheckSpec(IN_RHYTHM, asset=["landing", "source"], description="Each source has news within its rhythm.")
    ],
)
def land_raw(build: Build) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """Scans raw/, reads what is new or changed, and accounts for every file."""
    settings = build.settings
    build_file.hold_build_lock(settings, PATIENCE_SECONDS)
    with build_file.connect(settings) as con:
        take_in(con, settings)
        found = [(check, offending_rows(con, check)) for check in CHECKS]
        con.execute("delete from landing.check_result")
        keep_checks(con, "landing", [check_row(check, offending) for check, offending in found])
        for table in TABLES:
            yield dg.MaterializeResult(asset_key=["landing", table], metadata=table_metadata(con, f"landing.{table}"))
        yield from check_results(found)
        yield rhythm_of_sources(con)


def take_in(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Reads raw/ as it stands at one moment: when files change meanwhile, what changed is looked at and read again.

    Raises dg.Failure when a file was never still long enough to be read: its earlier figures must not just vanish.
    """
    for attempt in range(1, LOOKS + 1):
        before = stamps(settings.raw)
        with progress.step("raw: look at every file") as step:
            files = scan(settings.raw)
            step.note(f"{len(files)} files")
        row = build_row(files, settings)
        with progress.step("landing: read new files") as step:
            try:
                second, spread = second_reader_of(settings), spread_of(settings)
                accounts = ingest(con, files, row, settings.quarantine, step.note, second, spread)
            except (OSError, pl.exceptions.PolarsError):
                if attempt == LOOKS or stamps(settings.raw) == before:
                    raise
                continue
            step.note(told(accounts))
        if stamps(settings.raw) == before:
            return
    moving = [row["path"] for row in accounts if row["reason_code"] in OF_THE_MOMENT]
    if moving:
        raise dg.Failure(
            f"raw/ changed during each of {LOOKS} readings: {', '.join(moving[:5])}; let copying end first"
        )


def build_row(files: list[RawFile], settings: Settings) -> Row:
    now = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    print_of_build = fingerprint(files, settings)
    return {
        "build_id": f"{now:%Y%m%dT%H%M%SZ}-{print_of_build[:8]}",
        "built_at": now,
        "git_sha": git_sha(),
        "duckdb_version": duckdb.__version__,
        "raw_files": len(files),
        "fingerprint": print_of_build,
    }


def told(accounts: list[Row]) -> str:
    outcomes = Counter(row["outcome"] for row in accounts)
    return ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items())) or "raw/ is empty"


def check_row(check: Check, offending: int) -> Row:
    return {
        "check_name": check.name,
        "kind": "landing",
        "about": check.table,
        "severity": "error",
        "outcome": "fail" if offending else "pass",
        "n_failing": offending,
        "description": check.description,
    }


def check_results(found: list[tuple[Check, int]]) -> Iterator[dg.AssetCheckResult]:
    for check, offending in found:
        yield dg.AssetCheckResult(
            asset_key=["landing", check.table],
            check_name=check.name,
            passed=not offending,
            metadata={"offending_rows": offending},
        )


def rhythm_of_sources(con: duckdb.DuckDBPyConnection) -> dg.AssetCheckResult:
    """A late source is a warning: the figures it gave before stand."""
    late = con.execute(LATE).fetchall()
    return dg.AssetCheckResult(
        asset_key=["landing", "source"],
        check_name=IN_RHYTHM,
        passed=not late,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"late": {source: f"{days} days, rhythm {rhythm}" for source, rhythm, days in late}},
    )
