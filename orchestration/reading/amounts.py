"""Counts, scores, money and steps: a number with what it counts beside it."""

import re

from orchestration.reading.numerals import DECIMAL, GROUPED_DOTS, Quantity, scaled_value

PLACES_MOVED = re.compile(r"\s*(?:hạng|vị trí|thứ hạng)\b")
STEPS = re.compile(r"\s*bậc\b")
POINTS = re.compile(
    r"\s*điểm\b(?!\s*(?:cầu|phục vụ|đến|bưu|truy cập|giao dịch|chấp nhận|phát|cung cấp|đặt|tiếp"
    r"|đại lý|hỗ trợ|hướng dẫn|thanh toán|thu|đăng ký|di tích|du lịch|wifi|sinh hoạt|camera|trực"
    r"|trường|bán|nóng|dân|xã|phường|thôn|bản|kết nối|mạng"
    r"|là (?:các|những)))"
)
# "với quy mô 120 điểm": so many places
SPREAD = re.compile(r"quy mô(?:\s[^\W\d]+){0,3}\s$")
MONEY = re.compile(r"\s*(?:đồng|vnđ|vnd)\b")
OTHER_UNIT = re.compile(
    r"\s*(?:usd|đô la|giờ|tiếng(?!\s(?:anh|việt|dân|nói|trung))|euro|mbps|gbps|kbps|mb|gb|tb|mw|kw|m2|km|ha|tấn)\b"
)
A_WORD = re.compile(r"\s*[a-zà-ỹđ]")
PLACES_COUNTED = re.compile(r"\s*(?:tỉnh|địa phương)")
AT_THE_TOP = re.compile(r"\s*(?:tỉnh|địa phương)[^.;:]{0,50}?(?:dẫn đầu|đứng|cao nhất|thấp nhất|xếp|tốt nhất)")
AMOUNTS_TO = re.compile(
    r"(?<!\w)tổng (?:số\s)?(?:[^\W\d]+\s){1,4}$|(?<!\w)(?:là|đạt|lên|còn|xuống|thành)\s(?:\w+\s)?$|:\s*$"
)
# "giấy phép lái xe (2,4 triệu)"
NAMED = re.compile(r"[^\W\d]\s\($")
# "với điểm số 67,21, Lào Cai …"
POINTS_LED = re.compile(
    r"(?<!\w)(?:điểm số|số điểm|mức điểm|tổng điểm|điểm trung bình|điểm bình quân)"
    r"(?:\s(?:đạt|là|được|chỉ|của \w+|pci|dti|papi|sipas|par index))*\s$"
)
# "cao hơn mức trung bình của cả nước là 42,3265": so exact is an index alone
INDEX_VALUE = re.compile(r"\d{1,3},\d{4}")
AN_INDEX = re.compile(r"(?<!\w)(?:điểm|papi|pci|pgi|dti|par index|hiệu quả quản trị)(?!\w)")
# "Số doanh nghiệp công nghệ số là 486, …"
NUMBER_OF = re.compile(
    r"(?<!\w)(?<!tỷ lệ )(?<!chữ ký )số (?:lượng )?(?!này|đó|điểm|hóa)(?:[^\W\d]+\s){1,8}(?:là|đạt|lên|còn)\s$"
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
    moved = PLACES_MOVED.match(following) and MOVED.search(low, max(0, begin - 24), begin)
    if moved or STEPS.match(following):
        return Quantity(begin, stop, "places", "rank", value)
    if POINTS.match(following) and not SPREAD.search(low, max(start, begin - 30), begin):
        return Quantity(begin, stop, "points", "points", value)
    if MONEY.match(following):
        return Quantity(begin, stop, "money", "vnd", value)
    if OTHER_UNIT.match(following):
        return Quantity(begin, stop, "other", "other", value)
    if following.lstrip().startswith("ngày") and ON_AVERAGE.search(low, max(0, begin - 80), begin):
        return Quantity(begin, stop, "days", "other", value)
    counted = A_WORD.match(following)
    if DATED_COUNT.match(following) and GROUPED_DOTS.fullmatch(match["n"]):
        return Quantity(begin, stop, "count", "count", value)
    if not counted and POINTS_LED.search(low, max(start, begin - 30), begin):
        return Quantity(begin, stop, "points", "points", value)
    if INDEX_VALUE.fullmatch(match["n"]) and AN_INDEX.search(low, start, begin):
        return Quantity(begin, stop, "points", "points", value)
    if following.startswith(")") and NAMED.search(low, max(start, begin - 20), begin) and not match["n"].isdigit():
        return Quantity(begin, stop, "count", "count", value)
    if not following.strip() and LABELLED.search(low, max(start, begin - 24), begin):
        return Quantity(begin, stop, "count", "count", value)
    if not counted and NUMBER_OF.search(low, max(start, begin - 80), begin):
        return Quantity(begin, stop, "count", "count", value)
    is_large = GROUPED_DOTS.fullmatch(match["n"]) is not None or not DECIMAL.fullmatch(match["n"])
    if not counted and is_large and AMOUNTS_TO.search(low, max(0, begin - 24), begin):
        return Quantity(begin, stop, "count", "count", value)
    if not counted and PARTED_FROM.match(following) and parted(low, start, begin, is_large):
        return Quantity(begin, stop, "count", "count", value)
    if not counted:
        return None
    if PLACES_COUNTED.match(following) and AT_THE_TOP.match(following):
        return None
    if not_counted.match(following) and not (
        PLACES_COUNTED.match(following)
        and (UNITS_THAT.search(low, max(0, begin - 5), begin) or UNITS_DID.match(following))
    ):
        return None  # but "có 21 tỉnh, thành phố giảm điểm" counts them
    return Quantity(begin, stop, "count", "count", value)


def parted(low: str, start: int, begin: int, is_large: bool) -> bool:
    """ "1.859 thủ tục (cấp tỉnh 1.461, cấp huyện 265)": a part of what was counted, in brackets behind its name."""
    inside = low.rfind("(", start, begin) > low.rfind(")", start, begin)
    return inside and (is_large or OF_A_TIER.search(low, max(start, begin - 16), begin) is not None)
