"""The rooms keep to themselves: pages hold no SQL, one module knows DuckDB, nothing knows the pipeline."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DASHBOARD = ROOT / "dashboard"
SOURCES = [ROOT / "app_streamlit.py", *sorted(DASHBOARD.rglob("*.py"))]
# the published file, and the process in which a reader's own query runs
KNOW_DUCKDB = {"warehouse.py", "worker.py"}
PURE = [
    *sorted((DASHBOARD / "charts").glob("*.py")),
    *sorted((DASHBOARD / "exports").glob("*.py")),
    *sorted((DASHBOARD / "asking").glob("*.py")),
    *(DASHBOARD / f"{name}.py" for name in ("formats", "markup", "comparing")),
]


def imports(source: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return {name.partition(".")[0] for name in found}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_only_the_warehouse_module_knows_duckdb_and_nobody_the_pipeline(source: Path) -> None:
    known = imports(source)
    assert "orchestration" not in known
    assert ("duckdb" in known) == (source.name in KNOW_DUCKDB)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_no_sql_in_pages_and_components(source: Path) -> None:
    strings = [
        node.value.lower()
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert not [text for text in strings if text.startswith("select ") or (" from " in text and "select" in text)]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_no_document_text_can_reach_markdown(source: Path) -> None:
    calls = [
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    assert not {"st.markdown", "st.write", "st.title", "st.caption", "st.metric"} & set(calls)


@pytest.mark.parametrize("source", PURE, ids=lambda path: path.stem)
def test_charts_and_formats_draw_nothing_themselves(source: Path) -> None:
    assert "streamlit" not in imports(source)
