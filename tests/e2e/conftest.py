"""A browser over the published warehouse, and a watch on what a page must not do. Screenshots go to .screenshots/."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, expect, sync_playwright

from tests.serving import free_port, served

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
ADDRESSES = [
    "canh-bao",
    "muc-tieu",
    "nhiem-vu",
    "ban-tin",
    "chi-so",
    "dung-han",
    "don-vi",
    "xep-hang",
    "so-sanh",
    "hoi",
    "nguon",
    "chat-luong",
    "tu-dien",
    "truy-van",
    "tai-ve",
]
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
    port = free_port()
    with served(warehouse, port, Path(os.devnull)):
        yield f"http://127.0.0.1:{port}"


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
        expect(self.page.locator("#root .stHtml h1").first).to_be_visible(timeout=30_000)
        app = self.page.locator(".stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
        return self.page

    def shot(self, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
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
