"""Declared sources as Dagster assets, and their captures all the way into the warehouse."""

from datetime import datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from orchestration.fetching.assets import DAYS, declared, fetching
from orchestration.fetching.capture import VIETNAM
from orchestration.landing.refusal import Refused
from orchestration.landing.sources import read_registry
from orchestration.resources import Build
from orchestration.settings import Settings
from tests.conftest import Workshop
from tests.fetching.conftest import Site, first, reply

WIDGET = """<html><body><h1>CỔNG THÔNG TIN ĐIỆN TỬ THÀNH PHỐ THỬ</h1><div>
KẾT QUẢ GIẢI QUYẾT TTHC<br>Đến tháng {month:02}<br>Số hồ sơ xử lý: 1000<br>Trước & đúng hạn: 900<br>
Trễ hạn: 100<br>Cập nhật lúc: 15/{month:02}/2026 08:00:00</div></body></html>"""


def declare(raw: Path, site: Site) -> None:
    with (raw / "sources.yml").open("a", encoding="utf-8") as registry:
        registry.write(
            f"""
  - id: cong-song
    folder: portals/cong-song
    kind: portal
    shape: widget
    name: Cổng thử
    place: tỉnh Thanh Hóa
    fetch:
      pages: ["{site.url("/thong-ke")}"]
      hosts: ["{site.host}"]
      schedule: "30 5 * * *"
      seconds_between: 0
"""
        )


def fetch(settings: Settings, day: str | None = None) -> dg.ExecuteInProcessResult:
    today = datetime.now(VIETNAM).date().isoformat()
    (asset,) = fetching(settings).assets
    return dg.materialize(
        [asset], partition_key=day or today, resources={"build": Build.of(settings)}, raise_on_error=False
    )


def metadata_of(result: dg.ExecuteInProcessResult) -> dict[str, object]:
    (event,) = result.get_asset_materialization_events()
    return {key: value.value for key, value in event.materialization.metadata.items()}


@pytest.fixture
def settings(site: Site, tmp_path: Path) -> Settings:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "sources.yml").write_text("sources:\n", "utf-8")
    declare(tmp_path / "raw", site)
    return Settings(raw=tmp_path / "raw", home=tmp_path / "home", fetch_private=True)


def test_a_declared_source_has_an_asset_and_a_schedule_that_is_off(settings: Settings) -> None:
    made = fetching(settings)
    (asset,), (job,), (schedule,) = made.assets, made.jobs, made.schedules
    assert asset.key == dg.AssetKey(["fetching", "cong_song"])
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("30 5 * * *", "Asia/Ho_Chi_Minh")
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED
    build = {"build": Build.of(settings)}
    definitions = dg.Definitions(assets=[asset], jobs=[job], schedules=[schedule], resources=build)
    context = dg.build_schedule_context(
        scheduled_execution_time=datetime(2026, 11, 2, 22, 30, tzinfo=VIETNAM),
        repository_def=definitions.get_repository_def(),
    )
    tick = definitions.resolve_schedule_def(schedule.name).evaluate_tick(context)
    assert [request.partition_key for request in tick.run_requests or []] == ["2026-11-02"]


def test_nothing_of_the_default_data_is_fetched() -> None:
    assert list(declared(Settings(raw=Path(__file__).parents[2] / "raw"))) == []


def test_a_broken_cron_line_leaves_the_rest_standing(settings: Settings) -> None:
    registry = settings.raw / "sources.yml"
    registry.write_text(registry.read_text("utf-8").replace("30 5 * * *", "99 5 * * *"), "utf-8")
    assert fetching(settings).assets == []


def test_a_day_is_captured_once_and_reports_what_it_did(site: Site, settings: Settings) -> None:
    page = WIDGET.format(month=9)
    site.pages["/thong-ke"] = reply(page)
    assert metadata_of(fetch(settings))["outcomes"] == {"captured": 1}
    again = metadata_of(fetch(settings))
    assert (again["files"], again["outcomes"], again["captures_of_the_day"]) == (0, {"unchanged": 1}, 1)


def test_a_past_day_is_never_made_up(site: Site, settings: Settings) -> None:
    site.pages["/thong-ke"] = reply("x")
    yesterday = (datetime.now(VIETNAM).date() - timedelta(days=1)).isoformat()
    assert yesterday in DAYS.get_partition_keys()
    assert metadata_of(fetch(settings, yesterday))["captures_of_the_day"] == 0
    assert site.requests == []


def test_a_refusal_is_a_warning_and_a_fault_fails_the_run(site: Site, settings: Settings) -> None:
    refused = fetch(settings)
    (check,) = refused.get_asset_check_evaluations()
    assert refused.success
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)

    site.pages["/thong-ke"] = reply(status=429, retry_after="86400")
    (asset,) = fetching(settings).assets
    assert asset.op.retry_policy
    assert asset.op.retry_policy.max_retries > 0


@pytest.mark.parametrize(
    ("block", "says"),
    [
        ("{schedule: '0 5 * * *', hosts: [a.example]}", "đúng một"),
        (
            "{pages: ['https://a.example/'], feed: 'https://a.example/', schedule: '0 5 * * *', hosts: [a.example]}",
            "đúng",
        ),
        ("{pages: ['https://b.example/'], schedule: '0 5 * * *', hosts: [a.example]}", "b.example"),
        ("{pages: ['file:///etc/passwd'], schedule: '0 5 * * *', hosts: [a.example]}", "http"),
        ("{list: 'https://a.example/', schedule: '0 5 * * *', hosts: [a.example]}", "links"),
        ("{pages: ['https://a.example/'], schedule: hourly, hosts: [a.example]}", "cron"),
        ("{pages: ['https://a.example/'], schedule: '0 5 * * *', hosts: []}", "hosts"),
        ("{feed: 'https://a.example/', schedule: '0 5 * * *', hosts: [a.example]}", "articles/"),
    ],
)
def test_a_wrong_fetch_block_is_named(block: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        read_registry(f"sources:\n  - {{id: a, name: A, folder: portals/a, fetch: {block}}}")
    assert "nguồn a" in refused.value.reason.text
    assert says in refused.value.reason.text


@pytest.mark.parametrize("folder", ["portals", "portals/../x", "/portals/x", "portals//x", ""])
def test_captures_go_into_a_folder_of_their_own(folder: str) -> None:
    block = "{pages: ['https://a.example/'], schedule: '0 5 * * *', hosts: [a.example]}"
    with pytest.raises(Refused, match="folder"):
        read_registry(f"sources:\n  - {{id: a, name: A, folder: '{folder}', fetch: {block}}}")


@pytest.mark.xdist_group("built")
def test_a_changed_layout_is_quarantined_and_yesterday_s_numbers_stand(workshop: Workshop, site: Site) -> None:
    declare(workshop.raw, site)
    settings = Settings(raw=workshop.raw, home=workshop.home, fetch_private=True)
    site.pages["/thong-ke"] = first(
        reply(WIDGET.format(month=9)), reply(WIDGET.replace("Trễ hạn", "Muộn").format(month=10))
    )
    numbers = """
        select resolved_on_time, resolved_late, cast(period_end as varchar) from fct_tthc_result
        where capture_path like 'portals/cong-song/%'
    """
    assert fetch(settings).success
    assert workshop.build().returncode == 0
    before = workshop.ask(numbers)
    assert before == [(900, 100, "2026-09-15")]

    assert fetch(settings).success
    done = workshop.build()
    assert done.returncode == 0, done.stdout
    assert workshop.ask(numbers) == before
    ((code, reason),) = workshop.ask("select reason_code, reason from load_audit where outcome = 'quarantined'")
    assert code == "label_missing"
    assert "Trễ hạn" in str(reason)
