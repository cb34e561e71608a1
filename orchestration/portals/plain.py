"""A text without accents to match labels against, and the way back to the original characters."""

import re
import unicodedata
from functools import lru_cache

LABELS_KEPT = 65_536


def unaccented(text: str) -> tuple[str, list[int]]:
    """A lower-case copy without accents, and where each of its characters stands in `text` (one more at the end).

    Composed and decomposed Vietnamese give the same copy, so labels need to be written once.
    """
    plain: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        for part in unicodedata.normalize("NFD", char):
            if not unicodedata.combining(part):
                plain.append({"đ": "d", "ð": "d", "\xa0": " "}.get(part.lower(), part.lower()[:1]))
                origin.append(index)
    return "".join(plain).replace("&amp;", "&    "), [*origin, len(text)]


@lru_cache(LABELS_KEPT)
def plain_label(text: str) -> str:
    """A label as it is matched: no accents, no punctuation, single spaces."""
    return " ".join(re.findall(r"[a-z0-9%]+", unaccented(text)[0]))
