"""A document's statements: the passes, in the order in which a careful reader makes them."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from orchestration.reading import governing, kinds, measured, place_names, places, tiers, timing, whose
from orchestration.reading import periods as when
from orchestration.reading.confidence import confidence_of
from orchestration.reading.context import Context, Told, entered, left, passed
from orchestration.reading.fractions import with_fraction
from orchestration.reading.frame import Frame, frame_of
from orchestration.reading.indicators import UNITS, Match, Scope
from orchestration.reading.leads import NUMBER, Leads, within
from orchestration.reading.masks import Masks, MaskTable
from orchestration.reading.numerals import Quantity
from orchestration.reading.periods import Period, month_end
from orchestration.reading.phrases import NOTHING_FOUND, Phrasebook
from orchestration.reading.quantities import PARTS, Grammar, any_of, grammar, quantities
from orchestration.reading.repeats import mark_repeats
from orchestration.reading.scene import Rules, Scene
from orchestration.reading.statement import Document, Statement
from orchestration.reading.vocabulary import ERA_BEGINS, Place, Vocabulary, default, lower

PROVINCES_TODAY = 34
SUBJECT_WORDS = 12
REPORTED = ("report", "ytd", "as_of")
MEASURED = ("actual", "rank", "change")
# "tăng 48,39% và 32,76% so với …", "tăng 42 bậc, 20,29 điểm so với …"
PAIRED = re.compile(r"\s?(?:bậc|hạng|điểm(?: phần trăm)?|điểm %)?(?:,|\svà)\s")
CLOSED = re.compile(r"\s?(?:bậc|hạng|điểm(?: phần trăm)?)?\s?(?:[;.)]|,\s|so với|$)")
IN_ONE_BREATH = re.compile(r"\s*(?:(?:về|ở)\s[^,;.]{1,40}(?:,|\svà)|(?:về\s)?(?:số lượng|giá trị|số món)\svà)\s")
# of these a sentence must hold one to tell a number, or a time
ANY_NUMBER = (NUMBER, "mươi", "mười", "mỗi", "một nửa", *PARTS, "thứ")
ANY_TIME = (NUMBER, "quý", "nay", "hiện", "này", "qua", "ngoái")
# what stands before is asked last: a search for what a match begins with is the fastest there is
YEAR_OF_RESULTS = re.compile(r"năm (20\d{2})(?!\d)(?<!đến năm \d{4})(?<!hết năm \d{4})(?<!trước năm \d{4})")
BESIDE = re.compile(r"\d%? \((?:kế hoạch|mục tiêu|chỉ tiêu)(?:\s[^\d()]{0,20})?$|(?:kế hoạch|mục tiêu|chỉ tiêu) \($")
FULL_DATE = re.compile(r"/(\d{1,2})/(20\d{2})\b")
MONTH_REACHED = re.compile(r"tính đến (?:hết |cuối )?tháng (\d{1,2})[/.-](20\d{2})(?!\d)")
DAY_OF_DATE = re.compile(r"(?<!\w)\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Reader:
    """A vocabulary with its patterns compiled."""

    rules: Rules
    grammar: Grammar
    masks: MaskTable
    leads: Leads


def compile_reader(vocabulary: Vocabulary) -> Reader:
    words = vocabulary.words
    rules = Rules(
        vocabulary,
        kinds.cues(words),
        Phrasebook(vocabulary.indicators, vocabulary.catalogue, UNITS),
        opening_with(words["carry"]["openers"]),
        opening_with(words["carry"]["over_paragraphs"]),
        opening_with(words["carry"]["in_parallel"]),
        opening_with(words["carry"]["adding"]),
        re.compile(rf"(?:[\W\d]|(?:{any_of(words['carry']['slice'])})(?!\w))*+"),
    )
    numbers, masks = grammar(words), MaskTable(vocabulary)
    leads: dict[str, Collection[str]] = {
        "quantity": numbers.leads,
        "period": when.LEADS,
        "any number": (*ANY_NUMBER, *words["ranks"]["first"]),
        "any time": ANY_TIME,
        **masks.leads,
        **kinds.leads(words),
        **places.leads(vocabulary),
    }
    return Reader(rules, numbers, masks, Leads(leads))


def opening_with(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:[-+*•]\s*)?({any_of(words)})(?!\w)")


@cache
def default_reader() -> Reader:
    return compile_reader(default())


def default_frame(document: Document) -> Frame:
    reader = default_reader()
    return frame_of(document, reader.rules.vocabulary, reader.leads)


def read_statements(document: Document) -> list[Statement]:
    """Every quantity of a document with its meaning, in text order. Never raises on any text."""
    return read_with(default_reader(), document)


def read_with(reader: Reader, document: Document) -> list[Statement]:
    """The same with a vocabulary of one's own."""
    rules, published_on = reader.rules, document.published_on
    frame = frame_of(document, rules.vocabulary, reader.leads)
    normal, low, spots, mentions = frame.normal, frame.low, frame.spots, frame.all_mentions
    starts = [mention.start for mention in mentions]
    latest, last_year = published_on or latest_day(low), latest_year_told(low)
    themes = rules.phrasebook.themes_of(low)
    masks = Masks(low, frame.skip, reader.masks, spots)
    statements: list[Statement] = []
    named: list[Period] = []
    head = frame.head
    context = Context(last=measured.index_at_head(rules.phrasebook, low, head))
    for sentence in frame.all_sentences:
        start, end = sentence.start, sentence.end
        context = entered(context, sentence, normal)
        found: list[Quantity] = []
        if within(spots["any number"], start, end):
            found = list(quantities(low, start, end, masks.of(start, end), reader.grammar, spots["quantity"]))
        timed: list[Period] = []
        if within(spots["any time"], start, end):
            timed = when.periods(low, start, end, published_on, context.year, last_year, spots["period"])
        here = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        heard = kinds.hear(low, start, end, rules.cues, spots)
        if not (found or timed or here or heard.target):
            context = passed(context, sentence, normal)
            continue
        bases = [period for period in timed if period.is_base]
        periods = [period for period in timed if not period.is_base]
        phrases = rules.phrasebook.find(low, start, end) if found else NOTHING_FOUND
        scene = Scene(
            rules, normal, sentence, found, periods, bases, here, phrases, heard, themes, context, frame.about, latest
        )
        matches: list[Match | None] = []
        told: list[Statement] = []
        if found:
            scopes = measured.scopes_of(scene)
            matches = measured.matches_of(scene, scopes)
            told = list(told_in(scene, scopes, matches, document))
            statements += told
        context = left(context, sentence, normal, told_by(scene, matches, told), latest)
        named += [period for period in periods if period.firm and not period.is_stage]
    return mark_repeats(with_theme_period(statements, named, head), normal.original_span(0, head)[1])


def told_by(scene: Scene, matches: list[Match | None], told: list[Statement]) -> Told:
    """What a sentence leaves behind for the next."""
    aims = bool(kinds.aims_before(scene.low, scene.end, scene.heard))
    if told and told[0].kind != "target":
        aims = False  # "… chỉ đạt 45,8%, trong khi mục tiêu là 50%": it told of results first
    done = bool(scene.quantities) and timing.is_done(scene, scene.quantities[0])
    last = measured.last_told(scene, matches)
    return Told(
        scene.quantities, scene.periods, scene.mentions, aims, done, timing.aim_goes_on(scene), last, scene.carried_far
    )


def told_in(scene: Scene, scopes: list[Scope], matches: list[Match | None], document: Document) -> Iterator[Statement]:
    kind: str | None = None
    sentence_start, sentence_end = scene.normal.original_span(scene.start, scene.end)
    sentence = document.text[sentence_start:sentence_end]
    value = 0.0
    for position, (scope, match) in enumerate(zip(scopes, matches, strict=True)):
        periods, basis = timing.period_of(scene, position)
        quantity = with_fraction(scene, position)
        aimed = timing.is_aim(scene, quantity, periods)
        breath = kind if in_one_breath(scene, position) or (kind == "change" and paired(scene, position)) else None
        fallen = breath == "change" and value < 0
        kind, value = kinds.kind_of(quantity, scene.low, scene.start, aimed, scene.rules.cues, breath)
        value = -abs(value) if fallen and kind == "change" else value
        seat = whose.place_of(scene, quantity)
        start, end = scene.normal.original_span(quantity.start, quantity.end)
        for period in periods or (None,):
            place = at_its_time(seat.place, quantity, kind, period, scene.rules.vocabulary)
            yield Statement(
                char_start=start,
                char_end=end,
                quote=document.text[start:end],
                sentence=sentence,
                sentence_start=sentence_start,
                kind=kind,
                indicator_code=match.indicator.code if match else None,
                subject=subject_of(scene, quantity, scope),
                value=value,
                value_max=quantity.value_max,
                unit=quantity.unit,
                qualifier=quantity.qualifier,
                numerator=quantity.numerator,
                denominator=quantity.denominator,
                period_start=period.period_start if period else None,
                period_end=period.period_end if period else None,
                period_basis=basis,
                period_type=period.period_type if period else "unknown",
                place_key=place.place_key if place else None,
                place_code=place.place_code if place else None,
                place_name=seat.name,
                place_level=tiers.tier_of(scene, quantity, scope) or seat.level,
                organisation=seat.name if seat.level == "ministry" else None,
                rule=quantity.sort,
                confidence=confidence_of(quantity, kind, match, basis),
                is_repeat=False,
            )


def in_one_breath(scene: Scene, position: int) -> bool:
    """ "tăng 75% về … và 121% về …": the second is told with the verb of the first."""
    if not position:
        return False
    former, latter = scene.quantities[position - 1], scene.quantities[position]
    told_alike = former.unit == latter.unit
    return told_alike and IN_ONE_BREATH.fullmatch(scene.low, former.end, latter.opening) is not None


def paired(scene: Scene, position: int) -> bool:
    """ "tăng 48,39% và 32,76%": two changes told with one verb, nothing more being told of the second."""
    former, latter = scene.quantities[position - 1], scene.quantities[position]
    between = PAIRED.fullmatch(scene.low, former.end, latter.start)
    return between is not None and CLOSED.match(scene.low, latter.end, scene.end) is not None


def at_its_time(
    place: Place | None, quantity: Quantity, kind: str, period: Period | None, vocabulary: Vocabulary
) -> Place | None:
    """The place of that name at the figure's own date; an aim is aimed at by the place of today."""
    if place is None or period is None or kind == "target":
        return place
    # a rank among 34 is of today's provinces, even for a year before they existed
    among_today_s = quantity.unit == "rank" and quantity.denominator == PROVINCES_TODAY
    return place_names.at_date(place, ERA_BEGINS if among_today_s else period.period_end, vocabulary)


def subject_of(scene: Scene, quantity: Quantity, scope: Scope) -> str | None:
    """What is counted, in the text's own words: what follows the number, or what led up to it."""
    behind = scene.normal.text[quantity.end : scope.after].strip(" ,;:.()")
    words = behind.split(",")[0].split()
    if len(words) < 2:
        words = behind.split()  # "48/48 sở, ban, ngành": a list of what is counted
    if len(words) < 2:
        words = scene.normal.text[scope.before : quantity.start].strip(" ,;:.()").split()[-SUBJECT_WORDS:]
    return " ".join(words[:SUBJECT_WORDS]) or None


def with_theme_period(statements: list[Statement], named: list[Period], head: int) -> list[Statement]:
    """A text on one year's results names that year at its head: its other figures are of that year.

    Where it names other periods further on, that is inferred, and says so; so is the time of what follows the one
    report period ("từ 1/7 đến 26/11/2025") that a text names.
    """
    spans = {(period.period_start, period.period_end) for period in named}
    told = [period for period in named if period.basis == "stated" and period.period_start and period.period_end]
    at_head = {(p.period_start, p.period_end): p for p in told if p.start < head}
    as_of = [p for p in named if p.basis == "stated" and p.period_type == "as_of" and p.period_end]
    reported = {(p.period_start, p.period_end): p for p in (*told, *as_of) if p.period_type in REPORTED}
    if len(at_head) == 1:
        (theme,), begins = at_head.values(), 0
    elif len(reported) == 1:
        (theme,) = reported.values()
        begins = theme.end
    else:
        return statements
    basis = "carried_over" if len(spans) == 1 and not begins else "inferred_asof"
    return [
        of_theme(s, theme, basis)
        if s.period_type == "unknown" and s.char_start >= begins and (s.kind in MEASURED or stands_beside(s))
        else s
        for s in statements
    ]


def stands_beside(aim: Statement) -> bool:
    """ "Tỷ lệ số hóa: 64,2% (kế hoạch 60%)": an aim told beside its result is of the same time."""
    return BESIDE.search(lower(aim.sentence), 0, aim.char_start - aim.sentence_start) is not None


def of_theme(statement: Statement, theme: Period, basis: str) -> Statement:
    """ "Từ vị trí 15 lên 13" in a text on the year 2022: the fifteenth was held the year before."""
    at = statement.char_start - statement.sentence_start
    if governing.is_former(lower(statement.sentence), at, at + len(statement.quote)):
        return in_period(statement, governing.year_before(theme), "inferred_asof")
    return in_period(statement, theme, basis)


def in_period(statement: Statement, period: Period, basis: str) -> Statement:
    return statement._replace(
        period_start=period.period_start,
        period_end=period.period_end,
        period_type=period.period_type,
        period_basis=basis,
    )


def latest_year_told(low: str) -> int | None:
    """The latest year whose results an undated text tells, for "trong năm qua"."""
    years = YEAR_OF_RESULTS.findall(low) + [year for _, year in MONTH_REACHED.findall(low)]
    return max(map(int, years), default=None)


def latest_day(low: str) -> date | None:
    """The latest full date an undated text names: what lies beyond it is still to come."""
    days = []
    for written in FULL_DATE.finditer(low):
        day = DAY_OF_DATE.search(low, max(0, written.start() - 2), written.start())
        if day and 1 <= int(written[1]) <= 12 and 1 <= int(day.group()) <= 28:
            days.append(date(int(written[2]), int(written[1]), int(day.group())))
    days += [month_end(int(year), int(month)) for month, year in MONTH_REACHED.findall(low) if 1 <= int(month) <= 12]
    return max(days, default=None)
