"""A document's statements: the passes, in the order in which a careful reader makes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from orchestration.reading import kinds, places
from orchestration.reading import periods as when
from orchestration.reading.context import ANAPHOR, Context, Told, entered, left
from orchestration.reading.indicators import UNITS, Match, Scope, best_match, scope_of, stance_of
from orchestration.reading.kinds import Cues
from orchestration.reading.masks import mask
from orchestration.reading.phrases import Found, Phrasebook
from orchestration.reading.normalise import NormalText, normalise
from orchestration.reading.periods import Period
from orchestration.reading.places import Mention
from orchestration.reading.quantities import Grammar, Quantity, any_of, grammar, quantities
from orchestration.reading.repeats import mark_repeats
from orchestration.reading.sentences import Sentence, split
from orchestration.reading.statement import Document, Statement
from orchestration.reading.vocabulary import COUNTRY, ERA_BEGINS, Indicator, Place, Vocabulary, default

LEVEL_CUES = re.compile(r"(?:cấp|ubnd)\s+(tỉnh|thành phố|huyện|quận|xã|phường)|đơn vị hành chính cấp (xã|huyện)")
LEVELS = {
    "tỉnh": "province",
    "thành phố": "province",
    "huyện": "district",
    "quận": "district",
} | dict.fromkeys(("xã", "phường"), "commune")
NATIONAL = re.compile(r"(?:trên\s+)?(?:cả nước|toàn quốc|việt nam)\b")
UNITED = re.compile(r"\b(?:tỉnh|thành phố|huyện|xã|phường|quận|thị xã)\b")
LEVEL_LED = re.compile(rf"(?:{LEVEL_CUES.pattern})\s+(?:đạt|là|có|chiếm)\s+(?:\w+\s)?$")
PROVINCES_TODAY = 34
SUBJECT_WORDS = 12
SHARE_OF_PART = re.compile(r"[^.;,]{0,60}?,?\s*(?:\(|chiếm|đạt|tương đương)\s*(?:tỷ lệ|tỉ lệ|khoảng|gần|trên)?\s*")
ENOUGH_TO_GO_ON = 1.5
LATEST_YEAR = 2026
AIM_OF_IT = re.compile(r"(?:mục tiêu|chỉ tiêu|kế hoạch)(?:\s\w+){0,2}(?:\s(?:là|đạt))?\s*$")
WHOLE_OF_SHARE = re.compile(r"\s*(?:trong|trên|của)?\s*tổng\s(?:số\s)?$")
OWN_SUBJECT = re.compile(r"(?<!\w)(?:chỉ số|về|trụ cột|hạng mục|tiêu chí)(?!\w)")
# "với tỷ trọng 42,92%", "nó đã vượt qua mức 14,26%": a share that says not of what
BARE_SHARE = re.compile(
    r"(?<!\()(?:với|đạt|là|nó|có|qua)\s(?:một\s)?(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|con số|mức)(?:\s(?:là|đạt|lên|tới|đến|khoảng|trên|hơn|dưới|gần))*\s*$"
)
HELD_BY = re.compile(r"\s*(?:trong [^,.;]{1,30})?(?:là|thuộc về)\s")
A_TIER_S_PART = re.compile(
    r"\s*(?:[^\s\d,.;]+\s){0,4}?cấp\s(?:tỉnh|huyện|xã|quận|phường|sở|thành phố)(?:,|;|\.|\svà|\s*$|\))"
)
IN_ONE_BREATH = re.compile(r"\s*(?:về|ở)\s[^,;.]{1,40}(?:,|\svà)\s")
THIS_FIGURE = re.compile(r"(?:tỷ lệ|tỉ lệ|con số|chỉ số|mức|số) này(?!\w)")
ANY_DIGIT = re.compile(r"\d|mỗi |một nửa|thứ |tốp|top")


@dataclass(frozen=True, slots=True)
class Reader:
    """A vocabulary with its patterns compiled."""

    vocabulary: Vocabulary
    grammar: Grammar
    cues: Cues
    phrasebook: Phrasebook
    carry: re.Pattern[str]


def compile_reader(vocabulary: Vocabulary) -> Reader:
    words = vocabulary.words
    return Reader(
        vocabulary,
        grammar(words),
        kinds.cues(words),
        Phrasebook(vocabulary.indicators, vocabulary.catalogue, UNITS),
        re.compile(rf"(?:[-+*•]\s*)?(?:{any_of(words['carry']['openers'])})(?!\w)"),
    )


@cache
def default_reader() -> Reader:
    return compile_reader(default())


def read_statements(document: Document) -> list[Statement]:
    """Every quantity of a document with its meaning, in text order. Never raises on any text."""
    return read_with(default_reader(), document)


def read_with(reader: Reader, document: Document) -> list[Statement]:
    normal = normalise(document.text)
    skip = [(normal.normal_offset(start), normal.normal_offset(end)) for start, end in document.skip]
    masked = mask(normal.low, skip, reader.vocabulary)
    home = reader.vocabulary.by_key.get(document.place_key or "")
    if home is None:
        home = places.principal_place(document.text, document.published_on)
    if home and home.level == "district" and home.parent_key:
        home = reader.vocabulary.by_key[home.parent_key]
    mentions = places.mentions_in(normal.text, normal.low, reader.vocabulary, document.published_on, home)
    seat = seat_of(document, home, mentions, normal, reader.vocabulary)
    latest = document.published_on or latest_day(normal.low)
    latest_year = latest_year_told(normal.low)
    themes = reader.phrasebook.themes_of(normal.low)
    statements: list[Statement] = []
    named: list[Period] = []
    context = Context()
    for sentence in split(normal.text):
        here = [m for m in mentions if sentence.start <= m.start < sentence.end]
        found: list[Quantity] = []
        if ANY_DIGIT.search(normal.low, sentence.start, sentence.end):
            found = list(quantities(normal.low, sentence.start, sentence.end, masked, reader.grammar))
        periods = when.periods(
            normal.low, sentence.start, sentence.end, document.published_on, context.year, latest_year
        )
        context = entered(context, sentence, normal)
        phrases = reader.phrasebook.find(normal.low, sentence.start, sentence.end) if found else None
        read = SentenceReading(
            reader, document, normal, sentence, found, periods, here, context, seat, latest, phrases, themes
        )
        statements += read.statements()
        aims = bool(kinds.aims_in(normal.low, sentence.start, sentence.end, reader.cues))
        done = bool(found) and read.is_done(found[0])
        told = Told(found, periods, here, aims, done, read.aim_goes_on, read.last_match)
        context = left(context, sentence, normal, told, latest)
        named += [p for p in periods if p.firm and p.basis == "stated"]
    head = places.headline_end(normal.text)
    return mark_repeats(with_theme_period(statements, named, head), normal.original_span(0, head)[1])


def with_theme_period(statements: list[Statement], named: list[Period], head: int) -> list[Statement]:
    """A text on one year's results names the year at its head and never another: its other figures are of that year."""
    spans = {(p.period_start, p.period_end) for p in named}
    theme = next((p for p in named if p.start < head and p.period_start), None)
    if theme is None or len(spans) > 1:
        return statements
    return [
        replace(
            s,
            period_start=theme.period_start,
            period_end=theme.period_end,
            period_basis="carried_over",
            period_type=theme.period_type,
        )
        if s.period_type == "unknown" and s.kind in ("actual", "rank", "change")
        else s
        for s in statements
    ]


@dataclass(frozen=True, slots=True)
class Seat:
    """Whom the figures of a text are about where no sentence says otherwise; communes have no row of their own."""

    place: Place | None
    name: str | None
    level: str | None


def seat_of(
    document: Document, home: Place | None, mentions: list[Mention], normal: NormalText, vocabulary: Vocabulary
) -> Seat:
    place = vocabulary.by_key.get(document.place_key or "") or home
    commune = places.principal_commune(mentions, normal.text, normal.low)
    if commune and (place is None or place.level in ("province", "national")):
        inside = place if place and place.level == "province" else None
        return Seat(inside, places.bare_name(commune), commune.level)
    if place is None or place.place_key == COUNTRY:
        body = places.principal_body(normal.text, vocabulary)
        if body:
            return Seat(None, body, "ministry")
    if place is None:
        return Seat(None, None, None)
    return Seat(place, place.name_vi, place.level)


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """One sentence with everything known about it; `statements` gives its figures."""

    reader: Reader
    document: Document
    normal: NormalText
    sentence: Sentence
    found: list[Quantity]
    periods: list[Period]
    here: list[Mention]
    context: Context
    seat: Seat
    latest: date | None
    phrases: Found | None
    themes: dict[str, Indicator]
    matches: list[tuple[str, Match]] = field(default_factory=list)

    @property
    def last_match(self) -> tuple[str, Match] | None:
        """The unit and indicator told last, for a sentence that goes on with "tỷ lệ này"."""
        return self.matches[-1] if self.matches else self.context.last if not self.found else None

    def statements(self) -> Iterator[Statement]:
        before: Statement | None = None
        for position, quantity in enumerate(self.found):
            # "PCI đạt 68,68 điểm, đứng thứ 17": a position shares its subject with the score before it
            others = [q for q in self.found if q is not quantity and (quantity.unit != "rank" or q.unit == "rank")]
            scope = scope_of(quantity, others, self.normal.low, self.sentence.start, self.sentence.end)
            following = self.found[position + 1].start if position + 1 < len(self.found) else self.sentence.end
            periods, basis = self.period_of(quantity, following)
            aimed = self.is_aim(quantity, periods)
            listed = self.is_listed(quantity)
            if listed:
                start, end = self.sentence.start, self.sentence.end
                scope = replace(scope, before=start, after=end, clause_start=start)
            match = best_match(quantity, self.normal.low, scope, self.phrases, listed=listed)
            if match is None and (position == 0 or self.found[position - 1].unit == quantity.unit):
                match = self.goes_on(quantity, scope)
            match = match or self.anaphor(quantity) or self.move(quantity, position) or self.slice(quantity, position)
            match = self.on_theme(match)
            if match:
                self.matches.append((quantity.unit, match))
            told = Telling(scope, periods, basis, aimed, match, self.breath(position, before))
            for before in self.told(self.with_fraction(position), told):
                yield before

    def is_listed(self, quantity: Quantity) -> bool:
        """ "Hòa Bình (86,5%), Nam Định (65,9%)": in brackets behind a place; all of a sentence's are one indicator's."""
        opening = quantity.bound_start if quantity.bound_start >= 0 else quantity.start
        before = self.normal.low[:opening].rstrip() if opening < 2 else self.normal.low[opening - 2 : opening].rstrip()
        return before.endswith("(") and any(0 < opening - m.end <= 3 for m in self.here)

    def goes_on(self, quantity: Quantity, scope: Scope) -> Match | None:
        """ "Trong đó, năm 2021 xếp thứ 14": what is measured was named in the sentence before."""
        same_paragraph = self.context.paragraph == self.sentence.paragraph
        bare = BARE_SHARE.search(self.normal.low, max(self.sentence.start, quantity.start - 40), quantity.start)
        of_its_own = OWN_SUBJECT.search(self.normal.low, scope.before, quantity.start)
        if quantity.unit == "rank" and of_its_own:
            return None
        same_rank = same_paragraph and quantity.unit == "rank"
        goes_on = self.carried or same_rank or bare or self.speaks_of_it(quantity)
        if not goes_on or self.context.sentence is None or self.phrases is None:
            return None
        stance = stance_of(quantity, self.normal.low, scope, self.phrases)
        if stance.head and not stance.leads:
            return None  # it says itself what it counts
        opening = self.context.sentence.start
        wider = replace(scope, sentence_start=opening, before=opening, clause_start=opening)
        both = self.reader.phrasebook.find(self.normal.low, opening, self.sentence.end)
        return best_match(quantity, self.normal.low, wider, both, ENOUGH_TO_GO_ON)

    def with_fraction(self, position: int) -> Quantity:
        """ "1.427 dịch vụ (75%)": a share told right after its part, and its whole when one told nearby gives it."""
        quantity = self.found[position]
        if quantity.sort != "percent":
            return quantity
        if position + 1 < len(self.found):
            whole = self.found[position + 1]
            between = self.normal.low[quantity.end : whole.start]
            if whole.unit == "count" and whole.denominator is None and WHOLE_OF_SHARE.fullmatch(between):
                return replace(quantity, denominator=whole.value)
        if position == 0:
            return quantity
        part = self.found[position - 1]
        between = self.normal.low[part.end : quantity.start]
        if part.unit != "count" or part.denominator or not SHARE_OF_PART.fullmatch(between):
            return quantity
        wholes = [q.value for q in (*self.found[: position - 1], *self.context.counts) if q.unit == "count"]
        rounding = 0.5 * 10 ** -decimals_of(quantity.value) + 1e-9
        told = next((w for w in reversed(wholes) if w and abs(100 * part.value / w - quantity.value) <= rounding), None)
        return replace(quantity, numerator=part.value, denominator=told)

    def is_aim(self, quantity: Quantity, periods: list[Period]) -> bool:
        inherited = self.context.header_aimed if self.sentence.is_item else self.carried and self.context.aimed
        inherited = inherited or self.aim_holds(quantity)
        return kinds.is_aim(
            self.normal.low,
            self.sentence.start,
            quantity.start,
            periods,
            self.latest,
            self.reader.cues,
            inherited,
        )

    @property
    def carried(self) -> bool:
        """The sentence says itself that it goes on, or the one before it was never closed."""
        before = self.context.sentence
        unclosed = before is not None and self.normal.low[before.end - 1] in ";,"
        return unclosed or bool(self.reader.carry.match(self.normal.low, self.sentence.start))

    def period_of(self, quantity: Quantity, following: int) -> tuple[list[Period], str]:
        own = when.governing(self.periods, quantity.start, quantity.end, following, self.normal.low)
        if own:
            return own, own[0].basis
        if self.sentence.is_item and self.context.header_period:
            return list(self.context.header_period), "carried_over"
        if self.carried and self.context.period:
            return list(self.context.period), "carried_over"
        if self.aim_holds(quantity):
            return list(self.context.aim), "carried_over"
        if self.context.period and not self.periods and self.context.paragraph == self.sentence.paragraph:
            return list(self.context.period), "carried_over"
        stage = [p for p in self.periods if p.is_stage and p.end <= quantity.start]
        if stage and kinds.is_aim(
            self.normal.low, self.sentence.start, quantity.start, [], self.latest, self.reader.cues, False
        ):
            return stage[-1:], "stated"
        return [], "unknown"

    def is_done(self, quantity: Quantity) -> bool:
        return bool(kinds.done_before(self.normal.low, self.sentence.start, quantity.start, self.reader.cues))

    def aim_holds(self, quantity: Quantity) -> bool:
        """A programme lists its aims under one due date, until something done, or another period, is told."""
        if not self.context.aim or any(p.firm for p in self.periods):
            return False
        return not self.is_done(quantity)

    @property
    def aim_goes_on(self) -> bool:
        if not self.context.aim or self.periods:
            return False
        if self.found:
            return any(self.aim_holds(quantity) for quantity in self.found)
        return not self.reader.cues.done.search(self.normal.low, self.sentence.start, self.sentence.end)

    def breath(self, position: int, before: Statement | None) -> str | None:
        """The kind of the number just before, where this one is told with it: "tăng 75% về … và 121% về …"."""
        if before is None or position == 0:
            return None
        former, latter = self.found[position - 1], self.found[position]
        between = self.normal.low[former.end : latter.start]
        return before.kind if former.unit == latter.unit and IN_ONE_BREATH.fullmatch(between) else None

    def on_theme(self, match: Match | None) -> Match | None:
        """In a text on SIPAS, satisfaction is what SIPAS measures."""
        meant = self.themes.get(match.indicator.code) if match else None
        return replace(match, indicator=meant) if match and meant else match

    def move(self, quantity: Quantity, position: int) -> Match | None:
        """ "xếp thứ 34/63; tăng 20 bậc": the position that moved is the one told just before."""
        if quantity.sort != "places" or position == 0 or self.found[position - 1].unit != "rank":
            return None
        return self.matches[-1][1] if self.matches and self.matches[-1][0] == "rank" else None

    def slice(self, quantity: Quantity, position: int) -> Match | None:
        """ "…, trong đó 20 hồ sơ cấp tỉnh, 18 hồ sơ cấp huyện": parts, by tier, of what was told just before."""
        if position == 0 or not A_TIER_S_PART.match(self.normal.low, quantity.end, self.sentence.end):
            return None
        return self.matches[-1][1] if self.matches and self.matches[-1][0] == quantity.unit else None

    def anaphor(self, quantity: Quantity) -> Match | None:
        """ "Con số này tăng lên 97%": what is measured is what was told last."""
        near = max(self.sentence.start, quantity.start - 40)
        said = (
            self.speaks_of_it(quantity)
            or self.is_listed(quantity)
            or BARE_SHARE.search(self.normal.low, near, quantity.start)
            or AIM_OF_IT.search(self.normal.low, near, quantity.start)
        )
        last = self.matches[-1] if self.matches else self.context.last
        return last[1] if said and last and last[0] == quantity.unit else None

    def speaks_of_it(self, quantity: Quantity) -> bool:
        return THIS_FIGURE.search(self.normal.low, self.sentence.start, quantity.start) is not None

    def told(self, quantity: Quantity, telling: "Telling") -> Iterator[Statement]:
        scope, periods, basis, match = telling.scope, telling.periods, telling.basis, telling.match
        kind, value = kinds.kind_of(
            quantity, self.normal.low, self.sentence.start, telling.aimed, self.reader.cues, telling.breath
        )
        place, name, level = self.place_of(quantity)
        tier = self.tier_of(quantity, scope, level)
        start, end = self.normal.original_span(quantity.start, quantity.end)
        sentence_start, sentence_end = self.normal.original_span(self.sentence.start, self.sentence.end)
        for period in periods or (None,):
            if place and kind != "target" and period:
                # a rank among 34 is of today's provinces, even for a year before they existed
                among_today_s = quantity.unit == "rank" and quantity.denominator == PROVINCES_TODAY
                on = ERA_BEGINS if among_today_s else period.period_end
                place = places.at_date(place, on, self.reader.vocabulary)
            yield Statement(
                char_start=start,
                char_end=end,
                quote=self.document.text[start:end],
                sentence=self.document.text[sentence_start:sentence_end],
                sentence_start=sentence_start,
                kind=kind,
                indicator_code=match.indicator.code if match else None,
                subject=self.subject_of(quantity, scope),
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
                place_name=name,
                place_level=tier,
                organisation=name if level == "ministry" else None,
                rule=quantity.sort,
                confidence=confidence_of(quantity, match, basis),
                is_repeat=False,
            )

    def place_of(self, quantity: Quantity) -> tuple[Place | None, str | None, str | None]:
        """The nearest governing place: named before the number, spoken of just before, or the document's own."""
        if quantity.unit != "rank" and NATIONAL.match(self.normal.low, self.sentence.start, quantity.start):
            country = self.reader.vocabulary.by_key[COUNTRY]
            return country, country.name_vi, country.level
        mention = self.named_behind(quantity) or self.named_before(quantity)
        if (
            mention is None
            and self.context.place
            and (self.carried or ANAPHOR.match(self.normal.low, self.sentence.start))
        ):
            mention = self.context.place
        if mention and mention.level == "ministry":
            return None, mention.name, mention.level
        if mention:
            place = mention.place or self.seat.place
            name = mention.name if mention.place is None else mention.place.name_vi
            if mention.level == "commune" and places.bare_name(mention) == self.seat.name:
                name = self.seat.name
            if mention.place and mention.place.level == "district":
                name = f"{mention.place.type.lower()} {mention.place.name_vi}"
            return place, name, mention.level
        return self.seat.place, self.seat.name, self.seat.level

    def named_before(self, quantity: Quantity) -> Mention | None:
        """The last place named before a number in its sentence that says whose figure it is."""
        if self.is_listed(quantity):
            return [m for m in self.here if m.end <= quantity.start][-1]
        named = [m for m in self.here if m.end <= quantity.start and m.governs]
        if quantity.unit == "rank":
            named = [m for m in named if m.level != "national"]
        return named[-1] if named else None

    def named_behind(self, quantity: Quantity) -> Mention | None:
        """ "Ở vị trí thứ 2 là thành phố …": the place that holds a position may be told behind it."""
        if quantity.unit != "rank" or not HELD_BY.match(self.normal.low, quantity.end):
            return None
        reach = HELD_BY.match(self.normal.low, quantity.end)
        return next((m for m in self.here if reach and 0 <= m.start - reach.end() <= 2), None)

    def tier_of(self, quantity: Quantity, scope: Scope, level: str | None) -> str | None:
        """The tier that is measured, where the words right behind the number name one ("… hồ sơ tại cấp xã")."""
        behind = self.normal.low[quantity.end : min(scope.after, quantity.end + 60)]
        cue = LEVEL_CUES.search(behind.split(",")[0])
        if cue is None:
            cue = LEVEL_LED.search(self.normal.low, max(scope.before, quantity.start - 40), quantity.start)
        tier = LEVELS[cue.group(1) or cue.group(2)] if cue else None
        return tier or level

    def subject_of(self, quantity: Quantity, scope: Scope) -> str | None:
        """What is counted, in the text's own words: what follows the number, or what led up to it."""
        behind = self.normal.text[quantity.end : scope.after].strip(" ,;:.()")
        words = behind.split(",")[0].split()
        if len(words) < 2:
            words = self.normal.text[scope.before : quantity.start].strip(" ,;:.()").split()[-SUBJECT_WORDS:]
        return " ".join(words[:SUBJECT_WORDS]) or None


@dataclass(frozen=True, slots=True)
class Telling:
    """How one number is told in its sentence."""

    scope: Scope
    periods: list[Period]
    basis: str
    aimed: bool
    match: Match | None
    breath: str | None


def confidence_of(quantity: Quantity, match: Match | None, basis: str) -> float:
    """How far to trust a statement, from what is known of it; see docs/reading.md for how it was measured."""
    trust = 0.95 if match and match.score >= 9 else 0.85 if match else 0.6
    if basis == "unknown":
        trust -= 0.1
    if quantity.sort == "count" and match is None:
        trust -= 0.1
    return round(trust, 2)


def decimals_of(value: float) -> int:
    return next((n for n in (0, 1, 2) if abs(value - round(value, n)) < 1e-9), 3)


def latest_year_told(low: str) -> int | None:
    """The latest year whose results an undated text tells, for "trong năm qua"."""
    years = [int(year) for year in re.findall(r"(?<!đến )(?<!hết )năm (20\d{2})(?!\d)", low)]
    return max((year for year in years if year <= LATEST_YEAR), default=None)


def latest_day(low: str) -> date | None:
    """The latest full date an undated text names: what lies beyond it is still to come."""
    days = []
    for day, month, year in re.findall(r"\b(\d{1,2})/(\d{1,2})/(20\d{2})\b", low):
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 28:
            days.append(date(int(year), int(month), int(day)))
    return max(days, default=None)
