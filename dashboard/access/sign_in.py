"""What is shown to whoever may not look: the way in, or why the account is let see nothing; and the way out."""

import streamlit as st

from dashboard.access.gate import rules
from dashboard.markup import el
from dashboard.text import Text


def ask(say: Text) -> None:
    """Drawn in place of every page."""
    if st.user.get("is_logged_in"):
        told(say("access.no_role_title"), say("access.no_role_body"))
        # roles are told at sign-in only, so a new one is seen after signing in anew
        st.button(say("access.again"), on_click=st.logout, key="sign-out")
    else:
        told(say("access.title"), say("access.body"))
        st.button(say("access.sign_in"), type="primary", icon=":material/login:", on_click=st.login, key="sign-in")


def told(title: str, body: str) -> None:
    st.html(el("section", el("h1", title), el("p", body), class_="td-notice"))


def offer_to_leave(say: Text) -> None:
    """In the header, where people sign in at all."""
    if rules() is not None:
        st.button(say("access.sign_out"), icon=":material/logout:", on_click=st.logout, key="sign-out", type="tertiary")
