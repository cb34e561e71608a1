"""Every page in a real browser: each number opens to words that hold it; names, contrast and width hold everywhere."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import ADDRESSES, DESKTOP, PHONE, Visit, sideways

pytestmark = pytest.mark.e2e

PAGES = ["", *ADDRESSES]
# what a deliverable opens to is the words of a promise, with or without a number
OF_WORDS = {"canh-bao", "nhiem-vu"}
DOORS_TRIED = 8
# the case tells a number's door from a button whose words only speak of sources
DOOR = re.compile("Nguồn")
DIGITS = re.compile(r"\d+")
SCALES = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9}
SCALED = re.compile(rf"(\d+(?:,\d+)?)\s*({'|'.join(SCALES)})")

NAMELESS = """() => [...document.querySelectorAll('.stMain button, .stMain a, .stMain input, .stMain textarea')]
  .filter(box => box.checkVisibility())
  .filter(box => !(box.innerText || '').trim() && !box.getAttribute('aria-label') && !box.labels?.length
    && !box.getAttribute('title') && !box.closest('[data-testid=stElementToolbar]') && !box.closest('.vega-embed'))
  .map(box => box.outerHTML.slice(0, 160))"""

# text whose colour against the nearest painted ground is under 4.5:1 (3:1 when large), as WCAG 2 counts it
FAINT = """() => {
  const rgb = c => { const canvas = document.createElement('canvas').getContext('2d');
    canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const lum = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = box => { for (let at = box; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor); if (colour[3] > 250) return colour; }
    return rgb(getComputedStyle(document.querySelector('.stApp')).backgroundColor); };
  return [...document.querySelectorAll('.stMain .stHtml *')]
    .filter(box => [...box.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
    .filter(box => box.checkVisibility() && !box.closest('.td-unseen') && !box.closest('em'))
    .map(box => { const style = getComputedStyle(box), a = lum(rgb(style.color)), b = lum(ground(box));
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
      return [ratio, large ? 3 : 4.5, box.textContent.trim().slice(0, 60)]; })
    .filter(([ratio, least]) => ratio < least);
}"""


def digits(words: str) -> set[str]:
    """Runs of digits, without what sets thousands and decimals apart; 1,9 triệu is also 1900000."""
    written = set(DIGITS.findall(re.sub(r"(?<=\d)[.,](?=\d)", "", words)))
    scaled = {str(round(float(part.replace(",", ".")) * SCALES[scale])) for part, scale in SCALED.findall(words)}
    return written | scaled


def opened_by(page: Page, number: int) -> str:
    """What the drawer of the page's n-th source button says."""
    button = page.locator(".stMain .stButton button:enabled").filter(has_text=DOOR).nth(number)
    button.scroll_into_view_if_needed()
    button.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".td-drawer")).to_be_visible()
    expect(drawer.locator("mark").first).to_be_visible()
    words = " ".join(drawer.locator("mark").all_inner_texts())
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    return words


@pytest.mark.parametrize("path", PAGES)
def test_each_source_button_opens_words_with_a_number(address: str, visit: Visit, path: str) -> None:
    page = visit.open(f"{address}/{path}")
    doors = page.locator(".stMain .stButton button:enabled").filter(has_text=DOOR).filter(visible=True)
    for number in range(min(doors.count(), DOORS_TRIED)):
        words = opened_by(page, number)
        assert digits(words) or (words and path in OF_WORDS), f"door {number} of /{path} opens to no number"


def test_every_card_opens_to_the_number_it_shows(address: str, visit: Visit) -> None:
    page = visit.open(address)
    for box in page.locator(".stMain [data-testid=stExpander] summary").all():
        box.click()
    page.wait_for_timeout(500)
    cards = page.locator("[class*=st-key-card-]").filter(has=page.locator("[data-kpi-value]")).all()
    assert cards
    for card in cards:
        value = card.locator("[data-kpi-value] b").inner_text()
        shown = digits(value)
        card.scroll_into_view_if_needed()
        card.get_by_role("button", name="Nguồn", exact=False).first.click()
        drawer = page.get_by_role("dialog")
        # the drawer before this one may still be closing
        expect(drawer.locator(".td-figure .td-value b")).to_have_text(value)
        expect(drawer.locator("mark").first).to_be_visible()
        read = digits(" ".join(drawer.locator("mark").all_inner_texts()))
        assert shown & read, f"{shown} is not among {read}"
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(
    "visit",
    [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")],
    indirect=True,
    ids=["light", "dark", "phone"],
)
def test_names_contrast_language_and_width_hold_on_every_page(address: str, visit: Visit) -> None:
    for path in PAGES:
        page = visit.open(f"{address}/{path}")
        page.wait_for_timeout(500)
        assert page.locator("html").get_attribute("lang") == "vi"
        assert page.locator(".stHtml h1").count() == 1, path
        assert page.evaluate(NAMELESS) == [], path
        assert page.evaluate(FAINT) == [], path
        assert page.locator(".stException").count() == 0, path
        assert not sideways(page), path
