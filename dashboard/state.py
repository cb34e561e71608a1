"""What the reader has chosen. The URL is the truth, so a copied address shows the same page to somebody else.

Streamlit drops the query string when the page changes; the session keeps a copy and writes it back.
"""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from dashboard.formats import Lang
from dashboard.text import LANGUAGES

# choices that mean nothing any more once this one has changed
WITHIN = {"place": ("unit", "year"), "index": ("year",), "see": ("doc", "fact", "file"), "doc": ("fact",)}

# longer than any question and most queries; a browser carries no more in an address
LONGEST_TEXT = 6000


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
    """Nothing chosen (the empty word) leaves the URL."""
    if value:
        st.session_state[kept(name)] = value
        st.query_params[name] = value
    else:
        st.session_state.pop(kept(name), None)
        st.query_params.pop(name, None)
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


def written(name: str) -> str:
    """Free words of that name, from the URL or else the session."""
    words = st.query_params.get(name) or st.session_state.get(kept(name)) or ""
    words = str(words)[:LONGEST_TEXT]
    if words and st.query_params.get(name) != words:
        st.query_params[name] = words
    return words


def lead_on(name: str, instead: Mapping[str, str]) -> None:
    """Words of that name that others stand for now are replaced by them."""
    asked = written(name).split(",")
    led = list(dict.fromkeys(instead.get(word, word) for word in asked))
    if led != asked:
        choose(name, ",".join(led))


def write_in(name: str, label: str, *, hint: str = "", lines: int = 1) -> str:
    """A box for free words of that name, of as many lines."""
    words = written(name)
    key = f"{name}_text"
    st.session_state[key] = words

    def take() -> None:
        choose(name, str(st.session_state[key]).strip())

    if lines > 1:
        st.text_area(label, key=key, on_change=take, height=lines * 24, max_chars=LONGEST_TEXT, placeholder=hint)
    else:
        st.text_input(label, key=key, on_change=take, max_chars=LONGEST_TEXT, placeholder=hint)
    return words


def select_many(
    name: str, label: str, allowed: Sequence[str], shown: Callable[[str], str], *, default: Sequence[str], most: int
) -> list[str]:
    """A box over several choices of that name; the URL holds them with commas between."""
    asked = [word for word in written(name).split(",") if word in allowed]
    values = list(dict.fromkeys(asked))[:most] or list(default)[:most]
    key = f"{name}_boxes"
    st.session_state[key] = values
    st.multiselect(
        label,
        allowed,
        format_func=shown,
        key=key,
        max_selections=most,
        on_change=lambda: choose(name, ",".join(st.session_state[key])),
    )
    return values


def switch(name: str, label: str, allowed: Sequence[str], shown: Callable[[str], str]) -> str:
    """A few choices side by side."""
    value = chosen(name, allowed)
    key = f"{name}_switch"
    st.session_state[key] = value
    st.segmented_control(
        label,
        allowed,
        format_func=shown,
        required=True,
        key=key,
        on_change=lambda: choose(name, st.session_state[key]),
        label_visibility="collapsed",
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


def address(page: str, lang: Lang, **choices: str | None) -> str:
    """The address of another page with those choices made there."""
    made = {name: value for name, value in choices.items() if value} | ({"lang": lang} if lang != "vi" else {})
    return f"{page}?{urlencode(made)}" if made else page


def here() -> str:
    """The whole address of what is shown, to be passed on."""
    query = urlencode(st.query_params.to_dict())
    return f"{st.context.url or ''}?{query}" if query else st.context.url or ""


def kept(name: str) -> str:
    return f"chosen_{name}"
