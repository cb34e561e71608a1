"""The whole service, started as people start it: the daemon fires a real schedule and builds a real drop."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from tests.conftest import ROOT, Workshop, workshop_in

# minutes of waiting for a schedule: python -m pytest -m long -n 0 tests/e2e/test_service.py
pytestmark = pytest.mark.long

PATIENCE_SECONDS = 900
MORNING = ("dagster/schedule_name", "every_morning")
DROP = ("dagster/sensor_name", "drops")
SERVICE = """
import sys
from orchestration import service
from orchestration.settings import Settings
service.LOCATION, service.DAGSTER_PORT = "tests.e2e.mornings", int(sys.argv[1])
sys.exit(service.run_service(Settings()))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, f"{what} did not come to pass"
        time.sleep(1)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def built_by(tag: str, name: str) -> int:
    """How many builds have been made that this asked for. None may have failed."""
    with dg.DagsterInstance.get() as instance:
        runs = instance.get_runs()
    failed = [run for run in runs if run.status == dg.DagsterRunStatus.FAILURE]
    assert not failed, failed
    return sum(run.status == dg.DagsterRunStatus.SUCCESS and run.tags.get(tag) == name for run in runs)


def knows(workshop: Workshop, path: str) -> bool:
    try:
        return bool(workshop.ask(f"select 1 from load_audit where path = '{path}'"))
    except duckdb.Error:
        return False


def test_the_daemon_fires_a_schedule_and_builds_a_drop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = workshop_in(tmp_path)
    app, dagster = free_port(), free_port()
    places = {"THUOCDO_OPEN_DATA": str(tmp_path / "open_data"), "THUOCDO_REPORTS": str(tmp_path / "reports")}
    environment = os.environ | workshop.environment | places | {"THUOCDO_PORT": str(app)}
    service = subprocess.Popen([sys.executable, "-c", SERVICE, str(dagster)], cwd=ROOT, env=environment)
    monkeypatch.setenv("DAGSTER_HOME", str(workshop.home / "dagster"))
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{app}/_stcore/health"), "the app")
        wait_until(lambda: answers(f"http://127.0.0.1:{dagster}/server_info"), "Dagster's page")
        wait_until(lambda: built_by(*MORNING), "a morning")
        drops = built_by(*DROP)  # the first was raw/ itself
        assert (tmp_path / "open_data" / "datapackage.json").exists()
        (workshop.raw / "articles" / "moi.txt").write_text("Năm 2025, tỉnh Quảng Ninh có 12,5% hộ.", "utf-8")
        wait_until(lambda: knows(workshop, "articles/moi.txt"), "the drop")
        wait_until(lambda: built_by(*DROP) > drops, "a run that the drop asked for")
    finally:
        service.send_signal(signal.SIGTERM)
        assert service.wait(60) == 0
    assert not answers(f"http://127.0.0.1:{app}/_stcore/health")
