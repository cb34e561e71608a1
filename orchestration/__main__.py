"""python -m orchestration: `python -m orchestration --help` lists the commands, `make help` says what each does."""

import argparse
import os
import sys
from collections.abc import Callable

from orchestration.cluster import NoSpark
from orchestration.progress import say
from orchestration.settings import ROOT, Settings
from orchestration.up_to_date import is_up_to_date, is_worth_another_look
from orchestration.warehouse.build_file import BuildIsRunning, hold_build_lock, release_build_lock

MOST_REASONS = 3
COMMANDS = ["warehouse", "retry", "serve", "run", "service", "dagster", "rollback", "verify", "open-data", "report"]


def main() -> int:
    ask = argparse.ArgumentParser(prog="python -m orchestration", description="Build, serve and look at the warehouse.")
    ask.add_argument("command", choices=COMMANDS)
    ask.add_argument("--to", metavar="BUILD", help="rollback: how the id of the build to return to begins")
    arguments = ask.parse_args()
    settings = Settings()
    match arguments.command:
        case "warehouse":
            return warehouse(settings)
        case "retry":
            return retry(settings)
        case "run":
            built = warehouse(settings)
            return serve(settings) if settings.warehouse.exists() else built
        case "serve":
            return serve(settings)
        case "service":
            return service(settings)
        case "rollback":
            return alone(settings, lambda: rollback(settings, arguments.to))
        case "verify":
            return verify(settings)
        case "open-data":
            return open_data(settings)
        case "report":
            return report(settings)
        case _:
            return dagster_ui(settings)


def warehouse(settings: Settings) -> int:
    """Builds and publishes; 0 when the published file is that of today's raw/ and code, else 1."""
    if not settings.raw.is_dir():
        return fail(f"there is no folder {settings.raw}", "put raw files there, or set THUOCDO_RAW to their folder")
    say(f"Thước Đo: {settings.raw} → {settings.warehouse}")
    return alone(settings, lambda: build_and_publish(settings))


def retry(settings: Settings) -> int:
    """Reads every refused file again, and nothing else; then builds and publishes as ever."""

    def read_again() -> int:
        from orchestration.landing.store import forget_refusals
        from orchestration.warehouse import build_file

        with build_file.connect(settings) as con:
            say(f"  ✓ {forget_refusals(con)} refused files will be read again")
        return build_and_publish(settings, anew=True)

    return alone(settings, read_again)


def alone(settings: Settings, work: Callable[[], int]) -> int:
    """Does what changes the published file, unless another process is at it."""
    try:
        hold_build_lock(settings)
    except BuildIsRunning as running:
        return fail(str(running))
    try:
        return work()
    except NoSpark as missing:
        return fail(str(missing))
    except (OSError, MemoryError) as error:
        # what the machine has no room for is no defect of a figure; what stood published stands
        return fail(f"stopped: {error or 'not enough memory'}; {what_stands(settings)}")
    finally:
        release_build_lock(settings)


def build_and_publish(settings: Settings, *, anew: bool = False) -> int:
    """anew: also when neither raw/ nor the code has changed."""
    from orchestration.warehouse.held_back import hold_back, let_go

    if not anew and is_up_to_date(settings) and not is_worth_another_look(settings):
        let_go(settings)
        say("  ✓ nothing has changed since the last build: the published warehouse stands")
        say(f"    (to rebuild all the same: rm {settings.warehouse} && make warehouse)")
        return 0

    from sqlalchemy.exc import OperationalError

    from orchestration.build import BuildFailed, build_warehouse

    try:
        build_warehouse(settings)
    except BuildFailed as failed:
        reasons = [str(reason) for reason in failed.args]
        hold_back(settings, reasons)
        return not_published(settings, reasons)
    except OperationalError as error:
        # Dagster's log is the first to find the disk full
        return fail(f"stopped: nothing more can be written to {settings.home} ({error.orig}); {what_stands(settings)}")
    say(f"  ✓ published {settings.warehouse}")
    return 0


def not_published(settings: Settings, reasons: list[str]) -> int:
    """The last three lines: what stands meanwhile, where to look, and the most telling reason."""
    for reason in reasons[1:MOST_REASONS]:
        say(f"  ✗ also: {reason}")
    return fail(
        f"the build was not published; {what_stands(settings)}",
        f"the tables that were refused are in {settings.build_file}; `make dagster` shows each check",
        reasons[0] + (f" (and {len(reasons) - MOST_REASONS} more)" if len(reasons) > MOST_REASONS else ""),
    )


def what_stands(settings: Settings) -> str:
    from orchestration.warehouse.held_back import held_back_since
    from orchestration.warehouse.publish import published_build_id

    build_id = published_build_id(settings.warehouse)
    if build_id is None:
        return "no file was published before"
    since = held_back_since(settings.held_back)
    return f"yesterday's file stands as it was: {build_id}" + (f", alone since {since} UTC" if since else "")


def rollback(settings: Settings, wanted: str | None) -> int:
    """Puts an earlier build back and says what changes; 0 when it stands published."""
    from orchestration.warehouse.history import NothingToReturnTo, roll_back

    try:
        done = roll_back(settings, wanted)
    except NothingToReturnTo as nothing:
        return fail(str(nothing))
    say(f"  ✓ {settings.warehouse} is build {done.now} again; it was {done.left}")
    for change in done.differences:
        say(
            f"    {change.table}: {change.rows_one} → {change.rows_other} rows, {change.only_other} not in the one left"
        )
    say(f"    the next build publishes anew; to undo this: make rollback BUILD={done.left}")
    return 0


def verify(settings: Settings) -> int:
    """Rebuilds from raw/ elsewhere; 0 when every published table equals the rebuilt one."""
    from orchestration.build import BuildFailed
    from orchestration.warehouse.publish import published_build_id
    from orchestration.warehouse.verify import rebuilt_elsewhere

    build_id = published_build_id(settings.warehouse)
    if build_id is None:
        return fail(f"{settings.warehouse} cannot be read", "run `make warehouse` first")
    if not is_up_to_date(settings):
        return fail("raw/ or the code has changed since the published build", "run `make warehouse` first")
    say(f"Thước Đo: {settings.raw} → a build of its own, to compare with {build_id}")
    try:
        found = rebuilt_elsewhere(settings)
    except BuildFailed as failed:
        return fail("the rebuild failed", *map(str, failed.args[:MOST_REASONS]))
    if found:
        return fail(*(f"{d.table}: {d.only_one} rows only published, {d.only_other} only rebuilt" for d in found))
    say(f"  ✓ every published table of {build_id} equals the one rebuilt from raw/")
    return 0


def open_data(settings: Settings) -> int:
    """Releases the flagged tables of the published file; 0 when the release stands."""
    from orchestration.warehouse.open_data.release import NotOurs, release_open_data
    from orchestration.warehouse.publish import published_build_id

    if published_build_id(settings.warehouse) is None:
        return fail(f"{settings.warehouse} cannot be read", "run `make warehouse` first")
    try:
        resources = release_open_data(settings)
    except (NotOurs, OSError) as error:
        return fail(str(error))
    rows = sum(resource.rows for resource in resources)
    say(f"  ✓ released {settings.open_data}: {len(resources)} tables, {rows} rows")
    return 0


def report(settings: Settings) -> int:
    """Writes the month's reports from the published file."""
    from dashboard.report.files import write_reports
    from dashboard.warehouse import WarehouseMissing, WarehouseUnreadable

    try:
        written = write_reports(settings.warehouse, settings.reports, settings.report_places.split())
    except (WarehouseMissing, WarehouseUnreadable, OSError) as error:
        return fail(f"{settings.warehouse}: {error}", "run `make warehouse` first")
    say(f"  ✓ {len(written)} files in {settings.reports}")
    return 0


def serve(settings: Settings) -> int:
    from orchestration.serve import serve_app

    return serve_app(settings)


def service(settings: Settings) -> int:
    """The app and Dagster together, for as long as the service stands."""
    from orchestration.service import run_service

    return run_service(settings)


def dagster_ui(settings: Settings) -> int:
    from orchestration.build import prepare_dagster_home

    prepare_dagster_home(settings)
    say("Dagster: http://127.0.0.1:3000 (Ctrl+C ends it)")
    program = [sys.executable, "-W", "ignore", "-m", "dagster", "dev", "-m", "orchestration.definitions"]
    os.chdir(ROOT)
    os.execv(sys.executable, [*program, "-h", "127.0.0.1", "-p", "3000"])  # noqa: S606


def fail(*lines: str) -> int:
    """Says what went wrong, the most telling lines last, where a terminal shows them."""
    for line in lines:
        say(f"  ✗ {line}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
