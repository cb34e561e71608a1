"""Every page in a real browser: each number opens to words that hold it; names, contrast and width hold everywhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import ADDRESSES, DESKTOP, PHONE, Visit, sideways
from tests.e2e.crawling import behind, drawn, holds, leaves, numbers, proof_at, settled, unfolded

pytestmark = pytest.mark.e2e

PAGES = ["", *ADDRESSES]
# the same pages with more on them than they open with
FULLER = [
    "?place=VN",
    "?place=38-2025",
    "chi-so?place=38-2025&kpi=dti_rank",
    "dung-han?unit=%7C%7C%C4%90%C6%A1n+v%E1%BB%8B+m%E1%BA%ABu+A%7C",
    "hoi?hoi=ty+le+dung+han+cua+thanh+hoa+nam+2022",
    "hoi?hoi=Hai+Duong+so+voi+Tuyen+Quang+ve+DTI+nam+2022",
    "chi-so?kpi=essential_services_25_online_rate",
    "truy-van?sql=select+place_name,+value,+evidence+from+kpi_current+where+indicator_code+%3D+'on_time_rate'",
]
# every WCAG 2 rule of levels A and AA, and what is held good besides
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# pages that open with numbers on the default data
WITH_NUMBERS = {"", "muc-tieu", "ban-tin", "chi-so", "dung-han", "don-vi", "xep-hang", "so-sanh", *FULLER}
GRAVE = {"serious", "critical"}

NAMELESS = """() => [...document.querySelectorAll('.stMain button, .stMain a, .stMain input, .stMain textarea')]
  .filter(box => box.checkVisibility({visibilityProperty: true}))
  .filter(box => !(box.innerText || '').trim() && !box.getAttribute('aria-label') && !box.labels?.length
    && !box.getAttribute('title') && !box.closest('[data-testid=stElementToolbar]') && !box.closest('.vega-embed'))
  .map(box => box.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize("path", [*PAGES, *FULLER])
def test_every_number_opens_in_one_click_to_words_that_hold_it(address: str, visit: Visit, path: str) -> None:
    page = unfolded(visit.open(f"{address}/{path}"))
    seen, astray = 0, []
    for _ in leaves(page):
        proofs: dict[str, str] = {}
        for number in numbers(page):
            seen += 1
            if number.link is not None:
                continue  # the next test follows the links
            for door in number.doors:
                proofs[door] = proofs.get(door) or behind(page, door)
            found = [proofs[door] for door in number.doors]
            if number.is_read and not any(holds(proof, number.words) for proof in found):
                # a drawer that opens slowly shows the words of the one before: the second time there is no other
                found = [proofs.setdefault(f"{door} again", behind(page, door)) for door in number.doors]
            if not any(found) or (number.is_read and not any(holds(proof, number.words) for proof in found)):
                astray.append((number.words, number.holder, found))
    assert astray == []
    assert seen or path not in WITH_NUMBERS, path


def test_every_figure_of_the_bulletin_links_to_words_that_hold_it(address: str, visit: Visit) -> None:
    page = visit.open(f"{address}/ban-tin")
    linked = [number for number in numbers(page) if number.link]
    assert linked
    for number in linked:
        assert holds(proof_at(page, f"{address}/{number.link}"), number.words), number


def test_every_mark_in_a_document_opens_to_itself(address: str, visit: Visit) -> None:
    page = visit.open(f"{address}/nguon?q=dti")
    page.locator(".stMain .stButton button").filter(has_text="Đọc").first.click()
    settled(page)
    marks = page.locator("a.td-figure-link")
    listed = {mark.get_attribute("href"): mark.locator("mark").inner_text() for mark in marks.all()}
    assert listed
    for link, words in listed.items():
        assert words in proof_at(page, f"{address}/nguon{link}")


def test_each_line_of_the_brief_stands_beside_its_source(address: str, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{address}/brief")
    lines = page.locator("tbody tr").all()
    assert lines
    for line in lines:
        shown = line.locator("[data-kpi-value]").inner_text()
        assert holds(line.locator("td").last.inner_text(), shown), shown


@pytest.mark.parametrize(
    "visit",
    [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")],
    indirect=True,
    ids=["light", "dark", "phone"],
)
def test_names_rules_language_and_width_hold_on_every_page(
    address: str, visit: Visit, request: pytest.FixtureRequest
) -> None:
    view, broken = request.node.callspec.id, []
    for path in PAGES:
        page = visit.open(f"{address}/{path}")
        drawn(page)
        visit.shot(f"{path or 'overview'}-{view}")
        assert page.locator("html").get_attribute("lang") == "vi"
        assert page.locator(".stHtml h1").count() == 1, path
        assert page.evaluate(NAMELESS) == [], path
        assert page.locator(".stException").count() == 0, path
        assert page.locator("#td-first").count() == 0, path
        assert not sideways(page), path
        broken += [(path, *rule) for rule in grave(page)]
    assert broken == []


@pytest.mark.parametrize("visit", [(DESKTOP, "light"), (DESKTOP, "dark")], indirect=True, ids=["light", "dark"])
def test_no_grave_rule_is_broken_by_what_opens(address: str, visit: Visit) -> None:
    page = visit.open(address)
    page.locator(".stMain .stButton button").filter(has_text="Nguồn").filter(visible=True).first.click()
    page.get_by_role("dialog").locator("mark").first.wait_for()
    settled(page)
    assert grave(page) == []
    page.goto(f"{address}/brief")
    assert grave(page) == []


@pytest.mark.parametrize("visit", [(PHONE, "light"), (PHONE, "dark")], indirect=True, ids=["light", "dark"])
def test_no_grave_rule_is_broken_by_a_phone_s_open_menu(
    address: str, visit: Visit, request: pytest.FixtureRequest
) -> None:
    page = visit.open(address)
    page.get_by_test_id("stExpandSidebarButton").click()
    menu = page.get_by_test_id("stSidebar")
    menu.get_by_role("link").first.wait_for()
    settled(page)
    visit.shot(f"menu-{request.node.callspec.id}")
    assert grave(page) == []
    assert not sideways(page)


def test_a_page_twice_as_large_needs_no_sideways_scroll(address: str, browser: Browser) -> None:
    """200 % zoom of a window of 1280 is a window of 640 in which everything is twice the size."""
    visit = Visit(browser, {"width": 640, "height": 450}, "light")
    for path in PAGES:
        page = visit.open(f"{address}/{path}")
        drawn(page)
        assert not sideways(page), path
    visit.context.close()


def grave(page: Page) -> list[tuple[str, str]]:
    """Serious and critical rules of axe-core that the page breaks, each with the first box that does."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found if rule["impact"] in GRAVE]
