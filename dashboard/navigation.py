"""The pages in their groups: run the place, ask why, trust it, take it."""

from pathlib import Path

import streamlit as st

from dashboard.state import language
from dashboard.text import text

ROOM = Path(__file__).resolve().parent

# group → page file, address, icon; the first page of all has no address of its own
GROUPS: dict[str, list[tuple[str, str | None, str]]] = {
    "run": [
        ("overview", None, "monitoring"),
        ("on_time", "dung-han", "task_alt"),
        ("index_ranks", "xep-hang", "leaderboard"),
    ],
    "study": [
        ("indicator", "chi-so", "query_stats"),
        ("compare", "so-sanh", "compare_arrows"),
        ("ask", "hoi", "forum"),
    ],
    "trust": [
        ("sources", "nguon", "format_quote"),
    ],
    "data": [
        ("query", "truy-van", "terminal"),
    ],
}


def navigate() -> None:
    say = text(language())
    st.set_page_config(page_title=say("app.name"), page_icon=ROOM / "icon.svg", layout="wide")
    pages = {
        say.known("nav_group", group): [
            st.Page(
                ROOM / "pages" / f"{name}.py",
                title=say(f"nav.{name}"),
                icon=f":material/{icon}:",
                url_path=address,
                default=address is None,
            )
            for name, address, icon in listed
        ]
        for group, listed in GROUPS.items()
    }
    st.navigation(pages, position="top").run()
