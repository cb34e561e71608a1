"""Rounds against a local server: what is new is kept as received, with its origin; the rest is left alone."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.fetching.answers import Answer
from orchestration.fetching.capture import Capture, notes_in
from orchestration.fetching.rounds import Errand, Round, go_round
from orchestration.landing.fetch_block import Fetch
from orchestration.landing.sidecar import SUFFIX, read_sidecar
from tests.fetching.conftest import Clock, Site, first, reply, visitor_of

NOW = datetime(2026, 11, 2, 22, 30, 5, tzinfo=UTC)  # already the 3rd in Viet Nam


class Rounds:
    """Rounds of one source, an hour apart."""

    def __init__(self, site: Site, folder: Path, **declared: object) -> None:
        self.site = site
        self.folder = folder / "raw" / "portals" / "cong"
        self.memory = folder / "home" / "cong.json"
        self.hours = 0
        self.fetch = Fetch.model_validate({"schedule": "0 5 * * *", "hosts": [site.host], **declared})

    def go(self) -> Round:
        moment = NOW + timedelta(hours=self.hours)
        self.hours += 1
        visitor = visitor_of(self.site, Clock())
        return go_round(Errand(self.fetch, self.folder, visitor, self.memory, lambda: moment))

    @property
    def kept(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("*") if not path.name.endswith(SUFFIX))


@pytest.fixture
def pages(site: Site, tmp_path: Path) -> Rounds:
    return Rounds(site, tmp_path, pages=[site.url("/thong-ke?nam=2026")])


def test_a_page_is_kept_as_received_with_its_origin(site: Site, pages: Rounds) -> None:
    body = "<p>Trễ hạn: 7</p>\r\n".encode("utf-16")
    site.pages["/thong-ke?nam=2026"] = reply(body, etag='"v1"', set_cookie="session=secret")
    done = pages.go()
    assert done.counts == {"captured": 1}
    (path,) = pages.kept
    assert done.outcomes[0].path == path
    assert path.name.startswith("2026-11-03-053005-thong-ke-")
    assert path.name.endswith(".html")
    assert path.read_bytes() == body
    text = path.with_name(path.name + SUFFIX).read_text("utf-8")
    note = read_sidecar(text)
    assert (note.url, note.address) == (site.url("/thong-ke?nam=2026"),) * 2
    assert (note.status, note.headers["etag"]) == (200, '"v1"')
    assert note.captured_at == datetime(2026, 11, 3, 5, 30, 5)
    assert note.sha256 == hashlib.sha256(body).hexdigest()
    assert "secret" not in text
    assert not list(pages.folder.glob(".*"))


def test_an_unchanged_page_is_kept_once(site: Site, pages: Rounds) -> None:
    page = "/thong-ke?nam=2026"
    site.pages[page] = first(reply("a", etag='"1"'), reply("a"), reply(status=304), reply("b"))
    assert [pages.go().counts for _ in range(4)] == [
        {"captured": 1},
        {"unchanged": 1},
        {"unchanged": 1},
        {"captured": 1},
    ]
    assert [path.read_bytes() for path in pages.kept] == [b"a", b"b"]
    assert [headers.get("if-none-match") for path, headers in site.requests if path == page] == [None] + ['"1"'] * 3


def test_what_fails_leaves_the_captures_as_they_were(site: Site, pages: Rounds) -> None:
    site.pages["/thong-ke?nam=2026"] = first(
        reply("a"), reply(status=404), reply("  "), reply("nửa", length=999), reply("nửa", length=999)
    )
    assert pages.go().counts == {"captured": 1}
    codes = [(o.result, o.reason.code if o.reason else None) for _ in range(3) for o in pages.go().outcomes]
    assert codes == [("refused", "status"), ("refused", "empty"), ("failed", "connection")]
    assert [path.read_bytes() for path in pages.kept] == [b"a"]
    assert not list(pages.folder.glob(".*"))


@pytest.mark.parametrize(
    ("content_type", "path", "extension"),
    [
        ("application/json; charset=utf-8", "/api", ".json"),
        ("application/octet-stream", "/bao-cao.XLSX", ".xlsx"),
        ("text/csv", "/tai", ".csv"),
        ("", "/trang.aspx", ".html"),
        ("text/html", "/%2e%2e/%2e%2e/etc/Thống kê.json", ".html"),
    ],
)
def test_a_capture_is_named_for_what_it_is(content_type: str, path: str, extension: str) -> None:
    answer = Answer(f"https://cong.example{path}", 200, {"content-type": content_type}, b"x")
    name = Capture(answer.url, answer, NOW).file_name
    assert name.endswith(extension)
    assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert ".." not in name


def feed_of(site: Site, *paths: str) -> str:
    items = "".join(
        f"<item><title>Bài {path}</title><link>{site.url(path)}</link>"
        "<pubDate>Mon, 02 Nov 2026 01:00:00 GMT</pubDate></item>"
        for path in paths
    )
    return f"<rss version='2.0'><channel><title>Tin</title>{items}</channel></rss>"


@pytest.fixture
def articles(site: Site, tmp_path: Path) -> Rounds:
    site.pages |= {path: reply(f"<p>Nội dung {path}</p>") for path in ("/1.html", "/2.html", "/3.html")}
    return Rounds(site, tmp_path, feed=site.url("/rss"))


def test_new_articles_of_a_feed_are_kept_once(site: Site, articles: Rounds) -> None:
    site.pages["/rss"] = first(
        reply(feed_of(site, "/1.html", "/2.html"), etag='"f1"'),
        reply(status=304),
        reply(feed_of(site, "/3.html", "/2.html")),
    )
    assert [articles.go().counts for _ in range(3)] == [{"captured": 2}, {"unchanged": 1}, {"captured": 1}]
    assert [site.asked(path) for path in ("/1.html", "/2.html", "/3.html")] == [1, 1, 1]
    asked_with = [headers.get("if-none-match") for path, headers in site.requests if path == "/rss"]
    assert asked_with == [None, '"f1"', '"f1"']
    titles = {note.title: note.published_on for _, note in notes_in(articles.folder)}
    assert titles == {f"Bài /{n}.html": date(2026, 11, 2) for n in (1, 2, 3)}


def test_an_article_that_failed_is_asked_for_again(site: Site, articles: Rounds) -> None:
    """A feed is remembered only once all its articles are in: else an unchanged feed would hide the missing one."""
    site.pages["/rss"] = reply(feed_of(site, "/1.html", "/2.html"), etag='"f1"')
    site.pages["/2.html"] = first(*[reply(status=503)] * 4, reply("<p>Đến muộn</p>"))
    assert articles.go().counts == {"captured": 1, "failed": 1}
    assert articles.go().counts == {"captured": 1}


def test_only_html_of_allowed_hosts_is_an_article(site: Site, articles: Rounds) -> None:
    feed = feed_of(site, "/1.html", "/anh.png").replace(site.url("/1.html"), "https://la.example/1.html")
    site.pages |= {"/rss": reply(feed), "/anh.png": reply(b"\x89PNG", content_type="image/png")}
    outcomes = articles.go().outcomes
    assert [outcome.reason.code for outcome in outcomes if outcome.reason] == ["foreign_host", "not_html"]
    assert articles.kept == []


def test_articles_of_a_list_page(site: Site, tmp_path: Path) -> None:
    site.pages |= {
        "/tin": first(reply("<div class=tin><a href='1.html'>Một</a></div>"), reply("<div class=moi></div>")),
        "/1.html": reply("<p>Một</p>"),
    }
    rounds = Rounds(site, tmp_path, list=site.url("/tin"), links=".tin a")
    assert rounds.go().counts == {"captured": 1}
    (changed,) = rounds.go().outcomes
    assert changed.reason
    assert (changed.result, changed.reason.code) == ("refused", "no_links")
    assert len(rounds.kept) == 1
