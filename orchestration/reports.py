"""The monthly reports as a Dagster asset: made anew after each publish."""

import dagster as dg

from orchestration.resources import Build
from orchestration.warehouse.published import HANDING_OUT

REPORTS = dg.AssetKey([HANDING_OUT, "reports"])
CHECK = "every_place_has_every_form"


@dg.asset(
    key=REPORTS,
    group_name=HANDING_OUT,
    deps=[dg.AssetKey(["publish", "warehouse"])],
    description="The month's report of each province with figures, as HTML, PDF and Word, into reports/.",
    owners=["team:data-engineering"],
    kinds={"html", "pdf", "word"},
    check_specs=[dg.AssetCheckSpec(CHECK, asset=REPORTS, description="Each report stands in every form.")],
)
def reports(build: Build) -> dg.MaterializeResult:
    # the app's rooms take half a second to load, and most builds write no report
    from dashboard.report.files import FORMS, write_reports

    settings = build.settings
    written = write_reports(settings.warehouse, settings.reports, settings.report_places.split())
    whole = all(path.stat().st_size for path in written) and len(written) % len(FORMS) == 0
    return dg.MaterializeResult(
        metadata={
            "files": len(written),
            "bytes": sum(path.stat().st_size for path in written),
            "path": dg.MetadataValue.path(str(settings.reports)),
        },
        check_results=[dg.AssetCheckResult(check_name=CHECK, passed=whole)],
    )
