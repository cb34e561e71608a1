"""The tables of the warehouse with their columns and comments."""

from collections.abc import Sequence

import streamlit as st

from dashboard import formats, repository
from dashboard.components.view import View
from dashboard.markup import Html, el, literal
from dashboard.rows.tables import DictionaryColumn
from dashboard.text import Text, tables_vi


def tables(view: View) -> None:
    say = view.say
    for name, columns in repository.dictionary(view.edition).items():
        n = formats.number(columns[0].n_rows or 0, say.lang)
        with st.expander(f"{literal(name)} · {say('dictionary.rows', n=n)}"):
            st.html(el("p", *row_of(columns[0], say), class_="td-quiet"))
            st.html(described(columns))


def row_of(column: DictionaryColumn, say: Text) -> tuple[str, Html]:
    """What one row of the column's table is, in the reader's language where it is told in it."""
    in_vietnamese = tables_vi().get(column.table_name) if say.lang == "vi" else None
    comment = el("span", (column.table_comment or "").removeprefix("Grain: "), lang="en")
    return say("dictionary.one_row") + " ", el("span", in_vietnamese) if in_vietnamese else comment


def described(columns: Sequence[DictionaryColumn]) -> Html:
    lines = [
        el(
            "div",
            el("dt", el("code", column.column_name), " ", el("span", column.data_type.lower(), class_="td-quiet")),
            el("dd", column.column_comment),
        )
        for column in columns
    ]
    return el("dl", *lines, class_="td-columns", lang="en")
