"""The app, Dagster's web page and Dagster's daemon, kept running together until somebody stops them.

Each is a program of its own in a process group of its own. One that ends is started again, later and later while it
keeps failing. What they say goes into one log, a JSON line an event.
"""

import json
import logging
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from types import FrameType

from orchestration.progress import say
from orchestration.settings import ROOT, Settings

# whoever opens Dagster's page may start and stop everything: it is for this machine alone
DAGSTER_HOST, DAGSTER_PORT = "127.0.0.1", 3000
LOCATION = "orchestration.definitions"
LOG_BYTES, LOGS_KEPT = 10_000_000, 5
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
# one that ran this long was well: its next failure is a first one
WELL_SECONDS = 120.0
STOP_SECONDS = 20.0
GLANCE_SECONDS = 0.2
# addresses with a password or a token in them, and whatever is called a key
SECRET = re.compile(
    r"(?P<scheme>\b[a-z][a-z0-9+.-]*://)[^\s/@]+@|(?P<name>(?i:key|token|password|secret)\w*[=:]\s*)\S+"
)

Tell = Callable[[str, str], None]


@dataclass(slots=True)
class Program:
    """One program to keep running."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[str] | None" = None
    started: float = 0.0
    failures: int = 0
    next_start: float = 0.0
    listener: threading.Thread | None = field(default=None, repr=False)

    def start(self, environment: Mapping[str, str], tell: Tell) -> None:
        self.process = subprocess.Popen(  # noqa: S603 (our own programs)
            self.command,
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self.started = time.monotonic()
        self.listener = threading.Thread(target=self.listen, args=(self.process, tell), daemon=True)
        self.listener.start()
        tell("service", f"{self.name} started as process {self.process.pid}")

    def listen(self, process: "subprocess.Popen[str]", tell: Tell) -> None:
        for line in process.stdout or ():
            if line.strip():
                tell(self.name, line.rstrip())

    def look_after(self, environment: Mapping[str, str], tell: Tell) -> None:
        """Starts it when it is due; when it has ended, says so and sets when it is started again."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.next_start:
                self.start(environment, tell)
            return
        code = self.process.poll()
        if code is None:
            return
        self.signal(signal.SIGKILL)  # what it started and left behind
        self.failures = 1 if now - self.started > WELL_SECONDS else self.failures + 1
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (self.failures - 1))
        tell("service", f"{self.name} ended with {code}; it starts again in {wait:.0f} s")
        self.process, self.next_start = None, now + wait

    def signal(self, number: int) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def stop(self, deadline: float) -> None:
        """Asks it to end, waits until the deadline, then ends it and all it started."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        self.signal(signal.SIGKILL)
        self.process.wait()
        if self.listener:
            self.listener.join(1)


def programs(settings: Settings) -> list[Program]:
    python = [sys.executable, "-W", "ignore", "-m"]
    location = ["-m", LOCATION]
    app = ["--server.address", settings.address, "--server.port", str(settings.port), "--server.headless", "true"]
    quiet = ["--logger.level", "warning", "--logger.hideWelcomeMessage", "true"]
    return [
        Program("app", [*python, "streamlit", "run", str(ROOT / "app_streamlit.py"), *app, *quiet]),
        Program("daemon", [*python, "dagster._daemon", "run", *location]),
        Program("webserver", [*python, "dagster_webserver", *location, "-h", DAGSTER_HOST, "-p", str(DAGSTER_PORT)]),
    ]


def environment_of(settings: Settings) -> dict[str, str]:
    places = {"THUOCDO_RAW": settings.raw, "THUOCDO_WAREHOUSE": settings.warehouse, "THUOCDO_HOME": settings.home}
    return (
        os.environ | {name: str(path) for name, path in places.items()} | {"DAGSTER_HOME": str(settings.dagster_home)}
    )


def logger_of(settings: Settings) -> Tell:
    """One line an event: when, who, what. Secrets are taken out."""
    path = settings.logs / "service.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8")
    log = logging.Logger("service")
    log.addHandler(handler)

    def tell(who: str, what: str) -> None:
        log.info(json.dumps({"at": now(), "from": who, "says": without_secrets(what)}, ensure_ascii=False))

    return tell


def without_secrets(line: str) -> str:
    return SECRET.sub(lambda found: f"{found['scheme']}***@" if found["scheme"] else f"{found['name']}***", line)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def run_service(settings: Settings) -> int:
    """Until SIGINT or SIGTERM; then everything is stopped, and 0 returned."""
    from orchestration.build import end_runs_of_the_dead, prepare_dagster_home

    prepare_dagster_home(settings)
    end_runs_of_the_dead(settings)
    return keep_running(programs(settings), environment_of(settings), logger_of(settings), ready(settings))


def ready(settings: Settings) -> Callable[[], None]:
    return lambda: say(
        f"Thước Đo: http://{settings.address}:{settings.port} · Dagster: http://{DAGSTER_HOST}:{DAGSTER_PORT}\n"
        f"  what they say: {settings.logs / 'service.log'} (Ctrl+C ends them)"
    )


def keep_running(kept: list[Program], environment: Mapping[str, str], tell: Tell, begun: Callable[[], None]) -> int:
    asked = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        asked.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for program in kept:
            program.look_after(environment, tell)
        begun()
        while not asked.wait(GLANCE_SECONDS):
            for program in kept:
                program.look_after(environment, tell)
    finally:
        stop_all(kept, tell)
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def stop_all(kept: list[Program], tell: Tell) -> None:
    for program in kept:
        program.signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for program in kept:
        program.stop(deadline)
    tell("service", "stopped")
