"""What the repository's own raw/ gives: every name a place, every KPI its evidence, every question an answer."""

import re
from typing import Any

import pytest

from orchestration.settings import ROOT
from tests.conftest import Workshop

# one worker builds it, once
pytestmark = pytest.mark.xdist_group("default_raw")

SQL = (ROOT / "docs" / "sql.md").read_text("utf-8")
QUESTIONS = dict(re.findall(r"^\*\*(\d+)\. .*?\n```sql\n(.*?)```", SQL, re.MULTILINE | re.DOTALL))


def test_there_are_twenty_questions() -> None:
    assert list(QUESTIONS) == [str(number) for number in range(1, 21)]


@pytest.mark.parametrize("number", QUESTIONS)
def test_a_question_has_its_answer(from_default_raw: Workshop, number: str) -> None:
    assert from_default_raw.ask(QUESTIONS[number])


def test_every_place_name_is_a_place(from_default_raw: Workshop) -> None:
    assert from_default_raw.ask("from unmatched_place") == []


def test_every_kpi_row_opens_in_one_join(from_default_raw: Workshop, manifest: dict[str, Any]) -> None:
    kpis = [node for node in manifest["nodes"].values() if node["name"].startswith("kpi_")]
    assert kpis
    for node in kpis:
        keys = {"evidence", "evidence_id"} & node["columns"].keys()
        assert len(keys) == 1, f"{node['name']} has no evidence"
        ((closed,),) = from_default_raw.ask(
            f"select count(*) from {node['name']} as kpi anti join evidence on evidence.evidence_id = kpi.{keys.pop()}"
        )
        assert closed == 0, node["name"]


def test_hai_duong_is_found_under_hai_phong_and_under_its_own_name(from_default_raw: Workshop) -> None:
    own = from_default_raw.ask(
        "select year, rank from kpi_rank_history where index_code = 'dti' and place_name = 'Hải Dương' order by year"
    )
    assert own[:3] == [(2020, 14), (2021, 14), (2022, 13)]
    found = from_default_raw.ask(
        """
        select distinct place.name_vi, observation.period_end <= date '2025-06-30'
        from fct_observation as observation join dim_place as place using (place_key)
        where current_place_key = '31-2025' and place.level = 'province' and period_end is not null
        """
    )
    assert set(found) == {("Hải Dương", True), ("Hải Phòng", True), ("Hải Phòng", False)}
    ((why, parts),) = from_default_raw.ask(
        """
        select why, parts from kpi_restated
        where place_key = '31-2025' and indicator_code = 'dti_rank' and year(period_end) = 2020
        """
    )
    assert "Thứ hạng" in str(why)
    assert "Hải Dương" in str(parts)
