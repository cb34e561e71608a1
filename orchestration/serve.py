"""The app, served on this machine only unless told otherwise; ends with the address and what to do next."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

from orchestration.progress import say
from orchestration.settings import ROOT, Settings

EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 (told apart, not listened on)
PATIENCE_SECONDS = 60


def serve_app(settings: Settings) -> int:
    """Runs Streamlit until it ends, and returns its exit code; 0 when somebody stopped it."""
    environment = os.environ | {"THUOCDO_WAREHOUSE": str(settings.warehouse), "THUOCDO_HOME": str(settings.home)}
    program = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app_streamlit.py")]
    options = ["--server.address", settings.address, "--server.port", str(settings.port), "--server.headless", "true"]
    quiet = ["--logger.level", "error", "--logger.hideWelcomeMessage", "true"]
    # Ctrl+C reaches this process alone: Streamlit would call it an error, and make would repeat that
    app = subprocess.Popen([*program, *options, *quiet], env=environment, cwd=ROOT, process_group=0)  # noqa: S603 (our own program)
    # SIGINT too: a library loaded before sets it up so that it does not end a wait
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    here = f"http://{EVERY_ADDRESS.get(settings.address, settings.address)}:{settings.port}"
    threading.Thread(target=tell_when_open, args=(app, here), daemon=True).start()
    try:
        return app.wait()
    except KeyboardInterrupt:
        app.terminate()
        app.wait()
        return 0


def tell_when_open(app: "subprocess.Popen[bytes]", here: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while app.poll() is None and time.monotonic() < deadline:
        if answers(f"{here}/_stcore/health"):
            say(NEXT_STEPS.format(here=here))
            return
        time.sleep(0.25)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as response:  # noqa: S310 (our own loopback address)
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


NEXT_STEPS = """
Thước Đo is open at {here} (Ctrl+C ends it)

Next:
  1. drop an article (.txt, .md, .html) into raw/articles/ and run `make warehouse`; the open app shows it
  2. `make dagster` shows every asset, its rows and its checks
  3. ask warehouse.duckdb yourself with any DuckDB client: from kpi_current"""
