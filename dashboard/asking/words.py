"""Letters without accents, and places of words in them. Pure."""

import re
import unicodedata


def fold(words: str) -> str:
    """Lower case, without accents, đ as d, single spaces, punctuation that means nothing left out."""
    plain = unicodedata.normalize("NFD", words.lower().replace("đ", "d").replace("ð", "d"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s/%.,-]", " ", plain)).strip()


def has_accents(words: str) -> bool:
    return any(letter in "đĐ" or unicodedata.decomposition(letter) for letter in unicodedata.normalize("NFC", words))


def found(words: str, text: str) -> tuple[int, int] | None:
    """Where the words stand in the text as whole words."""
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return match.span() if match else None


def blanked(text: str, span: tuple[int, int]) -> str:
    """The text without what stands in the span, the rest where it was."""
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]
