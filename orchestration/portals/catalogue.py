"""What an open-data portal answers about its publishers (CKAN's organization_list with all fields): who shares data.

Pure. An agency that is listed and shares nothing counts in the whole: that is what the share is of.
"""

import json
from dataclasses import dataclass
from typing import Any

MOST_AGENCIES = 10_000


class NotCatalogue(ValueError):
    """The text is no answer of this kind; the message says what is missing, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Publishers:
    """How many agencies a portal lists, how many of them share data, and how many data sets they share together."""

    listed: int
    sharing: int
    datasets: int

    @property
    def rate(self) -> float:
        return round(100 * self.sharing / self.listed, 2)


def read_publishers(text: str) -> Publishers:
    """Raises NotCatalogue."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotCatalogue("Tệp không phải JSON hợp lệ.") from error
    agencies = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(answer, dict) or answer.get("success") is not True or not isinstance(agencies, list):
        raise NotCatalogue("Không thấy danh sách cơ quan (`success: true`, `result: […]`) trong câu trả lời.")
    if not 0 < len(agencies) <= MOST_AGENCIES:
        raise NotCatalogue(f"Danh sách có {len(agencies)} cơ quan, không tính được tỷ lệ.")
    named = {name_of(agency): datasets_of(agency) for agency in agencies}
    if len(named) != len(agencies):
        raise NotCatalogue("Một cơ quan có mặt hai lần trong danh sách.")
    return Publishers(len(named), sum(n > 0 for n in named.values()), sum(named.values()))


def name_of(agency: Any) -> str:
    name = agency.get("name") or agency.get("title") if isinstance(agency, dict) else None
    if not isinstance(name, str):
        raise NotCatalogue("Có cơ quan không có tên (`name`).")
    return name


def datasets_of(agency: dict[str, Any]) -> int:
    """A number that is not there is not nought."""
    count = agency.get("package_count")
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise NotCatalogue(f"Cơ quan “{str(agency.get('title') or agency.get('name'))[:60]}” không có `package_count`.")
    return count
