"""Both tables say the same things, and the app says nothing that is not in them."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.text import LANGUAGES, text

ROOT = Path(__file__).resolve().parents[2]
ROOMS = [file for file in sorted((ROOT / "dashboard").rglob("*.py")) if file.parent.name != "text"]
SOURCES = [ROOT / "app_streamlit.py", *ROOMS]

# the warehouse's own words, as its columns hold them
CODES = {
    "qualifier": ["exact", "over", "under", "about", "at_least", "at_most"],
    "unit": ["percent", "count", "rank", "points", "ratio", "vnd", "other"],
    "agreement": ["single", "agree", "rounded", "conflict"],
    "rate_basis": ["resolved", "to_process", "due", "received", "unknown"],
    "rate_check": ["match", "rounded", "mismatch", "not_checkable"],
    "derived_by": ["as_published", "ytd_difference", "ytd_first_month", "gap"],
    "period_basis": ["stated", "carried_over", "inferred_asof", "inferred_published", "unknown"],
    "place_basis": ["sidecar", "source", "text", "unknown"],
    "date_basis": ["sidecar", "text", "unknown"],
    "source_kind": ["article", "capture", "figures"],
    "level": ["national", "ministry", "province", "district", "commune", "other"],
}


def keys_said() -> Iterator[str]:
    """Patterns of the keys that the source asks for: what a literal says, with .* where it is put together."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z_]*" for part in node.values
                ]
                yield "".join(parts)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "known":
                group = node.args[0]
                assert isinstance(group, ast.Constant)
                yield re.escape(str(group.value)) + r"\..*"


def keys_called() -> Iterator[tuple[str, str]]:
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"say", "view.say"} and node.args:
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and re.fullmatch(r"[a-z_]+\.[a-z_]+", str(part.value)):
                        yield source.name, str(part.value)


def test_tables_hold_the_same_keys() -> None:
    assert text("vi").table.keys() == text("en").table.keys()


def test_translations_have_the_same_blanks_to_fill() -> None:
    vi, en = text("vi").table, text("en").table
    blanks = {
        key: ({name for _, name, *_ in string.Formatter().parse(table[key]) if name})
        for table in (vi, en)
        for key in table
    }
    for key in vi:
        # the type of a place is a Vietnamese word, its level has one in each language
        if key != "common.part":
            assert {n for _, n, *_ in string.Formatter().parse(vi[key]) if n} == blanks[key], key


def test_every_key_called_for_exists() -> None:
    assert [(source, key) for source, key in keys_called() if key not in text("vi").table] == []


def test_no_key_is_left_over() -> None:
    said = re.compile("|".join(f"(?:{pattern})" for pattern in set(keys_said()) if "\\." in pattern or "." in pattern))
    assert [key for key in text("vi").table if not said.fullmatch(key)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("group", CODES)
def test_codes_of_the_warehouse_have_words(lang: str, group: str) -> None:
    table = text("vi" if lang == "vi" else "en").table
    assert [code for code in CODES[group] if f"{group}.{code}" not in table] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_stages_of_a_build_have_words(lang: str) -> None:
    written = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "orchestration").rglob("*.py"))
    stages = re.findall(r'progress\.step\("([^"]+)"\)', written)
    assert stages
    table = text("vi" if lang == "vi" else "en").table
    assert [stage for stage in stages if f"build_stage.{stage}" not in table] == []


def test_a_code_not_met_before_is_shown_as_it_stands() -> None:
    assert text("vi").known("rate_basis", "mới") == "mới"
    assert text("vi").known("rate_basis", None) == "chưa rõ"
