"""A small warehouse of invented figures. Nothing in it is true: every name says that it is test data."""

from tests.dashboard.invented import aims, documents, places, quality, ranks, results, scorecards, values
from tests.dashboard.invented.names import Rows

ROOMS = (places, documents, values, aims, results, ranks, scorecards, quality)
ROWS: Rows = {table: rows for room in ROOMS for table, rows in room.ROWS.items()}
