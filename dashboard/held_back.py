"""Why a newer build was not published: the note that a failed build leaves beside the published file."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Since when (UTC) no build could be published, and why the last one failed, in the build's own words."""

    since: datetime
    reasons: tuple[str, ...]


def held_back(warehouse: Path) -> HeldBack | None:
    """What is held back; null when the published file is of the last build, or the note cannot be read."""
    try:
        note = json.loads(warehouse.with_name(f".{warehouse.name}.held-back.json").read_text("utf-8"))
        return HeldBack(datetime.fromisoformat(note["since"]), tuple(map(str, note["reasons"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None
