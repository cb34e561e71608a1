"""The builds that stood published before: each kept whole, so that one of them can be put back at once."""

import errno
import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.settings import Settings
from orchestration.warehouse.compare import Difference, differences
from orchestration.warehouse.publish import (
    AuditFailed,
    attached,
    audit,
    fsync,
    one,
    published_build_id,
    put_in_place,
    staged_path,
    sweep,
)

NAME = re.compile(r"(?P<number>\d{6,})-(?P<build_id>[0-9A-Za-z-]+)\.duckdb")
MEGABYTE = 1024 * 1024


class NothingToReturnTo(RuntimeError):
    """No kept build answers the wish, or the one that does is damaged. The published file was left as it was."""


@dataclass(frozen=True, slots=True)
class KeptBuild:
    """One earlier build. `number` counts publishes, so that order never depends on a clock."""

    number: int
    build_id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Return:
    """What a rollback did: from which build to which, and in which tables they differ."""

    left: str | None
    now: str
    differences: tuple[Difference, ...]


def kept_builds(settings: Settings) -> list[KeptBuild]:
    """The kept builds, in the order in which they were published."""
    found = ((NAME.fullmatch(path.name), path) for path in settings.kept.glob("*.duckdb"))
    builds = (KeptBuild(int(name["number"]), name["build_id"], path) for name, path in found if name)
    return sorted(builds, key=lambda build: build.number)


def keep_published(settings: Settings) -> None:
    """Keeps the file that stands published, and of the kept ones as many as settings allow. Keeping one twice is once.

    A file that cannot be read is not kept. Raises OSError when there is no room for it.
    """
    build_id = published_build_id(settings.warehouse)
    builds = kept_builds(settings)
    if build_id and NAME.fullmatch(f"000000-{build_id}.duckdb") and build_id not in {b.build_id for b in builds}:
        number = builds[-1].number + 1 if builds else 1
        settings.kept.mkdir(parents=True, exist_ok=True)
        link_or_copy(settings.warehouse, settings.kept / f"{number:06d}-{build_id}.duckdb")
    forget_oldest(settings)


def forget_oldest(settings: Settings) -> None:
    builds = kept_builds(settings)
    while builds and (len(builds) > settings.keep_builds or size_of(builds) > settings.keep_megabytes * MEGABYTE):
        builds.pop(0).path.unlink()


def size_of(builds: list[KeptBuild]) -> int:
    return sum(build.path.stat().st_size for build in builds)


def link_or_copy(source: Path, target: Path) -> None:
    """A second name for the published bytes, which nobody writes to; a copy where the file system knows no links."""
    sweep(target)
    staged = staged_path(target)
    try:
        try:
            os.link(source, staged)
        except OSError as error:
            if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
                raise
            shutil.copyfile(source, staged)
            staged.chmod(0o444)
            fsync(staged)
        staged.replace(target)
    except OSError:
        sweep(target)
        raise


def roll_back(settings: Settings, wanted: str | None = None) -> Return:
    """Puts a kept build back: the one published before the present one, or the one whose id begins with `wanted`.

    The present build is kept first, so that one can return from a return. Raises NothingToReturnTo.
    """
    present = published_build_id(settings.warehouse)
    build = choose(kept_builds(settings), present, wanted)
    check(build)
    changes = tuple(differences(settings.warehouse, build.path)) if present else ()
    sweep(settings.warehouse)
    staged = staged_path(settings.warehouse)
    # before the present build is kept, which may push the oldest one out
    link_or_copy(build.path, staged)
    keep_published(settings)
    put_in_place(staged, settings.warehouse)
    return Return(present, build.build_id, changes)


def choose(builds: list[KeptBuild], present: str | None, wanted: str | None) -> KeptBuild:
    others = [build for build in builds if build.build_id != present]
    if wanted is not None:
        named = [build for build in others if build.build_id.startswith(wanted)]
        if not named:
            known = ", ".join(build.build_id for build in reversed(others)) or "none"
            raise NothingToReturnTo(f"no kept build begins with {wanted}; kept: {known}")
        return named[-1]
    number = next((build.number for build in builds if build.build_id == present), None)
    earlier = [build for build in others if number is None or build.number < number]
    if not earlier:
        raise NothingToReturnTo("no earlier build is kept")
    return earlier[-1]


def check(build: KeptBuild) -> None:
    """Opens the kept file as a reader would and counts what it says it holds."""
    try:
        with attached(build.path) as reader:
            told = one(reader, "select rows_per_table from published.main.build_info")
        audit(build.path, json.loads(told or "{}"))
    except (duckdb.Error, AuditFailed, ValueError) as error:
        raise NothingToReturnTo(f"the kept build {build.build_id} is damaged: {error}") from error
