"""The default raw/, built by DuckDB and by a Spark cluster: the published tables are equal, row for row."""

import threading
from pathlib import Path

import pytest

from tests.conftest import ROOT, Workshop
from tests.spark.loopback import cluster

pytestmark = pytest.mark.spark
# by then models are being built
INTO_THE_BUILD_SECONDS = 60


def test_a_cluster_that_loses_a_worker_publishes_the_same_tables(tmp_path: Path) -> None:
    workshop = Workshop(ROOT / "raw", tmp_path / "home", tmp_path / "warehouse.duckdb")
    built = workshop.build()
    assert built.returncode == 0, built.stdout + built.stderr
    with cluster(tmp_path, workers=2) as spark:
        loss = threading.Timer(INTO_THE_BUILD_SECONDS, spark.workers[0].kill)
        loss.start()
        rebuilt = workshop.run("verify", **spark.environment)
        is_lost = spark.workers[0].poll() is not None
        loss.cancel()
    assert rebuilt.returncode == 0, rebuilt.stdout
    assert "every published table" in rebuilt.stdout
    assert is_lost, "the build ended before a worker could be lost"
