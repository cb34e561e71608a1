"""Pages without figures: what is missing, and what to do about it."""

import streamlit as st

from dashboard.markup import el
from dashboard.text import Text

COMMAND = "make warehouse"


def to_build(say: Text, state: str, where: str) -> None:
    """The warehouse is missing or unreadable: the one command that mends it, and what was looked for."""
    st.html(
        el(
            "section",
            el("h1", say(f"{state}.title")),
            el("p", say(f"{state}.body")),
            el("pre", COMMAND),
            el("p", f"{say(f'{state}.where')}: ", el("code", where), class_="td-quiet"),
            class_="td-notice",
        )
    )


def failed(say: Text) -> None:
    st.html(el("section", el("h1", say("failed.title")), el("p", say("failed.body")), class_="td-notice"))


def empty(title: str, *lines: str) -> None:
    st.html(el("section", el("h2", title), *(el("p", line) for line in lines), class_="td-notice"))


def warning(line: str) -> None:
    st.html(el("p", line, class_="td-warning", role="status"))
