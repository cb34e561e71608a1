"""HTML that cannot be broken into: a plain string is always escaped, only what was built here passes as it is.

Titles, quotes and names come from documents that anybody may have written.
"""

import html
import re
from urllib.parse import urlsplit


class Html(str):
    """Text that is already HTML."""

    __slots__ = ()


def el(name: str, *children: str | None, **attributes: str | None) -> Html:
    """<name attribute="value">children</name>. class_ → class, data_kpi → data-kpi; None leaves a thing out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in {"img", "br"}:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def section(title: str, *inside: str | None) -> Html:
    return el("section", el("h4", title), *inside)


def join(*parts: str | None) -> Html:
    return Html("".join(escaped(part) for part in parts if part is not None))


def escaped(text: str) -> str:
    return text if isinstance(text, Html) else html.escape(text)


def literal(text: str) -> str:
    """A label of a button or a box, which Streamlit reads as Markdown: every mark in it is only itself."""
    return re.sub(r"([\\`*_{}\[\]()<>#!|~$:&+-])", r"\\\1", text)


def link(url: str | None, words: str) -> Html | None:
    """A link to a web page, named by its words and its host; nothing at all for any other kind of address."""
    address = web_address(url)
    if address is None:
        return None
    host = urlsplit(address).hostname or ""
    return el("a", f"{words} ({host})", href=address, target="_blank", rel="noopener noreferrer")


def web_address(url: str | None) -> str | None:
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return url.strip() if url and parts.scheme in {"http", "https"} and parts.hostname else None
