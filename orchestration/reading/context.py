"""What the sentences before this one have established, and what each leaves to the next."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from orchestration.reading.governing import same_expression
from orchestration.reading.indicators import Match
from orchestration.reading.normalise import NormalText
from orchestration.reading.numerals import Quantity
from orchestration.reading.periods import Period
from orchestration.reading.places import Mention
from orchestration.reading.sentences import UPPER, Sentence

ANAPHOR = re.compile(
    r"(?:(?:kết quả|cụ thể|đặc biệt|đến nay|hiện nay|hiện|năm \d{4}), )?"
    r"(?:(?:huyện|xã|phường|thị xã|thành phố|quận)\s+(?:sẽ|phấn đấu|đã|có|đang|cũng|đạt|tiếp tục|đặt mục tiêu)|"
    r"(?:trung tâm|đơn vị)\s+(?:sẽ|phấn đấu|đã|đang|đặt mục tiêu|tiếp tục)|"
    r"địa phương\s+(?:này|đã|có|cũng|đạt|tiếp tục|giành|xếp|đứng|vươn))"
)
LONGEST_HEADING = 60
HEADING = re.compile(rf"(?:[IVX]+|\d+(?:\.\d+)*|[A-Za-zđ])[.)]\s|[{UPPER}][{UPPER}\s]{{6}}")
SETS_AIMS = re.compile(
    r"(?<!\w)(?:kế hoạch|chiến lược|chương trình|đề án|nghị quyết|quyết định)(?!\w)"
    r".{0,160}?(?:mục tiêu|chỉ tiêu|phấn đấu)",
    re.DOTALL,
)
SENTENCES_AN_AIM_OUTLIVES = 2


class Context(NamedTuple):
    """What the sentences before this one have established."""

    period: tuple[Period, ...] = ()
    told_last: tuple[
        Period, ...
    ] = ()  # the same, over the end of its paragraph, and on through those that go on with it
    aimed: bool = False
    aimed_far: bool = False  # the same, over the end of its paragraph
    plan: bool = False  # a document's aims are being listed, until something done is told
    header_period: tuple[Period, ...] = ()
    header_aimed: bool = False
    headed: bool = False  # a heading with a time or an aim of its own stood on the line before
    aim: tuple[Period, ...] = ()
    silent: int = 0
    year: int | None = None
    paragraph: int = -1
    place: Mention | None = None
    sentence: Sentence | None = None
    counts: tuple[Quantity, ...] = ()
    last: Mapping[str, Match] = MappingProxyType({})


def entered(context: Context, sentence: Sentence, normal: NormalText) -> Context:
    """A new paragraph forgets the period told before it, but not what its heading announced for a list."""
    if sentence.paragraph == context.paragraph:
        return context
    anaphor = ANAPHOR.match(normal.low, sentence.start)
    if context.sentence and normal.low[context.sentence.end - 1] in ";,":
        return context._replace(paragraph=sentence.paragraph)  # the sentence before goes on over the line
    in_list = sentence.is_item
    under = context.headed and not in_list
    return context._replace(
        paragraph=sentence.paragraph,
        period=context.header_period if under else (),
        aimed=under and context.header_aimed,
        header_period=context.header_period if in_list else (),
        header_aimed=context.header_aimed if in_list else False,
        place=context.place if in_list or anaphor else None,
    )


def passed(context: Context, sentence: Sentence, normal: NormalText) -> Context:
    """A sentence without number, time, place or aim leaves what stood, and an aim a little nearer to its end."""
    silent = context.silent + 1
    aim = context.aim if silent <= SENTENCES_AN_AIM_OUTLIVES else ()
    announces = normal.low[sentence.end - 1] == ":"  # "Kết quả:" under a heading with a year
    header = (context.header_period or context.period) if announces else context.header_period
    return context._replace(aim=aim, silent=silent, sentence=sentence, counts=(), headed=False, header_period=header)


class Told(NamedTuple):
    """What one sentence held: its numbers, periods and places, and whether it aims or goes on aiming."""

    found: list[Quantity]
    periods: list[Period]
    here: list[Mention]
    aims: bool
    done: bool
    aim_goes_on: bool
    last: Mapping[str, Match]
    goes_on: bool  # it opened as the next part of what the paragraph before told


def left(context: Context, sentence: Sentence, normal: NormalText, told: Told, latest: date | None) -> Context:
    """What a sentence leaves to the next."""
    of_all = [p for p in told.periods if p.aside is None]
    firm = [p for p in of_all if p.firm and (p.basis == "stated" or p.period_start or not p.is_now)]
    years = [p.period_end.year for p in of_all if p.period_end and p.basis == "stated"]
    last = tuple(same_expression(firm, firm[-1])) if firm else ()
    due = [p for p in last if p.period_type == "deadline"]
    is_short = sentence.end - sentence.start < LONGEST_HEADING
    is_header = normal.low[sentence.end - 1] == ":" or (not told.found and bool(firm) and is_short)
    headed = not told.found and is_short and HEADING.match(normal.text, sentence.start) is not None
    silent = 0 if told.found else context.silent + 1
    aim = tuple([p for p in due if not told.done and (told.aims or to_come(p, latest))])
    still_listing = told.aim_goes_on or not told.found
    if not aim and not told.periods and still_listing and silent <= SENTENCES_AN_AIM_OUTLIVES:
        aim = context.aim
    header_aimed = told.aims or context.header_aimed or bool(due)
    united = [
        m
        for m in told.here
        if m.governs
        and m.level in ("commune", "district", "province", "national")
        and (m.place or m.level == "commune")
    ]
    now = not last and any(p.is_now for p in told.periods)  # "đến nay": what was told for another time is over
    # a heading's time holds for the list that a paragraph under it announces
    under_a_heading = context.period if is_header and not told.found else ()
    return Context(
        paragraph=context.paragraph,
        period=() if now else last or context.period,
        told_last=last or (() if told.found and not told.goes_on else context.told_last),
        plan=not told.done
        and (context.plan or (told.aims and SETS_AIMS.search(normal.low, sentence.start, sentence.end) is not None))
        and "as_of" not in [p.period_type for p in told.periods],
        aimed=told.aims if (told.aims or firm) else context.aimed,
        aimed_far=told.aims if (told.aims or firm or told.done) else context.aimed or context.aimed_far,
        header_period=last if (is_header and last) else context.header_period or under_a_heading,
        header_aimed=header_aimed if is_header else context.header_aimed,
        year=years[-1] if years else context.year,
        place=united[-1] if united else context.place,
        aim=aim,
        silent=silent,
        headed=headed and bool(last),
        sentence=sentence,
        counts=tuple([q for q in told.found if q.unit == "count"]),
        last=told.last,
    )


def to_come(period: Period, latest: date | None) -> bool:
    end = period.period_end
    return end is not None and (latest is None or end > latest)
