"""Dagster's event log with its files kept open.

A build writes some thousand events, and for each Dagster opens the file, compiles the statement and waits for the disk
anew: a third of a whole build of the default raw/.
"""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.event_log.sqlite.sqlite_event_log import INDEX_SHARD_NAME
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

WAIT_SECONDS = 60


class KeptOpenEventLog(SqliteEventLogStorage):
    """One connection to the index and one to the run at hand, instead of several for each event."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._open: dict[str, Engine] = {}
        self._turn = threading.Lock()
        super().__init__(base_dir, inst_data)

    @classmethod
    def config_type(cls) -> dict[str, Any]:
        return {}

    @classmethod
    def from_config_value(
        cls,
        inst_data: ConfigurableClassData | None,
        config_value: Mapping[str, Any],  # noqa: ARG003
    ) -> Self:
        # where Dagster keeps it when nothing is said of it
        return cls(str(Path(os.environ["DAGSTER_HOME"], "history", "runs")), inst_data)

    @property
    def supports_asset_checks(self) -> bool:
        # Dagster would look into the index for the table of checks before each of several hundred
        return True

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._turn:
            engine = self._open.get(shard) or self._opened(shard)
            with engine.begin() as connection:
                yield connection

    def _opened(self, shard: str) -> Engine:
        # a page that lists runs looks into many: only the last one stays open beside the index
        for name in self._open.keys() - {INDEX_SHARD_NAME, shard}:
            self._open.pop(name).dispose()
        engine = create_engine(
            self.conn_string_for_shard(shard),
            poolclass=StaticPool,
            connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", trust_the_write_ahead_log)
        self._initdb(engine)
        self._open[shard] = engine
        return engine

    def dispose(self) -> None:
        with self._turn:
            for engine in self._open.values():
                engine.dispose()
            self._open.clear()
        super().dispose()


def trust_the_write_ahead_log(connection: Any, _: Any) -> None:
    """A killed process loses nothing; a power cut may lose the last events, never the file."""
    connection.execute("pragma synchronous = normal")
