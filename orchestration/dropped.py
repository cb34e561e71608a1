"""Has somebody dropped files into raw/, and have they finished? Pure: what was seen before is handed in."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from orchestration.landing.scan import stamps

# copying a folder takes a while, and a build of half of it would be one build too many
STILL_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Seen:
    """How raw/ looked at the last glance, since when it looks so, and for which look a build was asked."""

    look: str = ""
    since: float = 0.0
    built: str = ""

    @classmethod
    def read(cls, cursor: str | None) -> "Seen":
        try:
            told = json.loads(cursor or "{}")
            return cls(str(told["look"]), float(told["since"]), str(told["built"]))
        except (ValueError, KeyError, TypeError):
            return cls()

    def written(self) -> str:
        return json.dumps(asdict(self))


def look_of(raw: Path) -> str:
    """Changes whenever a file under raw/ comes, goes or is written; nothing is read."""
    return hashlib.sha256(repr(sorted(stamps(raw).items())).encode("utf-8", "surrogatepass")).hexdigest()


def glance(look: str, before: Seen, now: float) -> tuple[Seen, bool]:
    """What to remember, and whether a build is due: raw/ differs from what was built and has been still for a while."""
    if look != before.look:
        return Seen(look, now, before.built), False
    if look == before.built or now - before.since < STILL_SECONDS:
        return before, False
    return Seen(look, before.since, built=look), True
