"""What the app serves beside its pages: /brief, the language of the document in its first line, and the gate."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.gate import Gate, rules, warn_of_strangers
from dashboard.brief import brief
from dashboard.navigation import ADDRESSES

ENGLISH, VIETNAMESE = b'<html lang="en"', b'<html lang="vi"'


class PageLanguage:
    """Streamlit's page says it is English whatever is in it; a screen reader would read Vietnamese as English."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wants_page = scope["type"] == "http" and b"text/html" in header(scope, b"accept")
        if not wants_page or b"lang=en" in scope.get("query_string", b""):
            await self.app(scope, receive, send)
            return
        # a compressed page could not be mended
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]

        async def mended(message: Message) -> None:
            if message["type"] == "http.response.body":
                # both tags are of one length, so the length told before stays true
                message = {**message, "body": message.get("body", b"").replace(ENGLISH, VIETNAMESE, 1)}
            await send(message)

        await self.app({**scope, "headers": plain}, receive, mended)


def header(scope: Scope, name: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key == name), b"")


ROUTES = [Route("/brief", brief)]
MIDDLEWARE = [Middleware(Gate, pages=ADDRESSES), Middleware(PageLanguage)]


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Before the first request: who may look is read, and said where it is nobody or everybody."""
    rules()
    warn_of_strangers()
    yield
