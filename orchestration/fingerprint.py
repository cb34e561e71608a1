"""What a build is made of, as one hash: the same fingerprint means the same warehouse."""

import hashlib
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import duckdb

from orchestration.landing.people import key_mark
from orchestration.landing.scan import RawFile
from orchestration.settings import ROOT, Settings

CODE = ("orchestration", "dbt_project")
NOT_CODE = {"target", "logs", "__pycache__"}


def fingerprint(files: Iterable[RawFile], settings: Settings) -> str:
    """Hash over every raw file's path and bytes, the code and models that read them, the engine's version and keys."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.path}\0{file.sha256}\0{file.problem}\n".encode("utf-8", "surrogatepass"))
    digest.update(hash_of_code().encode())
    digest.update(f"{settings.reader_url}\0{settings.reader_model}".encode())
    digest.update(key_mark().encode())
    with suppress(OSError):
        digest.update(settings.alert_rules.read_bytes())
    return digest.hexdigest()


def hash_of_code() -> str:
    """The code and models that make a warehouse of raw files, and the engine they run on."""
    return f"{hash_of_files(ROOT, code_files())} {duckdb.__version__}"


def code_files() -> list[Path]:
    found = (path for room in CODE for path in (ROOT / room).rglob("*"))
    return [path for path in found if path.is_file() and not NOT_CODE & set(path.relative_to(ROOT).parts)]


def hash_of_files(root: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.suffix != ".pyc":
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def git_sha() -> str | None:
    """The commit the code stands at, marked when the tree differs from it; null outside a checkout."""
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return described.stdout.strip() or None
