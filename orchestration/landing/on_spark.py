"""Files read on a Spark cluster: each bundle is one task, and what it read comes back as the workers of this machine
would have told it. Every machine of the cluster sees raw/ under the same path."""

import pickle
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from orchestration.cluster import session
from orchestration.landing.store import Types
from orchestration.landing.workers import Errand, Reading, Spread, is_streamed, read_bundle
from orchestration.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# bundles a core is given before their readings are written down: what waits here is held in memory
BUNDLES_A_CORE = 8


def spread_of(settings: Settings) -> Spread | None:
    """How many files are shared out; null for the cores of this machine."""
    if settings.engine == "duckdb":
        return None

    def spread(bundles: list[list[Errand]], types: dict[str, Types]) -> Iterator[Reading]:
        return read_on_spark(session(settings), bundles, types)

    return spread


def read_on_spark(spark: "SparkSession", bundles: list[list[Errand]], types: dict[str, Types]) -> Iterator[Reading]:
    """Case files stream from disk into the database, so this process reads them itself when their turn comes."""
    while bundles:
        # the cores of the moment: workers make themselves known while the first wave is already read
        at_once = BUNDLES_A_CORE * spark.sparkContext.defaultParallelism
        wave, bundles = bundles[:at_once], bundles[at_once:]
        far = [(number, pickle.dumps(bundle)) for number, bundle in enumerate(wave) if not is_streamed(bundle)]
        readings = read_far(spark, far, types)
        for number, bundle in enumerate(wave):
            yield readings[number] if number in readings else read_bundle(bundle, types, None)


def read_far(spark: "SparkSession", far: list[tuple[int, bytes]], types: dict[str, Types]) -> dict[int, Reading]:
    if not far:
        return {}

    def read(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            bundles = map(pickle.loads, batch["bundle"].to_pylist())
            readings = [pickle.dumps(read_bundle(bundle, types, None)) for bundle in bundles]
            yield pa.RecordBatch.from_pydict({"number": batch["number"], "reading": pa.array(readings, pa.binary())})

    tasks = spark.sparkContext.parallelize(far, len(far))
    told = spark.createDataFrame(tasks, "number int, bundle binary").mapInArrow(read, "number int, reading binary")
    return {number: pickle.loads(reading) for number, reading in told.collect()}  # noqa: S301 what our own tasks have written
