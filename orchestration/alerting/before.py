"""What the alerts of this build are held against: those that stand published, and builds that were held back."""

import json
from datetime import datetime
from typing import Any

import duckdb

from orchestration.alerting.acknowledged import Acknowledgement, acknowledged
from orchestration.settings import Settings
from orchestration.warehouse.publish import attached

Row = dict[str, Any]


def alerts_before(settings: Settings) -> list[Row]:
    """The published alerts, with what was acknowledged since; none before the first publish or of another shape."""
    try:
        with attached(settings.warehouse) as reader:
            found = reader.sql("select *, urgency as severity from published.main.alert")
            rows = [dict(zip(found.columns, values, strict=True)) for values in found.fetchall()]
    except duckdb.Error:
        return []
    since = acknowledged(settings.acknowledged)
    return [row | taken_in_hand(since.get(row["alert_id"])) for row in rows]


def taken_in_hand(by: Acknowledgement | None) -> Row:
    return {"acknowledged_by": by.by, "acknowledged_at": by.at} if by else {}


def held_back_before(settings: Settings) -> list[Row]:
    """Since when builds are held back and why the last one was; nothing when the last build was published."""
    try:
        note = json.loads(settings.held_back.read_text("utf-8"))
        since = datetime.fromisoformat(note["since"])
        return [{"since_at": since, "why": "; ".join(map(str, note["reasons"]))}]
    except (OSError, ValueError, KeyError, TypeError):
        return []
