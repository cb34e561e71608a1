"""The code location loads whole: keys, groups and checks are what the project says they are."""

import dagster as dg
import pytest

from orchestration.definitions import build_defs
from orchestration.settings import Settings
from tests.conftest import Workshop

pytestmark = pytest.mark.xdist_group("built")

GROUPS = {
    "landing": {
        "build",
        "raw_file",
        "source",
        "document",
        "statement",
        "milestone",
        "policy_mention",
        "tthc_capture",
        "portal_metric",
        "dossier",
        "index_rank",
        "national_target",
        "published_value",
        "check_result",
        "added_document",
        "alert_rule",
        "alert_before",
        "held_back",
    },
    "seeds": {
        "places",
        "indicators",
        "indicator_semantics",
        "dq_expectation",
        "scorecard",
        "scorecard_criterion",
        "scorecard_rule",
        "vietnam_holidays",
        "corrections",
        "words_vi",
    },
    "staging": {
        "stg_build",
        "stg_raw_file",
        "stg_source",
        "stg_document",
        "stg_statement",
        "stg_milestone",
        "stg_policy_mention",
        "stg_check_result",
        "stg_added_document",
        "stg_tthc_capture",
        "stg_portal_metric",
        "stg_dossier",
        "stg_index_rank",
        "stg_national_target",
        "stg_published_value",
        "stg_alert_rule",
        "stg_alert_before",
        "stg_held_back",
    },
    "core": {
        "dim_place",
        "dim_place_crosswalk",
        "data_dictionary",
        "dim_indicator",
        "dim_source",
        "dim_document",
        "fct_statement",
        "fct_observation",
        "fct_target",
        "fct_rank",
        "fct_tthc_result",
        "fct_portal_metric",
        "dim_scorecard_criterion",
        "int_scorecard_input",
        "int_dq_item",
        "int_touched_capture",
        "int_touched_cluster",
        "int_touched_document",
        "int_touched_length",
        "int_touched_year",
        "dq_check",
        "fct_milestone",
        "fct_policy_document",
        "fct_dossier",
        "int_capture_measure",
        "int_published_cell",
        "int_body_year",
        "int_comparable_value",
        "reconciliation",
        "correction",
        "int_target_judged",
        "unmatched_place",
        "dim_date",
        "dim_organisation",
        "dim_index_edition",
        "load_audit",
        "build_info",
        "build_step",
    },
    "marts": {
        "catalogue_gap",
        "kpi_current",
        "kpi_scorecard",
        "dq_score",
        "dq_finding",
        "dq_finding_scope",
        "kpi_rank_history",
        "kpi_restated",
        "kpi_tthc_month",
        "kpi_milestone_slip",
        "kpi_target_progress",
        "dq_value_jump",
        "evidence",
    },
    "alerts": {"alert", "alert_rule"},
    "publish": {"warehouse"},
    "fetching": {"round"},
    "handing_out": {"messages", "open_data", "reports"},
}


@pytest.fixture(scope="module")
def definitions(built: Workshop) -> dg.Definitions:
    return build_defs(Settings(home=built.home))


@pytest.fixture(scope="module")
def specs(definitions: dg.Definitions) -> dict[str, dg.AssetSpec]:
    return {"/".join(spec.key.path): spec for spec in definitions.resolve_all_asset_specs()}


def test_assets_and_groups_are_as_listed(specs: dict[str, dg.AssetSpec]) -> None:
    found: dict[str, set[str]] = {}
    for key, spec in specs.items():
        found.setdefault(str(spec.group_name), set()).add(key.split("/")[-1])
    assert found == GROUPS


def test_every_asset_is_described_and_owned(specs: dict[str, dg.AssetSpec]) -> None:
    assert [key for key, spec in specs.items() if not spec.description] == []
    assert [key for key, spec in specs.items() if not spec.owners] == []


def test_every_asset_has_a_check(definitions: dg.Definitions, specs: dict[str, dg.AssetSpec]) -> None:
    graph = definitions.resolve_asset_graph()
    checked = {"/".join(key.asset_key.path) for key in graph.asset_check_keys}
    assert sorted(set(specs) - checked) == []


def test_the_published_file_waits_for_every_model(specs: dict[str, dg.AssetSpec]) -> None:
    waits_for = {dep.asset_key.path[-1] for dep in specs["publish/warehouse"].deps}
    assert waits_for == GROUPS["staging"] | GROUPS["core"] | GROUPS["marts"] | GROUPS["alerts"]


def test_one_job_and_one_morning_schedule(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("every_morning")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 6 * * *", "Asia/Ho_Chi_Minh")
    assert schedule.job_name == "day"
