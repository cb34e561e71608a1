"""What a release changes against the one before it: rows, values, coverage."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.warehouse.open_data.flagged import OF_THE_DAY, Table
from orchestration.warehouse.publish import literal, quoted

COVERAGE = {"indicators": "indicator_code", "places": "place_key"}


@dataclass(frozen=True, slots=True)
class Change:
    """One table: its rows before and now, how many came, went or have other values, and what it covers."""

    table: str
    rows_before: int | None
    rows_now: int
    added: int
    removed: int
    changed: int | None
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    coverage: dict[str, tuple[int | None, int]]


def changes(before: Path | None, now: Path, tables: Sequence[Table]) -> list[Change]:
    """before: the folder of the release before, null for a first one."""
    with duckdb.connect() as con:
        return [change(con, before, now, table) for table in tables]


def change(con: duckdb.DuckDBPyConnection, before: Path | None, now: Path, table: Table) -> Change:
    file = f"{table.name}.parquet"
    new = f"read_parquet({literal(str(now / file))})"
    names = [column.name for column in table.columns]
    if before is None or not (before / file).is_file():
        rows = one(con, f"select count(*) from {new}")
        covers: dict[str, tuple[int | None, int]] = {
            what: (None, distinct(con, new, of)) for what, of in COVERAGE.items() if of in names
        }
        return Change(table.name, None, rows, rows, 0, None, (), (), covers)
    old = f"read_parquet({literal(str(before / file))})"
    old_names = [str(name) for name, *_ in con.execute(f"describe select * from {old}").fetchall()]
    both = [name for name in names if name in old_names and name not in OF_THE_DAY]
    key = [name for name in table.key if name in both]
    if key != list(table.key) or not key:
        key = both
    listed, keyed = ", ".join(map(quoted, both)), ", ".join(map(quoted, key))

    def count(query: str) -> int:
        return one(con, f"select count(*) from ({query})")

    added = count(f"select {keyed} from {new} except all select {keyed} from {old}")
    removed = count(f"select {keyed} from {old} except all select {keyed} from {new}")
    other_values = count(f"select {listed} from {new} except all select {listed} from {old}")
    return Change(
        table=table.name,
        rows_before=count(f"select 1 from {old}"),
        rows_now=count(f"select 1 from {new}"),
        added=added,
        removed=removed,
        changed=other_values - added,
        columns_added=tuple(name for name in names if name not in old_names),
        columns_removed=tuple(name for name in old_names if name not in names),
        coverage={
            what: (distinct(con, old, of), distinct(con, new, of)) for what, of in COVERAGE.items() if of in both
        },
    )


def one(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    return int(row[0]) if row else 0


def distinct(con: duckdb.DuckDBPyConnection, relation: str, column: str) -> int:
    return one(con, f"select count(distinct {quoted(column)}) from {relation}")


def as_json(build_before: str | None, build_now: str, found: Sequence[Change]) -> dict[str, Any]:
    return {"before": build_before, "now": build_now, "tables": [asdict(change) for change in found]}


def as_markdown(build_before: str | None, build_now: str, found: Sequence[Change]) -> str:
    heads = "| bảng / table | dòng / rows | thêm / added | bớt / removed | đổi giá trị / changed | bao phủ / coverage |"
    lines = [
        "# Thay đổi so với lần phát hành trước / Changes against the release before",
        "",
        f"{build_before or '–'} → {build_now}",
        "",
        heads,
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for change in found:
        covers = "; ".join(
            f"{what} {was if was is not None else '–'} → {is_}" for what, (was, is_) in change.coverage.items()
        )
        rows = f"{change.rows_before if change.rows_before is not None else '–'} → {change.rows_now}"
        changed = change.changed if change.changed is not None else "–"
        lines.append(f"| {change.table} | {rows} | {change.added} | {change.removed} | {changed} | {covers} |")
        lines += [f"| {change.table} | + `{name}` | | | | |" for name in change.columns_added]
        lines += [f"| {change.table} | − `{name}` | | | | |" for name in change.columns_removed]
    return "\n".join(lines) + "\n"


def shown(number: int | None) -> str:
    return "–" if number is None else str(number)
