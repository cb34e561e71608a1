"""The project's manifest, and the warehouse that the repository's own raw/ gives."""

from pathlib import Path
from typing import Any

import pytest

from orchestration.settings import Settings
from orchestration.warehouse import dbt
from tests.conftest import ROOT, Workshop


@pytest.fixture(scope="session")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What dbt makes of the project."""
    return dbt.read_manifest(Settings(home=tmp_path_factory.mktemp("manifest")))


@pytest.fixture(scope="session")
def from_default_raw(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The warehouse of the repository's raw/, built once by the real command; tests only read it."""
    folder: Path = tmp_path_factory.mktemp("default")
    made = Workshop(ROOT / "raw", folder / "home", folder / "warehouse.duckdb")
    done = made.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return made
