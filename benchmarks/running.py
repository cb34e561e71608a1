"""A server of its own environment, for as long as a block lasts."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def running(program: Sequence[str], folder: Path, told: Mapping[str, str]) -> Iterator[None]:
    server = subprocess.Popen(
        program, cwd=folder, env=os.environ | told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)
