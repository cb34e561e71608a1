"""What the reader has chosen. The URL is the truth, so a copied address shows the same page to somebody else.

Streamlit drops the query string when the page changes; the session keeps a copy and writes it back.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.formats import Lang
from dashboard.text import LANGUAGES

# choices that mean nothing any more once this one has changed
WITHIN = {"place": ("unit", "year"), "index": ("year",)}


def chosen(name: str, allowed: Sequence[str], default: str | None = None) -> str:
    """The choice of that name, from the URL or else the session; the default (the first) when it is no such choice."""
    usual = allowed[0] if default is None else default
    wished = (st.query_params.get(name), st.session_state.get(kept(name)))
    value = next((str(wish) for wish in wished if wish in allowed), usual)
    if value != usual:
        st.session_state[kept(name)] = value
    write(name, value, usual)
    return value


def write(name: str, value: str, usual: str) -> None:
    """Into the URL unless it says what would be shown anyway."""
    if value == usual:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def choose(name: str, value: str) -> None:
    st.session_state[kept(name)] = value
    st.query_params[name] = value
    for other in WITHIN.get(name, ()):
        st.session_state.pop(kept(other), None)
        st.query_params.pop(other, None)


def select(
    name: str,
    label: str,
    allowed: Sequence[str],
    shown: Callable[[str], str],
    *,
    default: str | None = None,
    collapsed: bool = False,
) -> str:
    """A searchable box over the choice of that name."""
    value = chosen(name, allowed, default)
    key = f"{name}_box"
    st.session_state[key] = value
    st.selectbox(
        label,
        allowed,
        format_func=shown,
        key=key,
        on_change=lambda: choose(name, st.session_state[key]),
        label_visibility="collapsed" if collapsed else "visible",
    )
    return value


def language() -> Lang:
    return "en" if chosen("lang", LANGUAGES) == "en" else "vi"


def language_switch(label: str) -> None:
    st.session_state["lang_switch"] = language()
    st.segmented_control(
        label,
        LANGUAGES,
        format_func=str.upper,
        required=True,
        key="lang_switch",
        on_change=lambda: choose("lang", st.session_state["lang_switch"]),
        label_visibility="collapsed",
    )


def kept(name: str) -> str:
    return f"chosen_{name}"
