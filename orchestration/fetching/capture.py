"""A captured answer as two files under raw/: the bytes as received, and the note that says where they came from."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import yaml

from orchestration.fetching.answers import Answer
from orchestration.landing.refusal import Refused
from orchestration.landing.sidecar import SUFFIX, Sidecar, read_sidecar

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
EXTENSIONS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/json": ".json",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-excel": ".xls",
}
# a session is the fetcher's own affair, and a secret
UNKEPT_HEADERS = {"set-cookie", "set-cookie2"}
LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer and what is known of it. `url` is the address that was asked, the answer's own may be another."""

    url: str
    answer: Answer
    captured_at: datetime
    title: str | None = None
    published_on: date | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.answer.body).hexdigest()

    @property
    def content_type(self) -> str:
        return self.answer.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def file_name(self) -> str:
        """Day and time first, so that a folder reads in order; the hash keeps two addresses of one name apart."""
        stamp = self.captured_at.astimezone(VIETNAM).strftime("%Y-%m-%d-%H%M%S")
        mark = hashlib.sha256(self.url.encode()).hexdigest()[:6]
        return f"{stamp}-{slug_of(self.url)}-{mark}{self.extension}"

    @property
    def extension(self) -> str:
        suffix = PurePosixPath(urlsplit(self.answer.url).path).suffix.lower()
        known = EXTENSIONS.get(self.content_type)
        return known or (suffix if suffix in EXTENSIONS.values() else ".html")

    @property
    def note(self) -> dict[str, Any]:
        headers = {name: value for name, value in self.answer.headers.items() if name not in UNKEPT_HEADERS}
        said = {
            "url": self.url,
            "address": self.answer.url,
            "title": self.title,
            "published_on": self.published_on,
            "captured_at": self.captured_at.astimezone(VIETNAM).replace(microsecond=0).isoformat(),
            "status": self.answer.status,
            "sha256": self.sha256,
            "headers": headers,
        }
        return {key: value for key, value in said.items() if value is not None}


def slug_of(url: str) -> str:
    parts = urlsplit(url)
    name = PurePosixPath(unquote(parts.path)).stem or parts.hostname or "trang"
    plain = unicodedata.normalize("NFD", name.lower()).replace("đ", "d").encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].rstrip("-") or "trang"


def keep(capture: Capture, folder: Path) -> Path:
    """Writes both files, each whole or not at all; the note first, so that no capture stands without its origin."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / capture.file_name
    note = yaml.safe_dump(capture.note, allow_unicode=True, sort_keys=False, width=120)
    write_whole(path.with_name(path.name + SUFFIX), note.encode())
    write_whole(path, capture.answer.body)
    return path


def write_whole(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)


def notes_in(folder: Path) -> Iterator[tuple[Path, Sidecar]]:
    """The captures that stand in a folder, oldest first, each with its note; unreadable notes are passed over."""
    for note in sorted(folder.glob(f"*{SUFFIX}")):
        capture = note.with_name(note.name.removesuffix(SUFFIX))
        if not capture.exists():
            continue
        try:
            yield capture, read_sidecar(note.read_text("utf-8"))
        except (Refused, UnicodeDecodeError):
            continue
