"""What the invented rows share: two places, a document's text, a day. Every name says that it is test data."""

from datetime import date
from typing import Any

Row = dict[str, Any]
Rows = dict[str, list[Row]]

PLACE, TOWN, BARE = "T1-2004", "901-2004", "T2-2004"
LONE_UNIT = "||Đơn vị thử|"
SCRIPT_TITLE = "<script>alert('thử')</script> ![ảnh](http://ngoai.example/x.png) **đậm**"
SENTENCE = "Tỉnh Thử Nghiệm số hóa đạt trên 89,27% trong 9 tháng năm 2024."
TEXT = f"Mở đầu bài thử. {SENTENCE} Câu sau <b>không đậm</b>."
DAY = date(2024, 9, 30)
NINE_MONTHS = {"period_start": date(2024, 1, 1), "period_end": DAY, "period_type": "ytd", "period_basis": "stated"}
OF_PLACE = {"place_key": PLACE, "place_code": "T1", "place_name": "Thử Nghiệm", "place_level": "province"}
