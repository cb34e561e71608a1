"""One aim, of the whole country."""

from datetime import date

from tests.dashboard.invented.names import BARE, DAY, OF_PLACE, Rows

ROWS: Rows = {
    "fct_target": [
        {
            "target_id": "a1",
            "indicator_code": "digitisation_rate",
            "place_key": "VN",
            "place_name": "Việt Nam",
            "place_level": "national",
            "due_on": date(2025, 12, 31),
            "comparator": "at_least",
            "value": 90.0,
            "unit": "percent",
            "policy_document": "QĐ thử",
            "evidence_id": "a1",
        }
    ],
    "kpi_target_progress": [
        OF_PLACE
        | {
            "period_start": date(2024, 1, 1),
            "period_end": DAY,
            "target_id": "a1",
            "indicator_code": "digitisation_rate",
            "name_vi": "Chỉ số thử digitisation_rate",
            "name_en": "Test indicator digitisation_rate",
            "direction": "higher",
            "is_national": True,
            "policy_document": "QĐ thử",
            "due_on": date(2025, 12, 31),
            "comparator": "at_least",
            "target": 90.0,
            "unit": "percent",
            "value": 89.27,
            "qualifier": "over",
            "gap_points": -0.73,
            "months_ahead": -2.5,
            "state": "at_risk",
            "why": "Lý do thử của mục tiêu.",
            "target_evidence": "a1",
            "value_evidence": "s1",
            "evidence": "s1",
        },
        {
            "target_id": "a1",
            "indicator_code": "digitisation_rate",
            "name_vi": "Chỉ số thử digitisation_rate",
            "name_en": "Test indicator digitisation_rate",
            "direction": "higher",
            "place_key": BARE,
            "place_name": "Chưa Có Số",
            "is_national": True,
            "policy_document": "QĐ thử",
            "due_on": date(2025, 12, 31),
            "comparator": "at_least",
            "target": 90.0,
            "unit": "percent",
            "state": "cannot_be_judged",
            "why": "Chưa có số thử.",
            "target_evidence": "a1",
            "evidence": "a1",
        },
    ],
}
