"""One card of one body."""

from datetime import date
from typing import Any

from tests.dashboard.invented.names import DAY, OF_PLACE, Row, Rows


def card_line(kind: str, group: str | None, criterion: str | None, **more: Any) -> Row:
    usual = {
        "scorecard_line_id": f"{kind}{group}{criterion}",
        "card_id": "the1",
        "scorecard_code": "qd766",
        "version": "thử",
        "line_kind": kind,
        "group_code": group,
        "criterion_code": criterion,
        "position": 1,
        "name_vi": f"Dòng thử {criterion or group or 'chung'}",
        "name_en": f"Test line {criterion or group or 'whole'}",
        "body_kind": "department",
        "organisation": "Sở Thử Chấm Điểm",
        "max_points": 20.0,
        "missing_points": 0.0,
        "status": "scored",
        "n_missing": 0,
        "points_check": "not_checkable",
        "is_confirmed_law": kind != "criterion",
        "period_start": date(2024, 1, 1),
        "period_end": DAY,
        "evidence": "s1",
    }
    return OF_PLACE | usual | more


ROWS: Rows = {
    "kpi_scorecard": [
        card_line(
            "total",
            None,
            None,
            points=18.86,
            lost_points=1.14,
            max_points=24.0,
            missing_points=4.0,
            n_missing=1,
            next_criterion_code="c1",
            next_points=1.0,
            next_rate=5.0,
            n_next=471,
            counted_vi="hồ sơ",
            counted_en="dossiers",
        ),
        card_line("group", "g1", None, position=1, points=18.86, lost_points=1.14),
        card_line(
            "criterion",
            "g1",
            "c1",
            position=1,
            points=18.86,
            lost_points=1.14,
            numerator=8880.0,
            denominator=9415.0,
            value_rate=94.32,
            next_criterion_code="c1",
            next_points=1.0,
            next_rate=5.0,
            n_next=471,
            counted_vi="hồ sơ",
            counted_en="dossiers",
            formula_vi="cách tính thử",
            formula_en="test formula",
        ),
        card_line(
            "criterion",
            "g1",
            "c2",
            position=2,
            status="missing",
            max_points=4.0,
            missing_points=4.0,
            n_missing=1,
            formula_vi="cách tính thử",
            formula_en="test formula",
        ),
    ],
}
