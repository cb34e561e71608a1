"""One request to one address: the only place where the web is touched."""

import asyncio
import socket
import ssl
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address

import httpx

from orchestration.fetching.addresses import DEFAULT_PORTS, IPAddress, is_public
from orchestration.fetching.answers import Answer, Fault
from orchestration.fetching.inflate import Body
from orchestration.landing.refusal import Refused
from orchestration.landing.scan import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and decoded bytes that one request may take; `total_seconds` ends even a body that drips for ever."""

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 90.0
    bytes: int = MAX_BYTES


def exchange(url: httpx.URL, headers: dict[str, str], limits: Limits, *, allow_private: bool) -> Answer:
    """GET, following nothing. Raises Fault when trying again may help, Refused when it cannot."""
    return asyncio.run(bounded_exchange(url, headers, limits, allow_private))


async def bounded_exchange(url: httpx.URL, headers: dict[str, str], limits: Limits, allow_private: bool) -> Answer:
    try:
        async with asyncio.timeout(limits.total_seconds):
            address = await checked_address(url, allow_private)
            return await ask(url, address, headers, limits)
    except (TimeoutError, httpx.TimeoutException) as error:
        raise Fault("timeout", f"Máy chủ {url.host} không trả lời kịp.") from error
    except httpx.TransportError as error:
        if is_untrusted(error):
            raise Refused("tls_not_trusted", f"Chứng chỉ TLS của {url.host} không hợp lệ; không tải gì.") from error
        raise Fault("connection", f"Kết nối tới {url.host} bị lỗi hoặc bị ngắt giữa chừng.") from error


async def checked_address(url: httpx.URL, allow_private: bool) -> IPAddress:
    """The address to connect to. It is looked up once and connected to as a number: a name cannot change in between."""
    port = url.port or DEFAULT_PORTS[url.scheme]
    try:
        found = await asyncio.get_running_loop().getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise Fault("unknown_host", f"Không tìm thấy máy chủ {url.host}.") from error
    addresses = [ip_address(str(where[0]).partition("%")[0]) for *_, where in found]
    if not addresses:
        raise Fault("unknown_host", f"Không tìm thấy máy chủ {url.host}.")
    if not allow_private and not all(map(is_public, addresses)):
        raise Refused("private_address", f"{url.host} trỏ tới địa chỉ nội bộ; không kết nối.")
    # what answers on both is asked on IPv4, which every machine has
    return min(addresses, key=lambda address: address.version)


async def ask(url: httpx.URL, address: IPAddress, headers: dict[str, str], limits: Limits) -> Answer:
    timeout = httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds)
    request = httpx.Request(
        "GET",
        url.copy_with(host=str(address)),
        headers=headers | {"Host": url.netloc.decode("ascii"), "Accept-Encoding": "gzip"},
        extensions={"sni_hostname": url.raw_host.decode("ascii"), "timeout": timeout.as_dict()},
    )
    # the bare transport: no proxy or .netrc of the environment, no cookies, no redirect is even looked at
    async with httpx.AsyncHTTPTransport(verify=trust(), trust_env=False) as transport:
        response = await transport.handle_async_request(request)
        try:
            body = Body(response.headers.get("content-encoding", "").strip().lower(), limits.bytes)
            async for chunk in response.aiter_raw():
                body.feed(chunk)
            content = body.whole() if response.status_code == 200 else b""
            return Answer(str(url), response.status_code, dict(response.headers), content)
        finally:
            await response.aclose()


@cache
def trust() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def is_untrusted(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
