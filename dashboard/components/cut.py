"""A list that is not shown whole says how much of it is, and where the rest stands."""

import streamlit as st

from dashboard import formats, state
from dashboard.markup import Html, el
from dashboard.text import Text


def words(say: Text, what: str, shown: int, n: int) -> str | None:
    """“500 bảng điểm đầu trong 1.234.”; nothing when all are shown. what: a word of the group `cut_what`."""
    if shown >= n:
        return None
    numbers = {"shown": formats.number(shown, say.lang), "n": formats.number(n, say.lang)}
    return say("cut.first", what=say.known("cut_what", what), **numbers)


def say_so(say: Text, what: str, shown: int, n: int, rest: str | Html) -> None:
    if told := words(say, what, shown, n):
        st.html(el("p", told + " ", rest, class_="td-quiet"))


def by_query(say: Text, sql: str) -> Html:
    """A link to the SQL page with the query that gives the whole."""
    return el("a", say("cut.by_query"), href=state.address("truy-van", say.lang, sql=sql), target="_self")
