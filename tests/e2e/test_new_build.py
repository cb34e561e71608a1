"""A page that is left open shows a new build by itself."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.dashboard.conftest import write_warehouse
from tests.dashboard.invented import ROWS
from tests.e2e.conftest import Visit, serving

pytestmark = pytest.mark.e2e

MOST_SECONDS = 5.0


def test_a_new_build_is_seen_within_five_seconds_without_a_click(visit: Visit, tmp_path: Path) -> None:
    warehouse = write_warehouse(tmp_path / "warehouse.duckdb", ROWS)
    renamed = ROWS | {"build_info": [row | {"build_id": "20300101T000000Z-9e9e9e9e"} for row in ROWS["build_info"]]}
    newer = write_warehouse(tmp_path / "newer.duckdb", renamed)
    with serving(warehouse) as address:
        page = visit.open(address)
        badge = page.locator(".td-badge").first
        expect(badge).not_to_contain_text("9e9e9e9e")
        page.wait_for_timeout(1000)
        newer.replace(warehouse)
        published = time.monotonic()
        expect(badge).to_contain_text("9e9e9e9e", timeout=30_000)
        seconds = time.monotonic() - published
        expect(page.locator("[data-testid=stToast]")).to_contain_text("bản dựng mới")
        print(f"\nnew build seen after {seconds:.1f} s")
        assert seconds < MOST_SECONDS
