"""A web server on this machine that misbehaves as it is told to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from orchestration.fetching.visitor import Visitor
from orchestration.fetching.wire import Limits

Behaviour = Callable[[BaseHTTPRequestHandler], None]
LIMITS = Limits(connect_seconds=2, read_seconds=0.5, total_seconds=1.5, bytes=200_000)


@dataclass
class Site:
    """What the server does at each path, and the requests that it got: (path, headers)."""

    port: int
    pages: dict[str, Behaviour] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def asked(self, path: str) -> int:
        return sum(seen == path for seen, _ in self.requests)


def reply(body: bytes | str = b"", status: int = 200, length: int | None = None, **headers: str) -> Behaviour:
    """A plain answer; `length` states a Content-Length other than the true one; header_names stand for Header-Names."""
    content = body.encode() if isinstance(body, str) else body

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"content_type": "text/html; charset=utf-8"}.items() | headers.items():
            request.send_header(name.replace("_", "-").title(), value)
        request.send_header("Content-Length", str(len(content) if length is None else length))
        request.end_headers()
        request.wfile.write(content)

    return answer


def redirect(to: str, status: int = 302) -> Behaviour:
    return reply(status=status, location=to)


def first(*behaviours: Behaviour) -> Behaviour:
    """One after the other, the last for ever."""
    waiting = list(behaviours)

    def answer(request: BaseHTTPRequestHandler) -> None:
        (waiting.pop(0) if len(waiting) > 1 else waiting[0])(request)

    return answer


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            with suppress(BrokenPipeError, ConnectionResetError):
                here.pages.get(self.path, reply(status=404))(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield here
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Clock:
    """Time that passes only while somebody sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visitor(site: Site, clock: Clock) -> Visitor:
    return visitor_of(site, clock)


def visitor_of(site: Site, clock: Clock, *more_hosts: str, seconds_between: float = 0.0) -> Visitor:
    return Visitor(
        (site.host, *more_hosts),
        seconds_between,
        allow_private=True,
        limits=LIMITS,
        sleep=clock.sleep,
        clock=lambda: clock.now,
        jitter=lambda: 0.5,
    )
