"""How far to trust a statement: by the labelled statements told alike that were right, less a margin.

docs/reading.md gives the counts behind each figure; `python -m benchmarks.confidence` makes them anew.
"""

from orchestration.reading.indicators import Match
from orchestration.reading.quantities import Quantity

STRONG = 9.0
# by how its indicator was told (strongly, weakly, not at all) and how its time is known
TRUST = {
    ("strong", "told"): 0.95,
    ("strong", "carried"): 0.88,
    ("strong", "inferred"): 0.88,
    ("strong", "unknown"): 0.85,
    ("weak", "told"): 0.88,
    ("weak", "carried"): 0.85,
    ("weak", "inferred"): 0.8,
    ("weak", "unknown"): 0.7,
    ("none", "told"): 0.75,
    ("none", "carried"): 0.75,
    ("none", "inferred"): 0.7,
    ("none", "unknown"): 0.6,
}
TIMES = {"stated": "told", "carried_over": "carried", "unknown": "unknown"}


def confidence_of(quantity: Quantity, match: Match | None, basis: str) -> float:
    told = "none" if match is None else "strong" if match.score >= STRONG else "weak"
    trust = TRUST[told, TIMES.get(basis, "inferred")]
    # a bare count may be of anything
    return trust - 0.1 if told == "none" and quantity.sort == "count" else trust
