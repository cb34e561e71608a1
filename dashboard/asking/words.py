"""Letters without accents, and places of words in them. Pure."""

import re
import unicodedata
from functools import lru_cache

# the words of the catalogue and the names of all places, many times over
FOLDED_KEPT = 20_000


@lru_cache(FOLDED_KEPT)
def fold(words: str) -> str:
    """Lower case, without accents, đ as d, single spaces, punctuation that means nothing left out."""
    plain = unicodedata.normalize("NFD", words.lower().replace("đ", "d").replace("ð", "d"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s/%.,-]", " ", plain)).strip()


def found(words: str, text: str) -> tuple[int, int] | None:
    """Where the words stand in the text as whole words."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not is_letter(text[at - 1 : at]) and not is_letter(text[end : end + 1]):
            return at, end
        at = text.find(words, at + 1)
    return None


def is_letter(beside: str) -> bool:
    return beside.isalnum() or beside == "_"


def blanked(text: str, span: tuple[int, int]) -> str:
    """The text without what stands in the span, the rest where it was."""
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]
