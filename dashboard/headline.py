"""The few indicators that stand first on a place's overview."""

from collections.abc import Sequence

from dashboard.rows.kpis import Kpi

# what a head of department is asked about first; a place that lacks some shows its next best judged ones
FIRST_ASKED = (
    "dti_rank",
    "on_time_rate",
    "end_to_end_dossier_rate",
    "online_filing_rate",
    "essential_services_25_online_rate",
    "digital_economy_share",
    "satisfaction_rate",
    "digitisation_rate",
    "par_index_rank",
)
DIALS = 5


def headline(kpis: Sequence[Kpi]) -> list[Kpi]:
    """At most five: those asked about first, then those with a target, as the query orders them."""
    asked = {code: i for i, code in enumerate(FIRST_ASKED)}
    return sorted(kpis, key=lambda kpi: asked.get(kpi.indicator_code, len(asked)))[:DIALS]
