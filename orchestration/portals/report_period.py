"""For when a report is, and when it was made, as printed over it."""

import re
from datetime import datetime
from typing import Any

from orchestration.portals.plain import unaccented
from orchestration.reading.periods import Period, periods

STAMP = re.compile(
    r"cap nhat(?: luc| ngay| den| tu dong)?\s*:?\s*(?:luc\s*)?(?:(\d{1,2}):(\d{2})(?::(\d{2}))?\s*,?\s*(?:ngay\s*)?)?"
    r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)


def told_period(above: str) -> dict[str, Any]:
    """The period printed over a table, as the fields of a Report; a report month may run from the 15th to the 14th."""
    low = " ".join(above.lower().split())
    told = [
        p
        for p in periods(low, 0, len(low), None, None)
        if p.period_end and (p.period_start or p.period_type == "as_of")
    ]
    exact = [p for p in told if p.period_type in ("report", "ytd", "calendar") and p.period_start]
    period: Period | None = next(iter(sorted(exact, key=narrow)), next(iter(told), None))
    if period is None:
        return {}
    return {
        "period_label": low[period.start : period.end],
        "period_start": period.period_start,
        "period_end": period.period_end,
        "period_type": period.period_type,
        "period_basis": "stated",
    }


def narrow(period: Period) -> int:
    """Shorter periods first: "Quý II năm 2025" is not the year that it names."""
    return (period.period_end - period.period_start).days if period.period_start and period.period_end else 0


def stamp_of(above: str) -> datetime | None:
    stamp = STAMP.search(unaccented(above)[0])
    if stamp is None:
        return None
    hour, minute, second = (stamp[n] or stamp[n + 6] for n in (1, 2, 3))
    try:
        return datetime(int(stamp[6]), int(stamp[5]), int(stamp[4]), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
