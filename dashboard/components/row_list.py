"""A table whose every row opens to its source. Real text and real buttons: it can be read aloud and tabbed."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.components import evidence
from dashboard.components.view import View
from dashboard.markup import Html, el


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, its width in CSS grid terms; secondary ones are left out on a phone."""

    head: str
    width: str
    secondary: bool = False
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    cells: tuple[str | None, ...]
    evidence: str | None
    is_marked: bool = False


def row_list(view: View, key: str, columns: Sequence[Column], lines: Sequence[Line]) -> None:
    with st.container(gap=None, key=f"rows-{key}"):
        draw(view, f"{key}-head", cells(columns, [column.head for column in columns], "td-head"), None)
        for i, line in enumerate(lines):
            style = "td-line td-line-marked" if line.is_marked else "td-line"
            draw(view, f"{key}-{i}", cells(columns, line.cells, style), line)


def draw(view: View, key: str, content: Html, line: Line | None) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small", key=f"line-{key}"):
        st.html(content)
        if line is not None:
            evidence.door(view, line.evidence, key=f"open-{key}")


def cells(columns: Sequence[Column], values: Sequence[str | None], style: str) -> Html:
    wide = " ".join(column.width for column in columns)
    narrow = " ".join(column.width for column in columns if not column.secondary)
    shown = [
        el("span", value or "", class_=" ".join(["td-cell", *kinds(column)]))
        for column, value in zip(columns, values, strict=True)
    ]
    return el("div", *shown, class_=style, style=f"--wide: {wide}; --narrow: {narrow}")


def kinds(column: Column) -> list[str]:
    return ["td-secondary"] * column.secondary + ["td-number"] * column.numeric
