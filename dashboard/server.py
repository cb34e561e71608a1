"""What the app serves beside its pages: /brief, the mended shell that the pages load in, and the gate."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.gate import Gate, claims_of, role, rules, warn_of_strangers
from dashboard.brief import brief
from dashboard.first_look import first_look
from dashboard.navigation import ADDRESSES

ROOM = Path(__file__).resolve().parent
ENGLISH, VIETNAMESE = b'<html lang="en"', b'<html lang="vi"'
END_OF_HEAD, LIVE_PAGE = b"</head>", b'<div id="root">'
PROGRAM = re.compile(rb'<script type="module" crossorigin src="([^"]+)"></script>')
LATER = rb"""<script>setTimeout(() => {
  const program = Object.assign(document.createElement("script"), {type: "module", crossOrigin: "", src: "\1"});
  requestAnimationFrame(() => setTimeout(() => document.head.append(program)));
  setTimeout(() => document.head.append(program), 500);
})</script>"""
# a compressed page could not be mended, and a browser's copy would be another build's or another reader's
UNMENDED = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
OF_THE_FILE = {b"content-length", b"etag", b"last-modified", b"cache-control"}
SCRIPT = b"<script>" + (ROOM / "shell.js").read_bytes() + b"</script>"


class Shell:
    """Streamlit's one page of HTML, mended: its language, its menu, and the overview's first numbers within it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or b"text/html" not in header(scope, b"accept"):
            await self.app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name not in UNMENDED]
        started: Message = {}

        async def mended(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = message
                return
            if started:
                if LIVE_PAGE in message.get("body", b"") and not message.get("more_body"):
                    message = {**message, "body": await with_first_look(message["body"], scope)}
                    kept = [pair for pair in started["headers"] if pair[0] not in OF_THE_FILE]
                    length = (b"content-length", str(len(message["body"])).encode())
                    # its figures are those of this build and for this reader
                    started = {**started, "headers": [*kept, length, (b"cache-control", b"no-store")]}
                await send(started)
                started = {}
            await send(message)

        await self.app({**scope, "headers": plain}, receive, mended)


async def with_first_look(page: bytes, scope: Scope) -> bytes:
    choices = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    if choices.get("lang") != "en":
        page = page.replace(ENGLISH, VIETNAMESE, 1)
    page = page.replace(END_OF_HEAD, SCRIPT + END_OF_HEAD, 1)
    # the shell is served to everybody, its figures only to those who may see them
    if scope["path"] != "/" or role(claims_of(scope)) is None:
        return page
    look = await run_in_threadpool(first_look, choices)
    if not look:
        return page
    # a program that the browser already has would run before the first frame, and the numbers wait for it
    page = PROGRAM.sub(LATER, page, count=1)
    return page.replace(LIVE_PAGE, look.encode() + LIVE_PAGE, 1)


def header(scope: Scope, name: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key == name), b"")


ROUTES = [Route("/brief", brief)]
MIDDLEWARE = [Middleware(Gate, pages=ADDRESSES), Middleware(Shell)]


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Before the first request: who may look is read, and said where it is nobody or everybody."""
    rules()
    warn_of_strangers()
    yield
