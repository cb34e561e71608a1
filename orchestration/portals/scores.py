"""What the national portal scores a body by (QĐ 766): lists of metrics, or trees of counts of which metrics are made.

An answer does not tell its period: the request that was captured with it does. null is not 0.
"""

import json
from dataclasses import dataclass
from math import isfinite
from typing import Any

from orchestration.portals.columns import labels
from orchestration.portals.json_api import Json, NotJson, nodes, text_at
from orchestration.portals.json_period import period_of, told_in
from orchestration.portals.report import Line, LineKind

MOST_METRICS = 100_000
PRINTED = ("numerator", "denominator", "ratio", "score", "maxScore")
WHOLES = ("overview", "parent")
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric of one body; `line` says whose it is and where it stands, `printed` keeps its numbers as they came."""

    line: Line
    code: str
    name: str | None
    numerator: float | None
    denominator: float | None
    ratio: float | None
    score: float | None
    max_score: float | None
    printed: str


@dataclass(frozen=True, slots=True)
class Scores:
    metrics: tuple[Metric, ...]
    period: dict[str, Any]


def read_scores(text: str) -> Scores:
    """Every metric of an answer. Raises NotJson."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotJson from error
    metrics: list[Metric] = []
    for path, node, _ in nodes(answer, "$", {}, 0):
        metrics += [*listed(path, node), *counted(path, node)]
        if len(metrics) >= MOST_METRICS:
            break
    return Scores(tuple(metrics), period_asked(answer))


def listed(path: str, node: Json) -> list[Metric]:
    """The metrics that a body lists, with the points that the portal gives for each."""
    told = node.get("metrics")
    if not isinstance(told, list):
        return []
    return [
        metric_of(f"{path}.metrics[{index}]", path, node, one, str(one["code"]))
        for index, one in enumerate(told)
        if isinstance(one, dict) and isinstance(one.get("code"), str)
    ]


def counted(path: str, node: Json) -> list[Metric]:
    """The metrics that the counts of a tree's node make, and the points that the portal gives for them together."""
    metrics = []
    groups = set()
    for made in labels()["metric"]:
        parts = [node[key] for key in made["numerator"] if key in node]
        if len(parts) < len(made["numerator"]) or made["denominator"] not in node:
            continue
        groups.add(made["group"])
        values = [number(part) for part in parts]
        numbers = {
            "name": made["name"],
            "numerator": None if None in values else sum(value for value in values if value is not None),
            "denominator": node[made["denominator"]],
        }
        printed = {key: node[key] for key in (*made["numerator"], made["denominator"])}
        metrics.append(metric_of(path, path, node, numbers, made["code"], printed))
    if "totalScore" in node:
        given = {"score": node["totalScore"], "maxScore": node.get("totalMaxScore")}
        metrics += [metric_of(path, path, node, given, f"{group}_TOTAL") for group in sorted(groups)]
    return metrics


def metric_of(at: str, body: str, node: Json, told: Json, code: str, printed: Json | None = None) -> Metric:
    kind: LineKind = "total" if body.rsplit(".", 1)[-1] in WHOLES else "unit"
    shown = printed or {key: told[key] for key in PRINTED if key in told}
    name = told.get("name")
    return Metric(
        line=Line(at, kind, text_at(node, "unit"), None, None, {}),
        code=code,
        name=" ".join(name.split())[:LONGEST_NAME] if isinstance(name, str) and name.strip() else None,
        numerator=number(told.get("numerator")),
        denominator=number(told.get("denominator")),
        ratio=number(told.get("ratio")),
        score=number(told.get("score")),
        max_score=number(told.get("maxScore")),
        printed="; ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in shown.items()),
    )


def number(told: Any) -> float | None:
    """A number that is not negative; null, words and true stay null."""
    if isinstance(told, bool) or not isinstance(told, int | float | str):
        return None
    try:
        value = float(told)
    except (ValueError, OverflowError):
        return None
    return value if isfinite(value) and 0 <= value < 1e12 else None


def period_asked(answer: Any) -> dict[str, Any]:
    """The fields of a Report's period, from the request: timeType with its numbers, or fromDate and toDate."""
    request = answer.get("request") if isinstance(answer, dict) else None
    if not isinstance(request, dict):
        return {}
    if "fromDate" in request:
        told = period_of(told_in({key: request.get(key) for key in ("fromDate", "toDate")}))
        return told if told.get("period_type") == "calendar" else {}
    asked = {part: value for part in ("year", "quarter", "month") if isinstance(value := request.get(part), int)}
    return period_of(told_in({"timeType": request.get("timeType")}) | asked)
