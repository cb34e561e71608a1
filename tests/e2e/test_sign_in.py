"""Signing in with a browser: the way in, what each role sees, the way out, and what an unknown account is told."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.dashboard.conftest import write_warehouse
from tests.dashboard.invented import ROWS
from tests.dashboard.provider import Guarded, guarded
from tests.e2e.conftest import DESKTOP, Visit

# what its tests share is made once
pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("sign_in")]

SQL = "select 6 * 7 as cau_tra_loi"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("guarded")
    with guarded(write_warehouse(folder / "warehouse.duckdb", ROWS), folder) as running:
        yield running


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Of requests that leave this machine only the provider's pages make one: for a style sheet of theirs."""
    started = Visit(browser, DESKTOP, "light")
    started.context.route("https://cdn.jsdelivr.net/**", lambda route: route.abort())
    yield started
    started.context.close()
    assert {urlsplit(url).hostname for url in started.strangers} <= {"cdn.jsdelivr.net"}
    assert started.dialogs == []


def sign_in(page: Page, app: Guarded, person: str) -> None:
    page.goto(f"{app.url}/xep-hang")
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"{app.provider}/**")
    page.locator("input[name=sub]").fill(person)
    page.locator("input[name=sub]").press("Enter")
    page.wait_for_url(f"{app.url}/**")


def test_nothing_is_shown_before_signing_in(app: Guarded, visit: Visit) -> None:
    page = visit.open(f"{app.url}/xep-hang")
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible()
    assert page.locator("[data-testid=stTopNavLink], nav a").count() == 0
    assert "Thử Nghiệm" not in page.content()
    visit.shot("sign-in")


@pytest.mark.parametrize(("person", "asks"), [("lan", False), ("tich", True), ("su", True)])
def test_each_role_sees_its_pages(app: Guarded, visit: Visit, person: str, asks: bool) -> None:
    page = visit.page
    sign_in(page, app, person)
    expect(page.locator("[data-kpi-value]").first).to_be_visible(timeout=30_000)
    page.goto(f"{app.url}/truy-van?sql={SQL}")
    if asks:
        expect(page.locator("[data-testid=stDataFrame]")).to_be_visible(timeout=30_000)
    else:
        expect(page.locator("[data-kpi-value]").first).to_be_visible(timeout=30_000)
        assert page.locator("[data-testid=stDataFrame]").count() == 0
    page.goto(f"{app.url}/brief")
    expect(page.locator("h1")).to_contain_text("Thử Nghiệm")


def test_signing_out_shuts_the_app_again(app: Guarded, visit: Visit) -> None:
    page = visit.page
    sign_in(page, app, "lan")
    page.get_by_role("button", name="Đăng xuất").click(timeout=30_000)
    page.wait_for_url(f"{app.provider}/**")
    page.goto(f"{app.url}/brief")
    expect(page.locator("body")).to_contain_text("Cần đăng nhập")
    page.goto(app.url)
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible(timeout=30_000)


def test_an_account_without_a_role_is_told_so(app: Guarded, visit: Visit) -> None:
    page = visit.page
    sign_in(page, app, "la")
    expect(page.locator("h1").first).to_have_text("Tài khoản này chưa được xem", timeout=30_000)
    assert "Thử Nghiệm" not in page.content()
    visit.shot("no-role")
