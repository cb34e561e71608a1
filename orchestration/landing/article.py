"""What an article says about itself: its title and the day it was published."""

import re
from contextlib import suppress
from datetime import date
from pathlib import PurePosixPath

MAX_TITLE = 250
HEAD_LINES = 6
MARKDOWN_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
# a line that is nothing but a stamp, as portals print it under the headline: "17/12/2021 04:28:03",
# "Thứ Sáu, ngày 17/12/2021 | 04:28"
STAMP_LINE = re.compile(
    r"^\W*(?:(?:thứ\s+\w+|chủ\s+nhật)\W+)?(?:ngày\s+|đăng\s+ngày\s+|cập\s+nhật\s*:?\s*)?"
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
    r"(?:\W+(?:lúc\s+)?\d{1,2}[:h]\d{2}(?::\d{2})?)?(?:\s*\(?GMT\s*\+7\)?)?\W*$",
    re.IGNORECASE,
)


def title_of(text: str) -> str | None:
    """The first heading (Markdown) or first line that can be a headline; null where the text opens with prose."""
    for line in text.splitlines():
        if not (stripped := line.strip()):
            continue
        heading = MARKDOWN_HEADING.match(stripped)
        title = heading.group(1) if heading else stripped
        looks_like_prose = len(title) > MAX_TITLE or (title.endswith((".", "…", "!")) and not heading)
        return None if looks_like_prose or not title else title
    return None


def stamped_date(text: str) -> date | None:
    """The day of a date line standing alone under the headline; dates inside sentences are not trusted."""
    head = [line for line in text.splitlines() if line.strip()][:HEAD_LINES]
    for line in head:
        if stamp := STAMP_LINE.match(line.strip()):
            day, month, year = map(int, stamp.groups())
            with suppress(ValueError):
                return date(year, month, day)
    return None


def title_from_path(path: str) -> str:
    return PurePosixPath(path).stem.replace("-", " ").replace("_", " ").strip() or path
