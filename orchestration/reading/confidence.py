"""How far to trust a statement: the share of labelled statements told alike that were right, less a margin.

docs/reading.md gives the counts behind each figure; `python -m benchmarks.confidence` makes them anew.
"""

from orchestration.reading.indicators import Match
from orchestration.reading.quantities import Quantity

STRONG = 9.0
# by how its indicator was told (strongly, weakly, not at all) and whether its time is known
TRUST = {
    ("strong", True): 0.95,
    ("weak", True): 0.88,
    ("none", True): 0.75,
    ("strong", False): 0.85,
    ("weak", False): 0.8,
    ("none", False): 0.6,
}


def confidence_of(quantity: Quantity, match: Match | None, basis: str) -> float:
    told = "none" if match is None else "strong" if match.score >= STRONG else "weak"
    trust = TRUST[told, basis != "unknown"]
    # a bare count may be of anything
    return trust - 0.1 if told == "none" and quantity.sort == "count" else trust
