"""Which indicator of the catalogue a number is: by phrase, unit and nearness together.

A phrase must fit the number's unit; the more of it stands near the number, the surer. Shared words alone ("trực
tuyến", "dịch vụ công") reach no indicator: the figure then keeps its subject in the text's own words.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from orchestration.reading.quantities import Quantity
from orchestration.reading.vocabulary import Indicator

UNITS = {
    "percent": {"rate", "growth"},
    "count": {"count", "ratio"},
    "rank": {"rank", "rank_band"},
    "points": {"score"},
}
ENOUGH = 5.0
FAR = 0.035
SHORTEST, LONGEST = 8, 30
SAID_BEFORE = re.compile(r"(?:đạt|là|có|chiếm|còn|lên|tới|đến|:|bằng|được|thứ|tỷ lệ|mức|\()\s*$")
ENDS_HERE = re.compile(r"\s*(?:[^\s,;.:()]+\s?){0,2}(?:[,;.:()…]|$|trở lên|/\s*năm|và\s|so với|năm\s|trong\s)")
OWN, OTHER_CLAUSE, OTHER_NUMBER = 1.0, 0.3, 0.55
ON_ITS_SIDE, WRONG_SIDE, COUNTED, AT_ONCE = 1.25, 0.75, 1.4, 4
BAND_BONUS = 2.0
LONGEST_GAP = 90


@dataclass(frozen=True, slots=True)
class Scope:
    """Where words belong to one number: from the number before it to the number behind it, within its clause."""

    sentence_start: int
    sentence_end: int
    before: int
    after: int
    clause_start: int


@dataclass(frozen=True, slots=True)
class Match:
    indicator: Indicator
    score: float
    start: int
    end: int


class Phrasebook:
    """The catalogue's phrases, by the unit they fit, in one pattern that finds every fragment of a sentence."""

    def __init__(self, indicators: tuple[Indicator, ...]) -> None:
        self.by_unit: dict[str, list[tuple[Indicator, tuple[str, ...]]]] = defaultdict(list)
        for indicator in indicators:
            for unit, types in UNITS.items():
                if indicator.value_type in types:
                    self.by_unit[unit] += [(indicator, phrase) for phrase in indicator.phrasings]

    def best(self, quantity: Quantity, low: str, scope: Scope, enough: float = ENOUGH) -> Match | None:
        """The best-fitting indicator for a number, or null when nothing fits well enough."""
        unit = quantity.unit
        matches = (
            match
            for indicator, phrase in self.by_unit.get(unit, ())
            if (match := self.fit(indicator, phrase, quantity, low, scope))
        )
        best = max(matches, key=lambda match: match.score, default=None)
        return best if best and best.score >= enough else None

    @staticmethod
    def fit(indicator: Indicator, phrase: tuple[str, ...], quantity: Quantity, low: str, scope: Scope) -> Match | None:
        """How well a phrase, all its fragments in order, stands around the number; null when it does not."""
        if indicator.value_type == "rank_band" and quantity.sort != "rank.band":
            return None
        letters = min(max(sum(len(fragment) for fragment in phrase), SHORTEST), LONGEST)
        fits = (
            Match(indicator, letters**0.75 * standing(start, end, quantity, low, scope), start, end)
            for start, end in occurrences(phrase, low, scope)
        )
        best = max(fits, key=lambda match: match.score - FAR * apart(match, quantity), default=None)
        if best is None:
            return None
        band = BAND_BONUS if indicator.value_type == "rank_band" else 0.0
        return Match(indicator, best.score - FAR * apart(best, quantity) + band, best.start, best.end)


def apart(match: Match, quantity: Quantity) -> int:
    return max(0, quantity.start - match.end, match.start - quantity.end)


def standing(start: int, end: int, quantity: Quantity, low: str, scope: Scope) -> float:
    """How much words at [start, end) belong to the number: its own, or those of another number or clause."""
    nearness = OWN if start >= scope.before and end <= scope.after else OTHER_NUMBER
    if end <= scope.clause_start:
        nearness = OTHER_CLAUSE
    opening = quantity.bound_start if quantity.bound_start >= 0 else quantity.start
    told_before = SAID_BEFORE.search(low, max(scope.sentence_start, opening - 24), opening)
    closed = ENDS_HERE.match(low, quantity.end, scope.sentence_end)
    is_position = quantity.unit == "rank" and quantity.sort != "rank.band"
    subject_leads = is_position or bool(told_before and closed)
    # "đúng hẹn 291 hồ sơ, trễ hẹn 3 hồ sơ": a label at the number's left hand is its own
    if closed and 0 <= quantity.start - end <= 1:
        return nearness * ON_ITS_SIDE * COUNTED
    leads, follows = end <= quantity.start, start >= quantity.end
    if leads if subject_leads else follows:
        nearness *= ON_ITS_SIDE
    elif not leads and not follows:
        nearness *= ON_ITS_SIDE  # "tiếp nhận 1.250 hồ sơ": the phrase is told around the number
    elif follows if subject_leads else leads:
        nearness *= WRONG_SIDE
    # "1.160 sản phẩm", "80% số thôn, bản": what follows at once is what is counted
    if not subject_leads and 0 <= start - quantity.end <= AT_ONCE:
        nearness *= COUNTED
    return nearness


def occurrences(phrase: tuple[str, ...], low: str, scope: Scope) -> Iterator[tuple[int, int]]:
    """Where a phrase stands in the sentence: its fragments in order, each at its next place."""
    at = find_word(low, phrase[0], scope.sentence_start, scope.sentence_end)
    while at >= 0:
        end = at + len(phrase[0])
        for fragment in phrase[1:]:
            following = find_word(low, fragment, end, min(scope.sentence_end, end + LONGEST_GAP))
            if following < 0:
                break
            end = following + len(fragment)
        else:
            yield at, end
        at = find_word(low, phrase[0], at + 1, scope.sentence_end)


def find_word(low: str, fragment: str, start: int, end: int) -> int:
    at = low.find(fragment, start, end)
    while at >= 0 and not whole_word(low, at, at + len(fragment)):
        at = low.find(fragment, at + 1, end)
    return at


def whole_word(low: str, start: int, end: int) -> bool:
    return not (low[start - 1 : start].isalnum() or low[end : end + 1].isalnum())


def scope_of(quantity: Quantity, others: list[Quantity], low: str, start: int, end: int) -> Scope:
    """The words that are this number's own, bounded by its neighbours and by semicolons."""
    left = max([other.end for other in others if other.end <= quantity.start], default=start)
    right = min([other.start for other in others if other.start >= quantity.end], default=end)
    semicolon_left = low.rfind(";", left, quantity.start)
    semicolon_right = low.find(";", quantity.end, right)
    # what stands behind a semicolon is said of the next thing; what stood before it may still be the subject
    semicolon_after = low.find(";", quantity.end, end)
    return Scope(
        start,
        end if semicolon_after < 0 else semicolon_after,
        left if semicolon_left < 0 else semicolon_left + 1,
        right if semicolon_right < 0 else semicolon_right,
        max(start, low.rfind(";", start, quantity.start)),
    )
