"""What a number expression is, and the value of digits as the press writes them."""

import re
from typing import NamedTuple

N = r"\d+(?:[.,]\d+)*"
WHOLE_N = r"\d++(?:[.,]\d++)*+"  # the same, never a part of it
GROUPED_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
GROUPED_COMMAS = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")
NUMBER_OR_WORD = re.compile(rf"{N}|[^\W\d]+")


class Quantity(NamedTuple):
    """One number expression at [start, end) of the normal text. `sort` is the rule that saw it."""

    start: int
    end: int
    sort: str
    unit: str
    value: float
    value_max: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    qualifier: str = "exact"
    bound_start: int = -1  # where its qualifier begins, when it has one
    reach: int = -1  # how far it was read, when further than its end (a fraction and its stated rate)

    @property
    def opening(self) -> int:
        """Where the expression begins, its bound included."""
        return self.bound_start if self.bound_start >= 0 else self.start


def number(written: str, *, percent: bool = False) -> float | None:
    """The value of digits with separators, in the Vietnamese dialect unless only the English one fits.

    1.427 groups thousands, 94,696 is a decimal, 99.3 an English decimal; null for what is no number (3859.078).
    """
    if written.isdecimal():
        return float(written)
    if GROUPED_DOTS.fullmatch(written) and not (percent and float(written.replace(".", "").replace(",", ".")) > 1000):
        return float(written.replace(".", "").replace(",", "."))
    if GROUPED_COMMAS.fullmatch(written):
        return float(written.replace(",", ""))
    if DECIMAL.fullmatch(written):
        return float(written.replace(",", "."))
    return None


def scaled_value(written: str, magnitudes: dict[str, float]) -> float | None:
    """1,7 triệu; 1 triệu 200 nghìn; 1,5 nghìn tỷ (the second magnitude multiplies the first)."""
    if (plain := number(written)) is not None:
        return round(plain, 6)
    total, current = 0.0, None
    for token in NUMBER_OR_WORD.findall(written):
        if token[0].isdigit():
            total += current or 0.0
            current = number(token)
            if current is None:
                return None
        else:
            current = (current or 0.0) * magnitudes[token]
    return round(total + (current or 0.0), 6)
