"""How far to trust a statement: by how often statements told alike were right at first sight, less a margin.

docs/reading.md gives the counts behind each figure; `python -m benchmarks.confidence` makes them anew.
"""

from orchestration.reading.indicators import Match
from orchestration.reading.numerals import Quantity

CLEAR, STRONG = 12.0, 9.0
# by how its indicator was told (the more of its words and the nearer, the clearer) and how its time is known
TRUST = {
    ("clear", "told"): 0.95,
    ("clear", "carried"): 0.82,
    ("clear", "inferred"): 0.75,
    ("clear", "unknown"): 0.65,
    ("strong", "told"): 0.8,
    ("strong", "carried"): 0.8,
    ("strong", "inferred"): 0.75,
    ("strong", "unknown"): 0.65,
    ("weak", "told"): 0.8,
    ("weak", "carried"): 0.7,
    ("weak", "inferred"): 0.8,
    ("weak", "unknown"): 0.65,
    ("none", "told"): 0.7,
    ("none", "carried"): 0.55,
    ("none", "inferred"): 0.8,
    ("none", "unknown"): 0.7,
}
TIMES = {"stated": "told", "carried_over": "carried", "unknown": "unknown"}
AN_AIM_AT_MOST, AN_UNKNOWN_AIM, A_TIMELESS_AIM, A_BARE_COUNT = 0.8, 0.55, 0.4, 0.65
# a first place and a fraction told in words: no label of ours holds one, so how often they are right was never counted
NOT_COUNTED, NOT_COUNTED_AT_MOST = ("rank.first", "parts"), 0.7


def confidence_of(quantity: Quantity, kind: str, match: Match | None, basis: str) -> float:
    told = clearness(match)
    time = TIMES.get(basis, "inferred")
    trust = TRUST[told, time]
    if kind == "target":  # whether something is aimed at is told words away from the number
        if time == "unknown":
            return A_TIMELESS_AIM
        return AN_UNKNOWN_AIM if told == "none" else min(trust, AN_AIM_AT_MOST)
    if quantity.sort == "count" and (told, time) == ("none", "unknown"):
        return A_BARE_COUNT  # it may be of anything
    return min(trust, NOT_COUNTED_AT_MOST) if quantity.sort in NOT_COUNTED else trust


def clearness(match: Match | None) -> str:
    if match is None:
        return "none"
    return "clear" if match.score >= CLEAR else "strong" if match.score >= STRONG else "weak"
