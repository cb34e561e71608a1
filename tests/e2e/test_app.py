"""The real app in a real browser, over the published warehouse. Screenshots go to .screenshots/."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, expect, sync_playwright

from tests.dashboard.conftest import ROWS, SCRIPT_TITLE, write_warehouse

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / ".screenshots"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PATIENCE_SECONDS = 60
ADDRESSES = ["dung-han", "xep-hang", "chi-so", "so-sanh", "hoi", "nguon", "truy-van"]
HERE = {"127.0.0.1", "localhost"}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse that stands published, else one built from raw/ by the same command that people use."""
    standing = Path(os.environ.get("THUOCDO_WAREHOUSE") or ROOT / "warehouse.duckdb")
    if standing.exists():
        return standing
    room = tmp_path_factory.mktemp("build")
    where = {"THUOCDO_WAREHOUSE": str(room / "warehouse.duckdb"), "THUOCDO_HOME": str(room / "home")}
    subprocess.run([sys.executable, "-m", "orchestration", "warehouse"], cwd=ROOT, env=os.environ | where, check=True)
    return room / "warehouse.duckdb"


@pytest.fixture(scope="session")
def address(published: Path) -> Iterator[str]:
    with serving(published) as url:
        yield url


@contextmanager
def serving(warehouse: Path) -> Iterator[str]:
    """The app over a warehouse file, on a free port, for as long as the block lasts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = [sys.executable, "-m", "streamlit", "run", "app_streamlit.py", "--server.port", str(port)]
    environment = os.environ | {"THUOCDO_WAREHOUSE": str(warehouse)}
    app = subprocess.Popen(program, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        app.terminate()
        app.wait(timeout=20)


def wait_for(url: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Visit:
    """A page of the app, and whatever it did that a page must not do."""

    def __init__(self, browser: Browser, size: dict[str, int], scheme: str) -> None:
        self.context = browser.new_context(viewport=size, color_scheme=scheme, locale="vi-VN")  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.strangers: list[str] = []
        self.dialogs: list[str] = []
        self.page.on("request", self.heard)
        self.page.on("dialog", self.interrupted)

    def heard(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE:
            self.strangers.append(request.url)

    def interrupted(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, url: str) -> Page:
        self.page.goto(url)
        expect(self.page.locator(".stHtml h1").first).to_be_visible(timeout=30_000)
        app = self.page.locator(".stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
        return self.page

    def shot(self, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.wait_for_timeout(600)  # fonts and charts settle
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    size, scheme = getattr(request, "param", (DESKTOP, "light"))
    started = Visit(browser, size, scheme)
    yield started
    started.context.close()
    assert started.strangers == [], "a request left this machine"
    assert started.dialogs == [], "a document's text ran as a script"


def sideways(page: Page) -> bool:
    return bool(
        page.evaluate(
            "[document.documentElement, ...document.querySelectorAll('.stMain')]"
            ".some(box => box.scrollWidth > box.clientWidth)"
        )
    )


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
    page.get_by_text("Steer", exact=True).first.click()
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
