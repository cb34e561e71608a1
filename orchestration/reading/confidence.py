"""How far to trust a statement: by how often statements told alike were right at first sight, less a margin.

docs/reading.md gives the counts behind each figure; `python -m benchmarks.confidence` makes them anew.
"""

from orchestration.reading.indicators import Match
from orchestration.reading.quantities import Quantity

STRONG = 9.0
# by how its indicator was told (strongly, weakly, not at all) and how its time is known
TRUST = {
    ("strong", "told"): 0.95,
    ("strong", "carried"): 0.88,
    ("strong", "inferred"): 0.8,
    ("strong", "unknown"): 0.7,
    ("weak", "told"): 0.8,
    ("weak", "carried"): 0.65,
    ("weak", "inferred"): 0.8,
    ("weak", "unknown"): 0.6,
    ("none", "told"): 0.7,
    ("none", "carried"): 0.65,
    ("none", "inferred"): 0.75,
    ("none", "unknown"): 0.6,
}
TIMES = {"stated": "told", "carried_over": "carried", "unknown": "unknown"}
AN_AIM_AT_MOST, AN_UNKNOWN_AIM, A_BARE_COUNT = 0.8, 0.4, 0.55
# a first place and a fraction told in words: no label of ours holds one, so how often they are right was never counted
NOT_COUNTED, NOT_COUNTED_AT_MOST = ("rank.first", "parts"), 0.7


def confidence_of(quantity: Quantity, kind: str, match: Match | None, basis: str) -> float:
    told = "none" if match is None else "strong" if match.score >= STRONG else "weak"
    time = TIMES.get(basis, "inferred")
    trust = TRUST[told, time]
    if kind == "target":  # whether something is aimed at is told words away from the number
        return AN_UNKNOWN_AIM if told == "none" else min(trust, AN_AIM_AT_MOST)
    if quantity.sort == "count" and (told, time) == ("none", "unknown"):
        return A_BARE_COUNT  # it may be of anything
    return min(trust, NOT_COUNTED_AT_MOST) if quantity.sort in NOT_COUNTED else trust
