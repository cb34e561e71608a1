"""The tables of the warehouse with their columns and comments."""

from collections.abc import Sequence

import streamlit as st

from dashboard import formats, repository
from dashboard.components.view import View
from dashboard.formats import Lang
from dashboard.markup import Html, el, literal
from dashboard.rows.tables import DictionaryColumn
from dashboard.text import Text


def tables(view: View) -> None:
    say = view.say
    for name, columns in repository.dictionary(view.edition).items():
        n = formats.number(columns[0].n_rows or 0, say.lang)
        with st.expander(f"{literal(name)} · {say('dictionary.rows', n=n)}"):
            st.html(el("p", row_of(columns[0], say), class_="td-quiet"))
            st.html(described(columns, say.lang))


def row_of(column: DictionaryColumn, say: Text) -> str:
    """What one row of the column's table is, as a sentence."""
    return f"{say('dictionary.one_row')} {column.row_in(say.lang)}"


def described(columns: Sequence[DictionaryColumn], lang: Lang) -> Html:
    lines = [
        el(
            "div",
            el("dt", el("code", column.column_name), " ", el("span", column.data_type.lower(), class_="td-quiet")),
            el("dd", column.meaning_in(lang)),
        )
        for column in columns
    ]
    return el("dl", *lines, class_="td-columns")
