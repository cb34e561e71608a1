"""How far to trust a statement, from what is known of it; docs/reading.md tells how it was measured."""

from orchestration.reading.indicators import Match
from orchestration.reading.quantities import Quantity


def confidence_of(quantity: Quantity, match: Match | None, basis: str) -> float:
    trust = 0.95 if match and match.score >= 9 else 0.85 if match else 0.6
    if basis == "unknown":
        trust -= 0.1
    if quantity.sort == "count" and match is None:
        trust -= 0.1
    return round(trust, 2)
