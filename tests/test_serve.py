"""The app in the foreground: it opens, says where, and ends when somebody stops it, which is no failure."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.serve import answers
from tests.conftest import ROOT
from tests.test_service import wait_until


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGHUP], ids=lambda told: told.name)
def test_whoever_stops_the_app_is_told_of_no_error(tmp_path: Path, told: signal.Signals) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    places = {"THUOCDO_HOME": str(tmp_path), "THUOCDO_WAREHOUSE": str(tmp_path / "w.duckdb"), "THUOCDO_PORT": str(port)}
    served = subprocess.Popen(
        [sys.executable, "-m", "orchestration", "serve"],
        cwd=ROOT,
        env=os.environ | places,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/_stcore/health"))
    finally:
        os.killpg(served.pid, told)  # as a terminal does
        said, _ = served.communicate(timeout=60)
    assert served.returncode == 0, said
    assert "Aborted" not in said
    assert not answers(f"http://127.0.0.1:{port}/_stcore/health")
