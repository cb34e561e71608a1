"""Runs a reader's query in a child process, and ends that process when its time is up."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard.warehouse import ROOT, Edition

DEADLINE_SECONDS = 5.0
# more at a time would only wait for one another's processor
ABREAST = threading.BoundedSemaphore(2)
ANSWERS_KEPT = 16

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Result:
    """kinds: DuckDB's type of each column; is_cut: there were more rows than are given."""

    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """code: one of the app's words for why; detail: what DuckDB said, without paths."""

    code: str
    detail: str


@lru_cache(maxsize=ANSWERS_KEPT)
def run(edition: Edition, sql: str, deadline: float = DEADLINE_SECONDS) -> Result | Refusal:
    """Nothing of a query outlives it: each has a process of its own, killed after `deadline` seconds."""
    program = [sys.executable, "-m", "dashboard.sandbox.worker", str(edition.path)]
    # nothing of this process's environment is any business of a query
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"}
    with (
        ABREAST,
        subprocess.Popen(  # noqa: S603 (our own program)
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, env=environment
        ) as child,
    ):
        try:
            written, _ = child.communicate(sql.encode(errors="replace"), timeout=deadline)
        except subprocess.TimeoutExpired:
            child.kill()
            return Refusal("late", "")
    return understood(written, edition.path)


def understood(written: bytes, warehouse: Path) -> Result | Refusal:
    try:
        answer = json.loads(written)
    except ValueError:
        # the process died: memory it could not have, or time of the processor
        return Refusal("memory", "")
    if "refused" in answer:
        return Refusal(answer["refused"], answer["detail"].replace(str(warehouse.parent), "…"))
    return Result(
        tuple(answer["columns"]),
        tuple(answer["kinds"]),
        tuple(tuple(row) for row in answer["rows"]),
        answer["is_cut"],
    )
