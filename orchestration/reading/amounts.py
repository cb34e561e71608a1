"""Counts, scores, money and steps: a number with what it counts beside it."""

import re

from orchestration.reading.leads import Sought
from orchestration.reading.numerals import DECIMAL, GROUPED_DOTS, Quantity, scaled_value

UNIT = re.compile(
    r"\s*(?:(?P<places>(?:hạng|vị trí|thứ hạng)\b)"
    r"|(?P<steps>bậc\b)"
    r"|(?P<points>điểm\b(?!\s*(?:cầu|phục vụ|đến|bưu|truy cập|giao dịch|chấp nhận|phát|cung cấp|đặt|tiếp"
    r"|đại lý|hỗ trợ|hướng dẫn|thanh toán|thu|đăng ký|di tích|du lịch|wifi|sinh hoạt|camera|trực"
    r"|trường|bán|nóng|dân|xã|phường|thôn|bản|kết nối|mạng|là (?:các|những))))"
    r"|(?P<money>(?:đồng|vnđ|vnd)\b)"
    r"|(?P<other>(?:usd|đô la|giờ|tiếng(?!\s(?:anh|việt|dân|nói|trung))"
    r"|euro|mbps|gbps|kbps|mb|gb|tb|mw|kw|m2|km|ha|tấn)\b))"
)
# "với quy mô 120 điểm": so many places
SPREAD = re.compile(r"quy mô(?:\s[^\W\d]+){0,3}\s$")
A_WORD = re.compile(r"\s*[a-zà-ỹđ]")
PLACES_COUNTED = re.compile(r"\s*(?:tỉnh|địa phương)")
AT_THE_TOP = re.compile(r"\s*(?:tỉnh|địa phương)[^.;:]{0,50}?(?:dẫn đầu|đứng|cao nhất|thấp nhất|xếp|tốt nhất)")
AMOUNTS_TO = re.compile(
    r"(?<!\w)tổng (?:số\s)?(?:[^\W\d]+\s){1,4}$|(?<!\w)(?:là|đạt|lên|còn|xuống|thành)\s(?:\w+\s)?$|:\s*$"
)
# "giấy phép lái xe (2,4 triệu)"
NAMED = re.compile(r"[^\W\d]\s\($")
# "với điểm số 67,21, Lào Cai …"
POINTS_LED = Sought(
    re.compile(
        r"(?<!\w)(?:điểm số|số điểm|mức điểm|tổng điểm|điểm trung bình|điểm bình quân)"
        r"(?:\s(?:đạt|là|được|chỉ|của \w+|pci|dti|papi|sipas|par index))*\s$"
    ),
    ("điểm",),
)
# "cao hơn mức trung bình của cả nước là 42,3265": so exact is an index alone
INDEX_VALUE = re.compile(r"\d{1,3},\d{4}")
AN_INDEX = re.compile(r"(?<!\w)(?:điểm|papi|pci|pgi|dti|par index|hiệu quả quản trị)(?!\w)")
# "Số doanh nghiệp công nghệ số là 486, …"
NUMBER_OF = Sought(
    re.compile(
        r"(?<!\w)(?<!tỷ lệ )(?<!chữ ký )số (?:lượng )?(?!này|đó|điểm|hóa)(?:[^\W\d]+\s){1,8}(?:là|đạt|lên|còn)\s$"
    ),
    ("số ",),
)
PARTED_FROM = re.compile(r"\s?[,;)]")
OF_A_TIER = re.compile(r"cấp (?:tỉnh|sở|huyện|xã|thôn|thành phố)\s?:?\s$")
LABELLED = re.compile(r"[^\W\d]\)?\s?:\s?$")
DATED_COUNT = re.compile(r"\s*(?:vào\s)?năm\s(?:19|20)\d{2}")
UNITS_DID = re.compile(r"\s*(?:tỉnh|địa phương)(?:,? thành(?: phố)?)?\s(?:đã|chưa|có|đạt|được)(?!\w)")
UNITS_THAT = re.compile(r"(?<!\w)(?:có|còn|với|gồm|thêm)\s$")
MOVED = re.compile(r"(?:tăng|giảm|thăng|tụt|lùi|rớt|xuống|vượt|hạ|nhảy)(?:\s[^\s\d,.;]+){0,2}\s$")
ON_AVERAGE = re.compile(r"thời gian[^.;]{0,40}(?:trung bình|bình quân)[^.;\d]{0,30}$")


def amount(
    match: re.Match[str], low: str, start: int, end: int, magnitudes: dict[str, float], not_counted: re.Pattern[str]
) -> Quantity | None:
    """Counts, scores, money and rank changes: a number with what it counts behind it."""
    begin, stop = match.span("n")
    value = scaled_value(match["n"], magnitudes)
    if value is None:
        return None
    if low.startswith("thứ ", max(0, begin - 4)):
        return None  # an ordinal counts nothing
    following = low[stop : min(end, stop + 40)]
    behind = UNIT.match(following)
    unit = behind.lastgroup if behind else None
    if unit == "steps" or (unit == "places" and MOVED.search(low, max(0, begin - 24), begin)):
        return Quantity(begin, stop, "places", "rank", value)
    if unit == "points" and not SPREAD.search(low, max(start, begin - 30), begin):
        return Quantity(begin, stop, "points", "points", value)
    if unit == "money":
        return Quantity(begin, stop, "money", "vnd", value)
    if unit == "other":
        return Quantity(begin, stop, "other", "other", value)
    if following.lstrip().startswith("ngày") and ON_AVERAGE.search(low, max(0, begin - 80), begin):
        return Quantity(begin, stop, "days", "other", value)
    if INDEX_VALUE.fullmatch(match["n"]) and AN_INDEX.search(low, start, begin):
        return Quantity(begin, stop, "points", "points", value)
    if A_WORD.match(following) is None:
        if POINTS_LED.search(low, max(start, begin - 30), begin):
            return Quantity(begin, stop, "points", "points", value)
        counts = counts_alone(match["n"], low, start, begin, following)
        return Quantity(begin, stop, "count", "count", value) if counts else None
    if DATED_COUNT.match(following) and GROUPED_DOTS.fullmatch(match["n"]):
        return Quantity(begin, stop, "count", "count", value)
    if PLACES_COUNTED.match(following) and AT_THE_TOP.match(following):
        return None
    if not_counted.match(following) and not (
        PLACES_COUNTED.match(following)
        and (UNITS_THAT.search(low, max(0, begin - 5), begin) or UNITS_DID.match(following))
    ):
        return None  # but "có 21 tỉnh, thành phố giảm điểm" counts them
    return Quantity(begin, stop, "count", "count", value)


def counts_alone(written: str, low: str, start: int, begin: int, following: str) -> bool:
    """Whether a number counts something though nothing that is counted stands behind it."""
    if following.startswith(")") and NAMED.search(low, max(start, begin - 20), begin) and not written.isdigit():
        return True
    if not following.strip() and LABELLED.search(low, max(start, begin - 24), begin):
        return True
    if NUMBER_OF.search(low, max(start, begin - 80), begin):
        return True
    is_large = GROUPED_DOTS.fullmatch(written) is not None or not DECIMAL.fullmatch(written)
    if is_large and AMOUNTS_TO.search(low, max(0, begin - 24), begin):
        return True
    return PARTED_FROM.match(following) is not None and parted(low, start, begin, is_large)


def parted(low: str, start: int, begin: int, is_large: bool) -> bool:
    """ "1.859 thủ tục (cấp tỉnh 1.461, cấp huyện 265)": a part of what was counted, in brackets behind its name."""
    inside = low.rfind("(", start, begin) > low.rfind(")", start, begin)
    return inside and (is_large or OF_A_TIER.search(low, max(start, begin - 16), begin) is not None)
