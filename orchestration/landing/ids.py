"""Stable ids: the same input gives the same id in every build."""

import hashlib


def short_id(*parts: object) -> str:
    """16 hex characters over the parts; their borders count, so ("ab", "c") and ("a", "bc") differ."""
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
