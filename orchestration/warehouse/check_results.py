"""What dbt's tests found, as landing.check_result rows: the models that score quality are built on them, after them."""

from collections.abc import Iterable
from typing import Any

from dbt.artifacts.resources.types import NodeType
from dbt.artifacts.schemas.run import RunResult

Row = dict[str, Any]

OUTCOMES = {"pass": "pass", "warn": "warn", "skipped": "skipped"}


def check_rows(results: Iterable[RunResult]) -> list[Row]:
    return [row_of(result) for result in results if result.node.resource_type == NodeType.Test]


def row_of(result: RunResult) -> Row:
    node = result.node.to_dict()
    config = node.get("config") or {}
    return {
        "check_name": node["name"],
        "kind": "dbt",
        "about": about(node),
        "severity": "warn" if str(config.get("severity", "")).lower() == "warn" else "error",
        "outcome": OUTCOMES.get(str(result.status), "fail"),
        "n_failing": int(result.failures or 0),
        "description": " ".join((node.get("description") or "").split()) or None,
    }


def about(node: Row) -> str:
    """The tables a test is about: the model it is attached to, else those it reads."""
    attached = node.get("attached_node")
    read = [attached] if attached else (node.get("depends_on") or {}).get("nodes", [])
    return ", ".join(sorted({unique_id.split(".")[2] for unique_id in read if unique_id.count(".") >= 2})) or "dbt"
