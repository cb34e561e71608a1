"""The layering lint sees what dbt sees, finds a breach, and finds none in the project."""

from pathlib import Path
from typing import Any

import pytest

from orchestration.settings import DBT_PROJECT
from orchestration.warehouse.layering import breaches, reads, rooms_of

BREACHES = {
    "marts/kpi_x.sql": (
        "select * from {{ ref('stg_a') }}",
        "marts/kpi_x reads staging/stg_a: marts reads only core",
    ),
    "core/fct_x.sql": (
        "select * from {{ source('landing', 'raw_a') }}",
        "core/fct_x reads landing/raw_a: core reads only core or seeds or staging",
    ),
    "core/dim_x.sql": (
        'select * from {{ ref("kpi_a") }}',
        "core/dim_x reads marts/kpi_a: core reads only core or seeds or staging",
    ),
    "staging/stg_x.sql": (
        "select * from {{ ref('stg_a') }}",
        "staging/stg_x reads staging/stg_a: staging reads only landing",
    ),
    "marts/dq_x.sql": (
        "select * from {{ ref('lost') }}",
        "marts/dq_x reads nowhere/lost: marts reads only core",
    ),
}


def test_no_room_reads_past_the_one_below() -> None:
    assert list(breaches(DBT_PROJECT)) == []


@pytest.mark.parametrize("file", BREACHES)
def test_a_breach_is_named(tmp_path: Path, file: str) -> None:
    sql, line = BREACHES[file]
    for name in ("staging/stg_a.sql", "core/fct_a.sql", "marts/kpi_a.sql"):
        there = tmp_path / "models" / name
        there.parent.mkdir(parents=True)
        there.write_text("select 1 -- ref('kpi_a') in a comment reads nothing", "utf-8")
    (tmp_path / "models" / file).write_text(sql, "utf-8")
    assert list(breaches(tmp_path)) == [line]


def test_the_lint_sees_what_dbt_sees(manifest: dict[str, Any]) -> None:
    rooms = rooms_of(DBT_PROJECT)
    for node in manifest["nodes"].values():
        if node["resource_type"] == "model":
            told = {name for name, _ in reads((DBT_PROJECT / node["original_file_path"]).read_text("utf-8"), rooms)}
            assert told == {one.split(".")[-1] for one in node["depends_on"]["nodes"]}, node["name"]
