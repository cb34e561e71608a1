"""What a build says while it works: one line a step, and a sign of life during long ones."""

import resource
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

SIGN_OF_LIFE_SECONDS = 2.0


class Step:
    """One named piece of work; `note` says how far it is, and the last note ends its closing line."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.detail = ""
        self._started = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._started

    def note(self, detail: str) -> None:
        self.detail = detail

    def line(self, mark: str) -> str:
        detail = f" · {self.detail}" if self.detail else ""
        return f"  {mark} {self.title} ({self.seconds:.1f} s){detail}"


@dataclass(frozen=True, slots=True)
class Done:
    """A step that has ended: a stage of the build, or a table made within one."""

    kind: Literal["stage", "table"]
    name: str
    started_at: datetime | None
    seconds: float
    n_rows: int | None = None
    peak_memory_mb: float | None = None


class Progress:
    """Prints the steps of one build and remembers them."""

    def __init__(self) -> None:
        self.done: list[Done] = []

    @property
    def seconds(self) -> dict[str, float]:
        """What each stage took, by its title."""
        return {done.name: done.seconds for done in self.done if done.kind == "stage"}

    def begin(self) -> None:
        self.done.clear()

    def table_made(self, name: str, started_at: datetime | None, seconds: float, n_rows: int) -> None:
        self.done.append(Done("table", name, started_at, round(seconds, 3), n_rows))

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        step, began = Step(title), datetime.now(UTC).replace(tzinfo=None)
        done = threading.Event()
        teller = threading.Thread(target=self._tell_while_working, args=(step, done), daemon=True)
        teller.start()
        mark = "✗"
        try:
            yield step
            mark = "✓"
        finally:
            done.set()
            teller.join()
            self.done.append(Done("stage", title, began, round(step.seconds, 3), None, peak_memory_mb()))
            say(step.line(mark))

    @staticmethod
    def _tell_while_working(step: Step, done: threading.Event) -> None:
        while not done.wait(SIGN_OF_LIFE_SECONDS):
            say(step.line("…"))


def peak_memory_mb() -> float:
    """The most this process has held so far; Linux counts in kilobytes, macOS in bytes."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)


progress = Progress()


def say(line: str) -> None:
    print(line, file=sys.stdout, flush=True)
