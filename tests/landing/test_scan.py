"""A file that has not changed is hashed once; one that has is noticed, whatever its size and time say."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from orchestration.landing import scan as scanning
from orchestration.landing.scan import scan, sha256_of


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were read to be hashed, in their order."""
    read: list[Path] = []

    def note(path: Path) -> str:
        read.append(path)
        return sha256_of(path)

    monkeypatch.setattr(scanning, "sha256_of", note)
    return read


def test_a_file_is_hashed_once_while_it_stays_as_it_is(
    tmp_path: Path, hashed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "SETTLED_NS", 0)
    (tmp_path / "a.txt").write_bytes(b"one")
    time.sleep(0.02)
    first = scan(tmp_path)
    assert scan(tmp_path) == first
    assert hashed == [tmp_path / "a.txt"]


def test_a_change_of_neither_size_nor_time_is_noticed(
    tmp_path: Path, hashed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "SETTLED_NS", 0)
    file = tmp_path / "a.txt"
    file.write_bytes(b"one")
    time.sleep(0.02)
    scan(tmp_path)
    before = file.stat()
    time.sleep(0.02)
    file.write_bytes(b"two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [found.sha256 for found in scan(tmp_path)] == [hashlib.sha256(b"two").hexdigest()]
    assert len(hashed) == 2


def test_a_file_just_written_is_hashed_at_every_look(tmp_path: Path, hashed: list[Path]) -> None:
    (tmp_path / "a.txt").write_bytes(b"one")
    scan(tmp_path)
    scan(tmp_path)
    assert len(hashed) == 2
