"""Which addresses may be asked at all. Pure: names and numbers in, a verdict out."""

from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network

import httpx

from orchestration.landing.refusal import Refused

IPAddress = IPv4Address | IPv6Address

DEFAULT_PORTS = {"http": 80, "https": 443}
NAT64 = IPv6Network("64:ff9b::/96")


def checked_url(address: str, hosts: Collection[str]) -> httpx.URL:
    """The address as a URL, without fragment. Raises Refused unless it is http(s) at one of `hosts`."""
    try:
        url = httpx.URL(address).copy_with(fragment=None)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Refused("bad_address", f"“{address[:200]}” không phải địa chỉ web hợp lệ.") from error
    if url.scheme not in DEFAULT_PORTS or not url.host:
        raise Refused("bad_address", f"“{address[:200]}” không phải địa chỉ http(s).")
    if url.userinfo:
        raise Refused("bad_address", "Địa chỉ có kèm tên đăng nhập; chỉ chụp trang công khai.")
    if host_and_port(url) not in hosts:
        raise Refused("foreign_host", f"Máy chủ “{host_and_port(url)}” không có trong `hosts` của nguồn.")
    return url


def host_and_port(url: httpx.URL) -> str:
    """As a source declares it: the bare name at the scheme's own port, else name:port."""
    name = f"[{url.host}]" if ":" in url.host else url.host
    return name if url.port in (None, DEFAULT_PORTS[url.scheme]) else f"{name}:{url.port}"


def is_public(address: IPAddress) -> bool:
    """True for addresses of the open internet; an IPv6 address that wraps an IPv4 one is judged by what it wraps."""
    wrapped = wrapped_address(address)
    if wrapped is not None:
        return is_public(wrapped)
    return address.is_global and not address.is_multicast and not address.is_reserved


def wrapped_address(address: IPAddress) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
