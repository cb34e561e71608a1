"""A document's statements: the passes, in the order in which a careful reader makes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from orchestration.reading import kinds, places
from orchestration.reading import periods as when
from orchestration.reading.context import ANAPHOR, Context, Told, entered, left
from orchestration.reading.indicators import Match, Phrasebook, Scope, scope_of
from orchestration.reading.kinds import Cues
from orchestration.reading.masks import mask
from orchestration.reading.normalise import NormalText, normalise
from orchestration.reading.periods import Period
from orchestration.reading.places import Mention
from orchestration.reading.quantities import Grammar, Quantity, any_of, grammar, quantities
from orchestration.reading.repeats import mark_repeats
from orchestration.reading.sentences import Sentence, split
from orchestration.reading.statement import Document, Statement
from orchestration.reading.vocabulary import COUNTRY, ERA_BEGINS, Place, Vocabulary, default

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
        Phrasebook(vocabulary.indicators),
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
    seat = reader.vocabulary.by_key.get(document.place_key or "") or home
    mentions = places.mentions_in(normal.text, normal.low, reader.vocabulary, document.published_on, home)
    latest = document.published_on or latest_day(normal.low)
    statements: list[Statement] = []
    context = Context()
    for sentence in split(normal.text):
        here = [m for m in mentions if sentence.start <= m.start < sentence.end]
        found: list[Quantity] = []
        if ANY_DIGIT.search(normal.low, sentence.start, sentence.end):
            found = list(quantities(normal.low, sentence.start, sentence.end, masked, reader.grammar))
        periods = when.periods(normal.low, sentence.start, sentence.end, document.published_on, context.year)
        context = entered(context, sentence, normal)
        read = SentenceReading(reader, document, normal, sentence, found, periods, here, context, seat, latest)
        statements += read.statements()
        aims = bool(reader.cues.target.search(normal.low, sentence.start, sentence.end))
        told = Told(found, periods, here, aims, read.aim_goes_on)
        context = left(context, sentence, normal, told, latest)
    return mark_repeats(statements, len(document.text.lstrip().partition("\n")[0]))


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
    seat: Place | None
    latest: date | None

    def statements(self) -> Iterator[Statement]:
        for position, quantity in enumerate(self.found):
            # "PCI đạt 68,68 điểm, đứng thứ 17": a position shares its subject with the score before it
            others = [q for q in self.found if q is not quantity and (quantity.unit != "rank" or q.unit == "rank")]
            scope = scope_of(quantity, others, self.normal.low, self.sentence.start, self.sentence.end)
            following = self.found[position + 1].start if position + 1 < len(self.found) else self.sentence.end
            periods, basis = self.period_of(quantity, following)
            aimed = self.is_aim(quantity, periods)
            match = self.reader.phrasebook.best(quantity, self.normal.low, scope) or self.goes_on(quantity, scope)
            yield from self.told(self.with_fraction(position), scope, periods, basis, aimed, match)

    def goes_on(self, quantity: Quantity, scope: Scope) -> Match | None:
        """ "Trong đó, năm 2021 xếp thứ 14": what is measured was named in the sentence before."""
        if not self.carried or self.context.sentence is None:
            return None
        opening = self.context.sentence.start
        wider = replace(scope, sentence_start=opening, before=opening, clause_start=opening)
        return self.reader.phrasebook.best(quantity, self.normal.low, wider, ENOUGH_TO_GO_ON)

    def with_fraction(self, position: int) -> Quantity:
        """ "1.427 dịch vụ (75%)": a share told right after its part, and its whole when one told nearby gives it."""
        quantity = self.found[position]
        if quantity.sort != "percent" or position == 0:
            return quantity
        part = self.found[position - 1]
        between = self.normal.low[part.end : quantity.start]
        if part.unit != "count" or part.denominator or not SHARE_OF_PART.fullmatch(between):
            return quantity
        wholes = [q.value for q in (*self.found[: position - 1], *self.context.counts) if q.unit == "count"]
        rounding = 0.5 * 10 ** -decimals_of(quantity.value) + 1e-9
        whole = next(
            (w for w in reversed(wholes) if w and abs(100 * part.value / w - quantity.value) <= rounding), None
        )
        return replace(quantity, numerator=part.value, denominator=whole)

    def is_aim(self, quantity: Quantity, periods: list[Period]) -> bool:
        inherited = self.context.header_aimed if self.sentence.is_item else self.carried and self.context.aimed
        inherited = inherited or self.aim_goes_on
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
        if self.aim_goes_on:
            return list(self.context.aim), "carried_over"
        return [], "unknown"

    @property
    def aim_goes_on(self) -> bool:
        """A programme lists its aims under one due date until something done, or another period, is told."""
        if not self.context.aim or self.periods:
            return False
        return not self.reader.cues.done.search(self.normal.low, self.sentence.start, self.sentence.end)

    def told(
        self,
        quantity: Quantity,
        scope: Scope,
        periods: list[Period],
        basis: str,
        aimed: bool,
        match: Match | None,
    ) -> Iterator[Statement]:
        kind, value = kinds.kind_of(quantity, self.normal.low, self.sentence.start, aimed, self.reader.cues)
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
                organisation=None,
                rule=quantity.sort,
                confidence=confidence_of(quantity, match, basis),
                is_repeat=False,
            )

    def place_of(self, quantity: Quantity) -> tuple[Place | None, str | None, str | None]:
        """The nearest governing place: named before the number, spoken of just before, or the document's own."""
        if quantity.unit != "rank" and NATIONAL.match(self.normal.low, self.sentence.start, quantity.start):
            country = self.reader.vocabulary.by_key[COUNTRY]
            return country, country.name_vi, country.level
        named = [m for m in self.here if m.end <= quantity.start and m.level != "national"]
        mention = named[-1] if named else None
        if mention is None and ANAPHOR.match(self.normal.low, self.sentence.start):
            mention = self.context.place
        if (
            mention is None
            and self.context.place
            and self.context.place.level in ("district", "commune")
            and self.carried
        ):
            mention = self.context.place
        if mention:
            place = mention.place or self.seat
            name = mention.name if mention.place is None else mention.place.name_vi
            if mention.place and mention.place.level == "district":
                name = f"{mention.place.type.lower()} {mention.place.name_vi}"
            return place, name, mention.level
        if self.seat is None:
            return None, None, None
        return self.seat, self.seat.name_vi, self.seat.level

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


def latest_day(low: str) -> date | None:
    """The latest full date an undated text names: what lies beyond it is still to come."""
    days = []
    for day, month, year in re.findall(r"\b(\d{1,2})/(\d{1,2})/(20\d{2})\b", low):
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 28:
            days.append(date(int(year), int(month), int(day)))
    return max(days, default=None)
