"""Runs a reader's query in a child process, and ends that process when its time is up or nobody waits any more."""

import json
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.warehouse import ROOT, Edition

DEADLINE_SECONDS = 5.0
# how long a query waits for its turn before its reader is told that too many are asking
PATIENCE_SECONDS = 30.0
# how often whoever waits is asked whether they still do
GLANCE_SECONDS = 0.2
# each may take a processor and its memory; the pages beside them go first (the worker is nice)
ABREAST = threading.BoundedSemaphore(4)
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


kept: "OrderedDict[tuple[Edition, str], Result]" = OrderedDict()


def run(
    edition: Edition, sql: str, deadline: float = DEADLINE_SECONDS, still_waiting: Callable[[], object] = lambda: None
) -> Result | Refusal:
    """Nothing of a query outlives it: each has a process of its own, killed after `deadline` seconds.

    `still_waiting` is called every now and then; what it raises ends the query. Answers are kept, refusals are not:
    the next time the machine may be less busy.
    """
    answered = kept.get((edition, sql))
    if answered is not None:
        return answered
    with turn(still_waiting) as is_ours:
        answer = asked(edition.path, sql, deadline, still_waiting) if is_ours else Refusal("busy", "")
    if isinstance(answer, Result):
        kept[edition, sql] = answer
        while len(kept) > ANSWERS_KEPT:
            kept.popitem(last=False)
    return answer


@contextmanager
def turn(still_waiting: Callable[[], object]) -> Iterator[bool]:
    """One of the few places at a time; false when none came free."""
    given_up = time.monotonic() + PATIENCE_SECONDS
    while not (is_ours := ABREAST.acquire(timeout=GLANCE_SECONDS)) and time.monotonic() < given_up:
        still_waiting()
    try:
        yield is_ours
    finally:
        if is_ours:
            ABREAST.release()


def asked(warehouse: Path, sql: str, deadline: float, still_waiting: Callable[[], object]) -> Result | Refusal:
    program = [sys.executable, "-m", "dashboard.sandbox.worker", str(warehouse)]
    # nothing of this process's environment is any business of a query
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"}
    too_late = time.monotonic() + deadline
    with subprocess.Popen(  # noqa: S603 (our own program)
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, env=environment
    ) as child:
        try:
            question: bytes | None = sql.encode(errors="replace")
            while True:
                try:
                    written, _ = child.communicate(question, timeout=GLANCE_SECONDS)
                    return understood(written, warehouse)
                except subprocess.TimeoutExpired:
                    if time.monotonic() > too_late:
                        return Refusal("late", "")
                    still_waiting()
                    question = None
        finally:
            child.kill()


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
