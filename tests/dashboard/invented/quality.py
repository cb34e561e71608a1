"""Scores, findings, a jump and a correction."""

from datetime import date
from typing import Any

from tests.dashboard.invented.names import DAY, OF_PLACE, PLACE, SCRIPT_TITLE, Row, Rows


def score(dimension: str, scope: str, **more: Any) -> Row:
    counts = {f"n_{quality}_{what}": 10 for quality in ("dung", "du", "sach", "song") for what in ("checked", "held")}
    usual = {"dimension": dimension, "scope": scope, "scope_name": f"Phạm vi thử {scope}", "n_findings": 0}
    return usual | counts | {"dung": 100.0, "du": 100.0, "sach": 100.0, "song": None} | more


ROWS: Rows = {
    "correction": [
        {
            "correction_id": "thu",
            "evidence_id": "s2",
            "action": "override",
            "expected_value": 85.0,
            "corrected_value": 86.0,
            "reason_vi": "Lý do đính chính thử <b>.",
            "decided_by": "Người thử",
            "decided_on": date(2024, 10, 20),
            "document_id": "doc2",
            "document_path": "articles/doc2.txt",
        }
    ],
    "dq_value_jump": [
        OF_PLACE
        | {
            "indicator_code": "digitisation_rate",
            "period_end": DAY,
            "unit": "percent",
            "value": 89.27,
            "previous_value": 8.9,
            "previous_period_end": date(2023, 9, 30),
            "step": 80.37,
            "n_earlier_steps": 0,
            "why": "Bước nhảy thử.",
            "evidence": "s1",
            "previous_evidence": "s3",
        }
    ],
    "dq_score": [
        score("all", "all", du=46.4, n_du_held=4, n_findings=2),
        score("source", "test", n_findings=1),
        score("place", PLACE, place_key=PLACE, n_findings=1),
    ],
    "dq_finding": [
        {
            "finding_id": "f1",
            "quality": "du",
            "check_code": "period_known",
            "source_id": "test",
            "indicator_code": "digitisation_rate",
            "why": SCRIPT_TITLE,
            "evidence": "s1",
            "document_path": "articles/doc1.txt",
        },
        {
            "finding_id": "f2",
            "quality": "du",
            "check_code": "expected_cell",
            "place_key": PLACE,
            "place_name": "Thử Nghiệm",
            "why": "Chưa có số thử.",
        },
    ],
    "dq_finding_scope": [
        {"dimension": "all", "scope": "all", "finding_id": "f1"},
        {"dimension": "all", "scope": "all", "finding_id": "f2"},
        {"dimension": "source", "scope": "test", "finding_id": "f1"},
        {"dimension": "place", "scope": PLACE, "finding_id": "f2"},
    ],
}
