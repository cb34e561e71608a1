"""The page without a script says what the pages say, each number with its source."""

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from dashboard.server import MIDDLEWARE, ROUTES
from tests.dashboard.invented.names import BARE, SENTENCE
from tests.dashboard.test_pages import html_of


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=ROUTES, middleware=MIDDLEWARE))


def test_every_number_has_its_source_line_and_nothing_runs(published: Path, client: TestClient) -> None:
    answer = client.get("/brief")
    assert answer.status_code == 200
    rows = re.findall(r"<tr>.*?</tr>", answer.text.partition("<tbody>")[2])
    assert len(rows) == 7
    assert all("data-kpi-value" in row and re.search(r"<q>|quiet", row) for row in rows)
    assert SENTENCE in answer.text
    assert "<script" not in answer.text
    assert "http" not in answer.text.partition("</head>")[0]


def test_brief_and_page_give_the_same_numbers(published: Path, client: TestClient, app: AppTest) -> None:
    brief = dict(re.findall(r'data-kpi-value="(\w+)">([^<]*)</b>', client.get("/brief").text))
    page = re.findall(r'data-kpi-value="(\w+)">.*?<b>([^<]*)</b>', html_of(app.run()))
    assert page
    assert all(number in brief[code] for code, number in page)


def test_language_and_place_are_those_of_the_address(published: Path, client: TestClient) -> None:
    english = client.get("/brief?lang=en").text
    assert '<html lang="en">' in english
    assert "89.27%" in english
    assert "Chưa Có Số" in client.get(f"/brief?place={BARE}").text
    assert '<html lang="vi">' in client.get("/brief?place=khong-co&lang=xx").text


def test_missing_warehouse_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: TestClient) -> None:
    monkeypatch.setenv("THUOCDO_WAREHOUSE", str(tmp_path / "none.duckdb"))
    answer = client.get("/brief")
    assert answer.status_code == 503
    assert "Chưa có kho số liệu" in answer.text
