"""python -m orchestration warehouse | serve | run | dagster"""

import argparse
import os
import sys

from orchestration.progress import say
from orchestration.settings import ROOT, Settings
from orchestration.warehouse.build_file import BuildIsRunning, hold_build_lock, release_build_lock

LEADING_LINES = 3


def main() -> int:
    ask = argparse.ArgumentParser(prog="python -m orchestration", description="Build, serve and look at the warehouse.")
    ask.add_argument("command", choices=["warehouse", "serve", "run", "dagster"])
    command = ask.parse_args().command
    settings = Settings()
    match command:
        case "warehouse":
            return warehouse(settings)
        case "run":
            built = warehouse(settings)
            return serve(settings) if settings.warehouse.exists() else built
        case "serve":
            return serve(settings)
        case _:
            return dagster_ui(settings)


def warehouse(settings: Settings) -> int:
    """Builds and publishes; 0 when the published file is that of today's raw/ and code, else 1."""
    if not settings.raw.is_dir():
        return fail(f"there is no folder {settings.raw}", "put raw files there, or set THUOCDO_RAW to their folder")
    say(f"Thước Đo: {settings.raw} → {settings.warehouse}")
    try:
        hold_build_lock(settings)
    except BuildIsRunning as running:
        return fail(str(running))
    try:
        return build_and_publish(settings)
    finally:
        release_build_lock(settings)


def build_and_publish(settings: Settings) -> int:
    if is_up_to_date(settings):
        say("  ✓ nothing has changed since the last build: the published warehouse stands")
        say(f"    (to rebuild all the same: rm {settings.warehouse} && make warehouse)")
        return 0

    from orchestration.build import BuildFailed, build_warehouse

    try:
        build_warehouse(settings)
    except BuildFailed as failed:
        stands = "yesterday's file stands as it was" if settings.warehouse.exists() else "no file was published before"
        return fail(f"the build was not published; {stands}", *map(str, failed.args[:LEADING_LINES]))
    say(f"  ✓ published {settings.warehouse}")
    return 0


def is_up_to_date(settings: Settings) -> bool:
    from orchestration.fingerprint import fingerprint
    from orchestration.landing.scan import scan
    from orchestration.warehouse.publish import published_fingerprint

    return published_fingerprint(settings.warehouse) == fingerprint(scan(settings.raw), settings)


def serve(settings: Settings) -> int:
    from orchestration.serve import serve_app

    return serve_app(settings)


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
