"""Sixty texts that hope to run: HTML shows them, links drop them, Markdown and sheets do nothing with them."""

import csv
import io
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dashboard.exports.tables import DANGEROUS, Table, csv_bytes, xlsx_bytes
from dashboard.markup import el, link, literal

PAYLOADS = tomllib.loads((Path(__file__).parents[1] / "payloads.toml").read_text("utf-8"))
ALL = [payload for kind in PAYLOADS.values() for payload in kind]


class Browser(HTMLParser):
    """Tags with their attributes, and the text between them, as a browser makes them of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_they_are_sixty() -> None:
    assert len(set(ALL)) == len(ALL) >= 60


@pytest.mark.parametrize("payload", ALL)
def test_in_html_it_is_text_and_an_attribute_s_value(payload: str) -> None:
    seen = Browser(el("p", el("b", payload), title=payload))
    assert seen.tags == [("p", {"title": payload}), ("b", {})]
    assert seen.text.replace("\r", "\n") == payload.replace("\r", "\n")


@pytest.mark.parametrize("payload", PAYLOADS["links"] + PAYLOADS["markup"])
def test_as_an_address_it_is_no_link(payload: str) -> None:
    assert link(payload, "nguồn") is None


@pytest.mark.parametrize("payload", PAYLOADS["markdown"] + PAYLOADS["markup"])
def test_in_a_label_every_mark_is_only_itself(payload: str) -> None:
    written = literal(payload)
    bare = [char for at, char in enumerate(written) if char in "`*_[]<>#!|$:" and (at == 0 or written[at - 1] != "\\")]
    assert bare == []
    assert written.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == payload


@pytest.mark.parametrize("payload", ALL)
def test_in_a_sheet_it_is_no_formula(payload: str) -> None:
    table = Table([payload], [[payload]])
    cells = [cell for row in csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"), newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(DANGEROUS)] == []
    assert b"<f>" not in xlsx_bytes({"x": table})
