"""Queries to begin with: examples/*.sql, the first line of each its title."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    title: str
    sql: str


@lru_cache
def examples() -> tuple[Example, ...]:
    return tuple(example(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.sql")))


def example(written: str) -> Example:
    title, _, sql = written.partition("\n")
    return Example(title.removeprefix("--").strip(), sql.strip())
