"""When a figure holds: the period expressions of a sentence."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from orchestration.reading.leads import NUMBER, Leads, Sought, matches

EARLIEST, LATEST = 1990, 2100
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
UP_TO = r"""
    (?P<until>
        (?:tính\s+)?(?:lũy\s+kế\s+)?(?:đến|tới)\s+(?:nay\s+)?(?:thời\s+điểm\s+(?!này|hiện))?
        (?:hết\s+|cuối\s+|đầu\s+|giữa\s+|\d{1,2}(?:h\d{0,2}|\s?giờ)\s+|ngày\s+)*
      | (?:vào\s+|từ\s+)?cuối\s+ | kết\s+thúc\s+ | hết\s+ | trước\s+(?:hết\s+)?
    )?"""
EXPRESSION = re.compile(
    rf"""
    (?<![\w/])(?!\d+,\d|\d{{1,3}}%)(?:
    (?P<span>(?:từ\s+)?(?:ngày\s+)?(?P<d1>\d{{1,2}})[/.-](?P<m1>\d{{1,2}})(?:[/.-](?P<y1>\d{{4}}))?\s*(?:-|đến(?:\s+hết)?(?:\s+ngày)?)\s*(?P<d2>\d{{1,2}})[/.-](?P<m2>\d{{1,2}})[/.-](?P<y2>\d{{4}}))
  | (?P<from_january>(?:tính\s+)?từ\s+đầu\s+năm(?:\s+\d{{4}})?\s+(?:cho\s+)?đến\s+(?:hết\s+|đầu\s+|giữa\s+|cuối\s+)?tháng\s+(?P<fj_month>\d{{1,2}})\s*(?:/|-|năm\s+)\s*(?P<fj_year>\d{{4}}))
  | (?P<from_new_year>(?:tính\s+)?từ\s+đầu\s+năm(?:\s+\d{{4}})?\s+(?:cho\s+)?(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(?P<fn_day>\d{{1,2}})[/.](?P<fn_month>\d{{1,2}})(?:[/.](?P<fn_year>\d{{4}}))?)
  | (?P<since>từ\s+(?:đầu\s+)?năm\s+(?P<since_year>\d{{4}})(?:\s+(?:cho\s+)?đến\s+(?:hết\s+|cuối\s+)?(?:tháng\s+(?P<since_m>\d{{1,2}})\s*[/.-]\s*(?P<since_my>\d{{4}})|năm\s+(?P<since_y>\d{{4}}))|\s?-\s?(?P<since_to>\d{{4}})))
  | (?P<months_span>(?:từ\s+)?tháng\s+(?P<ms1>\d{{1,2}})\s*[/.-]\s*(?P<my1>\d{{4}})\s*(?:-|đến)\s*(?:hết\s+)?(?:tháng\s+)?(?P<ms2>\d{{1,2}})\s*[/.-]\s*(?P<my2>\d{{4}}))
  | (?P<second_half>(?:trong\s+)?(?:6|sáu)\s+tháng\s+cuối\s+năm\s+(?P<half_year>\d{{4}}))
  | (?P<ytd>(?:trong\s+)?(?P<months>\d{{1,2}})\s+tháng(?:\s+đầu)?(?:\s+(?:của\s+)?năm(?:\s+(?P<ytd_year>\d{{4}}))?|\s*/\s*(?P<ytd_year2>\d{{4}})))
  | (?P<stage>(?:giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ)\s+(?P<from>\d{{4}})\s*(?:-|đến)\s*(?P<to>\d{{4}}))
  | {UP_TO}
    (?:
        (?P<quarter>quý\s+(?P<q>iv|i{{1,3}}|[1-4])\b(?:\s*(?:/|-|năm|của\s+năm)\s*(?P<q_year>\d{{4}}))?)
      | (?P<month>tháng\s+(?P<m>\d{{1,2}})(?:\s*(?:/|-|\.|năm)\s*(?P<m_year>\d{{4}}))?(?![\d/]|\.\d))
      | (?P<day>(?:ngày\s+)?(?P<dd>\d{{1,2}})(?:/(?P<dm>\d{{1,2}})(?:/(?P<dy>\d{{4}}))?|-(?P<dashed_m>0?[1-9]|1[0-2])(?:-(?P<dashed_y>\d{{4}}))?(?![\d/%-]|[.,]\d)))
      | (?P<years>năm\s+(?P<list>\d{{4}}(?:\s*(?:,|và)\s*(?:năm\s+)?\d{{4}}(?!\s*/))*))
      | (?P<bare>(?<=[\s(])(?P<b_year>20\d{{2}})(?![\d/-]|[.,]\d))
    )
  | (?P<horizon>(?P<years_on>\d{{1,2}})\s+năm\s+tới)
  | (?P<now>(?:tính\s+|cho\s+)?(?:đến|tới)\s+(?:nay|thời\s+điểm\s+(?:này|hiện\s+tại))|(?<!\w)(?<!thực\s)(?<!phát\s)(?<!thể\s)(?<!xuất\s)(?<!biểu\s)hiện(?:\s+nay|\s+tại|(?=,|\s+(?:có|đã|đang|toàn|đạt|là|còn|xếp|đứng|chiếm|tỉnh)\b|\s+\d))|thời\s+điểm\s+này)
  | (?P<last_year>(?:trong\s+)?năm\s+qua|năm\s+ngoái))
    """,
    re.VERBOSE,
)
# what every expression begins with
LEADS: tuple[str, ...] = (
    *(
        "tính",
        "lũy kế",
        "đến",
        "tới",
        "vào",
        "từ",
        "cuối",
        "kết thúc",
        "hết",
        "trước",
        "trong",
        "cho",
        "ngày",
        "tháng",
        "quý",
    ),
    *("năm", "giai đoạn", "nhiệm kỳ", "thời kỳ", "thời điểm", "hiện", "sáu", NUMBER),
)
# where an expression names the year it ends in
YEARS = tuple(
    "y2 my2 since_my since_y since_to fn_year ytd_year ytd_year2 fj_year q_year m_year dy".split()  # noqa: SIM905
)
A_YEAR = re.compile(r"\d{4}")
A_LETTER = re.compile(r"\w")
# what is told up to then has been reached; "đến năm 2025" alone may be an aim
REACHED = re.compile(r"(?:kết\s+thúc|hết|tính|lũy kế)\s")
UP_TO_A_TIME = re.compile(r"(?:tính|lũy kế|đến|tới|hết|cuối|trước|vào|từ|kết thúc)\s")
# "“Chuyển đổi số đến năm 2025” …": the end of a title
CLOSES_A_TITLE = re.compile(r"\s?[”»]")
QUOTED_FIGURE = re.compile(r"[“«][^”»]*\d%[^”»]*$")
SINCE = Sought(
    re.compile(r"(?:^|[,;.:(\n]\s?|(?<!\w)(?:kể|hành|hiện|lập|động|khai|dụng)\s)từ\s(?:ngày\s|đầu\s)?$"), ("từ",)
)
UNTIL = re.compile(r"\s(?:đến|tới|-|cho\s)")
# "tính đến 8-5", "đến hết ngày 8-5"; not "đến 8-10 ngày"
SURELY_A_DAY = re.compile(r"tính|ngày")
MIDDLE = re.compile(r"giữa\s")
BRACKETED = re.compile(r"\([^()]*\)")
BASE = Sought(
    re.compile(
        r"(?:so\s+với|so|cùng\s+kỳ)\s+"
        r"(?:cùng\s+kỳ\s+|thời\s+điểm\s+|cuối\s+|đầu\s+|mức\s+|kết\s+quả\s+)?(?:của\s+)?$"
        r"|(?:cao|thấp|lớn|nhỏ|nhiều|ít)\shơn\s(?:[^.;]{0,40}\scủa\s)?$"
        r"|bằng\s(?:với\s)?(?:xếp hạng|thứ hạng|mức|kết quả)\s(?:của\s)?$"
    ),
    ("so", "kỳ", "hơn", "bằng"),
)
DOCUMENT_TITLE = re.compile(
    r"(?:nghị quyết|kế hoạch|đề án|chương trình|chiến lược|quyết định|chỉ thị|dự án|văn bản|báo cáo|phương hướng|nhiệm vụ|tổng kết)[^.;:%]{0,90}$"
)
# "11/54 chỉ tiêu đặt ra cho năm 2025 tăng"
FOR_THE_YEAR = re.compile(r"\d\s(?:chỉ tiêu|mục tiêu|nhiệm vụ)(?:\s[^\s,.;:\d]+){0,5}\scho\s$")
# "chỉ số được công bố vào cuối tháng 5/2025": when it was told, not for when
PUBLISHED = re.compile(r"(?:công bố|ban hành|phát hành)\s(?:(?:vào|hồi|trong|cuối|đầu|giữa|sáng|chiều)\s){0,3}$")
OPENS_A_LIST = re.compile(r"\s?:\s")
AIMED_BY_THEN = re.compile(
    r"(?:phấn đấu|mục tiêu|chỉ tiêu|đạt|[,:])[^,]{0,12}$|\s(?:là|rằng)\s$|(?:mục tiêu|chỉ tiêu) (?:của|theo|tại|trong|mà|cụ thể)[^,.;:]{0,50}$"
)
# a report on results bears the year of the results; a plan bears the year it is for
RESULTS_OF = re.compile(
    r"(?:báo cáo|công bố|quyết định|kết quả)[^.;:]*(?:chỉ số|xếp hạng|đánh giá|dti|sipas|papi|pci|index)[^.;:]*$"
    r"|(?:kết quả|tình hình|tổng kết|sơ kết)\s(?:(?!phương hướng|nhiệm vụ trọng tâm|và (?:các )?nhiệm vụ|kế hoạch|chương trình|đề án|nghị quyết)[^.;:,])*(?<!nhiệm vụ )$"
)
# "PCI 2023", "chỉ số CCHC 2022"
INDEX_YEAR = re.compile(r"(?<!\w)(?:dti|par index|sipas|papi|pci|pgi|chỉ số [^,.;:()\d]{2,60})\s$")
# "giai đoạn 2020-2024, tỷ trọng bình quân 12,88%": said of the figure, not of a programme
ADVERBIAL = re.compile(r"(?:^|[,:;(]\s?|(?<!\w)(?:trong|cả|của|bình quân|trung bình)\s)$")
ONE_S_OWN = re.compile(r"\s*(?:,|\s(?:đã|có|đạt|toàn|cả|tỉnh đã|bình quân))")
ON_THE_SAME_DAYS = re.compile(r"(?:[^.\n]|\.(?=\d))*?so với cùng kỳ")
SCOPE = re.compile(r"\s*,?\s*(?:và\s+)?(?:định hướng|tầm nhìn)")
HEADED = re.compile(r"(?:(?:[ivx]+|\d+|[a-zđ])[.)]\s)?(?:định hướng|tầm nhìn)\s")
ORIENTATION = ("định hướng", "tầm nhìn")


class Period(NamedTuple):
    """A period expression at [start, end) of the normal text. `firm` ones are no part of a document's name."""

    start: int
    end: int
    period_start: date | None
    period_end: date | None
    period_type: str
    basis: str = "stated"
    firm: bool = True
    is_stage: bool = False  # "giai đoạn 2021-2025": the span of a programme, a figure's only when it is aimed at
    aside: tuple[int, int] | None = None  # the brackets it stands in beside a number: it is of no number outside them
    is_base: bool = False  # what something is compared with

    @property
    def is_now(self) -> bool:
        """ "Hiện nay", "đến nay": on the day it was told."""
        return self.period_type == "as_of" and self.basis in ("inferred_published", "unknown")


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@cache
def leads() -> Leads:
    return Leads({"period": LEADS})


def periods(
    low: str,
    start: int,
    end: int,
    published_on: date | None,
    year_in_force: int | None,
    last_year: int | None = None,
    spots: list[int] | None = None,
) -> list[Period]:
    """The period expressions of low[start:end], in order; a list of years gives one period a year.

    year_in_force fills "tháng 9", "quý đầu năm" where an earlier sentence named the year; last_year is what
    "trong năm qua" means in a text without a date; spots are where LEADS stand, when that is known.
    """
    found: list[Period] = []
    if spots is None:
        spots = leads().walk(low)["period"]
    for match in matches(EXPRESSION, low, spots, start, end):
        if match.lastgroup == "day" and not (match["until"] or match["dy"]):
            continue  # "12/63", "5-7": a day only where words lead up to it, and no year for another
        base = BASE.search(low, max(start, match.start() - 60), match.start()) is not None or is_alone(match)
        brackets = brackets_around(low, start, match, end)
        year = year_named(match) or year_in_force
        if not base and not brackets:
            year_in_force = year
        firm = not base and is_firm(low, start, match, end)
        stage = match["stage"] is not None
        since = opens_a_time(low, match)
        for first, last, sort, basis in read(match, published_on, year, last_year):
            if since and first:
                last, sort = None, "report"
            found.append(Period(*match.span(), first, last, sort, basis, firm, stage, brackets, base))
    return found


def is_alone(match: re.Match[str]) -> bool:
    """ "90,3% (2021)": a time in brackets is told of what stands before it and of nothing else."""
    named = match["bare"] or match["years"] or match["month"] or match["quarter"]
    return (
        named is not None
        and not UP_TO_A_TIME.match(named)
        and BRACKETED.fullmatch(match.string, match.start() - 1, match.end() + 1) is not None
    )


def is_of_an_index(match: re.Match[str]) -> bool:
    """ "PCI 2023": an index is told with its year."""
    return INDEX_YEAR.search(match.string, max(0, match.start() - 80), match.start()) is not None


def opens_a_time(low: str, match: re.Match[str]) -> bool:
    """ "Từ năm 2022, tỉnh đã …": what began then and goes on; not "từ năm 2022 đến …", nor "tăng từ năm 2022"."""
    if not SINCE.search(low, max(0, match.start() - 12), match.start()):
        return False
    return UNTIL.match(low, match.end()) is None


def brackets_around(low: str, start: int, match: re.Match[str], end: int) -> tuple[int, int] | None:
    """The brackets an expression shares with other words: "42% (cuối năm 2023 là 17%)"; not "(tính đến 30/6)"."""
    opening = low.rfind("(", start, match.start())
    if opening < 0 or low.rfind(")", opening, match.start()) >= 0:
        return None
    closing = low.find(")", match.end(), end)
    closing = end if closing < 0 else closing
    shared = A_LETTER.search(low, opening, match.start()) or A_LETTER.search(low, match.end(), closing)
    return (opening, closing) if shared else None


def is_firm(low: str, start: int, match: re.Match[str], end: int) -> bool:
    """Not when the expression belongs to a programme's name: "Nghị quyết … đến năm 2025, định hướng đến năm 2030"."""
    before = low[max(start, match.start() - 100) : match.start()]
    if (before.rstrip().endswith(ORIENTATION) and not HEADED.fullmatch(before)) or SCOPE.match(low, match.end(), end):
        return False
    if CLOSES_A_TITLE.match(low, match.end()) and not QUOTED_FIGURE.search(low, start, match.start()):
        return False
    if match["stage"]:
        return bool(ADVERBIAL.search(before) and ONE_S_OWN.match(low, match.end(), end))
    if not (match["years"] or match["bare"]):
        return not (match["month"] or match["day"]) or PUBLISHED.search(before) is None
    if FOR_THE_YEAR.search(before):
        return False
    if OPENS_A_LIST.match(low, match.end()):
        return True  # "Nghị quyết xác định đến năm 2025: …"
    before = before[before.rfind(",") + 1 :] if is_of_an_index(match) else before
    named = DOCUMENT_TITLE.search(before) and not AIMED_BY_THEN.search(before)
    return not named or RESULTS_OF.search(before) is not None


def year_named(match: re.Match[str]) -> int | None:
    if match["list"]:
        return int(A_YEAR.findall(match["list"])[-1])
    named = next(filter(None, match.group(*YEARS)), None)
    return int(named) if named else None


Read = tuple[date | None, date | None, str, str]


def read(match: re.Match[str], published_on: date | None, year: int | None, last_year: int | None) -> Iterator[Read]:
    try:
        yield from dated(match, published_on, year, last_year)
    except ValueError:
        return  # 31/2 and the like are no dates


def dated(match: re.Match[str], published_on: date | None, year: int | None, last_year: int | None) -> Iterator[Read]:
    year = year or (published_on.year if published_on else None)
    first: date | None
    told_as = match.lastgroup  # each alternative is a group that closes last
    if told_as == "span":
        last = date(int(match["y2"]), int(match["m2"]), int(match["d2"]))
        first_year = int(match["y1"]) if match["y1"] else last.year
        opening = date(first_year, int(match["m1"]), int(match["d1"]))
        if opening > last and not match["y1"]:
            opening = opening.replace(year=last.year - 1)
        to_date = (opening.month, opening.day, opening.year) == (1, 1, last.year)
        yield opening, last, "ytd" if to_date else "report", "stated"
    elif told_as == "from_january" and 1 <= int(match["fj_month"]) <= 12:
        yield (
            date(int(match["fj_year"]), 1, 1),
            month_end(int(match["fj_year"]), int(match["fj_month"])),
            "ytd",
            "stated",
        )
    elif told_as == "since":
        opened, month = int(match["since_year"]), int(match["since_m"] or 12)
        yield (
            date(opened, 1, 1),
            month_end(int(match["since_my"] or match["since_y"] or match["since_to"]), month),
            "report",
            "stated",
        )
    elif told_as == "from_new_year" and year:
        told = int(match["fn_year"] or year)
        last = date(told, int(match["fn_month"]), int(match["fn_day"]))
        yield date(told, 1, 1), last, "ytd", "stated" if match["fn_year"] else "inferred_asof"
    elif told_as == "months_span" and 1 <= int(match["ms2"]) <= 12:
        last_month = int(match["my2"]), int(match["ms2"])
        yield date(int(match["my1"]), int(match["ms1"]), 1), month_end(*last_month), "report", "stated"
    elif told_as == "second_half":
        half = int(match["half_year"])
        yield date(half, 7, 1), date(half, 12, 31), "report", "stated"
    elif told_as == "ytd" and year and 1 <= int(match["months"]) <= 12:
        months = int(match["months"])
        yield date(year, 1, 1), month_end(year, months), "ytd", "stated"
    elif told_as == "quarter" and year:
        quarter = QUARTERS[match["q"]]
        first = None if match["until"] else date(year, 3 * quarter - 2, 1)
        reached = "deadline" if (match["until"] or "").startswith("trước") else "as_of"
        yield first, month_end(year, 3 * quarter), "calendar" if first else reached, "stated"
    elif told_as == "month" and (match["m_year"] or year):
        month, told = int(match["m"]), int(match["m_year"] or (published_on.year if published_on else year) or 0)
        if not match["m_year"] and published_on and told == published_on.year and month > published_on.month:
            told -= 1  # "tháng 12" told in January
        first = None if match["until"] else date(told, month, 1)
        basis = "stated" if match["m_year"] else "inferred_published" if published_on else "inferred_asof"
        yield first, month_end(told, month), "calendar" if first else "as_of", basis
    elif told_as == "stage" and EARLIEST <= int(match["from"]) <= int(match["to"]) <= LATEST:
        yield date(int(match["from"]), 1, 1), date(int(match["to"]), 12, 31), "calendar", "stated"
    elif told_as == "day" and match["until"] and (year or last_year or match["dy"] or match["dashed_y"]):
        stated = match["dy"] or match["dashed_y"]
        if not (match["dm"] or stated or SURELY_A_DAY.search(match.group())):
            return
        day = date(int(stated or year or last_year or 0), int(match["dm"] or match["dashed_m"]), int(match["dd"]))
        # what is compared with the same days of the year before began with its year
        to_date = ON_THE_SAME_DAYS.match(match.string, match.end(), match.end() + 300) is not None
        first = date(day.year, 1, 1) if to_date else None
        by_then = "deadline" if match["until"].startswith("trước") else "as_of"
        yield first, day, "ytd" if to_date else by_then, "stated" if stated else "inferred_asof"
    elif told_as in ("years", "bare"):
        until = match["until"]
        for named in A_YEAR.findall(match["list"] or match["b_year"]):
            if EARLIEST <= int(named) <= LATEST and (
                match["years"] or until or is_of_an_index(match) or is_alone(match)
            ):
                first = None if until else date(int(named), 1, 1)
                over = until and REACHED.match(until)
                sort = "as_of" if over else "deadline" if until else "calendar"
                half = until is not None and MIDDLE.search(until) is not None
                yield first, date(int(named), 6, 30) if half else date(int(named), 12, 31), sort, "stated"
    elif told_as == "horizon" and published_on:
        yield None, date(published_on.year + int(match["years_on"]), 12, 31), "deadline", "inferred_published"
    elif told_as == "now":
        yield None, published_on, "as_of", "inferred_published" if published_on else "unknown"
    elif told_as == "last_year" and (published_on or last_year):
        told = published_on.year - 1 if published_on else last_year or 0
        basis = "inferred_published" if published_on else "inferred_asof"
        yield date(told, 1, 1), date(told, 12, 31), "calendar", basis
