"""A feed or a list page → the articles it links to. Pure: bytes in, links or a refusal out."""

import calendar
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import feedparser
from selectolax.lexbor import LexborHTMLParser

from orchestration.fetching.capture import VIETNAM
from orchestration.landing.decode import decode
from orchestration.landing.refusal import Refused


@dataclass(frozen=True, slots=True)
class Link:
    """One article: its address, and what the feed says of it."""

    url: str
    title: str | None = None
    published_on: date | None = None


def feed_links(body: bytes, address: str) -> list[Link]:
    """Articles of an RSS or Atom feed, in its order. Raises Refused when it is neither, or holds none."""
    # a stream, never the bytes themselves: text that looks like an address would be fetched, or opened as a file
    feed = feedparser.parse(io.BytesIO(body))  # type: ignore[attr-defined, no-untyped-call]
    links = unique(
        Link(url, text_of(entry.get("title")), day_of(entry))
        for entry in feed.entries
        if (url := web_address(address, entry.get("link")))
    )
    if not links:
        raise Refused("not_a_feed", "Không thấy bài nào trong RSS/Atom; có thể nguồn đã đổi địa chỉ hay định dạng.")
    return links


def list_links(body: bytes, address: str, selector: str) -> list[Link]:
    """Articles that a list page links to, in page order. Raises Refused when the selector finds none."""
    tree = LexborHTMLParser(decode(body, html=True))
    try:
        anchors = tree.css(selector)
    except Exception as error:  # selectolax has no error type of its own for a selector it cannot read
        raise Refused("bad_selector", f"Bộ chọn `{selector}` của nguồn không đọc được.") from error
    links = unique(
        Link(url, text_of(anchor.text()))
        for anchor in anchors
        if (url := web_address(address, anchor.attributes.get("href")))
    )
    if not links:
        raise Refused("no_links", f"Không thấy liên kết nào khớp `{selector}`; có thể trang đã đổi giao diện.")
    return links


def web_address(base: str, href: str | None) -> str | None:
    try:
        url = urldefrag(urljoin(base, (href or "").strip())).url if (href or "").strip() else ""
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def unique(links: Iterable[Link]) -> list[Link]:
    return list({link.url: link for link in links}.values())


def text_of(value: str | None) -> str | None:
    return " ".join((value or "").split()) or None


def day_of(entry: Any) -> date | None:
    """The day in Viet Nam; feedparser gives UTC."""
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime.fromtimestamp(calendar.timegm(stamp), UTC).astimezone(VIETNAM).date() if stamp else None
