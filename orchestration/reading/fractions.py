"""The part and the whole of a share, where the text tells them."""

import re

from orchestration.reading.numerals import Quantity
from orchestration.reading.scene import Scene

SHARE_OF_PART = re.compile(
    r"[^.;,]{0,60}?,?\s*(?:\(|chiếm|đạt|tương đương|tương ứng|bằng)"
    r"\s*(?:(?:với|tỷ lệ|tỉ lệ|khoảng|gần|trên|hơn)\s*){0,3}"
)
# "1.913 hệ thống của các bộ, ngành được phê duyệt cấp độ, đạt 61,9%"
SHARE_AT_THE_END = re.compile(
    r"[^.;\d(]{0,160}?,\s*(?:đạt|chiếm|tương đương|tương ứng|bằng)"
    r"\s*(?:(?:với|tỷ lệ|tỉ lệ|khoảng|gần|trên|hơn)\s*){0,3}"
)
# "tăng thêm 40 doanh nghiệp, đạt 85% kế hoạch": of the plan, and not of what was counted
OF_A_PLAN = re.compile(r"\s(?:của\s|so với\s)?(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán)(?!\w)")
WHOLE_OF_SHARE = re.compile(r"\s*(?:trong|trên|của)?\s*tổng\s(?:số\s)?$")


def with_fraction(scene: Scene, position: int) -> Quantity:
    """ "1.427 dịch vụ (75%)": a share told right after its part; its whole when one told nearby gives it."""
    quantity = scene.quantities[position]
    if quantity.sort != "percent":
        return quantity
    if position + 1 < len(scene.quantities):
        whole = scene.quantities[position + 1]
        between = scene.low[quantity.end : whole.start]
        if whole.unit == "count" and whole.denominator is None and WHOLE_OF_SHARE.fullmatch(between):
            return quantity._replace(denominator=whole.value)
    part = scene.quantities[position - 1] if position else None
    if part is None or part.unit != "count" or part.denominator:
        return quantity
    between = scene.low[part.end : quantity.start]
    if not (SHARE_OF_PART.fullmatch(between) or SHARE_AT_THE_END.fullmatch(between)):
        return quantity
    if OF_A_PLAN.match(scene.low, quantity.end, scene.end):
        return quantity
    told = (*scene.quantities[: position - 1], *scene.context.counts)
    return quantity._replace(numerator=part.value, denominator=whole_among(told, part, quantity))


def whole_among(told: tuple[Quantity, ...], part: Quantity, share: Quantity) -> float | None:
    """The count told last of which the part is that share, to the digits shown."""
    rounding = 0.5 * 10 ** -decimals_of(share.value) + 1e-9
    wholes = (q.value for q in reversed(told) if q.unit == "count")
    return next((whole for whole in wholes if whole and abs(100 * part.value / whole - share.value) <= rounding), None)


def decimals_of(value: float) -> int:
    return next((n for n in (0, 1, 2) if abs(value - round(value, n)) < 1e-9), 3)
