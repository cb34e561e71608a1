"""Two published files, table by table: which rows stand in one and not in the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

# the columns of each table: name and type
Columns = dict[str, list[tuple[str, str]]]

# what tells one build from another and says nothing of the figures: ids, clocks, and which files were read before
OF_THE_BUILD = {
    "build_info": {"build_id", "built_at", "git_sha", "rows_per_table", "seconds_per_step"},
    # age is told in days to the day of the build
    "kpi_current": {"freshness_days"},
    "dq_score": {"scored_on", "song", "n_song_held", "song_how", "n_findings"},
    "dq_finding": {"lost", "why"},
    "load_audit": {"build_id", "outcome", "quarantine_path"},
    "build_step": {"build_id", "started_at", "seconds", "peak_memory_mb"},
    "alert": {"alert_id", "state", "opened_at", "acknowledged_by", "acknowledged_at"},
}
# closed alerts are remembered from build to build; a build from nothing has none to remember, nor any to count,
# and a build that Dagster starts has other stages than one that is started by hand
OF_NOW = {"alert": "closed_at is null", "build_step": "kind = 'table' and name <> 'alert'"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One table: its rows on either side (null when it is not there), and how many stand on one side alone."""

    table: str
    rows_one: int | None
    rows_other: int | None
    only_one: int
    only_other: int


def differences(one: Path, other: Path) -> Iterator[Difference]:
    """The tables of two published files that differ in rows or columns, by name; nothing when the files are equal."""
    with duckdb.connect() as con:
        for name, path in (("one", one), ("other", other)):
            con.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {name} (read_only)")
        ones, others = columns_of(con, "one"), columns_of(con, "other")
        for table in sorted({*ones, *others}):
            if (found := difference(con, table, ones, others)) is not None:
                yield found


def difference(con: duckdb.DuckDBPyConnection, table: str, ones: Columns, others: Columns) -> Difference | None:
    rows_one = count(con, f'from one.main."{table}"') if table in ones else None
    rows_other = count(con, f'from other.main."{table}"') if table in others else None
    if ones.get(table) != others.get(table):
        return Difference(table, rows_one, rows_other, rows_one or 0, rows_other or 0)
    listed = ", ".join(f'"{name}"' for name, _ in ones[table] if name not in OF_THE_BUILD.get(table, set()))
    where = OF_NOW.get(table, "true")
    ours, theirs = (f'select {listed} from {side}.main."{table}" where {where}' for side in ("one", "other"))
    only_one, only_other = (
        count(con, f"({ours}) except all ({theirs})"),
        count(con, f"({theirs}) except all ({ours})"),
    )
    return Difference(table, rows_one, rows_other, only_one, only_other) if only_one or only_other else None


def columns_of(con: duckdb.DuckDBPyConnection, side: str) -> Columns:
    found = con.execute(
        """
        select table_name, list((column_name, data_type) order by column_index)
        from duckdb_columns() where database_name = $side and schema_name = 'main' group by 1
        """,
        {"side": side},
    )
    return dict(found.fetchall())


def count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(f"select count(*) from ({query})").fetchone()
    return int(row[0]) if row else 0
