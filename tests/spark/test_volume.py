"""Generated unit-days, built by DuckDB and by Spark: the published tables are equal, row for row.

Larger sizes: `python -m benchmarks.engines 5000000`.
"""

from pathlib import Path

import pytest

from benchmarks.engines import engines

pytestmark = pytest.mark.long

UNIT_DAYS = 100_000


def test_unit_days_in_plenty_are_published_alike(tmp_path: Path) -> None:
    measured = engines(tmp_path, UNIT_DAYS)
    assert measured.differences == []
    assert measured.rows > UNIT_DAYS
