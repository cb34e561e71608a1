"""What a build says while it works: one line a step, and a sign of life during long ones."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

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


class Progress:
    """Prints the steps of one build and remembers what each took (`seconds`, by step title)."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        step = Step(title)
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
            self.seconds[title] = round(step.seconds, 3)
            say(step.line(mark))

    @staticmethod
    def _tell_while_working(step: Step, done: threading.Event) -> None:
        while not done.wait(SIGN_OF_LIFE_SECONDS):
            say(step.line("…"))


progress = Progress()


def say(line: str) -> None:
    print(line, file=sys.stdout, flush=True)
