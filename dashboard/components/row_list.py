"""A table whose every row opens to its source. Real text and real buttons: it can be read aloud and tabbed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape

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


# draws the button of a line: what it opens, the button's key, what the line is about
Opener = Callable[[str | None, str, str], None]


def row_list(
    view: View, key: str, columns: Sequence[Column], lines: Sequence[Line], opener: Opener | None = None
) -> None:
    """opener: what draws a line's button; the evidence door unless told otherwise."""
    opens = opener or (lambda evidence_id, at, about: evidence.door(view, evidence_id, key=at, about=about))
    with st.container(gap=None, key=f"rows-{key}"):
        draw(f"{key}-head", cells(columns, [column.head for column in columns], "td-head"))
        for i, line in enumerate(lines):
            style = "td-line td-line-marked" if line.is_marked else "td-line"
            draw(f"{key}-{i}", cells(columns, line.cells, style), line, opens)


def draw(key: str, content: Html, line: Line | None = None, opens: Opener | None = None) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small", key=f"line-{key}"):
        st.html(content)
        if line is not None and opens is not None:
            opens(line.evidence, f"open-{key}", spoken(line))


def spoken(line: Line) -> str:
    """The line's first words, to tell its button from the others."""
    words = [unescape(re.sub("<[^>]*>", " ", cell)) if isinstance(cell, Html) else cell for cell in line.cells if cell]
    return ", ".join(" ".join(word.split()) for word in words[:3])


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
