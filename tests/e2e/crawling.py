"""Every number that a page shows, with the buttons and links that lead to its source; and what stands behind each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page, expect

# a number (or those it was worked out from), what holds it, and the keys of the doors there or its evidence's address
NUMBERS = """() => {
  const holders = '[class*="st-key-line-"], [class*="st-key-card-"], [class*="st-key-tile-"]';
  const key = box => [...box.classList].find(name => name.startsWith('st-key-'));
  const marked = '[data-kpi-value], [data-kpi-worked-out]';
  const shown = [...document.querySelectorAll('.stMain :is(' + marked + ')')].filter(box => box.checkVisibility());
  return shown.filter(box => !box.querySelector(marked)).map(box => {
    const link = box.closest('a[href*="fact="]');
    const holder = box.closest(holders);
    const doors = holder ? [...holder.querySelectorAll('.stButton button:not(:disabled)')]
      .filter(button => button.innerText.includes('Nguồn')) : [];
    const figure = box.querySelector('b') || box;
    return {words: box.getAttribute('data-kpi-parts') || figure.innerText.trim(), holder: holder ? key(holder) : '',
      doors: doors.map(door => key(door.closest('[class*="st-key-"]'))), link: link ? link.getAttribute('href') : null,
      is_read: box.hasAttribute('data-kpi-value')};
  });
}"""

# the words read (marked), and of a table or a capture every cell of the line it was read in
PROOF = """() => {
  const drawer = document.querySelector('[role=dialog] .td-drawer');
  if (!drawer) return null;
  return [...drawer.querySelectorAll('mark, .td-cells td')].map(box => box.innerText).join(' | ');
}"""

DIGITS = re.compile(r"\d+")
SCALES = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9}
SCALED = re.compile(rf"(\d+(?:,\d+)?)\s*({'|'.join(SCALES)})")
FRACTION = re.compile(r"(\d[\d.]*) ?/ ?(\d[\d.]*)")
# one hundred per cent in words
EVERYONE = re.compile(r"\b(?:mỗi|mọi|tất cả|toàn bộ)\b", re.IGNORECASE)
WRITTEN = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is shown, and the ways from it to its source. What is not read was worked out from what is."""

    words: str
    holder: str
    doors: list[str]
    link: str | None
    is_read: bool


def numbers(page: Page) -> list[Number]:
    found = [Number(**one) for one in page.evaluate(NUMBERS)]
    return [number for number in found if DIGITS.search(number.words)]


def unfolded(page: Page) -> Page:
    """The page with every expander open."""
    page.evaluate("document.querySelectorAll('.stMain details:not([open]) > summary').forEach(box => box.click())")
    settled(page)
    # a door is shut while the page has no connection to its script
    for _ in range(20):
        if all(number.doors or number.link for number in numbers(page)):
            break
        page.wait_for_timeout(250)
    return page


def settled(page: Page) -> None:
    page.wait_for_timeout(150)
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)


def drawn(page: Page) -> None:
    """Fonts are there and every chart is on the page."""
    settled(page)
    page.wait_for_function(
        "document.fonts.status === 'loaded' && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')]"
        ".every(chart => !chart.checkVisibility() || chart.querySelector('svg, canvas'))"
    )


def leaves(page: Page) -> Iterator[None]:
    """Each page of a list that is turned like a book, the first included."""
    yield
    turn = page.locator(".stMain [data-testid=stPagination] button").filter(has_text=re.compile(r"^\d+$"))
    for i in range(1, turn.count()):
        turn.nth(i).click()
        settled(page)
        yield


def behind(page: Page, door: str) -> str:
    """What the drawer of a door shows as read. One click; the drawer is shut again."""
    page.locator(f".{door} button").first.evaluate("button => button.click()")
    proof = shown_behind(page)
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    return proof


def proof_at(page: Page, address: str) -> str:
    """What the drawer shows as read that an address opens with."""
    page.goto(address, wait_until="commit")
    return str(page.wait_for_function(PROOF, timeout=30_000).json_value())


def shown_behind(page: Page) -> str:
    """What the open drawer shows as read."""
    # it keeps the words of the one before until the run is over
    settled(page)
    return str(page.wait_for_function(PROOF, timeout=30_000).json_value())


def digits(words: str) -> set[str]:
    """Runs of digits, without what sets thousands and decimals apart; 1,9 triệu is also 1900000."""
    written = set(DIGITS.findall(re.sub(r"(?<=\d)[.,](?=\d)", "", words)))
    scaled = {str(round(float(part.replace(",", ".")) * SCALES[scale])) for part, scale in SCALED.findall(words)}
    return written | scaled


def bare(written: str) -> int:
    return int(written.replace(".", ""))


def holds(proof: str, shown: str) -> bool:
    """Whether the number shown stands in what was read: 99,3% in 99.3%, 13 in 13/63, 99,99% in 14340 / 14342."""
    first = WRITTEN.search(shown)
    if first is None:
        return False
    number = float(first.group().replace(".", "").replace(",", "."))
    decimals = len(first.group().partition(",")[2])
    fractions = [(bare(part), bare(whole)) for part, whole in FRACTION.findall(proof)]
    if any(whole and round(100 * part / whole, decimals) == number for part, whole in fractions):
        return True
    if number == 100 and EVERYONE.search(proof):
        return True
    return bool(digits(first.group()) & digits(proof))
