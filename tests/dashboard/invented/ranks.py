"""One index over two bases."""

from typing import Any

from tests.dashboard.invented.names import BARE, PLACE, Row, Rows


def rank(year: int, place: str, key: str, value: int, base: int, **more: Any) -> Row:
    usual = {
        "index_code": "dti",
        "year": year,
        "place_key": key,
        "place_name": place,
        "rank": value,
        "rank_base": base,
        "is_band": False,
        "framework_version": "thử",
        "n_sources": 1,
        "agreement": "single",
        "is_break": False,
        "evidence": "r1:rank",
        "document_id": "doc3",
    }
    return usual | more


ROWS: Rows = {
    "kpi_rank_history": [
        rank(2021, "Thử Nghiệm", PLACE, 14, 63),
        rank(2022, "Thử Nghiệm", PLACE, 13, 63, previous_year=2021, previous_rank=14, places_gained=1),
        rank(2024, "Thử Nghiệm", PLACE, 9, 34, previous_year=2022, previous_rank=13, is_break=True),
        rank(2022, "Chưa Có Số", BARE, 13, 63),
        *(rank(2022, f"Nơi Thử {i}", BARE, i, 63) for i in range(1, 13)),
    ],
}
