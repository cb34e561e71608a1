"""The alert model over tables of a test's own: its real SQL, rendered with the project's real macros, in memory."""

import runpy
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import duckdb
import jinja2
import pytest

from orchestration.alerting.assets import row_of
from orchestration.alerting.rules import Rule
from orchestration.landing.store import SCHEMA
from orchestration.settings import DBT_PROJECT
from tests.dashboard.contracts import create_tables

MACROS = "".join(
    (DBT_PROJECT / "macros" / name).read_text("utf-8")
    for name in ("engines.sql", "id.sql", "rates.sql", "dti_framework.sql", "words.sql")
)
# the dispatch that the SQL lint uses: of each macro, what DuckDB gets
ADAPTER = runpy.run_path(str(DBT_PROJECT / "lint" / "adapter.py"))
VIEWS = ("staging/stg_alert_rule", "staging/stg_alert_before", "staging/stg_held_back", "core/int_comparable_value")
NOW = datetime(2026, 11, 2, 0, 0)
THANH_HOA = {"place_key": "38-2004", "place_code": "38", "place_name": "Thanh Hóa"}


def rendered(model: str) -> str:
    """The SQL of a model as dbt would send it, with a name for each ref."""
    text = MACROS + (DBT_PROJECT / "models" / f"{model}.sql").read_text("utf-8")
    return (
        jinja2.Environment(autoescape=False)
        .from_string(text)
        .render(
            ref=lambda name: name,
            source=lambda schema, name: f"{schema}.{name}",
            config=lambda **_: "",
            adapter=ADAPTER,
        )
    )


class Watch:
    """Tables to put rows into, rules to watch them by, and the alerts that follow."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        create_tables(con)
        con.execute("drop table alert; drop table alert_rule")
        con.execute(SCHEMA.read_text("utf-8"))
        for model in VIEWS:
            con.execute(f"create view {model.split('/')[1]} as {rendered(model)}")
        self.built(NOW)
        self.put("dim_place", place_key="38-2004", place_code="38", name_vi="Thanh Hóa", level="province")

    def built(self, at: datetime) -> None:
        self.con.execute("delete from build_info")
        self.put("build_info", build_id="b", built_at=at)

    def put(self, table: str, **row: Any) -> None:
        names = ", ".join(f'"{name}"' for name in row)
        self.con.execute(f"insert into {table} ({names}) values ({', '.join('?' * len(row))})", list(row.values()))

    def rule(self, kind: str, **more: Any) -> None:
        usual = {"id": f"rule-{kind.replace('_', '-')}", "severity": 1, "name_vi": "thử", "name_en": "test"}
        self.put("landing.alert_rule", **row_of(Rule(kind=kind, **(usual | more))))

    def indicator(self, code: str = "on_time_rate", direction: str = "higher") -> None:
        self.put("dim_indicator", indicator_code=code, name_vi="Đúng hạn", name_en="On time", direction=direction)

    def value(self, number: float, end: date, code: str = "on_time_rate", status: str = "single") -> str:
        """One value of Thanh Hóa that stands in its cluster."""
        identity = f"{code}-{end}"
        self.put(
            "fct_observation",
            observation_id=identity,
            indicator_code=code,
            unit="percent",
            rate_basis="unknown",
            place_level="province",
            period_type="ytd",
            period_end=end,
            value=number,
            evidence_id=identity,
            **THANH_HOA,
        )
        self.put(
            "reconciliation",
            cluster_id=identity,
            indicator_code=code,
            place_key="38-2004",
            unit="percent",
            status=status,
            chosen_observation_id=identity,
            chosen_value=number,
            why="Lý do thử.",
        )
        return identity

    def kpi(self, number: float, end: date, code: str = "on_time_rate", **more: Any) -> None:
        usual = {"direction": "higher", "unit": "percent", "period_end": end, "evidence": f"{code}-{end}"}
        names = {"name_vi": "Đúng hạn", "name_en": "On time", "indicator_code": code, "value": number}
        self.put("kpi_current", **(THANH_HOA | names | usual | more))

    def aim(self, state: str, **more: Any) -> None:
        """An aim of Thanh Hóa, as kpi_target_progress judges it."""
        usual = {"target_id": "t", "indicator_code": "on_time_rate", "name_vi": "Đúng hạn", "name_en": "On time"}
        days = {"due_on": date(2026, 6, 30), "period_end": date(2026, 3, 31)}
        self.put(
            "kpi_target_progress",
            **(THANH_HOA | usual | days | {"state": state, "unit": "percent", "evidence": "e"} | more),
        )

    def alerts(self) -> list[dict[str, Any]]:
        found = self.con.sql(rendered("alerts/alert"))
        return [dict(zip(found.columns, values, strict=True)) for values in found.fetchall()]

    def next_build(self, at: datetime) -> None:
        """What stands published now is what the next build holds itself against."""
        before = self.alerts()
        self.con.execute("delete from landing.alert_before")
        columns = [name for (name, *_) in self.con.execute("describe landing.alert_before").fetchall()]
        for row in before:
            self.put("landing.alert_before", **{name: (row | {"severity": row["urgency"]})[name] for name in columns})
        self.built(at)


@pytest.fixture
def watch() -> Iterator[Watch]:
    with duckdb.connect() as con:
        yield Watch(con)
