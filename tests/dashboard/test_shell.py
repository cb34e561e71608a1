"""Streamlit's page of HTML as it leaves: its language, and the first numbers, for those who may see them."""

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.server import ROUTES, Shell
from tests.dashboard.invented.names import BARE, PLACE

PROGRAM = '<script type="module" crossorigin src="./static/js/index.x.js"></script>'
SHELL = f'<!doctype html><html lang="en"><head>{PROGRAM}</head><body><div id="root"></div></body></html>'
AS_A_BROWSER = {"accept": "text/html"}
FIRST = '<div id="td-first"'


def shell(asked: Request) -> Response:
    """As a file is served: whoever has it is told so."""
    kept = {"etag": '"1"', "cache-control": "no-cache"}
    return Response(status_code=304) if "if-none-match" in asked.headers else HTMLResponse(SHELL, headers=kept)


def in_pieces(_: Request) -> Response:
    return StreamingResponse(iter([SHELL[:50], SHELL[50:]]), media_type="text/html")


@pytest.fixture
def client() -> TestClient:
    routes = [Route("/", shell), Route("/nguon", shell), Route("/pieces", in_pieces), *ROUTES]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Shell)]), headers=AS_A_BROWSER)


def test_the_overview_travels_with_its_first_numbers(published: Path, client: TestClient) -> None:
    page = client.get("/")
    assert page.text.index(FIRST) < page.text.index('<div id="root">')
    assert re.search(r'data-kpi-value="digitisation_rate".*?<b>89,27</b>', page.text)
    assert "Thử Nghiệm đang đứng ở đâu?" in page.text
    assert page.text.startswith('<!doctype html><html lang="vi">')
    assert int(page.headers["content-length"]) == len(page.content)
    # the program starts after the first frame, and does start
    assert PROGRAM not in page.text
    assert 'src: "./static/js/index.x.js"' in page.text


def test_place_and_language_of_the_address_count_and_bad_ones_do_not(published: Path, client: TestClient) -> None:
    english = client.get(f"/?place={PLACE}&lang=en").text
    assert "Where does Thử Nghiệm (en) stand?" in english
    assert '<html lang="en">' in english
    assert "Thử Nghiệm đang đứng ở đâu?" in client.get("/?place=<script>&lang=xx").text


def test_a_place_without_figures_waits_for_the_live_page(published: Path, client: TestClient) -> None:
    assert FIRST not in client.get(f"/?place={BARE}").text


def test_other_pages_are_mended_and_carry_no_numbers(published: Path, client: TestClient) -> None:
    page = client.get("/nguon").text
    assert FIRST not in page
    assert PROGRAM in page
    assert '<html lang="vi">' in page


def test_who_has_no_role_gets_the_shell_and_no_number(
    published: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.server.role", lambda _: None)
    assert FIRST not in client.get("/").text


def test_a_browser_keeps_no_copy_of_one_reader_s_numbers(published: Path, client: TestClient) -> None:
    page = client.get("/", headers={"if-none-match": '"1"'})
    assert FIRST in page.text
    assert page.headers["cache-control"] == "no-store"
    assert "etag" not in page.headers


def test_a_missing_or_broken_warehouse_is_told_by_the_live_page(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "warehouse.duckdb"
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(file))
    assert FIRST not in client.get("/").text
    file.write_bytes(b"no database")
    assert FIRST not in client.get("/").text


def test_the_page_that_needs_no_script_gets_none(published: Path, client: TestClient) -> None:
    assert "<script" not in client.get("/brief").text


def test_what_comes_in_pieces_and_what_is_no_page_pass_as_they_are(published: Path, client: TestClient) -> None:
    assert client.get("/pieces").text == SHELL
    assert client.get("/", headers={"accept": "*/*"}).text == SHELL
