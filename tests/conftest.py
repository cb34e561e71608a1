"""What tests share: a small raw folder, and one warehouse built from it the whole way."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import hypothesis
import pytest

# how long an example takes says how busy the machine is; costs are bounded in benchmarks, and by ratios
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parent.parent
RAW = Path(__file__).with_name("fixture_raw")


@dataclass(frozen=True, slots=True)
class Workshop:
    """A raw folder, a home and a published file of a test's own; `build` runs the real command."""

    raw: Path
    home: Path
    warehouse: Path

    def build(self) -> subprocess.CompletedProcess[str]:
        return self.run("warehouse")

    def run(self, command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "orchestration", command],
            cwd=ROOT,
            env=self.environment | more,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, **more: str) -> "subprocess.Popen[str]":
        """The same in the background, in a process group of its own that a test may kill."""
        return subprocess.Popen(
            [sys.executable, "-m", "orchestration", "warehouse"],
            cwd=ROOT,
            env=self.environment | more,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "THUOCDO_RAW": str(self.raw),
            "THUOCDO_HOME": str(self.home),
            "THUOCDO_WAREHOUSE": str(self.warehouse),
        }

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect() as con:
            con.execute(f"attach '{self.warehouse}' as w (read_only)")
            con.execute("use w")
            return con.execute(sql).fetchall()


def workshop_in(folder: Path) -> Workshop:
    shutil.copytree(RAW, folder / "raw")
    return Workshop(folder / "raw", folder / "home", folder / "warehouse.duckdb")


def copy_of(built: Workshop, folder: Path) -> Workshop:
    shutil.copytree(built.raw.parent, folder)
    return Workshop(*(folder / part.name for part in (built.raw, built.home, built.warehouse)))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The fixture, built once by the real command; tests only read it."""
    made = workshop_in(tmp_path_factory.mktemp("built"))
    done = made.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return made


@pytest.fixture
def workshop(built: Workshop, tmp_path: Path) -> Workshop:
    """A built workshop of the test's own, to change and build again."""
    return copy_of(built, tmp_path / "workshop")


@pytest.fixture
def new_workshop(tmp_path: Path) -> Workshop:
    """A workshop in which nothing has been built yet."""
    return workshop_in(tmp_path)
