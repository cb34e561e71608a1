"""How case files were handled."""

from datetime import date
from typing import Any

from tests.dashboard.invented.names import NINE_MONTHS, OF_PLACE, Row, Rows


def month(at: date, derived_by: str, on_time: int | None, late: int | None, **more: Any) -> Row:
    rate = round(100 * on_time / (on_time + late), 2) if on_time is not None and late is not None else None
    usual = {
        "month": at,
        "derived_by": derived_by,
        "resolved_on_time": on_time,
        "resolved_late": late,
        "on_time_rate": rate,
        "rate_basis": "resolved",
        "evidence": "m1:stated_on_time_rate",
        "document_id": "doc3",
    }
    return OF_PLACE | usual | more


ROWS: Rows = {
    "fct_tthc_result": [
        OF_PLACE
        | NINE_MONTHS
        | {
            "measure_id": "m1",
            "document_id": "doc3",
            "organisation": None,
            "to_process": 67039,
            "resolved": 65833,
            "resolved_on_time": 65379,
            "resolved_late": 454,
            "stated_on_time_rate": 99.3,
            "on_time_rate": 99.31,
            "rate_basis": "resolved",
            "rate_check": "match",
            "balance_gap": 1206,
            "is_latest": True,
            "is_superseded": False,
        },
        {
            "measure_id": "m2",
            "document_id": "doc3",
            "organisation": "Đơn vị thử",
            "rate_basis": "unknown",
            "is_superseded": False,
        },
    ],
    "kpi_tthc_month": [
        month(date(2024, 1, 1), "ytd_first_month", 990, 10),
        month(date(2024, 2, 1), "ytd_difference", 980, 20),
        month(date(2024, 4, 1), "gap", None, None),
        month(date(2024, 5, 1), "ytd_difference", 970, 30),
        month(date(2024, 6, 1), "as_published", None, None, stated_on_time_rate=97.5, rate_basis="due"),
    ],
}
