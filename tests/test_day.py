"""Two days of the service, whole: sources over the network, a drop, a build, alerts sent, open data, the report.

On the second day, forty days later, one portal has changed its layout, one is down, and an article contradicts a third.
"""

import json
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path

import dagster as dg
import pytest
from frictionless import validate

import orchestration.fetching.round as fetching_round
import orchestration.fetching.rounds as rounds
import orchestration.landing.assets as landing
from orchestration.definitions import build_defs
from tests.alerting.test_sending import Hook, hook  # noqa: F401 (a fixture)
from tests.conftest import Workshop
from tests.fetching.conftest import Site, reply, site  # noqa: F401 (a fixture)

YEAR = date.today().year - 1
PAGE = f"""<html><body><h1>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH THANH HÓA</h1><div>
KẾT QUẢ GIẢI QUYẾT TTHC<br>Đến tháng {{month:02}}<br>Số hồ sơ xử lý: 1000<br>Trước & đúng hạn: 900<br>
Trễ hạn: 100<br>Cập nhật lúc: 15/{{month:02}}/{YEAR} 08:00:00</div></body></html>"""
ARTICLE = f"Từ ngày 01/01/{YEAR} đến ngày 15/10/{YEAR}, số hồ sơ phải giải quyết của tỉnh Thanh Hóa là 1.500 hồ sơ.\n"
RULES = """rules:
  - {id: conflict, kind: conflict, severity: 1, name_vi: mâu thuẫn, name_en: conflict}
  - {id: layout, kind: layout_changed, severity: 1, name_vi: đổi bố cục, name_en: layout changed}
  - {id: late, kind: stale_source, severity: 1, limit: 0, name_vi: nguồn trễ, name_en: late source}
"""


def declare(raw: Path, site: Site) -> None:  # noqa: F811
    entries = "".join(
        f"""
  - id: {name}
    folder: portals/{name}
    kind: portal
    shape: widget
    name: Cổng {name}
    place: tỉnh Thanh Hóa
    {rhythm}
    fetch: {{pages: ["{site.url(f"/{name}")}"], hosts: ["{site.host}"], schedule: "0 5 * * *", seconds_between: 0}}
"""
        for name, rhythm in (("song", "rhythm_days: 31"), ("doi", ""), ("hong", "rhythm_days: 31"))
    )
    (raw / "sources.yml").write_text(f"sources:\n{entries}", "utf-8")


@pytest.fixture
def workshop(tmp_path: Path, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> Workshop:  # noqa: F811
    made = Workshop(tmp_path / "raw", tmp_path / "home", tmp_path / "w.duckdb")
    (made.raw / "articles").mkdir(parents=True)
    (tmp_path / "rules.yml").write_text(RULES, "utf-8")
    told = {
        "THUOCDO_RAW": str(made.raw),
        "THUOCDO_HOME": str(made.home),
        "THUOCDO_WAREHOUSE": str(made.warehouse),
        "THUOCDO_OPEN_DATA": str(tmp_path / "open_data"),
        "THUOCDO_REPORTS": str(tmp_path / "reports"),
        "THUOCDO_ALERT_RULES": str(tmp_path / "rules.yml"),
        "THUOCDO_ALERT_URLS": hook.url,
        "THUOCDO_ALERT_QUIET": "00:00-00:00",
        "THUOCDO_FETCH_PRIVATE": "1",
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(fetching_round, "FIRST_WAIT_SECONDS", 0)
    return made


def live(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job that the morning's schedule starts, so many days from now."""

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(days=days)

    monkeypatch.setattr(rounds, "datetime", Later)
    monkeypatch.setattr(landing, "datetime", Later)
    with dg.DagsterInstance.ephemeral() as instance:
        assert build_defs().resolve_job_def("day").execute_in_process(instance=instance).success


@pytest.mark.xdist_group("day")
def test_a_day_ends_with_the_right_build_three_alerts_sent_once_open_data_and_the_report(
    tmp_path: Path,
    workshop: Workshop,
    site: Site,  # noqa: F811
    hook: Hook,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    declare(workshop.raw, site)
    for name in ("song", "doi", "hong"):
        # the three speak of different months, or they would contradict each other
        site.pages[f"/{name}"] = reply(PAGE.format(month={"song": 9, "doi": 8, "hong": 7}[name]))

    live(0, monkeypatch)
    assert workshop.ask("from alert") == []
    assert hook.posts == []

    site.pages["/song"] = reply(PAGE.format(month=10))
    site.pages["/doi"] = reply(PAGE.format(month=10).replace("Trễ hạn", "Muộn"))
    site.pages["/hong"] = reply(status=429, retry_after="86400")
    article = workshop.raw / "articles" / "bai.md"
    article.write_text(ARTICLE, "utf-8")
    article.with_name("bai.md.meta.yml").write_text(f"title: Thanh Hóa\npublished_on: {YEAR}-10-20\n", "utf-8")
    live(40, monkeypatch)

    # the right build: the new page of the one that lives, the last good page of the two others
    months = "select capture_path, month(period_end) from fct_tthc_result order by all"
    told = {(str(path).split("/")[1], month) for path, month in workshop.ask(months)}
    assert {("song", 10), ("doi", 8), ("hong", 7)} <= told
    assert workshop.ask("select reason_code from load_audit where outcome = 'quarantined'") == [("label_missing",)]

    # who is late holds up nobody, and is told by its score
    late = "select scope, song < 100 from dq_score where dimension = 'source' and song is not null order by scope"
    assert workshop.ask(late) == [("hong", True), ("song", False)]

    # three alerts, in one message, and none of them again
    alerts = workshop.ask("select kind, name_vi, state from alert order by kind")
    assert [(kind, state) for kind, _, state in alerts] == [
        ("conflict", "new"),
        ("layout_changed", "new"),
        ("stale_source", "new"),
    ]
    assert [name for _, name, _ in alerts][1:] == ["Cổng doi", "Cổng hong"]
    (message,) = hook.posts
    assert message["title"] == "Thước Đo: 3 việc cần xử lý"
    for words in ("- mâu thuẫn: ", "- đổi bố cục: Cổng doi", "- nguồn trễ: Cổng hong, Thanh Hóa"):
        assert words in message["message"]

    # what leaves the house is of this build
    package = tmp_path / "open_data" / "datapackage.json"
    assert validate(str(package)).valid
    ((build_id,),) = workshop.ask("select build_id from build_info")
    assert json.loads(package.read_text("utf-8"))["version"] == build_id
    reports = sorted((tmp_path / "reports").iterdir())
    assert [path.suffix for path in reports] == [".docx", ".html", ".pdf"] * 2  # of two months
    page = reports[4].read_text("utf-8")
    assert "Thanh Hóa" in page
    assert "1.000 hồ sơ" in page

    live(41, monkeypatch)
    assert len(hook.posts) == 1
    assert {state for (state,) in workshop.ask("select state from alert")} == {"open"}
