"""How long to wait before trying again. Pure."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0


def wait_before(attempt: int, retry_after: float | None, jitter: float) -> float:
    """Seconds before attempt number `attempt` + 1 (from 1): doubling, spread by `jitter` in 0..1 so that many
    fetchers do not come back together; never less than the host asks for."""
    own: float = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)) * (0.5 + jitter)
    return max(own, retry_after or 0.0)


def retry_after(header: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, given as seconds or as a date; null when it says neither."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - now).total_seconds())
