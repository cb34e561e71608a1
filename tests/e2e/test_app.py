"""The real app in a real browser, over the published warehouse."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.dashboard.conftest import write_warehouse
from tests.dashboard.invented import ROWS
from tests.dashboard.invented.names import SCRIPT_TITLE
from tests.e2e.conftest import DESKTOP, Visit, serving
from tests.e2e.crawling import drawn, holds, settled, shown_behind

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


def test_the_first_numbers_stand_before_the_live_page_and_give_way_to_it(address: str, browser: Browser) -> None:
    waiting = Visit(browser, DESKTOP, "light")
    waiting.page.route("**/_stcore/**", lambda route: route.abort())
    waiting.page.goto(address)
    shown = waiting.page.locator("#td-first [data-kpi-value] b")
    expect(shown.first).to_have_text(re.compile(r"\d"))
    first = shown.all_inner_texts()
    waiting.context.close()
    live = Visit(browser, DESKTOP, "light")
    page = live.open(address)
    expect(page.locator("#td-first")).to_have_count(0)
    assert page.locator("[class*=st-key-card-] [data-kpi-value] b").all_inner_texts()[: len(first)] == first
    live.context.close()


def test_charts_are_drawn_and_described(address: str, visit: Visit) -> None:
    page = visit.open(f"{address}/xep-hang")
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    expect(chart.locator("svg, canvas").first).to_be_visible(timeout=20_000)
    assert page.locator("[aria-label*='DTI'], [aria-label*='Hạng']").count() > 0


def test_the_keyboard_goes_from_a_filter_to_a_card_to_its_source_and_back(address: str, visit: Visit) -> None:
    page = visit.open(address)
    tab_to(page, "[data-testid=stSelectbox] *:focus")
    page.keyboard.type("Thanh Hóa")
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_contain_text("Thanh Hóa")
    page.wait_for_url("**place=38-**", wait_until="commit")
    settled(page)
    tab_to(page, "[class*=st-key-card-] [class*=st-key-source-] button:focus")
    shown = page.locator("[class*=st-key-card-]").filter(has=page.locator("button:focus")).locator(".td-value b")
    number = shown.inner_text()
    page.keyboard.press("Enter")
    assert holds(shown_behind(page), number)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def tab_to(page: Page, focused: str, most: int = 60) -> None:
    """As many presses of Tab as it takes."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.locator(focused).count():
            return
    raise AssertionError(f"{most} presses of Tab do not reach {focused}")


# every filter of a page set to what it does not open with
FILTERED = [
    "xep-hang?place=VN&lang=en&index=par_index&year=2022",
    "nguon?place=48-2004&source=digests&q=dti",
    "nguon?see=files&outcome=loaded",
    "so-sanh?places=38-2004,48-2004&kpis=dti_rank,par_index_score",
    "chi-so?place=38-2004&kpi=dti_rank",
    "chat-luong?place=38-2004&by=place",
    "truy-van?sql=select+count(*)+as+n+from+kpi_current",
]


@pytest.mark.parametrize("link", FILTERED)
def test_a_pasted_link_gives_someone_else_the_same_view(
    address: str, visit: Visit, browser: Browser, link: str
) -> None:
    page = visit.open(f"{address}/{link}")
    drawn(page)
    copied = page.url
    other = Visit(browser, DESKTOP, "light")
    theirs = other.open(copied)
    drawn(theirs)
    # an answer of the SQL page may come after the page on either side
    for _ in range(40):
        mine, seen = (one.locator(".stMain").text_content() for one in (page, theirs))
        if mine == seen:
            break
        theirs.wait_for_timeout(250)
    assert mine == seen
    assert theirs.url == copied
    other.context.close()


def test_language_and_place_travel_in_the_address(address: str, visit: Visit) -> None:
    # an address of before the merger shows the place under its key of today
    page = visit.open(f"{address}?place=38-2004")
    page.get_by_text("EN", exact=True).click()
    expect(page.locator("h1").first).to_contain_text("Where does")
    page.wait_for_url("**lang=en**")
    page.get_by_text("Study", exact=True).first.click()
    page.get_by_text("Index ranks").first.click()
    expect(page.locator("h1").first).to_contain_text("rank?")
    page.wait_for_url("**lang=en**")
    assert "place=38-2025" in page.url


def test_a_hostile_title_stays_text(browser: Browser, visit: Visit, tmp_path: Path) -> None:
    with serving(write_warehouse(tmp_path / "warehouse.duckdb", ROWS)) as address:
        page = visit.open(address)
        page.locator(".st-key-source-digitisation_rate button").click()
        drawer = page.get_by_role("dialog")
        expect(drawer.locator("h3")).to_have_text(SCRIPT_TITLE)
        expect(drawer.locator("mark").first).to_have_text("89,27%")
        assert drawer.locator("script, img, a").count() == 0
        visit.shot("evidence-hostile")
