"""The pages in their groups: run the place, ask why, trust it, take it."""

from pathlib import Path

import streamlit as st

from dashboard.access import sign_in
from dashboard.access.gate import role_of_the_reader
from dashboard.access.roles import Role
from dashboard.state import language
from dashboard.text import text

ROOM = Path(__file__).resolve().parent
STYLE = ROOM / "style.css"

# group → page file, address, icon; the first page of all has no address of its own
GROUPS: dict[str, list[tuple[str, str | None, str]]] = {
    "run": [
        ("overview", None, "monitoring"),
        ("alerts", "canh-bao", "notifications"),
        ("targets", "muc-tieu", "flag"),
        ("milestones", "nhiem-vu", "checklist"),
        ("bulletin", "ban-tin", "newspaper"),
    ],
    "study": [
        ("indicator", "chi-so", "query_stats"),
        ("on_time", "dung-han", "task_alt"),
        ("units", "don-vi", "apartment"),
        ("index_ranks", "xep-hang", "leaderboard"),
        ("compare", "so-sanh", "compare_arrows"),
        ("ask", "hoi", "forum"),
    ],
    "trust": [
        ("sources", "nguon", "format_quote"),
        ("quality", "chat-luong", "verified"),
        ("dictionary", "tu-dien", "menu_book"),
    ],
    "data": [
        ("query", "truy-van", "terminal"),
        ("downloads", "tai-ve", "download"),
    ],
}
# pages that not every reader may open
LEAST_ROLE = {"query": Role.ANALYST}

# where a browser finds a page, and Streamlit its program
ADDRESSES = frozenset("/" + (address or "") for listed in GROUPS.values() for _, address, _ in listed)


def navigate() -> None:
    say = text(language())
    st.set_page_config(page_title=say("app.name"), page_icon=ROOM / "icon.svg", layout="wide")
    st.logo(ROOM / "logo.svg", size="medium")
    role = role_of_the_reader()
    if role is None:
        st.html(STYLE)
        sign_in.ask(say)
        return
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
            if role >= LEAST_ROLE.get(name, Role.VIEWER)
        ]
        for group, listed in GROUPS.items()
    }
    st.navigation(pages, position="top").run()
