"""What a printed cell is worth: counts and rates as Vietnamese, English and spreadsheets write them."""

import re
from typing import Literal

Dialect = Literal["vi", "en"]
Cell = str | float | None

SPACING = re.compile(r"[\s'’]")
EMPTY = frozenset({"", "-", "--", "–", "x", "n/a", "null", "nan", "#n/a"})
BROKEN = re.compile(r"#(?:div/0!|ref!|value!|name\?|num!)", re.IGNORECASE)
GROUPED = re.compile(r"\d{1,3}(?:(?:\.\d{3})+|(?:,\d{3})+)")
WHOLE = {"vi": re.compile(r"\d+,0+"), "en": re.compile(r"\d+\.0+")}
NUMBER = re.compile(r"\(?\d[\d.,\s]*%?\)?")
HIGHEST_RATE, HIGHEST_COUNT = 100.0, 1e12


def count(cell: Cell, dialect: Dialect = "vi") -> tuple[float | None, str | None]:
    """(value, problem) of a count; both null for a cell that shows nothing.

    1.234 as text is 1234. Where a sheet holds the number 1.234, it was 1.234 in text before a program took its dot for
    a decimal point. Groups of three are read in either dialect; what else there is, the source's dialect decides.
    """
    if cell is None:
        return None, None
    if isinstance(cell, int | float):
        return count_held(float(cell))
    if cell.isdecimal() or GROUPED.fullmatch(cell):
        return float(cell.replace(".", "").replace(",", "")), None
    text = SPACING.sub("", cell).removeprefix("(").removesuffix(")")
    if text.lower() in EMPTY:
        return None, None
    if BROKEN.fullmatch(text):
        return None, "ô báo lỗi của bảng tính"
    if text.isdecimal() or GROUPED.fullmatch(text):
        return float(text.replace(".", "").replace(",", "")), None
    if WHOLE[dialect].fullmatch(text):
        return float(re.split(r"[.,]", text)[0]), None
    return None, "không đọc được thành số đếm"


def count_held(value: float) -> tuple[float | None, str | None]:
    if not 0 <= value <= HIGHEST_COUNT:
        return None, "không phải số đếm"
    if value.is_integer():
        return value, None
    thousands = round(value * 1000, 6)
    if value < 1000 and thousands.is_integer():
        return thousands, "bảng tính đã đọc dấu chấm hàng nghìn thành dấu thập phân; hiểu là hàng nghìn"
    return None, "số đếm không thể có phần lẻ"


def rate(cell: Cell, scale: float) -> tuple[float | None, int]:
    """(value 0-100, decimals shown): 99,3%, 99.3 and, in a column of shares of one (scale 100), 0,993."""
    if cell is None:
        return None, 0
    if isinstance(cell, int | float):
        value = round(float(cell) * scale, 4)
        return (value, len(f"{value:.4f}".rstrip("0").partition(".")[2])) if 0 <= value <= HIGHEST_RATE else (None, 0)
    text = re.sub(r"\s", "", cell)
    whole, _, part = text.rstrip("%").replace(",", ".").partition(".")
    if not whole.isdecimal() or (part and not part.isdecimal()):
        return None, 0
    factor = 1.0 if text.endswith("%") else scale
    value = round(float(f"{whole}.{part or 0}") * factor, 6)
    shown = len(part) if factor == 1.0 else max(len(part) - 2, 0)
    return (value, shown) if value <= HIGHEST_RATE else (None, 0)


def rate_scale(cells: list[Cell]) -> float:
    """100 where a column of rates prints shares of one (0,993), else 1."""
    values = [value for cell in cells if (value := rate(cell, 1.0)[0]) is not None]
    marked = any(isinstance(cell, str) and "%" in cell for cell in cells)
    return 100.0 if values and not marked and max(values) <= 1.0 else 1.0


def is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and NUMBER.fullmatch(cell.strip()) is not None)


def shown_as(cell: str | float) -> str:
    """A cell as it would be printed; a whole number without the decimal point that a spreadsheet gives it."""
    if isinstance(cell, str):
        return cell
    return str(int(cell)) if float(cell).is_integer() else repr(float(cell))
