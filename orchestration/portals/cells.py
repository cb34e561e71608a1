"""What a printed cell is worth: counts and rates as Vietnamese, English and spreadsheets write them."""

import re
from collections.abc import Sequence
from typing import Literal

Dialect = Literal["vi", "en"]
Cell = str | float | None

EMPTY = frozenset({"", "-", "--", "–", "—", "−", "…", "...", "x", "n/a", "null", "nan", "#n/a"})
BROKEN = re.compile(r"#(?:div/0!|ref!|value!|name\?|num!)", re.IGNORECASE)
GROUPED = re.compile(r"\d{1,3}(?:(?:\.\d{3})+|(?:,\d{3})+|(?:[\s'’]\d{3})+)")
WHOLE = {"vi": re.compile(r"\d+,0+"), "en": re.compile(r"\d+\.0+")}
# decimals that can be nothing else: fewer than a group of three, or behind groups of the other mark
SURELY_WHOLE = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+)(?:,0{1,2})|(\d+|\d{1,3}(?:,\d{3})+)(?:\.0{1,2})")
# "12 (1,2%)", "1.234 hồ sơ"
BESIDE = re.compile(r"\s*(?:\(\s*\d{1,3}(?:[.,]\d+)?\s*%\s*\)|(?:hồ sơ|hs)\.?)$", re.IGNORECASE)
NUMBER = re.compile(
    r"\(?\d[\d.,\s'’]*%?\)?(?:\s*(?:\(\s*\d{1,3}(?:[.,]\d+)?\s*%\s*\)|(?:hồ sơ|hs)\.?))?", re.IGNORECASE
)
SHARE = re.compile(r"\d{1,3}(?:[.,]\d+)?\s*%|\d{1,3}[.,](?!0+$)\d{1,2}|0[.,](?!0+$)\d+")
GROUP_MARKS = re.compile(r"[.,\s'’]")
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
        return float(GROUP_MARKS.sub("", cell)), None
    text = BESIDE.sub("", cell.strip(" \t\n\r\xa0'’")).removeprefix("(").removesuffix(")").strip()
    if text.lower() in EMPTY:
        return None, None
    if BROKEN.fullmatch(text):
        return None, "ô báo lỗi của bảng tính"
    if text.isdecimal() or GROUPED.fullmatch(text):
        return float(GROUP_MARKS.sub("", text)), None
    if WHOLE[dialect].fullmatch(text):
        return float(re.split(r"[.,]", text)[0]), None
    if whole := SURELY_WHOLE.fullmatch(text):
        return float(GROUP_MARKS.sub("", whole[1] or whole[2])), None
    return None, "không đọc được thành số đếm"


def count_held(value: float) -> tuple[float | None, str | None]:
    if not 0 <= value <= HIGHEST_COUNT:
        return None, "không phải số đếm"
    if value.is_integer():
        return value, None
    thousands = round(value * 1000, 6)
    if 1 <= value < 1000 and thousands.is_integer():
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


def speaks_of_shares(cells: Sequence[Cell]) -> bool:
    """Whether a column that should count shows shares: 99,3%, 0,993, or decimals and nothing over 100.

    1.25 held beside 800 was 1.250 in text; 99.3 held beside 100 was not.
    """
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    held = [cell for cell in cells if isinstance(cell, int | float)]
    shares = [text for text in texts if SHARE.fullmatch(text)]
    whole = {"0", "1"} if all(text.startswith("0") for text in shares) else {"0", "100"}
    counts = [text for text in texts if is_number(text) and text not in whole and not SHARE.fullmatch(text)]
    fractions = [value for value in held if not float(value).is_integer()]
    # three decimals, as 1.234 has and 99.3 has not
    thousands = any(is_whole(value * 1000) and not is_whole(value * 100) for value in fractions if value >= 1)
    return len(shares) > len(counts) or bool(fractions and max(held) <= HIGHEST_RATE and not thousands)


def is_whole(value: float) -> bool:
    return round(value, 6).is_integer()


def is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return cell.isdecimal() or NUMBER.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float)


def shown_as(cell: str | float) -> str:
    """A cell as it would be printed; a whole number without the decimal point that a spreadsheet gives it."""
    if isinstance(cell, str):
        return cell
    return str(int(cell)) if float(cell).is_integer() else repr(float(cell))
