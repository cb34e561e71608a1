"""What a table promises of its columns: a broken promise fails its test, and is told with the value that breaks it."""

import shutil
from pathlib import Path

import pytest

from orchestration.settings import Settings
from orchestration.warehouse import build_file, dbt
from orchestration.warehouse.check_results import broken, check_rows
from tests.conftest import Workshop

pytestmark = pytest.mark.xdist_group("default_raw")


@pytest.fixture
def here(from_default_raw: Workshop, tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path)
    settings.build_file.parent.mkdir(parents=True)
    shutil.copyfile(Settings(home=from_default_raw.home).build_file, settings.build_file)
    return settings


def outcome_of(here: Settings, model: str) -> tuple[int, list[str]]:
    """The rows that break what the model promises, and how that is told."""
    results = list(dbt.invoke(["test", "--select", f"{model}_is_well_formed"], here).results)
    (row,) = check_rows(results)
    with build_file.connect(here) as con:
        return row["n_failing"], list(broken(results, con))


@pytest.mark.parametrize(
    ("model", "fault", "n_rows", "told"),
    [
        ("kpi_current", "select 1", 0, []),
        (
            "kpi_current",
            "update main.kpi_current set unit = 'percents' where unit = 'percent' and rowid in "
            "(select rowid from main.kpi_current where unit = 'percent' limit 2)",
            2,
            ["kpi_current.unit is none of percent, count, rank, points, ratio, vnd, other: 'percents' (2 rows)"],
        ),
        (
            "kpi_current",
            "update main.kpi_current set place_key = 'vn-9' where rowid = (select min(rowid) from main.kpi_current)",
            1,
            ["kpi_current.place_key is no place_key of dim_place: 'vn-9' (1 row)"],
        ),
        (
            "dim_date",
            "insert into main.dim_date from main.dim_date where date_on = '2024-12-31'",
            2,
            ["dim_date.date_on names more than one row: '2024-12-31' (2 rows)"],
        ),
        (
            "dim_source",
            "update main.dim_source set source_id = null where rowid = (select min(rowid) from main.dim_source)",
            1,
            ["dim_source.source_id is null (1 row)"],
        ),
    ],
)
def test_a_broken_promise_is_told(here: Settings, model: str, fault: str, n_rows: int, told: list[str]) -> None:
    with build_file.connect(here) as con:
        con.execute(fault)
    assert outcome_of(here, model) == (n_rows, told)


def test_closed_alerts_may_outlive_what_they_were_about(here: Settings) -> None:
    with build_file.connect(here) as con:
        con.execute("update main.alert set evidence = 'gone', state = 'closed' where rowid = 0")
    assert outcome_of(here, "alert") == (0, [])
    with build_file.connect(here) as con:
        con.execute("update main.alert set state = 'open' where rowid = 0")
    assert outcome_of(here, "alert") == (1, ["alert.evidence is no evidence_id of evidence: 'gone' (1 row)"])


def test_a_check_says_what_the_table_promises(from_default_raw: Workshop) -> None:
    ((description,),) = from_default_raw.ask(
        "select description from dq_check where check_name = 'dim_source_is_well_formed'"
    )
    assert description.startswith("one row per source_id; source_id is never null; kind is one of articles, ")
