"""What dbt's tests found, as rows that the scores of quality are built on."""

from types import SimpleNamespace
from typing import Any

import pytest

from orchestration.warehouse.check_results import check_rows


def result(kind: str, status: str, failures: int | None = 0, **node: Any) -> Any:
    told = {"name": "t", "description": "", "config": {"severity": "ERROR"}} | node
    return SimpleNamespace(
        node=SimpleNamespace(resource_type=kind, to_dict=lambda: told), status=status, failures=failures
    )


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("pass", "pass"), ("warn", "warn"), ("fail", "fail"), ("error", "fail"), ("skipped", "skipped")],
)
def test_a_status_is_an_outcome(status: str, outcome: str) -> None:
    (row,) = check_rows([result("test", status, 3)])
    assert (row["outcome"], row["n_failing"], row["kind"]) == (outcome, 3, "dbt")


def test_models_and_seeds_are_no_checks() -> None:
    assert check_rows([result("model", "success"), result("seed", "success")]) == []


def test_a_check_says_what_it_is_about() -> None:
    (attached,) = check_rows([result("test", "pass", attached_node="model.thuocdo.fct_rank")])
    (reading,) = check_rows(
        [result("test", "pass", depends_on={"nodes": ["model.thuocdo.b", "model.thuocdo.a", "macro"]})]
    )
    assert (attached["about"], reading["about"]) == ("fct_rank", "a, b")


def test_a_warning_is_told_from_an_error() -> None:
    (row,) = check_rows([result("test", "warn", 2, config={"severity": "WARN"}, description=" Vì sao \n thế ")])
    assert (row["severity"], row["description"]) == ("warn", "Vì sao thế")
