"""The rules of alerts and what they are held against, as landing tables; and the messages that are sent."""

from collections.abc import Iterator

import dagster as dg

from orchestration.alerting.before import alerts_before, held_back_before
from orchestration.alerting.rules import Rule, RulesRefused, read_rules
from orchestration.alerting.sending import send_due
from orchestration.landing.store import count_rows, create_tables, replace_all
from orchestration.resources import Build
from orchestration.settings import Settings
from orchestration.tables import table_metadata
from orchestration.warehouse import build_file
from orchestration.warehouse.published import HANDING_OUT

OWNER = "team:data-engineering"
TABLES = {
    "alert_rule": ("rule_id", "When somebody has to look: the rules of alert_rules.yml."),
    "alert_before": (
        "cause_key, opened_at",
        "The alerts of the file that stands published, and who acknowledged them.",
    ),
    "held_back": ("since_at", "Since when builds before this one were held back, and why the last one was."),
}
CHECK = "one_row_each"
MESSAGES = dg.AssetKey([HANDING_OUT, "messages"])
ARRIVED = "every_address_took_it"


@dg.multi_asset(
    name="land_alerts",
    specs=[
        dg.AssetSpec(
            ["landing", table],
            group_name="landing",
            description=description,
            owners=[OWNER],
            kinds={"duckdb", "python"},
            deps=[dg.AssetKey(["landing", "build"])],
        )
        for table, (_, description) in TABLES.items()
    ],
    check_specs=[
        dg.AssetCheckSpec(CHECK, asset=["landing", table], description=f"No two rows share {key}.", blocking=True)
        for table, (key, _) in TABLES.items()
    ],
)
def land_alerts(build: Build) -> Iterator[dg.MaterializeResult]:
    """Reads the rules and looks at what was told before. A rule that cannot be read stops the build, by its line."""
    settings = build.settings
    build_file.hold_build_lock(settings)
    rows = {
        "alert_rule": [row_of(rule) for rule in rules_of(settings)],
        "alert_before": alerts_before(settings),
        "held_back": held_back_before(settings),
    }
    with build_file.connect(settings) as con:
        create_tables(con)
        for table, (key, _) in TABLES.items():
            replace_all(con, table, rows[table])
            distinct = con.execute(f"select count(distinct ({key})) from landing.{table}").fetchone()
            yield dg.MaterializeResult(
                asset_key=["landing", table],
                metadata=table_metadata(con, f"landing.{table}"),
                check_results=[
                    dg.AssetCheckResult(
                        asset_key=["landing", table],
                        check_name=CHECK,
                        passed=distinct == (count_rows(con, table),),
                    )
                ],
            )


def rules_of(settings: Settings) -> list[Rule]:
    try:
        return read_rules(settings.alert_rules)
    except RulesRefused as refused:
        raise dg.Failure(str(refused), allow_retries=False) from refused


def row_of(rule: Rule) -> dict[str, object]:
    return {
        "rule_id": rule.id,
        "indicator_code": rule.indicator,
        "place_key": rule.place,
        "limit_value": rule.limit,
    } | rule.model_dump(include={"kind", "severity", "name_vi", "name_en", "factor"})


@dg.asset(
    key=MESSAGES,
    group_name=HANDING_OUT,
    deps=[dg.AssetKey(["publish", "warehouse"])],
    description="The alerts that are due, sent to the addresses of THUOCDO_ALERT_URLS; none by default.",
    owners=[OWNER],
    kinds={"python"},
    check_specs=[dg.AssetCheckSpec(ARRIVED, asset=MESSAGES, description="Every address took what it was sent.")],
)
def messages(build: Build) -> dg.MaterializeResult:
    deliveries = send_due(build.settings)
    lost = [f"{delivery.address} ({delivery.kind})" for delivery in deliveries if not delivery.arrived]
    return dg.MaterializeResult(
        metadata={
            "messages": len(deliveries),
            "alerts": sum(delivery.alerts for delivery in deliveries if delivery.arrived),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name=ARRIVED,
                passed=not lost,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"not_taken": lost},
            )
        ],
    )
