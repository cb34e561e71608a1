"""Spreadsheets are opened in a process of its own: one of a few kilobytes may unfold into more than the machine has.

A cell at the far corner of a sheet makes any reader lay out every cell before it, and a zip of zeros unpacks a
thousandfold. Here that ends the small process, and the file is refused. The process is forked off one that has loaded
all it needs: to start an interpreter for each of twenty thousand small workbooks takes hours.
"""

import errno
import json
import os
import resource
from multiprocessing import get_context
from multiprocessing.connection import Connection

from orchestration.portals.sheet import NotASheet, Sheet, open_workbook

MEMORY_BYTES = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 2
PATIENCE_SECONDS = 60

processes = get_context("forkserver")
processes.set_forkserver_preload([__name__])


class TooMuchInside(ValueError):
    """The workbook needs more memory or time than any report."""


def sheets_in(data: bytes) -> list[Sheet]:
    """The sheets of a workbook. Raises NotASheet, TooMuchInside, and TimeoutError when the machine gave it no turn."""
    ours, theirs = processes.Pipe(duplex=False)
    opener = processes.Process(target=open_within_limits, args=(data, theirs), daemon=True)
    opener.start()
    theirs.close()
    try:
        # its processor seconds are few: a process that is still at work waits for the machine, and the next build may
        # find it less busy
        if not ours.poll(PATIENCE_SECONDS):
            raise TimeoutError(errno.ETIME, "máy quá bận")
        told = json.loads(ours.recv_bytes())
    except EOFError:
        raise TooMuchInside from None
    finally:
        opener.kill()
        opener.join()
        ours.close()
    if told is None:
        raise NotASheet
    return [Sheet(name, rows, {(r, c): (top, left) for r, c, top, left in merged}) for name, rows, merged in told]


def open_within_limits(data: bytes, told: Connection) -> None:
    """Sends a workbook's sheets as JSON, or null for what is none; ends without a word where they are too much."""
    # a process that runs out of memory says so on its way out
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        sheets = [(s.name, s.rows, [(*cell, *held) for cell, held in s.merged.items()]) for s in open_workbook(data)]
    except NotASheet:
        sheets = None
    told.send_bytes(json.dumps(sheets).encode())
