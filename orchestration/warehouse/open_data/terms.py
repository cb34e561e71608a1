"""What is said of the whole release: its name, its licence, who publishes it and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

TITLE_VI = "Thước Đo: số liệu chuyển đổi số cấp tỉnh, có nguồn"
TITLE_EN = "Thước Đo: provincial digital-transformation figures of Viet Nam, each with its source"
ABOUT_VI = "Chỉ số, thứ hạng, mục tiêu và kết quả thủ tục hành chính của các tỉnh, mỗi số kèm nơi nó được đọc."
ABOUT_EN = "Indicators, ranks, aims and results of administrative procedures, each number with where it was read."
LICENCE = "CC-BY-4.0"
LICENCE_NAME = "Creative Commons Attribution 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Release:
    """One release: the build it is made of, the address it will stand at, and the sources of its figures."""

    build_id: str
    built_at: datetime
    address: str
    publisher: str
    sources: Sequence[Mapping[str, str]]
