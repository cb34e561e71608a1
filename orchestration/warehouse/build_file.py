"""The private database a build works in, and the lock that keeps two builds out of it."""

import fcntl
import os
import time
from pathlib import Path

import duckdb

from orchestration.settings import Settings

MEMORY_LIMIT = "1GB"
WAIT_SECONDS = 0.5

_held: dict[Path, int] = {}


class BuildIsRunning(RuntimeError):
    """Another process is building. Nothing was touched."""


def hold_build_lock(settings: Settings, patience_seconds: float = 0) -> None:
    """Takes the build lock until it is released or this process ends; the kernel frees it even after kill -9.

    Raises BuildIsRunning, naming the process, when another one still holds it after that many seconds.
    """
    deadline = time.monotonic() + patience_seconds
    while True:
        try:
            take_build_lock(settings)
        except BuildIsRunning:
            if time.monotonic() >= deadline:
                raise
            time.sleep(WAIT_SECONDS)
        else:
            return


def take_build_lock(settings: Settings) -> None:
    path = settings.lock_file
    if path in _held:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(descriptor, 32).decode().strip() or "?"
        os.close(descriptor)
        raise BuildIsRunning(
            f"another build is running (process {holder}); wait for it to end, then run `make warehouse` again"
        ) from None
    os.ftruncate(descriptor, 0)
    os.write(descriptor, str(os.getpid()).encode())
    _held[path] = descriptor


def release_build_lock(settings: Settings) -> None:
    """Lets others build: `make run` goes on to serve the app long after its build has ended."""
    descriptor = _held.pop(settings.lock_file, None)
    if descriptor is not None:
        os.close(descriptor)


def connect(settings: Settings) -> duckdb.DuckDBPyConnection:
    """The build file, writable. One that cannot be opened is only a cache: it is dropped and made anew."""
    path = settings.build_file
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        con = duckdb.connect(path)
    except (
        duckdb.IOException,
        duckdb.SerializationException,
        duckdb.InternalException,
        duckdb.FatalException,
    ):
        for stale in path.parent.glob(f"{path.name}*"):
            stale.unlink()
        con = duckdb.connect(path)
    con.execute("set enable_progress_bar = false")
    # what DuckDB takes is on top of what polars holds in this process
    con.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
    return con
