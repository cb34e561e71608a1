"""make bench: measured figures of this project on this machine, as rates and ratios."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from orchestration.reading import Document, read_statements
from orchestration.reading.sentences import split
from orchestration.settings import ROOT, Settings

REPEATS = 5


def main() -> None:
    reading()
    building()


def reading() -> None:
    """Sentences a second on one core, over the default articles; and eight times the text, as a ratio."""
    texts = [path.read_text("utf-8") for path in sorted((Settings().raw / "articles").rglob("*.md"))]
    sentences = sum(len(split(text)) for text in texts)
    once = min(seconds(lambda: [read_statements(Document(text)) for text in texts]) for _ in range(REPEATS))
    whole = "\n\n".join(texts)
    one = min(seconds(lambda: read_statements(Document(whole))) for _ in range(REPEATS))
    eight = min(seconds(lambda: read_statements(Document("\n\n".join([whole] * 8)))) for _ in range(2))
    print(f"reading: {sentences / once:,.0f} sentences a second on one core")
    print(f"reading: eight times the text takes {eight / one:.1f} times as long (8 is linear)")


def building() -> None:
    """The whole build from nothing, and again with nothing changed, as a ratio."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "THUOCDO_HOME": str(Path(folder) / "home"),
            "THUOCDO_WAREHOUSE": str(Path(folder) / "warehouse.duckdb"),
        }

        def build() -> None:
            command = [sys.executable, "-m", "orchestration", "warehouse"]
            subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)

        first, second = seconds(build), seconds(build)
    print(f"build: {first:.1f} s from nothing; unchanged {second:.1f} s, {second / first:.2f} of it")


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
