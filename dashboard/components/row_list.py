"""A table whose every row opens to its source. Real text and real buttons: it can be read aloud and tabbed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from dashboard.components import evidence
from dashboard.components.view import View
from dashboard.exports.pages import Block, plain
from dashboard.markup import Html, el


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, its width in CSS grid terms; on a phone secondary ones are left out, and one that is `below`
    stands under the others over their whole width.

    A numeric column holds numbers that the line's evidence shows, unless they are worked out here from others.
    """

    head: str
    width: str
    secondary: bool = False
    below: bool = False
    numeric: bool = False
    worked_out: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    cells: tuple[str | None, ...]
    evidence: str | None
    is_marked: bool = False
    # a second number of the line, such as the aim beside the value: the words of its button and its own evidence
    second: tuple[str, str] | None = None


Row = TypeVar("Row")
ABREAST = 25

# draws the button of a line: what it opens, the button's key, what the line is about
Opener = Callable[[str | None, str, str], None]


def leaf(rows: Sequence[Row], key: str) -> Sequence[Row]:
    """The part of a long list that is shown, and the numbers to turn its pages with."""
    if len(rows) <= ABREAST:
        return rows
    n = -(-len(rows) // ABREAST)
    number = min(st.pagination(n, key=f"leaf-{key}"), n)
    return rows[(number - 1) * ABREAST : number * ABREAST]


def row_list(
    view: View,
    key: str,
    columns: Sequence[Column],
    lines: Sequence[Line],
    opener: Opener | None = None,
    *,
    block: str | None = None,
) -> None:
    """opener: what draws a line's button; the evidence door unless told otherwise. block: the name of its sheet."""
    if opener is None or block:
        heads = [column.head for column in columns]
        view.taken.blocks.append(Block(block or key, heads, [(line.cells, line.evidence) for line in lines]))
    opens = opener or (lambda evidence_id, at, about: evidence.door(view, evidence_id, key=at, about=about))
    with st.container(gap=None, key=f"rows-{key}"):
        draw(view, f"{key}-head", cells(columns, [column.head for column in columns], "td-head"))
        for i, line in enumerate(lines):
            style = "td-line td-line-marked" if line.is_marked else "td-line"
            # what another opener leads to is a document or a list, where a count has no source of its own
            proof = line.evidence if opener is None else None
            draw(view, f"{key}-{i}", cells(columns, line.cells, style, proof), line, opens)


def draw(view: View, key: str, content: Html, line: Line | None = None, opens: Opener | None = None) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small", key=f"line-{key}"):
        st.html(content)
        if line is not None and opens is not None:
            opens(line.evidence, f"open-{key}", spoken(line))
            if line.second is not None:
                words, evidence_id = line.second
                evidence.door(view, evidence_id, key=f"also-{key}", about=spoken(line), label=words)


def spoken(line: Line) -> str:
    """The line's first words, to tell its button from the others."""
    return ", ".join(plain(cell) for cell in [cell for cell in line.cells if cell][:3])


def cells(columns: Sequence[Column], values: Sequence[str | None], style: str, proof: str | None = None) -> Html:
    wide = " ".join(column.width for column in columns)
    narrow = " ".join(column.width for column in columns if not (column.secondary or column.below))
    shown = [
        el(
            "span",
            value or "",
            class_=" ".join(["td-cell", *kinds(column)]),
            **number(column, proof),
        )
        for column, value in zip(columns, values, strict=True)
    ]
    return el("div", *shown, class_=style, style=f"--wide: {wide}; --narrow: {narrow}")


def number(column: Column, proof: str | None) -> dict[str, str | None]:
    """What marks a cell as a number that has a source."""
    if not column.numeric:
        return {}
    return {"data_kpi_worked_out": proof} if column.worked_out else {"data_kpi_value": proof}


def kinds(column: Column) -> list[str]:
    return ["td-secondary"] * column.secondary + ["td-below"] * column.below + ["td-number"] * column.numeric
