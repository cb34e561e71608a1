"""Feeds and list pages of other people's making → links, or a refusal that says what was not found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.fetching.links import Link, feed_links, list_links
from orchestration.landing.refusal import Refused

BASE = "https://bao.example/tin/"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Tin thử</title>
<item><title>  Bài &lt;b&gt;một&lt;/b&gt; </title><link>/tin/1.html#binh-luan</link>
<pubDate>Mon, 02 Nov 2026 20:30:00 GMT</pubDate></item>
<item><title>Bài hai</title><link>https://bao.example/tin/2.html</link></item>
<item><title>Lại bài hai</title><link>https://bao.example/tin/2.html#duoi</link></item>
<item><title>Không phải web</title><link>javascript:alert(1)</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Tin</title>
<entry><title>Bài ba</title><link href="3.html"/><updated>2026-11-03T08:00:00+07:00</updated></entry></feed>"""


def test_rss_links_with_their_day_in_viet_nam() -> None:
    one, two = feed_links(RSS.encode(), BASE)
    assert (one.url, one.published_on) == ("https://bao.example/tin/1.html", date(2026, 11, 3))
    assert (one.title or "").startswith("Bài")
    assert two.url == "https://bao.example/tin/2.html"


def test_atom_links() -> None:
    assert feed_links(ATOM.encode(), BASE) == [Link("https://bao.example/tin/3.html", "Bài ba", date(2026, 11, 3))]


@pytest.mark.parametrize("body", [b"", b"<html><body>moved</body></html>", b"https://bao.example/rss", b"/etc/passwd"])
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(Refused) as refused:
        feed_links(body, BASE)
    assert refused.value.reason.code == "not_a_feed"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_refused(body: bytes) -> None:
    try:
        assert feed_links(body, BASE)
    except Refused as refused:
        assert refused.reason.code == "not_a_feed"


LIST = """<nav><a href="/">Trang chủ</a></nav><ul class="tin">
<li><a href="a.html">Bài A</a><li><a href="a.html#x">Lại A</a><li><a>không địa chỉ</a>
<li><a href="mailto:x@y.example">thư</a><li><a href="//khac.example/b">B</a></ul>"""


def test_a_list_page_gives_what_its_selector_names() -> None:
    links = list_links(LIST.encode(), BASE, "ul.tin a")
    assert [link.url for link in links] == ["https://bao.example/tin/a.html", "https://khac.example/b"]


@pytest.mark.parametrize(("selector", "code"), [("ul.khac a", "no_links"), ("ul[", "bad_selector")])
def test_a_changed_list_page_is_refused(selector: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        list_links(LIST.encode(), BASE, selector)
    assert refused.value.reason.code == code
    assert selector in refused.value.reason.text
