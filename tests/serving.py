"""The real app on a free port of this machine, for as long as a block lasts."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(url)


@contextmanager
def served(warehouse: Path, port: int, log: Path, *options: str) -> Iterator[None]:
    """The app over a warehouse file; what it prints is in `log`."""
    program = [sys.executable, "-m", "streamlit", "run", "app_streamlit.py", "--server.port", str(port), *options]
    with log.open("wb") as out:
        app = subprocess.Popen(
            program,
            cwd=ROOT,
            env=os.environ | {"THUOCDO_WAREHOUSE": str(warehouse)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield
        finally:
            app.terminate()
            app.wait(timeout=20)
