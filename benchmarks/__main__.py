"""make bench, make bench-quick: measured figures of this project on this machine, as rates and ratios."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.app import app
from benchmarks.page import page
from benchmarks.portals import SIZES, portals
from benchmarks.reading import reading
from benchmarks.volume import QUICK, volume
from benchmarks.volume import SIZES as VOLUMES
from orchestration.settings import ROOT


def main() -> None:
    if sys.argv[1:] == ["quick"]:
        volume(QUICK)
        return
    reading()
    app()
    building()
    portals(SIZES)
    volume(VOLUMES)
    page()


def building() -> None:
    """The whole build from nothing, and again with nothing changed, as a ratio."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "THUOCDO_HOME": str(Path(folder) / "home"),
            "THUOCDO_WAREHOUSE": str(Path(folder) / "warehouse.duckdb"),
        }

        def build() -> None:
            command = [sys.executable, "-m", "orchestration", "warehouse"]
            subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)

        began = time.perf_counter()
        build()
        first = time.perf_counter() - began
        build()
        second = time.perf_counter() - began - first
    print(f"build: {first:.1f} s from nothing; unchanged {second:.1f} s, {second / first:.2f} of it")


if __name__ == "__main__":
    main()
