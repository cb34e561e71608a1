"""What stands under raw/ right now: every file once, with its hash."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from orchestration.landing import sidecar
from orchestration.landing.refusal import Reason, Refused

MAX_BYTES = 20 * 1024 * 1024
CHUNK = 1024 * 1024
ROOMS = ("articles", "portals", "figures")
SOURCES_FILE = "sources.yml"
# within this time of a change a second one may leave the same times behind, on any file system
SETTLED_NS = 2_000_000_000

# what this process has hashed, by path: a build looks at raw/ twice, before it starts and once it holds the lock
_hashed: dict[Path, tuple[tuple[int, int, int, int], str]] = {}


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file under raw/. `path` is relative to raw with forward slashes; `sha256` is null when unreadable."""

    path: str
    full_path: Path
    room: str
    size: int
    sha256: str | None
    problem: Reason | None = None

    def read(self) -> bytes:
        """The bytes that were hashed. Raises Refused when the file has been changed since."""
        data = self.full_path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise Refused("changed_while_reading", "Tệp bị thay đổi trong lúc dựng; hãy chạy lại để đọc bản mới.")
        return data


def scan(raw: Path) -> list[RawFile]:
    """Every file under `raw`, in the order of their paths; editors' and systems' dotfiles are not data."""
    return sorted((describe(raw, path) for path in walk(raw)), key=lambda file: file.path)


def stamps(raw: Path) -> dict[str, tuple[int, int, int]]:
    """What tells, without reading, that a file under `raw` has changed: its inode, size and time by path."""
    found: dict[str, tuple[int, int, int]] = {}
    for path in walk(raw):
        with suppress(OSError):
            stat = path.lstat()
            found[str(path)] = stat.st_ino, stat.st_size, stat.st_mtime_ns
    return found


def walk(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here) / name for name in files if not name.startswith("."))


def describe(raw: Path, path: Path) -> RawFile:
    relative = path.relative_to(raw).as_posix()
    name = relative.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    room = room_of(name)
    try:
        if path.is_symlink():
            problem = Reason("symlink", "Đây là liên kết tới nơi khác, không phải tệp; hãy chép tệp thật vào raw/.")
            return RawFile(name, path, room, 0, None, problem)
        stat = path.stat()
        size, digest = stat.st_size, digest_of(path, stat)
    except OSError as error:
        problem = Reason("unreadable", f"Không mở được tệp ({error.strerror}); hãy kiểm tra quyền đọc.")
        return RawFile(name, path, room, 0, None, problem)
    # an export of case files is streamed, and may be of any size; whether a table is one is for its source to say
    streamed = room == "portals" and path.suffix.lower() in (".csv", ".parquet")
    if size > MAX_BYTES and room != "figures" and not streamed:
        return RawFile(name, path, room, size, digest, too_large(size))
    return RawFile(name, path, room, size, digest)


def too_large(size: int) -> Reason:
    limit = MAX_BYTES // 1024 // 1024
    return Reason(
        "too_large",
        f"Tệp nặng {size / 1024 / 1024:.0f} MB, quá giới hạn {limit} MB cho một bài hay một trang; "
        "hãy tách nhỏ rồi thả lại.",
    )


def room_of(path: str) -> str:
    if path == SOURCES_FILE:
        return "registry"
    if path.endswith(sidecar.SUFFIX):
        return "sidecar"
    first = path.split("/", 1)[0]
    return first if first in ROOMS and "/" in path else "other"


def digest_of(path: Path, stat: os.stat_result) -> str:
    """The hash of a file, read again unless its inode, size and both times are those of the last look."""
    # every write moves st_ctime, and no program can set it
    stamp = stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
    if path in _hashed and _hashed[path][0] == stamp:
        return _hashed[path][1]
    is_settled = time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) > SETTLED_NS
    digest = sha256_of(path)
    if is_settled:
        _hashed[path] = stamp, digest
    return digest


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
