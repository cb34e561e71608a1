"""What stood published before is heard where it can be, and never stops a build."""

from pathlib import Path

import duckdb

from orchestration.alerting.before import alerts_before
from orchestration.settings import Settings


def published_with(folder: Path, columns: str) -> Settings:
    settings = Settings(warehouse=folder / "w.duckdb", home=folder / "home")
    with duckdb.connect(settings.warehouse) as con:
        con.execute(f"create table alert as select {columns}")
    return settings


def test_alerts_that_stand_are_heard(tmp_path: Path) -> None:
    settings = published_with(tmp_path, "'a' as alert_id, 'high' as urgency, null as acknowledged_by")
    assert [(row["alert_id"], row["severity"]) for row in alerts_before(settings)] == [("a", "high")]


def test_a_file_that_told_other_things_of_its_alerts_stops_no_build(tmp_path: Path) -> None:
    assert alerts_before(published_with(tmp_path, "'a' as alert_id, 'high' as severity")) == []


def test_nothing_was_published_before(tmp_path: Path) -> None:
    assert alerts_before(Settings(warehouse=tmp_path / "none.duckdb", home=tmp_path)) == []
