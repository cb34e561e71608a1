"""Since when and why no new build was published: a note beside the file that stands meanwhile, for the app to show."""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from orchestration.settings import Settings

MOST_REASONS = 3
LONGEST_REASON = 500


def hold_back(settings: Settings, reasons: Sequence[str]) -> None:
    """Notes that a build failed; the time of the first failure since the last publish stays.

    Never raises for want of disk: the build's own reasons matter more than the note of them.
    """
    now = datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    note = {
        "since": held_back_since(settings.held_back) or now,
        "last": now,
        "reasons": [reason[:LONGEST_REASON] for reason in reasons[:MOST_REASONS]],
    }
    staged = settings.held_back.with_name(settings.held_back.name + ".new")
    with suppress(OSError):
        staged.write_text(json.dumps(note, ensure_ascii=False), "utf-8")
        staged.replace(settings.held_back)


def held_back_since(note: Path) -> str | None:
    try:
        return str(json.loads(note.read_text("utf-8"))["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def let_go(settings: Settings) -> None:
    """A build was published: nothing is held back any more."""
    settings.held_back.unlink(missing_ok=True)
