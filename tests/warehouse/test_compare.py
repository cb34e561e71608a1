"""Two published files: equal in what they say, whatever tells one build from another."""

from pathlib import Path

import duckdb
import pytest

from orchestration.warehouse.compare import Difference, differences

BUILD = "create table build_info as select '{0}' as build_id, 'f' as fingerprint;"
AUDIT = (
    "create table load_audit as select 'a.txt' as path, '{1}' as outcome, '{0}' as build_id, '{0}' as quarantine_path;"
)


def file_of(path: Path, build: str, outcome: str, *more: str) -> Path:
    with duckdb.connect(path) as con:
        con.execute((BUILD + AUDIT).format(build, outcome) + ";".join(more))
    return path


@pytest.fixture
def one(tmp_path: Path) -> Path:
    rows = "create table kpi as from (values (1, 2.5), (1, 2.5), (2, null)) as t(n, v)"
    return file_of(tmp_path / "it's one.duckdb", "b1", "loaded", rows)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("create table kpi as from (values (2, null), (1, 2.5), (1, 2.5)) as t(n, v)", []),
        ("create table kpi as from (values (2, null), (1, 2.5)) as t(n, v)", [Difference("kpi", 3, 2, 1, 0)]),
        ("create table kpi as from (values (1, 2.5), (1, 2.6), (2, null)) as t(n, v)", [Difference("kpi", 3, 3, 1, 1)]),
        ("create table kpi as from (values (1, 'x')) as t(n, v)", [Difference("kpi", 3, 1, 3, 1)]),
        ("select 1", [Difference("kpi", 3, None, 3, 0)]),
    ],
)
def test_what_differs_is_told_by_table(one: Path, tmp_path: Path, rows: str, found: list[Difference]) -> None:
    other = file_of(tmp_path / "other.duckdb", "b2", "unchanged", rows)
    assert list(differences(one, other)) == found


def test_another_fingerprint_is_another_input(one: Path, tmp_path: Path) -> None:
    other = file_of(tmp_path / "other.duckdb", "b2", "loaded", "update build_info set fingerprint = 'g'")
    assert [difference.table for difference in differences(one, other)] == ["build_info", "kpi"]


def test_closed_alerts_and_their_number_are_of_the_build_before(tmp_path: Path) -> None:
    alerts = "create table alert as from (values ('a', null), ('b', current_date)) as t(cause, closed_at)"
    steps = "create table build_step as select 'table' as kind, 'alert' as name, {0} as n_rows"
    one = file_of(tmp_path / "one.duckdb", "b1", "loaded", alerts, steps.format(2))
    other = file_of(
        tmp_path / "other.duckdb", "b2", "loaded", alerts, "delete from alert where cause = 'b'", steps.format(1)
    )
    assert list(differences(one, other)) == []
