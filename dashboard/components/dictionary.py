"""The tables of the warehouse with their columns and comments."""

from collections.abc import Sequence

import streamlit as st

from dashboard import formats, repository
from dashboard.components.view import View
from dashboard.markup import Html, el, literal
from dashboard.rows.tables import DictionaryColumn


def tables(view: View) -> None:
    say = view.say
    for name, columns in repository.dictionary(view.edition).items():
        n = formats.number(columns[0].n_rows or 0, say.lang)
        with st.expander(f"{literal(name)} · {say('dictionary.rows', n=n)}"):
            st.html(el("p", columns[0].table_comment, class_="td-quiet", lang="en"))
            st.html(described(columns))


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
