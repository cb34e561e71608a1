"""What the national portal scores bodies by: lists of metrics, trees of counts, and the request beside them."""

import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.portals.json_api import NotJson
from orchestration.portals.scores import Metric, Scores, read_scores

MONTH = {"timeType": "month", "year": 2026, "month": 8}
SYNC = {"code": "DOSSIER_SYNC", "name": "Đồng bộ", "numerator": 75, "denominator": 100, "ratio": 75, "score": 4.5,
        "maxScore": 6}  # fmt: skip


def read(data: Any, request: Any = MONTH) -> Scores:
    return read_scores(json.dumps({"request": request, "code": "OK", "data": data}))


def by_code(scores: Scores) -> dict[str, Metric]:
    return {metric.code: metric for metric in scores.metrics}


def test_a_listed_metric_keeps_its_numbers_and_where_it_stands() -> None:
    (metric,) = read({"overview": {"departmentName": "Tỉnh A", "metrics": [SYNC]}}).metrics
    assert (metric.code, metric.name, metric.line.unit, metric.line.kind) == (
        "DOSSIER_SYNC",
        "Đồng bộ",
        "Tỉnh A",
        "total",
    )
    assert (metric.numerator, metric.denominator, metric.ratio, metric.score, metric.max_score) == (75, 100, 75, 4.5, 6)
    assert metric.line.locator == "$.data.overview.metrics[0]"
    assert metric.printed == "numerator: 75; denominator: 100; ratio: 75; score: 4.5; maxScore: 6"


def test_bodies_of_an_evaluation_are_units() -> None:
    scores = read({"evaluation": [{"departmentName": "Sở A", "metrics": [SYNC]}]})
    assert [(metric.line.kind, metric.line.unit) for metric in scores.metrics] == [("unit", "Sở A")]


def test_null_is_not_zero() -> None:
    (metric,) = read({"overview": {"metrics": [SYNC | {"numerator": None, "score": None}]}}).metrics
    assert (metric.numerator, metric.score, metric.max_score) == (None, None, 6)
    (metric,) = read({"overview": {"metrics": [SYNC | {"numerator": 0, "score": 0}]}}).metrics
    assert (metric.numerator, metric.score) == (0, 0)


def test_the_counts_of_a_tree_make_its_metrics_and_its_score_is_of_the_group() -> None:
    node = {"authorityCount": 200, "partialCount": 50, "fullCount": 90, "onlineDossierCount": 84,
            "onlineServiceTotal": 140, "channelOnlineSum": 600, "channelTotalSum": 1000, "totalScore": 10.15,
            "totalMaxScore": 12}  # fmt: skip
    found = by_code(read({"parent": node, "children": [node | {"departmentName": "Xã A"}]}))
    made = {code: (metric.numerator, metric.denominator) for code, metric in found.items()}
    assert made == {
        "ONLINE_PROVISION": (140, 200),
        "ONLINE_SERVICE_USED": (84, 140),
        "ONLINE_SUBMISSION": (600, 1000),
        "ONLINE_TOTAL": (None, None),
    }
    assert (found["ONLINE_TOTAL"].score, found["ONLINE_TOTAL"].max_score) == (10.15, 12)
    assert found["ONLINE_TOTAL"].line.locator == "$.data.children[0]"


def test_a_part_that_is_null_leaves_its_sum_unknown() -> None:
    node = {"authorityCount": 200, "partialCount": None, "fullCount": 90}
    assert by_code(read({"parent": node}))["ONLINE_PROVISION"].numerator is None


@pytest.mark.parametrize(
    ("request_", "start", "end"),
    [
        (MONTH, date(2026, 8, 1), date(2026, 8, 31)),
        ({"timeType": "quarter", "year": 2026, "quarter": 3}, date(2026, 7, 1), date(2026, 9, 30)),
        ({"timeType": "year", "year": 2026}, date(2026, 1, 1), date(2026, 12, 31)),
        ({"fromDate": "2026-08-01", "toDate": "2026-08-31"}, date(2026, 8, 1), date(2026, 8, 31)),
        ({"fromDate": "2026-07-01", "toDate": "2026-09-30"}, date(2026, 7, 1), date(2026, 9, 30)),
        ({"fromDate": "2026-01-01", "toDate": "2026-12-31"}, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_request_tells_the_period(request_: dict[str, Any], start: date, end: date) -> None:
    period = read({"overview": {"metrics": [SYNC]}}, request_).period
    assert (period["period_start"], period["period_end"], period["period_basis"]) == (start, end, "stated")


@pytest.mark.parametrize(
    "request_",
    [
        None,
        {},
        {"year": "2026", "month": 8},
        {"fromDate": "2026-08-02", "toDate": "2026-08-31"},
        {"fromDate": "2026-08-01", "toDate": "2027-08-31"},
        {"fromDate": "2026-08-01", "toDate": "2026-10-31"},
        {"fromDate": "hôm qua", "toDate": None},
    ],
)
def test_a_period_that_is_not_told_is_not_guessed(request_: Any) -> None:
    assert read({"overview": {"metrics": [SYNC]}}, request_).period == {}


def test_what_is_no_json_is_told() -> None:
    with pytest.raises(NotJson):
        read_scores("<html>")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["metrics", "code", "numerator", "denominator", "overview", "parent", "totalScore",
                             "totalReceived", "totalOnTime", "request", "year"]),
            inner, max_size=6)
    ),
    max_leaves=20,
)  # fmt: skip


@given(json_values)
def test_no_answer_breaks_the_reader(answer: Any) -> None:
    with suppress(NotJson):
        for metric in read_scores(json.dumps(answer)).metrics:
            assert metric.printed is not None
            assert all(value is None or value >= 0 for value in (metric.numerator, metric.denominator, metric.score))
