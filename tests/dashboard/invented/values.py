"""Values told by several sources, and those that stand."""

from datetime import date
from typing import Any

from tests.dashboard.invented.names import DAY, NINE_MONTHS, OF_PLACE, PLACE, TOWN, Row, Rows


def kpi(code: str, value: float, unit: str, evidence: str, **more: Any) -> Row:
    usual = {
        "indicator_code": code,
        "name_vi": f"Chỉ số thử {code}",
        "name_en": f"Test indicator {code}",
        "pillar": "digital_government",
        "direction": "higher",
        "place_key": PLACE,
        "place_code": "T1",
        "place_name": "Thử Nghiệm",
        "scope_level": "province",
        "value": value,
        "unit": unit,
        "qualifier": "exact",
        "rate_basis": "unknown",
        "check_status": "not_checkable",
        "n_sources": 1,
        "agreement": "single",
        "freshness_days": 400,
        "evidence": evidence,
        "evidence_kind": "sentence",
        "document_id": "doc1",
    }
    return usual | NINE_MONTHS | more


def observation(identity: str, code: str, value: float, document: str, **more: Any) -> Row:
    usual = {
        "observation_id": identity,
        "cluster_id": identity,
        "indicator_code": code,
        "value": value,
        "original_value": value,
        "unit": "percent",
        "qualifier": "exact",
        "rate_basis": "unknown",
        "check_status": "not_checkable",
        "source_kind": "article",
        "statement_id": identity,
        "evidence_id": identity,
        "document_id": document,
        "source_id": "test",
        "published_on": date(2024, 10, 5),
        "is_official": False,
    }
    return usual | OF_PLACE | NINE_MONTHS | more


ROWS: Rows = {
    "fct_observation": [
        observation("s1", "digitisation_rate", 89.27, "doc1", qualifier="over"),
        observation("s2", "digitisation_rate", 85.0, "doc2", cluster_id="s1"),
        observation("s3", "digitisation_rate", 80.0, "doc2", period_end=date(2023, 9, 30)),
        observation("s4", "digitisation_rate", 71.5, "doc2", period_end=date(2022, 9, 30)),
    ],
    "reconciliation": [
        {
            "cluster_id": identity,
            "indicator_code": "digitisation_rate",
            "place_key": PLACE,
            "place_level": "province",
            "period_start": date(2024, 1, 1),
            "period_end": end,
            "rate_basis": "unknown",
            "status": status,
            "chosen_observation_id": identity,
            "why": "Lý do thử.",
        }
        for identity, end, status in [
            ("s1", DAY, "conflict"),
            ("s3", date(2023, 9, 30), "single"),
            ("s4", date(2022, 9, 30), "single"),
        ]
    ],
    "kpi_current": [
        kpi(
            "digitisation_rate",
            89.27,
            "percent",
            "s1",
            qualifier="over",
            numerator=8927.0,
            denominator=10000.0,
            agreement="conflict",
            n_sources=2,
            target=90.0,
            target_comparator="at_least",
            target_met=False,
            target_state="at_risk",
            target_why="Lý do thử của mục tiêu.",
            target_gap=-0.73,
            target_months_ahead=-2.5,
            due_on=date(2025, 12, 31),
            target_evidence="a1",
            target_is_national=True,
            trend="up",
            previous_value=80.0,
            previous_period_end=date(2023, 9, 30),
        ),
        kpi("dti_rank", 13.0, "rank", "r1:rank", direction="lower", pillar="composite_index", denominator=63.0),
        kpi("services_offered", 1427.0, "count", "s1", period_start=None, period_end=None, freshness_days=None),
        *(kpi(f"thu_{i}", float(i), "count", "s1") for i in range(4)),
        kpi("services_offered", 7.0, "count", "s1", place_key=TOWN, scope_level="district"),
    ],
}
