"""make screenshots: every page as a manager meets it, into docs/screenshots/."""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.conftest import ADDRESSES, CHROMIUM, DESKTOP, FLAGS, PHONE, ROOT, Visit, serving
from tests.e2e.crawling import drawn

OUT = ROOT / "docs" / "screenshots"
# colours kept in a picture: enough for text and charts, a third of the bytes
COLOURS = 64
ON_A_PHONE = {"overview": "", "targets": "muc-tieu", "ranks": "xep-hang"}


def main() -> None:
    warehouse = Path(os.environ.get("THUOCDO_WAREHOUSE") or ROOT / "warehouse.duckdb")
    OUT.mkdir(parents=True, exist_ok=True)
    with serving(warehouse) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for path in ["", *ADDRESSES]:
            keep(opened(browser, DESKTOP, "light", f"{address}/{path}"), path or "overview")
        for name, path in ON_A_PHONE.items():
            keep(opened(browser, PHONE, "dark", f"{address}/{path}"), f"{name}-phone-dark")
        keep(opened(browser, DESKTOP, "dark", address), "overview-dark")
        page = opened(browser, DESKTOP, "light", address)
        share = page.locator("[class*=st-key-card-]").filter(has=page.get_by_text("%")).first
        share.get_by_role("button", name="Nguồn").first.click()
        page.get_by_role("dialog").locator("mark").first.wait_for()
        drawn(page)
        keep(page, "evidence")
        page = Visit(browser, DESKTOP, "light").page
        page.goto(f"{address}/brief")
        keep(page, "brief")
        browser.close()


def opened(browser: Browser, size: dict[str, int], scheme: str, address: str) -> Page:
    page = Visit(browser, size, scheme).open(address)
    drawn(page)
    page.wait_for_timeout(300)  # what fades in is there
    return page


def keep(page: Page, name: str) -> None:
    """The picture of a page, which is then shut: an open one goes on asking the app for news."""
    whole = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.context.close()
    few = whole.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
