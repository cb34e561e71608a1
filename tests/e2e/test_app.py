"""The real app in a real browser, over the published warehouse."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.dashboard.conftest import ROWS, SCRIPT_TITLE, write_warehouse
from tests.e2e.conftest import ADDRESSES, PHONE, Visit, serving, sideways

pytestmark = pytest.mark.e2e


def test_a_number_opens_to_its_sentence(address: str, visit: Visit) -> None:
    page = visit.open(address)
    value = page.locator("[data-kpi-value] b").first
    expect(value).to_have_text(re.compile(r"\d"))
    visit.shot("overview-desktop")
    sentence = page.locator("[class*=st-key-card-]").filter(has=page.get_by_text("%")).first
    sentence.get_by_role("button", name="Nguồn", exact=False).first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator("mark").first).to_be_visible()
    expect(drawer.locator("blockquote .td-sentence, table.td-cells").first).to_be_visible()
    visit.shot("evidence-desktop")


@pytest.mark.parametrize("visit", [(PHONE, "light"), (PHONE, "dark")], indirect=True, ids=["light", "dark"])
@pytest.mark.parametrize("path", ["/", *(f"/{path}" for path in ADDRESSES)])
def test_phone_needs_no_sideways_scroll(address: str, visit: Visit, path: str, request: pytest.FixtureRequest) -> None:
    page = visit.open(address + path)
    page.wait_for_timeout(800)
    assert not sideways(page)
    scheme = request.node.callspec.id.split("-")[-1]
    visit.shot(f"{path.strip('/') or 'overview'}-phone-{scheme}")


@pytest.mark.parametrize("path", ADDRESSES)
def test_the_other_pages_open_by_their_address(address: str, visit: Visit, path: str) -> None:
    page = visit.open(f"{address}/{path}")
    expect(page.locator("h1").first).to_be_visible()
    visit.shot(f"{path}-desktop")


def test_charts_are_drawn_and_described(address: str, visit: Visit) -> None:
    page = visit.open(f"{address}/xep-hang")
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    expect(chart.locator("svg, canvas").first).to_be_visible(timeout=20_000)
    assert page.locator("[aria-label*='DTI'], [aria-label*='Hạng']").count() > 0


def test_a_source_can_be_reached_with_the_keyboard(address: str, visit: Visit) -> None:
    page = visit.open(address)
    focused = page.locator("button:focus")
    for _ in range(30):
        page.keyboard.press("Tab")
        if focused.count() and "Nguồn" in focused.inner_text():
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_language_and_place_travel_in_the_address(address: str, visit: Visit) -> None:
    page = visit.open(f"{address}?place=38-2004")
    page.get_by_text("EN", exact=True).click()
    expect(page.locator("h1").first).to_contain_text("Where does")
    page.wait_for_url("**lang=en**")
    page.get_by_text("Study", exact=True).first.click()
    page.get_by_text("Index ranks").first.click()
    expect(page.locator("h1").first).to_contain_text("rank?")
    page.wait_for_url("**lang=en**")
    assert "place=38-2004" in page.url


def test_a_hostile_title_stays_text(browser: Browser, visit: Visit, tmp_path: Path) -> None:
    with serving(write_warehouse(tmp_path / "warehouse.duckdb", ROWS)) as address:
        page = visit.open(address)
        page.locator(".st-key-source-digitisation_rate button").click()
        drawer = page.get_by_role("dialog")
        expect(drawer.locator("h3")).to_have_text(SCRIPT_TITLE)
        expect(drawer.locator("mark").first).to_have_text("89,27%")
        assert drawer.locator("script, img, a").count() == 0
        visit.shot("evidence-hostile")
