"""Who has taken an alert in hand: a line an acknowledgement, written by the app, read by the next build."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    by: str
    at: datetime


def acknowledged(path: Path) -> dict[str, Acknowledgement]:
    """alert_id → who and when, the first to say so. A line that says neither is passed over."""
    found: dict[str, Acknowledgement] = {}
    try:
        lines = path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return found
    for line in lines:
        try:
            told = json.loads(line)
            alert_id, by = str(told["alert_id"]), str(told["by"]).strip()[:LONGEST_NAME]
            at = datetime.fromisoformat(told["at"]).replace(tzinfo=None)
        except (ValueError, KeyError, TypeError):
            continue
        if by:
            found.setdefault(alert_id, Acknowledgement(by, at))
    return found
