"""Names of files to take away: what, where, when and of which build, in letters that every system keeps."""

import re
import unicodedata

LONGEST_PART = 40


def file_name(ending: str, *parts: str | None) -> str:
    """file_name("csv", "on_time_rate", "Hải Dương", "2024", "a1b2") gives on-time-rate_hai-duong_2024_a1b2.csv."""
    plain = [slug(part) for part in parts if part]
    return "_".join(part for part in plain if part) + f".{ending}"


def slug(words: str) -> str:
    folded = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D"))
    ascii_only = folded.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST_PART]
