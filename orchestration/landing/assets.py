"""raw/ → the landing tables, as Dagster assets."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg
import duckdb
import polars as pl

from orchestration.fingerprint import fingerprint, git_sha
from orchestration.landing.checks import CHECKS, offending_rows
from orchestration.landing.ingest import Row, ingest
from orchestration.landing.refusal import OF_THE_MOMENT
from orchestration.landing.scan import RawFile, scan, stamps
from orchestration.landing.second_reader import second_reader_of
from orchestration.landing.store import TABLES
from orchestration.progress import progress
from orchestration.resources import Build
from orchestration.settings import Settings
from orchestration.tables import table_metadata
from orchestration.warehouse import build_file

LOOKS = 3
OWNER = "team:data-engineering"
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
    "dossier": "Exported case files, a row a dossier: how each one went, and nothing of who applied.",
    "index_rank": "Published scores and ranks of provinces in national indices, a row a table line.",
    "national_target": "Published national targets, a row a table line.",
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
        )
        for table in TABLES
    ],
    check_specs=[
        dg.AssetCheckSpec(check.name, asset=["landing", check.table], description=check.description, blocking=True)
        for check in CHECKS
    ],
)
def land_raw(build: Build) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """Scans raw/, reads what is new or changed, and accounts for every file."""
    settings = build.settings
    build_file.hold_build_lock(settings)
    with build_file.connect(settings) as con:
        take_in(con, settings)
        for table in TABLES:
            yield dg.MaterializeResult(asset_key=["landing", table], metadata=table_metadata(con, f"landing.{table}"))
        yield from check_results(con)


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
                accounts = ingest(con, files, row, settings.quarantine, step.note, second_reader_of(settings))
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


def check_results(con: duckdb.DuckDBPyConnection) -> Iterator[dg.AssetCheckResult]:
    for check in CHECKS:
        offending = offending_rows(con, check)
        yield dg.AssetCheckResult(
            asset_key=["landing", check.table],
            check_name=check.name,
            passed=not offending,
            metadata={"offending_rows": offending},
        )
