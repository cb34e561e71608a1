"""HTML → readable text. Scripts, styles and markup never reach the warehouse; what remains is plain text."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from orchestration.landing.refusal import Refused

UNSEEN = ["script", "style", "noscript", "template", "svg", "iframe", "object", "head"]
BLANK_LINES = re.compile(r"\n\s*\n+")
SPACES = re.compile(r"[ \t\r\f\v\xa0]+")


# Only dates a page states about itself. trafilatura's own date guesser reads "năm 2024" as 1 January 2024.
DATE_TAGS = (
    ('meta[property="article:published_time"]', "content"),
    ('meta[itemprop="datePublished"]', "content"),
    ('meta[name="pubdate"]', "content"),
    ('meta[name="date"]', "content"),
    ("article time[datetime]", "datetime"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a web page. `text` is its main text, without menus and footers."""

    text: str
    title: str | None
    published_on: date | None


def visible_text(html: str) -> str:
    """All text a reader of the page would see, one line a block, in page order."""
    tree = LexborHTMLParser(html)
    body = tree.body or tree.root
    if body is None:
        return ""
    tree.strip_tags(UNSEEN)
    lines = SPACES.sub(" ", body.text(separator="\n", strip=False))
    return BLANK_LINES.sub("\n", "\n".join(line.strip() for line in lines.splitlines())).strip()


def title_of(html: str) -> str | None:
    """The text of <title>, as text: markup inside it is kept as the characters it is made of."""
    node = LexborHTMLParser(html).css_first("title")
    text = SPACES.sub(" ", node.text(strip=True)) if node else ""
    return " ".join(text.split()) or None


def stated_date(html: str) -> date | None:
    tree = LexborHTMLParser(html)
    for selector, attribute in DATE_TAGS:
        node = tree.css_first(selector)
        value = (node.attributes.get(attribute) or "").strip() if node else ""
        with suppress(ValueError):
            return datetime.fromisoformat(value).date()
    return None


def read_page(html: str) -> Page:
    """The main text of an article page, its title and the date its own metadata states.

    Raises Refused when the page holds no readable text (an empty shell, a page cut off before its body).
    """
    main = trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True)
    text = (main or visible_text(html)).strip()
    if not text:
        raise Refused("no_text", "Trang HTML không có chữ nào để đọc (có thể đã bị cắt cụt khi lưu).")
    return Page(text, title_of(html), stated_date(html))
