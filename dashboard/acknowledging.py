"""Who has taken an alert in hand: a line an acknowledgement, beside the build's private files, kept across builds."""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.warehouse import ROOT

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """By whom, and when (UTC, as every moment of the warehouse)."""

    by: str
    at: datetime


def register() -> Path:
    home = Path(os.environ.get("THUOCDO_HOME") or ROOT / ".thuocdo").expanduser().absolute()
    return home / "alerts" / "acknowledged.jsonl"


def acknowledge(alert_id: str, by: str) -> None:
    """Notes it in one write, so that two people at once leave two whole lines.

    Raises OSError when it cannot be written, ValueError when there is no name.
    """
    name = " ".join(by.split())[:LONGEST_NAME]
    if not name:
        raise ValueError("an acknowledgement has a name")
    now = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    line = json.dumps({"alert_id": alert_id, "by": name, "at": now.isoformat()}, ensure_ascii=False) + "\n"
    path = register()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)


def since_the_build() -> dict[str, Acknowledged]:
    """alert_id → who and when, the first to say so; what cannot be read is nobody's."""
    found: dict[str, Acknowledged] = {}
    try:
        lines = register().read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return found
    for line in lines:
        try:
            told = json.loads(line)
            found.setdefault(str(told["alert_id"]), Acknowledged(str(told["by"]), datetime.fromisoformat(told["at"])))
        except (ValueError, KeyError, TypeError):
            continue
    return found
