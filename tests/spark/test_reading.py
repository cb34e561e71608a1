"""The reader on a Spark cluster reads what it reads here, to the byte."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.cluster import session
from orchestration.landing import on_spark, store
from orchestration.landing.on_spark import read_on_spark
from orchestration.landing.scan import scan
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import UNDECLARED
from orchestration.landing.workers import Errand, Reading, read_bundle
from orchestration.settings import ROOT, Settings

pytestmark = pytest.mark.spark


def test_statements_read_on_spark_are_those_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # several waves
    monkeypatch.setattr(on_spark, "BUNDLES_A_CORE", 1)
    articles = [Errand(file, Sidecar(), UNDECLARED) for file in scan(ROOT / "raw") if file.room == "articles"]
    bundles = [articles[start : start + 7] for start in range(0, len(articles), 7)]
    with duckdb.connect() as con:
        store.create_tables(con)
        types = {table: store.types_of(con, table) for table in ("document", *store.CONTENT_TABLES)}
    spark = session(Settings(engine="spark", home=tmp_path, lake=tmp_path / "lake"))
    there = list(read_on_spark(spark, bundles, types))
    here = [read_bundle(bundle, types, None) for bundle in bundles]
    assert list(bytes_of(there)) == list(bytes_of(here))
    assert [reading.accounts for reading in there] == [reading.accounts for reading in here]
    assert sum(len(reading.frames["statement"]) for reading in here) > 100


def bytes_of(readings: list[Reading]) -> Iterator[tuple[str, bytes]]:
    for reading in readings:
        for table, frame in reading.frames.items():
            yield table, frame.serialize()
