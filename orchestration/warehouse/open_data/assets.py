"""The release as a Dagster asset: made anew after each publish."""

import dagster as dg

from orchestration.resources import Build
from orchestration.warehouse.open_data.release import release_open_data
from orchestration.warehouse.published import HANDING_OUT

OPEN_DATA = dg.AssetKey([HANDING_OUT, "open_data"])
CHECK = "every_table_has_rows"


@dg.asset(
    key=OPEN_DATA,
    group_name=HANDING_OUT,
    deps=[dg.AssetKey(["publish", "warehouse"])],
    description="open_data/: the flagged tables as Parquet and CSV, with a data package, a catalogue and a dictionary.",
    owners=["team:data-engineering"],
    kinds={"parquet", "csv"},
    check_specs=[dg.AssetCheckSpec(CHECK, asset=OPEN_DATA, description="No table of the release is empty.")],
)
def open_data(build: Build) -> dg.MaterializeResult:
    resources = release_open_data(build.settings)
    empty = [resource.table.name for resource in resources if not resource.rows]
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(resource.rows for resource in resources),
            "path": dg.MetadataValue.path(str(build.settings.open_data)),
            "bytes": sum(resource.csv.bytes + resource.parquet.bytes for resource in resources),
            "tables": len(resources),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name=CHECK, passed=not empty, severity=dg.AssetCheckSeverity.WARN, metadata={"empty": empty}
            )
        ],
    )
