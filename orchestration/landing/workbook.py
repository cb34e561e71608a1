"""Spreadsheets are opened in a process of its own: one of a few kilobytes may unfold into more than the machine has.

A cell at the far corner of a sheet makes any reader lay out every cell before it, and a zip of zeros unpacks a
thousandfold. Here that ends the small process, and the file is refused.
"""

import errno
import json
import resource
import subprocess
import sys

from orchestration.portals.sheet import NotASheet, Sheet, open_workbook
from orchestration.settings import ROOT

MEMORY_BYTES = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 2
PATIENCE_SECONDS = 60


class TooMuchInside(ValueError):
    """The workbook needs more memory or time than any report."""


def sheets_in(data: bytes) -> list[Sheet]:
    """The sheets of a workbook. Raises NotASheet, TooMuchInside, and TimeoutError when the machine gave it no turn."""
    try:
        opened = subprocess.run(
            [sys.executable, "-c", "from orchestration.landing.workbook import main; main()"],
            input=data,
            capture_output=True,
            cwd=ROOT,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        # its processor seconds are few: a process that is still at work waits for the machine, and the next build may
        # find it less busy
        raise TimeoutError(errno.ETIME, "máy quá bận") from None
    if opened.returncode:
        raise TooMuchInside
    told = json.loads(opened.stdout)
    if told is None:
        raise NotASheet
    return [Sheet(name, rows, {(r, c): (top, left) for r, c, top, left in merged}) for name, rows, merged in told]


def main() -> None:
    """Reads a workbook from standard input and writes its sheets, or None for what is none, to standard output."""
    data = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        told = [(s.name, s.rows, [(*cell, *held) for cell, held in s.merged.items()]) for s in open_workbook(data)]
    except NotASheet:
        told = None
    sys.stdout.buffer.write(json.dumps(told).encode())
