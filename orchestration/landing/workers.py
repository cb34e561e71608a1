"""Files read into rows: a few of them in this process, many on every core.

A worker is told which files to read and gives back frames; only this process writes.
"""

import atexit
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process

import polars as pl

from orchestration.landing.land import Landed, land
from orchestration.landing.refusal import Reason, Refused
from orchestration.landing.scan import RawFile
from orchestration.landing.second_reader import SecondReader, with_second
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import Source
from orchestration.landing.store import Types, frame_of, shaped

# below this, starting workers takes longer than reading
FEWEST_BYTES = 8 * 1024 * 1024
BUNDLE_BYTES = 1024 * 1024
BUNDLE_FILES = 200


@dataclass(frozen=True, slots=True)
class Errand:
    """One file to read, and what it is read with."""

    file: RawFile
    note: Sidecar
    source: Source


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading some files gave: frames by table, and of each file how many rows, or why it was refused."""

    frames: dict[str, pl.DataFrame]
    accounts: list["Account"]


# how bundles are shared out among those who read them; their readings come back in the bundles' order
Spread = Callable[[list[list[Errand]], dict[str, Types]], Iterator[Reading]]


@dataclass(frozen=True, slots=True)
class Account:
    document_id: str | None
    row_count: int
    warning: Reason | None = None
    refused: Reason | None = None
    bulk: dict[str, pl.LazyFrame] | None = None


def read_all(
    errands: list[Errand], types: dict[str, Types], second: SecondReader | None, spread: Spread | None = None
) -> Iterator[Reading]:
    """The readings of bundles of errands, in their order; many are spread over this machine's cores, or as told."""
    bundles = list(bundled(errands))
    alone = spread is None and os.cpu_count() == 1
    if second or alone or sum(errand.file.size for errand in errands) < FEWEST_BYTES:
        yield from (read_bundle(bundle, types, second) for bundle in bundles)
    else:
        yield from (spread or read_on_every_core)(bundles, types)


def bundled(errands: Iterable[Errand]) -> Iterator[list[Errand]]:
    bundle: list[Errand] = []
    held = 0
    for errand in errands:
        bundle.append(errand)
        held += errand.file.size
        if held >= BUNDLE_BYTES or len(bundle) >= BUNDLE_FILES:
            yield bundle
            bundle, held = [], 0
    if bundle:
        yield bundle


def read_on_every_core(bundles: list[list[Errand]], types: dict[str, Types]) -> Iterator[Reading]:
    """Case files stream from disk into the database, so this process reads them itself when their turn comes."""
    workers = os.cpu_count() or 1
    waiting: deque[tuple[list[Errand], Future[Reading] | None]] = deque()
    with ProcessPoolExecutor(workers, get_context("spawn"), begin_worker) as pool:
        for bundle in bundles:
            waiting.append((bundle, submitted(pool, bundle, types)))
            if len(waiting) > 3 * workers:
                yield told(*waiting.popleft(), types)
        while waiting:
            yield told(*waiting.popleft(), types)


def submitted(pool: ProcessPoolExecutor, bundle: list[Errand], types: dict[str, Types]) -> Future[Reading] | None:
    if is_streamed(bundle):
        return None
    with suppress(BrokenProcessPool):
        return pool.submit(read_bundle, bundle, types, None)
    return None


def is_streamed(bundle: list[Errand]) -> bool:
    return any(errand.source.shape == "dossiers" for errand in bundle)


def told(bundle: list[Errand], future: Future[Reading] | None, types: dict[str, Types]) -> Reading:
    """What the worker told; where workers were killed, most likely for their memory, what is read here instead."""
    if future:
        with suppress(BrokenProcessPool):
            return future.result()
    return read_bundle(bundle, types, None)


def begin_worker() -> None:
    die_with_the_parent()
    # what a worker leaves behind needs no tidying, and a library that would tidy it complains on the terminal
    atexit.register(os._exit, 0)


def die_with_the_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            with suppress(OSError):
                connection.wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def read_bundle(bundle: list[Errand], types: dict[str, Types], second: SecondReader | None) -> Reading:
    frames: dict[str, list[pl.DataFrame]] = {}
    accounts: list[Account] = []
    for errand in bundle:
        told = read_one(errand, types, second)
        if isinstance(told, Reason):
            accounts.append(Account(None, 0, refused=told))
            continue
        landed, found = told
        for table, frame in found:
            frames.setdefault(table, []).append(frame)
        document_id = landed.document["document_id"]
        accounts.append(Account(document_id, landed.row_count, landed.warning, bulk=landed.bulk or None))
    return Reading({table: pl.concat(found) for table, found in frames.items()}, accounts)


def read_one(
    errand: Errand, types: dict[str, Types], second: SecondReader | None
) -> tuple[Landed, list[tuple[str, pl.DataFrame]]] | Reason:
    """What a file gave, as frames; else why not. A value that no column can hold is a defect of this file alone."""
    try:
        landed = land(errand.file, errand.note, errand.source, with_second(second))
        rows = {"document": [landed.document]} | {table: found for table, found in landed.rows.items() if found}
        frames = [(table, frame_of(found, types[table])) for table, found in rows.items()]
        return landed, frames + [
            (table, shaped(f, types[table])) for table, found in landed.frames.items() for f in found
        ]
    except Refused as refused:
        return refused.reason
    except OSError as error:
        return Reason("unreadable", f"Không đọc được tệp ({error.strerror}).")
    except MemoryError:
        # the machine's want, and no fault of the file
        raise
    except BaseException as error:
        if not is_of_the_reader(error):
            raise
        text = f"Bộ đọc gặp lỗi không lường trước ở tệp này ({type(error).__name__}); các tệp khác vẫn được đọc."
        return Reason("reader_failed", text)


def is_of_the_reader(error: BaseException) -> bool:
    """Whether one file's content may be to blame: any error, and a panic of a library written in Rust."""
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"
