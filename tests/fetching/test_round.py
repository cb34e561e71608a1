"""The morning's round: every declared source once, and one that is down holds nobody up."""

from pathlib import Path

import dagster as dg
import pytest

from orchestration.fetching import round as rounds
from orchestration.fetching.round import morning_round
from orchestration.resources import Build
from orchestration.settings import Settings
from tests.fetching.conftest import Site, reply
from tests.fetching.test_assets import WIDGET


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "raw").mkdir()
    return Settings(raw=tmp_path / "raw", home=tmp_path / "home", fetch_private=True)


def declare(settings: Settings, site: Site, *names: str) -> None:
    entries = "".join(
        f"""
  - id: {name}
    folder: portals/{name}
    kind: portal
    shape: widget
    name: Cổng {name}
    place: tỉnh Thanh Hóa
    rhythm_days: 31
    fetch: {{pages: ["{site.url(f"/{name}")}"], hosts: ["{site.host}"], schedule: "0 5 * * *", seconds_between: 0}}
"""
        for name in names
    )
    (settings.raw / "sources.yml").write_text(f"sources:\n{entries}", "utf-8")


def test_a_source_that_is_down_is_asked_again_and_then_holds_nobody_up(
    settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "FIRST_WAIT_SECONDS", 0)
    declare(settings, site, "song", "hong")
    site.pages["/song"] = reply(WIDGET.format(month=9))
    site.pages["/hong"] = reply(status=429, retry_after="86400")
    done = dg.materialize([morning_round], resources={"build": Build.of(settings)}, raise_on_error=False)
    assert done.success
    assert len([event for event in done.all_events if event.event_type_value == "STEP_UP_FOR_RETRY"]) == 2
    (check,) = done.get_asset_check_evaluations()
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert len(list((settings.raw / "portals" / "song").glob("*.html"))) == 1
    told = [event.asset_key.path[-1] for event in done.get_asset_materialization_events() if event.asset_key]
    assert sorted(told) == ["round", "song"]


def test_nothing_declared_is_a_round_of_nobody(settings: Settings) -> None:
    assert dg.materialize([morning_round], resources={"build": Build.of(settings)}).success
