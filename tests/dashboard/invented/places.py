"""The build, two provinces and a town, and what is measured of them."""

from datetime import date, datetime
from typing import Any

from tests.dashboard.invented.names import BARE, PLACE, TOWN, Row, Rows


def place(key: str, name: str, level: str = "province", **more: Any) -> Row:
    usual = {"place_key": key, "place_code": key[:2], "name_vi": name, "name_en": f"{name} (en)", "level": level}
    return usual | {"type": "Tỉnh", "parent_key": "VN", "region": "Vùng Thử", "valid_to": None} | more


ROWS: Rows = {
    "build_info": [
        {"build_id": "20240101T000000Z-thu00001", "built_at": datetime(2024, 11, 1, 1, 30), "raw_files": 3},
    ],
    "dim_place": [
        place(PLACE, "Thử Nghiệm", valid_to=date(2025, 6, 30)),
        place(BARE, "Chưa Có Số"),
        place(TOWN, "Thử Nghiệm", "district", type="Thành phố", parent_key=PLACE),
    ],
    "dim_indicator": [
        {"indicator_code": code, "name_vi": f"Chỉ số thử {code}", "name_en": f"Test indicator {code}", "unit_vi": unit}
        for code, unit in [("digitisation_rate", "%"), ("dti_rank", "hạng"), ("services_offered", "dịch vụ")]
    ],
}
