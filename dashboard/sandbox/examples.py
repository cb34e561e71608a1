"""Queries to run: examples/*.sql to begin with, the first line its title; whole/*.sql, all of what a page cuts."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "examples"
WHOLE = FOLDER.with_name("whole")


@dataclass(frozen=True, slots=True)
class Example:
    title: str
    sql: str


@lru_cache
def examples() -> tuple[Example, ...]:
    return tuple(example(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.sql")))


@lru_cache
def whole_list(name: str) -> str:
    """The query that gives all of a list, for a reader to run."""
    return (WHOLE / f"{name}.sql").read_text(encoding="utf-8").strip()


def example(written: str) -> Example:
    title, _, sql = written.partition("\n")
    return Example(title.removeprefix("--").strip(), sql.strip())
