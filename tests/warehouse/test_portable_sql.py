"""Models are written in the SQL that DuckDB and Spark share, as docs/conventions.md has it."""

import re

import pytest

from orchestration.settings import DBT_PROJECT, ROOT
from orchestration.warehouse.layering import COMMENT

PAGE = (ROOT / "docs" / "conventions.md").read_text("utf-8").split("## SQL that two engines speak", 1)[1]
FOREIGN = re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)
# made only where a build adds to what stands, which none does in a lake
BY_DUCKDB_ALONE = re.compile(r"\{% if adds_only\(\) -%\}.*?\{%- endif %\}", re.DOTALL)


def test_the_page_lists_words() -> None:
    assert {"varchar", "date_diff(", "\\"} <= set(FOREIGN)


@pytest.mark.parametrize("word", FOREIGN)
def test_no_model_speaks_a_word_of_one_engine(word: str) -> None:
    # of a name, its whole: `rounded(` is not `round(`
    found = re.compile((r"(?<![\w.])" if word[0].isalnum() else "") + re.escape(word))
    speaking = [
        path.name
        for room in ("models", "tests")
        for path in sorted((DBT_PROJECT / room).rglob("*.sql"))
        if found.search(BY_DUCKDB_ALONE.sub("", COMMENT.sub("", path.read_text("utf-8"))))
    ]
    assert speaking == []
