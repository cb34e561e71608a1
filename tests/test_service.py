"""Programs that are kept running: restarted when they end, stopped with all they started, their words in one log."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.service import without_secrets
from tests.conftest import ROOT

# two programs under the real keeper: one ends at once, one starts a child and says who it is
KEEPER = """
import sys
from pathlib import Path
from orchestration import service
from orchestration.settings import Settings
service.FIRST_WAIT = 0.2
settings = Settings(home=Path(sys.argv[1]))
ends = service.Program("ends", [sys.executable, "-c", "print('token=abc123')"])
stays = service.Program("stays", ["/bin/sh", "-c", "sleep 600 & echo child $!; wait"])
environment, tell = service.environment_of(settings), service.logger_of(settings)
sys.exit(service.keep_running([ends, stays], environment, tell, lambda: print("begun", flush=True)))
"""


def said(log: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def wait_until(true: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.1)


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_one_that_ends_starts_again_and_a_stop_leaves_nobody_behind(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "service.log"
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        wait_until(lambda: sum(line["says"].startswith("ends started") for line in said(log)) >= 2)
        wait_until(lambda: any(line["from"] == "stays" for line in said(log)))
    finally:
        keeper.send_signal(signal.SIGTERM)
        assert keeper.wait(60) == 0
    (child,) = {int(line["says"].split()[1]) for line in said(log) if line["from"] == "stays"}
    wait_until(lambda: not alive(child), 10)
    assert said(log)[-1] == said(log)[-1] | {"from": "service", "says": "stopped"}
    assert {line["says"] for line in said(log) if line["from"] == "ends"} == {"token=***"}
    assert all(line["at"] for line in said(log))


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("sent to mailtos://user:pass@mail.example/?to=a", "sent to mailtos://***@mail.example/?to=a"),
        ("GET http://127.0.0.1:3000/x 200", "GET http://127.0.0.1:3000/x 200"),
        ("THUOCDO_READER_KEY=abc THUOCDO_PERSON_KEY: def", "THUOCDO_READER_KEY=*** THUOCDO_PERSON_KEY: ***"),
        ("password=x token=y secret=z", "password=*** token=*** secret=***"),
        ("Tỷ lệ 89,27%", "Tỷ lệ 89,27%"),
    ],
)
def test_a_log_line_holds_no_secret(line: str, shown: str) -> None:
    assert without_secrets(line) == shown
