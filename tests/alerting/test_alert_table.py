"""Each kind of rule finds what it is for and nothing beside it, and a cause is told once from build to build."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.alerting.conftest import NOW, THANH_HOA, Watch

MONTHS = [date(2026, month, 28) for month in range(1, 8)]


def told(watch: Watch) -> list[tuple[Any, ...]]:
    return [(row["kind"], row["value"], row["limit_value"], row["since_on"]) for row in watch.alerts()]


def test_no_rule_no_alert(watch: Watch) -> None:
    watch.indicator()
    watch.value(50, MONTHS[0], status="conflict")
    assert watch.alerts() == []


def test_a_conflict_is_told_with_its_reason_place_and_evidence(watch: Watch) -> None:
    watch.rule("conflict")
    watch.indicator()
    evidence = watch.value(89.27, MONTHS[0], status="conflict")
    watch.value(90, MONTHS[1], status="rounded")
    (alert,) = watch.alerts()
    assert (alert["evidence"], alert["why"], alert["place_name"]) == (evidence, "Lý do thử.", "Thanh Hóa")
    assert (alert["state"], alert["opened_at"], alert["closed_at"]) == ("new", NOW, None)


def test_an_aim_is_missed_where_it_is_judged_so(watch: Watch) -> None:
    watch.rule("aim_missed")
    for state in ("met", "missed", "on_track", "at_risk", "cannot_be_judged"):
        watch.aim(state, target_id=state, value=80, target=95)
    assert told(watch) == [("aim_missed", 80, 95, date(2026, 6, 30))]


@pytest.mark.parametrize(
    ("direction", "value", "alarm"), [("higher", 94.9, 1), ("higher", 95, 0), ("lower", 95.1, 1), ("lower", 95, 0)]
)
def test_a_limit_is_passed_on_the_worse_side(watch: Watch, direction: str, value: float, alarm: int) -> None:
    watch.rule("past_limit", indicator="on_time_rate", limit=95)
    watch.kpi(value, MONTHS[0], direction=direction)
    watch.kpi(1, MONTHS[0], "another", direction=direction)
    assert len(watch.alerts()) == alarm


@pytest.mark.parametrize(
    ("state", "base", "expected", "value", "alarm"),
    [
        ("at_risk", 50, 75, 69, 1),  # the way is 50 long; a tenth of it (5) is allowed
        ("at_risk", 50, 75, 71, 0),
        ("at_risk", 150, 125, 131, 1),  # less is better
        ("on_track", 50, 75, 85, 0),
        ("missed", 50, 75, 60, 0),
        ("cannot_be_judged", None, None, 60, 0),
    ],
)
def test_behind_the_way_to_the_aim(
    watch: Watch, state: str, base: float | None, expected: float | None, value: float, alarm: int
) -> None:
    watch.rule("off_path", limit=10)
    watch.aim(state, base_value=base, expected_value=expected, value=value, target=100)
    assert [(row["limit_value"], row["why"]) for row in watch.alerts()] == [
        (expected, f"Đường tới mục tiêu đòi {expected} ở kỳ này.")
    ] * alarm


def test_a_value_that_jumps_is_told_with_what_it_jumped_from(watch: Watch) -> None:
    watch.rule("jumped")
    watch.indicator()
    jump = {"indicator_code": "on_time_rate", "unit": "percent", "evidence": "e", "previous_evidence": "before"}
    watch.put("dq_value_jump", value=9, previous_value=90, period_end=MONTHS[0], why="Lý do thử.", **(THANH_HOA | jump))
    assert told(watch) == [("jumped", 9, 90, MONTHS[0])]
    assert [(row["why"], row["evidence"]) for row in watch.alerts()] == [("Lý do thử.", "e")]


@pytest.mark.parametrize(
    ("values", "direction", "alarm"),
    [
        ([90, 91, 90, 91, 84], "higher", 1),  # usual change 1, fell 7
        ([90, 91, 90, 91, 98], "higher", 0),  # rose
        ([10, 9, 10, 9, 16], "lower", 1),  # worse is up
        ([90, 80, 90, 80, 75], "higher", 0),  # jumps like that are usual
        ([90, 91, 90, 84], "higher", 0),  # too short a history: two earlier changes
        ([90, 90, 90, 90, 89], "higher", 0),  # beyond the usual, and less than two per cent
    ],
)
def test_a_fall_is_held_against_its_own_history(watch: Watch, values: list[float], direction: str, alarm: int) -> None:
    watch.rule("fell", factor=3, limit=2)
    watch.indicator(direction=direction)
    for value, end in zip(values, MONTHS, strict=False):
        watch.value(value, end)
    assert len(watch.alerts()) == alarm


@pytest.mark.parametrize(
    ("state", "months", "alarm"), [("overdue", 0, 1), ("replanned", 3, 1), ("replanned", 2, 0), ("done_late", 9, 0)]
)
def test_a_deliverable_that_slipped(watch: Watch, state: str, months: int, alarm: int) -> None:
    watch.rule("milestone_slipped", limit=3)
    watch.put("kpi_milestone_slip", milestone_code="ioc", name_vi="IOC", state=state, slip_months=months, **THANH_HOA)
    assert len(watch.alerts()) == alarm


def test_only_the_latest_rank_counts(watch: Watch) -> None:
    watch.rule("rank_lost", limit=3)
    for year, rank, gained in ((2024, 20, -9), (2025, 18, 2)):
        watch.put("kpi_rank_history", index_code="dti", year=year, rank=rank, places_gained=gained, **THANH_HOA)
    watch.put("kpi_rank_history", index_code="pci", year=2025, rank=9, places_gained=-3, **THANH_HOA)
    assert [(row["name_vi"], row["value"]) for row in watch.alerts()] == [("Thứ hạng PCI", 9)]


@pytest.mark.parametrize(("days", "alarm"), [(31, 0), (32, 1)])
def test_a_source_is_late_by_its_own_rhythm(watch: Watch, days: int, alarm: int) -> None:
    watch.rule("stale_source", limit=0)
    watch.put("dim_source", source_id="s", name="Cổng thử", rhythm_days=31)
    watch.put("dim_source", source_id="t", name="Không khai nhịp")
    today = date(2026, 11, 2)
    for source, path in (("s", "a"), ("t", "b")):
        watch.put("dim_document", source_id=source, path=path, published_on=today - timedelta(days=days))
    assert len(watch.alerts()) == alarm


def test_nobody_waits_for_more_sample_data(watch: Watch) -> None:
    watch.rule("stale_source", limit=0)
    for source, name in (("s", "Sở thử"), ("t", "Sở mẫu (dữ liệu mẫu)")):
        watch.put("dim_source", source_id=source, name=name, rhythm_days=31)
        watch.put("dim_document", source_id=source, path=source, published_on=date(2025, 1, 1))
    assert [row["name_vi"] for row in watch.alerts()] == ["Sở thử"]


def audit(watch: Watch, path: str, outcome: str, reason: str | None = None) -> None:
    watch.put("load_audit", path=path, room=path.split("/")[0], outcome=outcome, reason=reason, reason_code=reason)


def test_a_changed_layout_is_one_alert_a_source_and_ends_when_a_page_is_read_again(watch: Watch) -> None:
    watch.rule("layout_changed")
    watch.rule("quarantined")
    audit(watch, "portals/a/01.html", "loaded")
    audit(watch, "portals/a/02.html", "quarantined", "label_missing")
    audit(watch, "portals/a/03.html", "quarantined", "label_missing")
    audit(watch, "portals/new/01.html", "quarantined", "no_widget")
    kinds = sorted((row["kind"], row["name_vi"]) for row in watch.alerts())
    # the earlier refused file and that of a folder nobody ever read are files to look at
    assert kinds == [
        ("layout_changed", "portals/a"),
        ("quarantined", "portals/a/02.html"),
        ("quarantined", "portals/new/01.html"),
    ]
    (before,) = (row["cause_key"] for row in watch.alerts() if row["kind"] == "layout_changed")
    audit(watch, "portals/a/04.html", "quarantined", "label_missing")
    (after,) = (row["cause_key"] for row in watch.alerts() if row["kind"] == "layout_changed")
    assert after == before
    audit(watch, "portals/a/05.html", "loaded")
    assert "layout_changed" not in {row["kind"] for row in watch.alerts()}


def test_builds_that_were_held_back_are_told_as_ended(watch: Watch) -> None:
    watch.rule("held_back")
    since = datetime(2026, 11, 1, 1, 0)
    watch.put("landing.held_back", since_at=since, why="a test failed")
    (alert,) = watch.alerts()
    assert (alert["state"], alert["opened_at"], alert["closed_at"]) == ("closed", since, NOW)


def test_a_rule_about_one_indicator_or_place_is_about_no_other(watch: Watch) -> None:
    watch.rule("conflict", indicator="late_rate")
    watch.indicator()
    watch.value(50, MONTHS[0], status="conflict")
    assert watch.alerts() == []
    watch.rule("conflict", id="elsewhere", place="01-2004")
    assert watch.alerts() == []
    watch.rule("conflict", id="here", place="38-2004")
    assert [row["rule_id"] for row in watch.alerts()] == ["here"]


def test_a_cause_keeps_its_id_through_builds_is_acknowledged_closes_and_may_come_back(watch: Watch) -> None:
    watch.rule("conflict")
    watch.indicator()
    watch.value(50, MONTHS[0], status="conflict")
    (first,) = watch.alerts()

    watch.next_build(NOW + timedelta(days=1))
    (second,) = watch.alerts()
    assert (second["state"], second["alert_id"], second["opened_at"]) == ("open", first["alert_id"], NOW)

    watch.con.execute("update landing.alert_before set acknowledged_by = 'Bà Thử', acknowledged_at = $1", [NOW])
    watch.next_build(NOW + timedelta(days=2))
    (third,) = watch.alerts()
    assert (third["state"], third["acknowledged_by"], third["alert_id"]) == (
        "acknowledged",
        "Bà Thử",
        first["alert_id"],
    )

    watch.next_build(NOW + timedelta(days=3))
    watch.con.execute("update reconciliation set status = 'agree'")
    (closed,) = watch.alerts()
    assert (closed["state"], closed["closed_at"]) == ("closed", NOW + timedelta(days=3))

    watch.next_build(NOW + timedelta(days=4))
    watch.con.execute("update reconciliation set status = 'conflict'")
    again, past = watch.alerts()
    assert (again["state"], again["cause_key"]) == ("new", first["cause_key"])
    assert again["alert_id"] != first["alert_id"]
    assert past["alert_id"] == first["alert_id"]

    watch.next_build(NOW + timedelta(days=40))
    assert [row["state"] for row in watch.alerts()] == ["open"]
