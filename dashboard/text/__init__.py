"""Every word the app shows, one table a language: vi.toml and en.toml hold the same keys."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.formats import Lang

LANGUAGES: tuple[Lang, ...] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """say("card.source") gives the sentence of that key; say("x", n=3) fills its {n}."""

    lang: Lang
    table: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        return self.table[key].format(**values) if values else self.table[key]

    def known(self, group: str, word: str | None) -> str:
        """The words for a code that the warehouse uses; a code not met before is shown as it stands."""
        return self.table.get(f"{group}.{word}", word or self.table["common.unknown"])


@lru_cache
def text(lang: Lang) -> Text:
    with (Path(__file__).parent / f"{lang}.toml").open("rb") as file:
        return Text(lang, flat(tomllib.load(file)))


def flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = value
    return found
