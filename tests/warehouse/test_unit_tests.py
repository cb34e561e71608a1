"""The unit tests of the dbt project: each tries a model on rows of its own, so no build runs them."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from dbt.artifacts.schemas.run import RunResult

from orchestration.settings import Settings
from orchestration.warehouse import dbt
from tests.conftest import Workshop

pytestmark = pytest.mark.xdist_group("default_raw")


def test_every_unit_test_holds(from_default_raw: Workshop, tmp_path: Path, manifest: dict[str, Any]) -> None:
    here = Settings(home=tmp_path)
    here.build_file.parent.mkdir(parents=True)
    # dbt asks the tables that stand what their columns are
    shutil.copyfile(Settings(home=from_default_raw.home).build_file, here.build_file)
    results: list[RunResult] = list(dbt.invoke(["test", "--select", "test_type:unit"], here).results)
    assert {result.node.name for result in results if str(result.status) == "pass"} == {
        one["name"] for one in manifest["unit_tests"].values()
    }, dbt.failures_of(results)
