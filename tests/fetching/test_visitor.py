"""A visitor of a server that misbehaves: retried, refused or obeyed, and never led astray."""

import gzip
import ssl
import subprocess
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.fetching.addresses import is_public
from orchestration.fetching.answers import Answer, Fault, Validators
from orchestration.fetching.backoff import retry_after, wait_before
from orchestration.fetching.robots import Rules
from orchestration.fetching.visitor import ATTEMPTS, REDIRECTS, Visitor
from orchestration.landing.refusal import Refused
from tests.fetching.conftest import LIMITS, Clock, Site, first, redirect, reply, visitor_of


def refusal_of(visitor: Visitor, url: str) -> str:
    with pytest.raises(Refused) as refused:
        visitor.get(url)
    assert refused.value.reason.text
    return refused.value.reason.code


def fault_of(visitor: Visitor, url: str) -> str:
    with pytest.raises(Fault) as fault:
        visitor.get(url)
    return fault.value.reason.code


def test_a_page_comes_as_it_was_sent(site: Site, visitor: Visitor) -> None:
    page = "<p>Đúng hạn</p>".encode("cp1258", "replace") + b"\xff\x00"
    site.pages["/trang"] = reply(page, content_type="text/html; charset=windows-1258", etag='"a1"')
    answer = visitor.get(site.url("/trang"))
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, page, '"a1"')
    sent = dict(site.requests)["/trang"]
    assert (sent["host"], sent["accept-encoding"]) == (site.host, "gzip")
    assert "ThuocDo" in sent["user-agent"]


def test_gzip_is_undone_also_in_members(site: Site, visitor: Visitor) -> None:
    body = gzip.compress(b"mot ") + gzip.compress(b"hai")
    site.pages["/"] = reply(body, content_encoding="gzip")
    assert visitor.get(site.url("/")).body == b"mot hai"


def test_an_unchanged_page_answers_304(site: Site, visitor: Visitor) -> None:
    site.pages["/"] = reply(status=304)
    known = Validators('"a1"', "Mon, 02 Nov 2026 00:00:00 GMT")
    assert visitor.get(site.url("/"), known).status == 304
    sent = dict(site.requests)["/"]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"a1"', "Mon, 02 Nov 2026 00:00:00 GMT")


def test_304_that_nobody_asked_for_is_no_page(site: Site, visitor: Visitor) -> None:
    site.pages["/"] = reply(status=304)
    assert refusal_of(visitor, site.url("/")) == "status"


def test_500_then_200(site: Site, visitor: Visitor, clock: Clock) -> None:
    site.pages["/"] = first(reply(status=500), reply(status=503), reply("ok"))
    assert visitor.get(site.url("/")).body == b"ok"
    assert clock.slept == [1.0, 2.0]


def test_500_for_ever_ends(site: Site, visitor: Visitor, clock: Clock) -> None:
    site.pages["/"] = reply(status=500)
    assert fault_of(visitor, site.url("/")) == "busy"
    assert site.asked("/") == ATTEMPTS
    assert clock.slept == [1.0, 2.0, 4.0]


def test_429_waits_as_long_as_it_is_asked_to(site: Site, visitor: Visitor, clock: Clock) -> None:
    site.pages["/"] = first(reply(status=429, retry_after="17"), reply("ok"))
    assert visitor.get(site.url("/")).body == b"ok"
    assert clock.slept == [17.0]


def test_429_for_an_hour_is_left_to_the_next_round(site: Site, visitor: Visitor, clock: Clock) -> None:
    site.pages["/"] = reply(status=429, retry_after="3600")
    assert fault_of(visitor, site.url("/")) == "busy"
    assert (site.asked("/"), clock.slept) == (1, [])


def silent(request: BaseHTTPRequestHandler) -> None:
    time.sleep(LIMITS.read_seconds * 2)


def dripping(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    for _ in range(40):
        request.wfile.write(b".")
        time.sleep(0.1)


def dripping_headers(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(40):
        request.wfile.write(f"X-{number}: 1\r\n".encode())
        time.sleep(0.1)


def hung_up(request: BaseHTTPRequestHandler) -> None:
    request.connection.close()


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (silent, "timeout"),
        (dripping, "timeout"),
        (dripping_headers, "timeout"),
        (hung_up, "connection"),
        (reply("nửa trang", length=5000), "connection"),
        (reply(gzip.compress(b"tron ven" * 50)[:-12], content_encoding="gzip"), "truncated"),
        (reply(b"khong phai gzip", content_encoding="gzip"), "broken_gzip"),
    ],
    ids=["silent", "drips", "drips headers", "hangs up", "truncated", "truncated gzip", "not gzip"],
)
def test_a_fault_of_the_network_is_tried_again(site: Site, visitor: Visitor, behaviour: object, code: str) -> None:
    site.pages["/"] = first(behaviour, reply("ok"))  # type: ignore[arg-type]
    assert visitor.get(site.url("/")).body == b"ok"
    site.pages["/"] = behaviour  # type: ignore[assignment]
    site.requests.clear()
    visitor_once = Visitor((site.host,), 0, allow_private=True, limits=LIMITS, sleep=stop, jitter=lambda: 0.0)
    visitor_once._rules = visitor._rules
    with pytest.raises(StoppedWaiting) as stopped:
        visitor_once.get(site.url("/"))
    fault = stopped.value.__context__
    assert isinstance(fault, Fault)
    assert fault.reason.code == code


class StoppedWaiting(Exception):
    pass


def stop(seconds: float) -> None:
    raise StoppedWaiting


def test_nobody_listens(clock: Clock) -> None:
    visitor = Visitor(("127.0.0.1:9",), 0, allow_private=True, limits=LIMITS, sleep=clock.sleep)
    assert fault_of(visitor, "http://127.0.0.1:9/") == "connection"


def bomb(request: BaseHTTPRequestHandler) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(100)) + packer.flush()
    reply(packed, content_encoding="gzip")(request)


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"x" * 65_536)


@pytest.mark.parametrize("behaviour", [bomb, endless, reply(b"x" * 200_001)], ids=["gzip bomb", "endless", "too large"])
def test_more_than_the_limit_is_never_held(site: Site, visitor: Visitor, behaviour: object) -> None:
    site.pages["/"] = behaviour  # type: ignore[assignment]
    assert refusal_of(visitor, site.url("/")) == "too_large"
    assert site.asked("/") == 1


def test_an_encoding_that_was_not_asked_for(site: Site, visitor: Visitor) -> None:
    site.pages["/"] = reply(b"...", content_encoding="br")
    assert refusal_of(visitor, site.url("/")) == "encoding_not_asked"


@pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 410])
def test_other_answers_are_no_page_and_are_not_tried_again(site: Site, visitor: Visitor, status: int) -> None:
    site.pages["/"] = reply(status=status)
    assert refusal_of(visitor, site.url("/")) == "status"
    assert site.asked("/") == 1


def test_a_redirect_is_followed_by_hand(site: Site, visitor: Visitor) -> None:
    site.pages |= {"/cu": redirect("/moi", 301), "/moi": reply("mới")}
    answer = visitor.get(site.url("/cu"))
    assert (answer.url, answer.body.decode()) == (site.url("/moi"), "mới")


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("/vong", "redirect_loop"),
        ("http://example.org/", "foreign_host"),
        ("//example.org/", "foreign_host"),
        ("http://169.254.169.254/latest/meta-data/", "foreign_host"),
        ("http://127.0.0.1:1/", "foreign_host"),
        ("file:///etc/passwd", "bad_address"),
        ("ftp://example.org/", "bad_address"),
        ("http://[::1", "bad_address"),
        ("javascript:alert(1)", "bad_address"),
    ],
)
def test_a_redirect_leads_nowhere_else(site: Site, visitor: Visitor, to: str, code: str) -> None:
    site.pages["/vong"] = redirect(to)
    assert refusal_of(visitor, site.url("/vong")) == code


def test_a_chain_of_redirects_ends(site: Site, visitor: Visitor) -> None:
    site.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(REDIRECTS + 5)}
    assert refusal_of(visitor, site.url("/0")) == "redirect_loop"
    assert site.asked(f"/{REDIRECTS + 1}") == 0


@pytest.mark.parametrize(
    "url", ["http://name:secret@{host}/", "https:///x", "x", "", "http://{host}:99999/", "gopher://{host}/"]
)
def test_an_address_that_is_none(site: Site, visitor: Visitor, url: str) -> None:
    assert refusal_of(visitor, url.format(host=site.host)) in ("bad_address", "foreign_host")
    assert site.requests == []


def test_private_addresses_are_refused_unless_tests_allow_them(site: Site, clock: Clock) -> None:
    visitor = Visitor((site.host, f"localhost:{site.port}"), 0, limits=LIMITS, sleep=clock.sleep)
    assert refusal_of(visitor, site.url("/")) == "private_address"
    assert refusal_of(visitor, f"http://localhost:{site.port}/") == "private_address"
    assert site.requests == []


def test_a_redirect_to_an_allowed_name_at_a_private_address_is_refused(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is declared, and public on the first look; on the next it points inside: no connection is made."""
    site.pages["/"] = redirect(f"http://localhost:{site.port}/trong")
    public_once = iter([True, True])
    monkeypatch.setattr("orchestration.fetching.wire.is_public", lambda _: next(public_once, False))
    visitor = Visitor((site.host, f"localhost:{site.port}"), 0, limits=LIMITS, sleep=clock.sleep)
    assert refusal_of(visitor, site.url("/")) == "private_address"
    assert site.asked("/trong") == 0


def test_a_name_is_looked_up_once_and_connected_to_as_a_number(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    import asyncio

    real = asyncio.base_events.BaseEventLoop.getaddrinfo

    async def counted(self: object, host: str, *args: object, **more: object) -> object:
        looked_up.append(host)
        return await real(self, "127.0.0.1" if host == "cong.example" else host, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", counted)
    site.pages["/"] = reply("ok")
    visitor = visitor_of(site, clock, f"cong.example:{site.port}")
    assert visitor.get(f"http://cong.example:{site.port}/").body == b"ok"
    assert looked_up.count("cong.example") == 2  # robots.txt and the page, once each
    assert {headers["host"] for _, headers in site.requests} == {f"cong.example:{site.port}"}


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("2002:c0a8:101::1", False),
    ],
)
def test_what_is_public(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


def test_robots_are_read_once_and_obeyed(site: Site, visitor: Visitor) -> None:
    rules = "\ufeffUser-agent: *\nDisallow: /rieng\nUser-agent: ThuocDo\nDisallow: /cam\nCrawl-delay: 3\n"
    site.pages |= {"/robots.txt": reply(rules), "/a": reply("a"), "/b": redirect("/cam/b")}
    assert visitor.get(site.url("/a")).body == b"a"
    assert refusal_of(visitor, site.url("/cam")) == "robots"
    assert refusal_of(visitor, site.url("/b")) == "robots"
    assert (site.asked("/robots.txt"), site.asked("/cam"), site.asked("/cam/b")) == (1, 0, 0)


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (410, True), (401, False), (403, False)])
def test_a_host_without_robots_allows_all_but_a_closed_one_nothing(status: int, allowed: bool) -> None:
    assert Rules(Answer("", status, {}, b"")).allow("http://cong.example/a") is allowed


def test_robots_that_fail_keep_the_page_unasked(site: Site, visitor: Visitor) -> None:
    site.pages |= {"/robots.txt": reply(status=500), "/": reply("ok")}
    assert fault_of(visitor, site.url("/")) == "busy"
    assert site.asked("/") == 0


@given(st.binary(max_size=300))
def test_any_bytes_are_rules(body: bytes) -> None:
    rules = Rules(Answer("", 200, {}, body))
    assert rules.allow("http://cong.example/") in (True, False)
    assert rules.seconds_between >= 0


def test_one_host_is_asked_at_its_pace(site: Site, clock: Clock) -> None:
    site.pages |= {path: reply("x") for path in ("/1", "/2", "/3")}
    visitor = visitor_of(site, clock, seconds_between=2.0)
    for path in ("/1", "/2", "/3"):
        visitor.get(site.url(path))
    assert clock.slept == [2.0, 2.0, 2.0]  # robots.txt, then three pages


def test_the_host_s_own_pace_counts_when_slower(site: Site, clock: Clock) -> None:
    site.pages |= {"/robots.txt": reply("User-agent: *\nCrawl-delay: 7"), "/1": reply("x"), "/2": reply("x")}
    visitor = visitor_of(site, clock, seconds_between=2.0)
    visitor.get(site.url("/1"))
    visitor.get(site.url("/2"))
    assert clock.slept == [2.0, 7.0]


NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), 0.0),
        ("soon", None),
        ("-3", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


@given(st.integers(1, 30), st.none() | st.floats(0, 1e6), st.floats(0, 1))
def test_waits_grow_stay_bounded_and_never_undercut_the_host(attempt: int, asked: float | None, jitter: float) -> None:
    wait = wait_before(attempt, asked, jitter)
    assert (asked or 0) <= wait <= max(90.0, asked or 0)
    assert wait_before(attempt + 1, asked, jitter) >= wait


def test_tls_is_verified(site: Site, clock: Clock, tmp_path: Path) -> None:
    """A certificate that nobody trusts: nothing is read, and it is not tried again."""
    import threading
    from http.server import HTTPServer

    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign, assignment]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    host = f"localhost:{server.server_address[1]}"
    visitor = Visitor((host,), 0, allow_private=True, limits=LIMITS, sleep=clock.sleep)
    try:
        assert refusal_of(visitor, f"https://{host}/") == "tls_not_trusted"
        assert clock.slept == []
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
