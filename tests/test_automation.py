"""What runs by itself: when it is asked to, when it holds still, and that nothing that is down stops the day."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from orchestration import automation
from orchestration.automation import drops, every_quarter_hour
from orchestration.dropped import STILL_SECONDS, Seen, glance, look_of
from orchestration.resources import Build
from orchestration.settings import Settings
from orchestration.warehouse.build_file import BuildIsRunning, hold_build_lock, release_build_lock
from tests.alerting.test_sending import write
from tests.conftest import ROOT


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "raw").mkdir()
    return Settings(raw=tmp_path / "raw", home=tmp_path / "home", warehouse=tmp_path / "w.duckdb", fetch_private=True)


def test_a_drop_is_built_once_and_only_when_it_has_stood_still() -> None:
    seen, due = glance("a", Seen(), now=0)
    assert not due
    seen, due = glance("b", seen, now=STILL_SECONDS)  # more files came
    assert not due
    seen, due = glance("b", seen, now=2 * STILL_SECONDS - 1)
    assert not due
    seen, due = glance("b", seen, now=2 * STILL_SECONDS)
    assert due
    seen, due = glance("b", Seen.read(seen.written()), now=9 * STILL_SECONDS)
    assert not due
    seen, due = glance("a", seen, now=10 * STILL_SECONDS)  # taken away again: that is a change too
    _, due = glance("a", seen, now=11 * STILL_SECONDS)
    assert due


@pytest.mark.parametrize("cursor", [None, "", "not json", "{}", '{"look": 1}', "[]"])
def test_a_cursor_that_cannot_be_read_is_a_first_look(cursor: str | None) -> None:
    assert Seen.read(cursor) == Seen()


def test_a_look_changes_with_every_file_and_reads_none(settings: Settings) -> None:
    file = settings.raw / "a.txt"
    looks = [look_of(settings.raw)]
    file.write_text("x")
    looks.append(look_of(settings.raw))
    file.write_text("xy")
    looks.append(look_of(settings.raw))
    file.chmod(0)
    assert look_of(settings.raw) == looks[-1]
    assert len(set(looks)) == 3


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as made:
        yield made


def tick(settings: Settings, instance: dg.DagsterInstance, cursor: str | None) -> dg.SensorResult:
    context = dg.build_sensor_context(instance=instance, cursor=cursor, resources={"build": Build.of(settings)})
    found = drops(context)
    assert isinstance(found, dg.SensorResult)
    return found


def test_the_sensor_waits_asks_once_and_holds_still(
    settings: Settings, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(automation.time, "time", lambda: clock[0])
    (settings.raw / "a.txt").write_text("x")
    first = tick(settings, instance, None)
    assert first.skip_reason
    clock[0] += STILL_SECONDS
    asked = tick(settings, instance, first.cursor)
    assert len(asked.run_requests or []) == 1
    clock[0] += STILL_SECONDS
    assert tick(settings, instance, asked.cursor).skip_reason


def test_the_sensor_asks_for_nothing_that_is_published_or_queued(
    settings: Settings, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    still = Seen(look_of(settings.raw), since=0).written()
    monkeypatch.setattr(automation, "is_up_to_date", lambda _: True)
    assert "published" in str(tick(settings, instance, still).skip_reason)

    monkeypatch.setattr(automation, "is_up_to_date", lambda _: False)

    @dg.job(name="after_drop")
    def waiting() -> None:
        """Stands for the real one; only its name matters."""

    instance.create_run_for_job(waiting, status=dg.DagsterRunStatus.NOT_STARTED)
    assert "queued" in str(tick(settings, instance, still).skip_reason)


def test_a_quarter_hour_sends_only_what_is_due(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUOCDO_ALERT_QUIET", "00:00-00:00")
    write(settings.warehouse, {})

    def asked() -> object:
        return every_quarter_hour(dg.build_schedule_context(resources={"build": Build.of(settings)}))

    assert isinstance(asked(), dg.SkipReason)
    monkeypatch.setenv("THUOCDO_ALERT_URLS", "json://127.0.0.1:9/nowhere")
    assert isinstance(asked(), dg.RunRequest)


HOLDS = """
import sys, time
from pathlib import Path
from orchestration.settings import Settings
from orchestration.warehouse.build_file import hold_build_lock
hold_build_lock(Settings(home=Path(sys.argv[1])))
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.mark.parametrize(("held_for", "comes_in"), [(1.0, True), (60.0, False)])
def test_a_build_by_hand_is_waited_for(settings: Settings, held_for: float, comes_in: bool) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(settings.home), str(held_for)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        if comes_in:
            hold_build_lock(settings, patience_seconds=60)
            release_build_lock(settings)
        else:
            began = time.monotonic()
            with pytest.raises(BuildIsRunning):
                hold_build_lock(settings, patience_seconds=1)
            assert time.monotonic() - began >= 1
    finally:
        other.kill()
        other.wait()


def test_a_build_that_found_another_at_work_is_not_told_as_held_back(settings: Settings) -> None:
    @dg.op(name="land_raw")
    def landing() -> None:
        raise BuildIsRunning("another build is running")

    @dg.op(name="handing_out__open_data")
    def handing_out() -> None:
        raise OSError("no room")

    @dg.op(name="dbt_models")
    def models() -> None:
        raise dg.Failure("fct_rank: a test failed\n")

    def run(op: dg.OpDefinition) -> bool:
        @dg.job(hooks={automation.note_what_is_held_back}, resource_defs={"build": Build.of(settings)})
        def whole() -> None:
            op()

        whole.execute_in_process(raise_on_error=False)
        return settings.held_back.exists()

    assert [run(landing), run(handing_out), run(models)] == [False, False, True]
    assert json.loads(settings.held_back.read_text("utf-8"))["reasons"] == ["fct_rank: a test failed"]


def test_the_morning_is_six_o_clock_in_viet_nam() -> None:
    schedule = automation.every_morning
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 6 * * *", "Asia/Ho_Chi_Minh")
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING
