from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.markup import el, link, literal, web_address


class Reader(HTMLParser):
    """What a browser would make of it: the tags, and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert all(value is not None for _, value in attrs)
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_text_never_becomes_a_tag(inside: str, attribute: str) -> None:
    reader = Reader()
    reader.feed(el("p", inside, title=attribute))
    reader.close()
    assert reader.tags == ["p"]
    assert reader.text == inside


def test_what_was_built_here_is_not_escaped_twice() -> None:
    assert el("p", el("b", "a & b")) == "<p><b>a &amp; b</b></p>"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//host/x",
        "file:///etc/passwd",
        "",
        None,
        "http://[",
    ],
)
def test_only_web_addresses_are_links(url: str | None) -> None:
    assert web_address(url) is None
    assert link(url, "Mở") is None


def test_a_link_names_its_host() -> None:
    shown = link("https://bao.example/a?b=1&c='2'", "Mở")
    assert shown is not None
    assert "(bao.example)" in shown
    assert "b=1&amp;c=" in shown


def test_a_label_is_not_markdown() -> None:
    assert literal("**đậm** [x](http://y)") == r"\*\*đậm\*\* \[x\]\(http\:\/\/y\)".replace(r"\/", "/")
