"""Numbers as the press writes them → quantities with value, unit, bound and fraction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from orchestration.reading.amounts import amount
from orchestration.reading.leads import NUMBER, matches
from orchestration.reading.masks import Mask
from orchestration.reading.numerals import WHOLE_N, N, Quantity, number

STATED_RATE = re.compile(rf"[^.;]{{0,120}}?(?<![\w/])({N})\s*%")
ON_THEM = re.compile(
    r"\d\s(?:(?!(?:đã|có|đạt|nhận|được|cấp|là|lên|xử|giải|thu|tới|đến)\s)[^\s\d,.;:()]+\s){1,5}trên\s$"
)
# "điểm trung bình là 62,5/100"
SCALES = (10, 20, 80, 100, 1000)
SCORED = re.compile(r"(?<!\w)điểm(?!\w)(?! (?:cầu|phục vụ|đến|bưu|bán))[^.;\d]{0,50}$")
OUT_OF_POINTS = re.compile(r"\s*điểm\b")
MOVED_FROM = re.compile(r"(?:tăng|đạt|giảm)\s+từ\s*$")
MOVED_TO = re.compile(r"\s*(?:lên|xuống|sang)|[^.;]{0,30}\s(?:lên|xuống|còn)\s")
WITHIN = re.compile(r"trong khoảng\s*(?:từ\s*)?$")
# what expressions begin with, beside numbers and the words for positions
WORDS_OF_DIGITS = {"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5} | {
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10
}  # fmt: skip
DIGIT_WORD = re.compile(r"(?<!\w)(hai|ba|bốn|năm|sáu|bảy|tám|chín) $")
PARTS = ("một phần", "hai phần", "ba phần", "bốn phần")
LEADS = (
    "mươi",
    "mười",
    "mỗi",
    "một nửa",
    *PARTS,
    "thứ",
    "đứng",
    "xếp",
    "vị trí",
    "gấp",
    "tăng",
    "giảm",
    "top",
    "tốp",
    "nhóm",
    "trong số",
    "một trong",
)
# the sorts of position that are told without more ado, and where each has its number
POSITIONS = {
    "bracket_rank": ["bracket_n"],
    "ranked": ["ranked_n"],
    "row": ["row_n"],
    "again": ["again_n", "again_at", "again_of"],
}
WHOLE_BEHIND = re.compile(rf"[^.;,()\d]{{0,60}}\(\s?({N})\s*/\s*({N})(?![\d/])")
CLOSE = 1.5
INDEX_WITHIN = 300
INDEX_TOLD = re.compile(r"(?:chỉ số|giá trị|dti|điểm|pci|papi|trụ cột)|(?:hạng|thứ) \d{1,2}(?:/\d\d)? \($")
# "cao hơn 1,71% so với năm 2022": how far apart two figures are, and no bound
APART = re.compile(r"[^.;,()\d]{0,30}(?:so với|chỉ tiêu|mục tiêu|kế hoạch|bình quân|cùng kỳ|năm trước)")
# "cao hơn mức 7,5% của năm 2022", "của cả nước": what is compared with, and no bound either
OF_THE_BASE = re.compile(r"\scủa\s(?:năm|cùng kỳ|cả nước|toàn quốc|quý|tháng)(?!\w)")
COMPARED = ("cao hơn", "thấp hơn", "lớn hơn", "nhỏ hơn", "ít hơn")
A_GROUP = re.compile(r"(?:thuộc|vào|lọt|nằm|đứng)\s(?:trong\s|ở\s|top\s)*$")
LEADING = re.compile(
    r"\s*+(?:[^\s\d.,;:()/]++[\s,/]++){0,4}?(?:dẫn đầu|đứng đầu|đi đầu|cao nhất|tốt nhất|hàng đầu|thấp nhất|đứng cuối|đầu)(?!\w)"
)
# "các tỉnh đứng đầu bảng xếp hạng", "10 địa phương dẫn đầu …": more than one, and no first place
SEVERAL = re.compile(
    r"(?:các|những|\d{1,2})\s(?:tỉnh|thành phố|địa phương|nước|quốc gia|đơn vị|bộ|huyện|xã)[^.;]{0,25}$"
)
ALSO_AT = re.compile(
    r"\s*(?:,|và)\s(?:vị trí\s)?(?:thứ\s)?(\d{1,2})(?![\d%/]|[.,]\d)(?=\s*(?:[,.;)]|$|và\s|cả nước|toàn quốc|khu vực|trong|trên|của|tại|về|với))"
)
LEFT = re.compile(r"(?<!\w)từ\s(?:vị trí|hạng|thứ hạng|thứ)[^\d.;,]{0,12}$")
MOVED_ON = re.compile(
    r"\s*(?:lên|xuống|sang|còn)\s(?:vị trí\s|hạng\s)?(?:thứ\s)?(\d{1,2})(?![\d%/]|[.,]\d)(?!\s*(?:bậc|điểm|hạng))"
)
# "chính quyền số 23/63 (tăng 16 bậc)": what moves is a position
MOST_PLACES = 100
A_MOVE = re.compile(r",?\s\(?(?:tăng|giảm|tụt|thăng|lùi)\s\d{1,2}\s(?:bậc|hạng)(?!\w)")
# "đứng thứ 2 trong tổng số 63 tỉnh, thành phố"
AMONG = re.compile(
    r"\s(?:trong|trên)\s(?:tổng\s)?(?:số\s)?(?:(?:bảng )?xếp hạng (?:của )?)?(\d{1,3})\s(?:tỉnh|địa phương|nước|quốc gia|nền kinh tế|bộ|huyện|quận|xã|phường|sở|đơn vị|cơ quan)"
)
OWN_RATE = re.compile(
    r"(?:[^.;()]|\([^().;]{1,12}\)){0,90}\((?:đạt|chiếm)?\s*+(?:tỷ lệ|tỉ lệ)?\s*+$|"
    r"[^.;\d]{0,90}(?:đạt|chiếm|tương đương|bằng)\s(?:tỷ lệ |tỉ lệ )?(?:là )?$|"
    r"[\s(]*+(?:hồ sơ|hs|trường hợp|[\wà-ỹ]++(?:\s[\wà-ỹ]++){0,6})?[\s,(]*+(?:tương đương|đạt|chiếm)?\s*+(?:tỷ lệ|tỉ lệ)?\s*+$"
)


class Bound(NamedTuple):
    """A word that bounds a number, the qualifier it means, and where it stands beside the number."""

    word: str
    qualifier: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    pattern: re.Pattern[str]
    leads: tuple[str, ...]
    magnitudes: dict[str, float]
    rank_words: dict[str, int]
    not_counted: re.Pattern[str]
    before: tuple[Bound, ...]
    before_ends: tuple[str, ...]  # what must stand right before a number for one of `before` to match
    after: tuple[Bound, ...]


def grammar(words: dict[str, Any]) -> Grammar:
    magnitudes = any_of(words["magnitudes"])
    scaled = rf"{WHOLE_N}(?:\s*(?:{magnitudes})\b)+(?:\s+{WHOLE_N}\s*(?:{magnitudes})\b)*"
    cue = any_of(words["ranks"]["cues"])
    counted = any_of(words["counted_in_words"]["nouns"]).replace("\\ ", r"\s")
    rank_word = any_of(words["ranks"]["words"])
    first = any_of(words["ranks"]["first"]).replace("\\ ", r"\s")
    pattern = re.compile(
        rf"""
        (?<!\w)(?:(?!\d)(?:
        (?P<each>\bmỗi\s(?:[^\s,.;]+\s){{1,6}}có\s(?:ít\snhất\s)?một\b)
      | (?P<tens>\b(?:mươi|mười)(?:\s(?P<ones>mốt|một|hai|ba|bốn|tư|lăm|năm|sáu|bảy|tám|chín)\b)?(?=\s(?:{counted})(?!\w|\shội)))
      | (?P<half>\bmột\snửa\b)
      | (?P<parts>(?P<part_n>một|hai|ba|bốn)\sphần\s(?P<part_of>hai|ba|tư|năm|mười)(?!\w|\s\d))
      | (?P<first>(?:{first})(?!\w))
      | (?P<ranked>(?<!\w)(?<!năm\s)thứ\s(?P<ranked_n>\d{{1,2}}(?:\s*/\s*\d+)?)(?=\s(?:trên\s|trong\s|của\s)?(?:cả\snước|toàn\squốc|khu\svực|vùng|toàn\scầu|thế\sgiới|châu\sá|đông\snam\sá)(?!\w)))
      | (?P<place>\b(?<!người\s)(?:{cue})\s(?:[^\s\d,.;]+\s){{0,4}}?(?:thứ\s(?P<nth>{N}(?:\s*/\s*{N})?|(?:{rank_word})\b)|(?P<of>{N}\s*/\s*{N})|(?<=xếp\shạng\s)(?P<best>nhất|nhì)\b|(?<=hạng\s)(?P<no>{N})|(?:(?<=vị\strí\s)|(?<=vị\strí\ssố\s))(?P<at>{N}))(?!\s*(?:%|điểm|triệu|tỷ))(?![\d.,/]*\d))
      | (?P<again>(?<!\w)thứ\s(?P<again_n>\d{{1,2}})(?=\s(?:vào\s)?năm\s(?:19|20)\d\d)|(?<=\d{{4}}:\s)thứ\s(?P<again_at>\d{{1,2}})(?![\d.,/]*\d)|(?<=[;,]\s)thứ\s(?P<again_of>\d{{1,2}})(?=\s(?:là|thuộc|tỉnh|thành|tp|quận|huyện|xã|phường|bộ)(?!\w)))
      | (?P<row>\b(?:thứ\shạng|xếp\shạng|vị\strí|thứ\sbậc)\s[^.;:\d]{{0,120}}?lần\slượt\s(?:là\s|ở\s)?(?:vị\strí\s)?(?:thứ\s)?(?P<row_n>\d{{1,3}})(?![\d.,/]*[\d%]))
      | (?P<bracket_rank>(?<=\()(?:đứng\s|xếp\s)?(?:vị\strí\s)?thứ\s(?P<bracket_n>\d{{1,2}}(?:/\d+)?)(?=\)))
      | (?P<times>(?<![\w/.,-])(?:gấp|tăng|giảm)\s(?:(?:hơn|gần|trên|khoảng|tới)\s)?(?P<times_n>{N})(?=\slần\b))
      )
      | (?P<band>\b(?:top|tốp|nhóm|trong\ssố|(?P<one>một|0?1)\strong(?:\ssố)?)\s(?P<band_n>{N})(?:\s*/\s*(?P<band_base>{N}))?(?=\s*(?:tỉnh|địa\sphương|nước|quốc\sgia|đơn\svị|thành\sphố|bộ|huyện|xã|đầu|cả|dẫn|toàn|\W|$)))
      | (?=\d)(?:
        (?P<index>(?<![\w/.,-])(?P<index_n>0[.,]\d{{3,5}})(?![\d%])(?!\s*(?:%|điểm|triệu|tỷ|tỉ|nghìn|ngàn|usd|đồng|-\s*\d)))
      | (?P<fraction>(?<![\w/.,-])(?P<a>{WHOLE_N})\s*/\s*(?P<b>{N})(?![\d/]))
      | (?P<range>(?<![\w/.,])(?P<low>{WHOLE_N})\s*%?\s*(?:-|đến)\s*(?P<high>{WHOLE_N})\s*(?P<range_unit>%|điểm\b))
      | (?P<percent>(?<![\w/.,])(?P<p>{WHOLE_N})\s*(?:%|phần\străm\b))
      | (?P<amount>(?<![\w/.,-])(?P<n>{scaled}|{N}))))
        """,
        re.VERBOSE,
    )
    return Grammar(
        pattern=pattern,
        leads=(*words["ranks"]["cues"], *words["ranks"]["first"], *LEADS, NUMBER),
        magnitudes=dict(words["magnitudes"]),
        rank_words=dict(words["ranks"]["words"]),
        not_counted=re.compile(
            rf"\s*(?:{any_of(words['not_counted']['nouns'])})(?!\w)"
            rf"(?!\s(?:{any_of(words['not_counted']['but_before'])})(?!\w))"
        ),
        before=bounds(words["qualifiers"], r"(?<!\w)(?:{})\s*(?:từ\s|đạt\s|tới\s)?$"),
        after=bounds(words["qualifiers_after"], r"(?:\s[^\s,.;]+){{0,3}}?\s(?:{})(?!\w)"),
        before_ends=(*last_words(words["qualifiers"]), "từ", "đạt", "tới"),
    )


def last_words(table: dict[str, list[str]]) -> set[str]:
    return {phrase.split()[-1] for phrases in table.values() for phrase in phrases}


def any_of(phrases: object) -> str:
    ordered = sorted(map(str, phrases), key=lambda phrase: (-len(phrase), phrase))  # type: ignore[call-overload]
    return "|".join(re.escape(phrase) for phrase in ordered)


def bounds(table: dict[str, list[str]], shape: str) -> tuple[Bound, ...]:
    """Longer words first, over all qualifiers: "không quá" is at_most before "quá" is over."""
    pairs = sorted(((word, name) for name, words in table.items() for word in words), key=lambda p: -len(p[0]))
    return tuple(Bound(word, name, re.compile(shape.format(re.escape(word)))) for word, name in pairs)


def quantities(low: str, start: int, end: int, masked: Mask, rules: Grammar, spots: list[int]) -> Iterator[Quantity]:
    """The number expressions of one sentence, left to right, each digit used once."""
    used, ranked = start, False
    for match in matches(rules.pattern, low, spots, start, end):
        if match.start() < used or (match.lastgroup == "again" and not ranked):
            continue  # "phiên họp thứ 2 năm 2024" is no position
        quantity = read(match, low, start, end, masked, rules)
        if quantity:
            used = max(quantity.reach, match.end())
            yield qualified(quantity, low, start, end, rules)
            if quantity.sort.startswith("rank") and quantity.sort != "rank.band":
                ranked = True
                for place in also_at(quantity, low, used, end):
                    used = place.end
                    yield place


def also_at(quantity: Quantity, low: str, at: int, end: int) -> Iterator[Quantity]:
    """ "lần lượt xếp thứ 2, 3 và 5", "từ vị trí 15 lên 13": the positions that follow a first one."""
    moved = MOVED_ON if LEFT.search(low, max(0, quantity.start - 24), quantity.start) else ALSO_AT
    while also := moved.match(low, at, end):
        begin, at = also.span(1)
        yield quantity._replace(start=begin, end=at, value=float(also[1]), denominator=None)


def in_words(match: re.Match[str], low: str) -> Quantity | None:
    """ "ba mươi hai xã", "mười lăm dịch vụ": tens and ones in words, before a thing that is counted."""
    begin, tens = match.start(), 1
    if match.group().startswith("mươi"):
        before = DIGIT_WORD.search(low, max(0, begin - 5), begin)
        if before is None:
            return None
        begin, tens = before.start(1), WORDS_OF_DIGITS[before[1]]
    value = 10.0 * tens + (WORDS_OF_DIGITS[match["ones"]] if match["ones"] else 0)
    percent = low.startswith("phần trăm", match.end() + 1)
    end = match.end() + len(" phần trăm") * percent
    return Quantity(begin, end, "words", "percent" if percent else "count", value)


def read(match: re.Match[str], low: str, start: int, end: int, masked: Mask, rules: Grammar) -> Quantity | None:
    told_as = match.lastgroup  # each alternative is a group that closes last
    if told_as == "amount":
        told = amount(match, low, start, end, rules.magnitudes, rules.not_counted)
        return told if told and not masked.covers(told.start, told.end) else None  # most are years, and count nothing
    if told_as == "each":
        return Quantity(match.start(), match.end(), "each", "percent", 100.0)
    if told_as == "tens":
        return in_words(match, low)
    if told_as == "half":
        return Quantity(match.start(), match.end(), "half", "percent", 50.0)
    if told_as == "parts":
        part, of = (float(WORDS_OF_DIGITS[match[name]]) for name in ("part_n", "part_of"))
        return Quantity(match.start(), match.end(), "parts", "percent", round(100 * part / of, 2))  # of no counts
    if told_as == "first":
        several = SEVERAL.search(low, max(0, match.start() - 50), match.start())
        return None if several else Quantity(match.start(), match.end(), "rank.first", "rank", 1.0)
    if told_as == "place":
        return among(rank(match, masked, rules), low)
    if group := next((name for name in POSITIONS.get(told_as or "", ()) if match[name]), None):
        place, _, base = match[group].partition("/")
        begin, stop = match.span(group)
        return among(
            Quantity(begin, stop, "rank", "rank", float(place), denominator=float(base) if base else None), low
        )
    if told_as == "times":
        value = number(match["times_n"])
        begin, stop = match.span("times_n")
        return None if value is None else Quantity(begin, stop, "times", "ratio", value)
    if told_as == "index":
        if not INDEX_TOLD.search(low, max(0, match.start() - INDEX_WITHIN), match.start()):
            return None
        return Quantity(*match.span("index_n"), "index", "points", float(match["index_n"].replace(",", ".")))
    if told_as == "band":
        value = number(match["band_n"])
        begin, stop = match.span("band_n")
        if value is None or masked.covers(match.start(), begin):
            return None
        led = A_GROUP.search(low, max(0, match.start() - 24), match.start()) or LEADING.match(low, stop, end)
        base = number(match["band_base"]) if match["band_base"] else None
        if match.group().startswith(("nhóm", "trong số")) and not (led or base):
            return None  # "ở nhóm 17 bộ, ngành", "trong số 34 tỉnh": of that many
        if match["one"] and not LEADING.match(low, stop, end):
            return None  # "là một trong 12 tỉnh thí điểm": of that many, and no position
        return Quantity(begin, match.end(), "rank.band", "rank", value, denominator=base, qualifier="at_most")
    begin, stop = match.span()
    if masked.covers(begin, stop):
        return None
    if told_as == "fraction":
        return fraction(match, low, end, masked)
    if told_as == "range":
        least, most = number(match["low"], percent=True), number(match["high"], percent=True)
        unit = "percent" if match["range_unit"] == "%" else "points"
        if least is None or most is None or least > most or (unit == "percent" and most > 1000):
            return None
        return Quantity(begin, stop, "range", unit, least, value_max=most)
    value = number(match["p"], percent=True)
    if value is None or value > 100_000:
        return None
    return of_a_whole(Quantity(begin, stop, "percent", "percent", value), low, end)


def rank(match: re.Match[str], masked: Mask, rules: Grammar) -> Quantity | None:
    """ "xếp thứ 7", "vị trí thứ 25/63", "đứng thứ nhì": a position, with its base where one is written."""
    group = next(name for name in ("nth", "of", "best", "no", "at") if match[name])
    begin, stop = match.span(group)
    if match[group] in rules.rank_words:
        return Quantity(begin, stop, "rank.word", "rank", float(rules.rank_words[match[group]]))
    if masked.covers(begin, stop):
        return None
    position, _, base = match[group].partition("/")
    value, of = number(position.strip()), number(base.strip()) if base else None
    if value is None or value != int(value) or not 1 <= value <= 300:
        return None
    return Quantity(begin, stop, "rank", "rank", value, denominator=of)


def among(rank: Quantity | None, low: str) -> Quantity | None:
    """The base of a position, where the words behind it tell one."""
    base = AMONG.match(low, rank.end) if rank and rank.denominator is None else None
    return rank._replace(denominator=float(base[1]), reach=base.end(1)) if rank and base else rank


def fraction(match: re.Match[str], low: str, end: int, masked: Mask) -> Quantity | None:
    """a/b: a score over its maximum, a share with its stated rate, or a count out of a whole."""
    above, below = number(match["a"]), number(match["b"])
    if above is None or not below:
        return None
    begin, stop = match.span()
    if OUT_OF_POINTS.match(low, stop, end) or (below in SCALES and SCORED.search(low, max(0, begin - 60), begin)):
        return Quantity(begin, stop, "score", "points", above, denominator=below)
    if above > below:
        return None
    if below <= MOST_PLACES and A_MOVE.match(low, stop, end):
        return Quantity(begin, stop, "rank", "rank", above, denominator=below)
    stated = STATED_RATE.match(low, stop, end)
    if stated and OWN_RATE.fullmatch(low[stop : stated.start(1)]) and not masked.covers(*stated.span(1)):
        rate = number(stated.group(1), percent=True)
        if rate is not None and abs(rate - 100 * above / below) < CLOSE:
            return Quantity(begin, stop, "ratio.rate", "percent", rate, None, above, below, reach=stated.end())
    return Quantity(begin, stop, "ratio", "count", above, None, above, below)


def of_a_whole(share: Quantity, low: str, end: int) -> Quantity:
    """ "100% công dân (58.210/58.210)": the fraction in brackets behind is the share's own."""
    told = WHOLE_BEHIND.match(low, share.end, end)
    above, below = (number(told[1]), number(told[2])) if told else (None, None)
    if told is None or above is None or not below or abs(share.value - 100 * above / below) >= CLOSE:
        return share
    return share._replace(sort="ratio.rate", numerator=above, denominator=below, reach=told.end())


def qualified(quantity: Quantity, low: str, start: int, end: int, rules: Grammar) -> Quantity:
    """The bound written around a number: "trên 1,7 triệu", "từ 50% trở lên"."""
    if quantity.qualifier != "exact" or quantity.sort in ("each", "half"):
        return quantity
    if quantity.value_max is not None and WITHIN.search(low, max(start, quantity.start - 16), quantity.start):
        return quantity
    behind = low[quantity.end : min(end, quantity.end + 40)]
    for word, name, pattern in rules.after:
        if word in behind and pattern.match(behind):
            return quantity._replace(qualifier=name)
    before = low[max(start, quantity.start - 24) : quantity.start]
    if not before.rstrip().endswith(rules.before_ends):
        return quantity
    for word, name, pattern in rules.before:
        if word in before and (found := pattern.search(before)):
            if found.group().strip() == "từ" and not MOVED_FROM.search(before):
                continue
            if found.group().startswith("từ") and MOVED_TO.match(behind):
                continue
            if (
                found.group().startswith("trên")
                and quantity.unit != "percent"
                and ON_THEM.search(low, max(start, quantity.start - 60), quantity.start)
            ):
                continue  # "172 doanh nghiệp trên 59 chi cục": on them, not more
            if found.group().strip() in COMPARED and (
                APART.match(low, quantity.end, end) or OF_THE_BASE.match(low, quantity.end, end)
            ):
                return quantity
            return quantity._replace(qualifier=name, bound_start=quantity.start - len(before) + found.start())
    return quantity
