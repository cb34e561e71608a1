"""The gate before the app: open without [auth] in Streamlit's secrets, else shut to whoever has not signed in.

Pages ask for the role in the script; everything else that is served asks here, and what nobody named is shut.
"""

import ipaddress
import json
import sys
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

# Streamlit's own reading of the cookie that st.login sets; its version is held in pyproject.toml
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from dashboard.access.roles import Role, Rules, role_of
from dashboard.markup import el

UNKNOWN_PERSON = 401
SHORTEST_COOKIE_SECRET = 32
# what a browser needs before anybody has signed in: Streamlit's program, which holds no figures, and the way in
OPEN_PATHS = {
    "/favicon.ico",
    "/_stcore/health",
    "/_stcore/host-config",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
}
OPEN_FOLDER = "/static/"
NOBODY = Rules({})


@cache
def rules() -> Rules | None:
    """Null: nobody need sign in. Read once: what is taken out of secrets.toml later opens nothing."""
    try:
        secrets = secrets_singleton.to_dict()
    except StreamlitSecretNotFoundError:
        if not any(Path(path).exists() for path in config.get_option("secrets.files")):
            return None
        return shut("secrets.toml cannot be read")
    if "auth" not in secrets:
        return None
    if len(str(secrets["auth"].get("cookie_secret", ""))) < SHORTEST_COOKIE_SECRET:
        return shut(f"[auth] cookie_secret has fewer than {SHORTEST_COOKIE_SECRET} characters")
    if "access" not in secrets:
        return shut("[access] says of no group what it may see")
    try:
        return Rules.of(secrets["access"])
    except ValueError as error:
        return shut(str(error))


def shut(why: str) -> Rules:
    """Nobody has a role: a mistake in the settings must not open the app."""
    print(f"Nobody is let in: {why} (docs/login.md)", file=sys.stderr, flush=True)
    return NOBODY


def role(claims: Mapping[str, object]) -> Role | None:
    asked = rules()
    return Role.ENGINEER if asked is None else role_of(claims, asked, time.time())


def role_of_the_reader() -> Role | None:
    """Of whoever the page is drawn for."""
    return role(st.user.to_dict() if rules() is not None else {})


def claims_of(scope: Scope) -> Mapping[str, object]:
    """What the signed cookie of a request says; nothing where there is none, or it was not signed here."""
    cookies: dict[str, str] = {}
    for name, value in scope["headers"]:
        if name == b"cookie":
            cookies |= cookie_parser(value.decode("latin-1"))
    try:
        told = json.loads(_get_signed_cookie_with_chunks(cookies, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


class Gate:
    """Lets a request through when its path is open to all, or its cookie is of somebody with a role.

    Streamlit's websocket is let through: the script it runs asks for the role itself, before it draws anything.
    """

    def __init__(self, app: ASGIApp, pages: frozenset[str]) -> None:
        self.app, self.pages = app, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self.is_open(scope["path"]) or role(claims_of(scope)) is not None:
            await self.app(scope, receive, send)
        else:
            await HTMLResponse(PAGE, UNKNOWN_PERSON, {"cache-control": "no-store"})(scope, receive, send)

    def is_open(self, path: str) -> bool:
        return path in OPEN_PATHS or path in self.pages or path.startswith(OPEN_FOLDER)


PAGE = "<!doctype html>" + el(
    "html",
    el("head", el("title", "Thước Đo")),
    el("body", el("p", "Cần đăng nhập. / Sign-in needed."), el("p", el("a", "Thước Đo", href="/"))),
    lang="vi",
)


def is_open_to_strangers() -> bool:
    """Whether other machines may reach the app and nobody is asked who they are."""
    return rules() is None and not is_of_this_machine(config.get_option("server.address"))


def is_of_this_machine(address: str | None) -> bool:
    try:
        return address == "localhost" or ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


def warn_of_strangers() -> None:
    if is_open_to_strangers():
        print(WARNING.format(address=config.get_option("server.address") or "every address"), file=sys.stderr)


WARNING = """
  ####################################################################
  #                                                                  #
  #   ANYBODY WHO CAN REACH THIS MACHINE SEES EVERYTHING HERE,       #
  #   AND MAY RUN SQL: the app listens on more than this machine     #
  #   and asks nobody who they are.                                  #
  #                                                                  #
  #   Turn sign-in on (docs/login.md), or listen on 127.0.0.1 only.  #
  #                                                                  #
  ####################################################################
  (listening on {address})
"""
