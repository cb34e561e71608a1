"""The decisions, plans and programmes that a text names: number, kind, issuer, day, title.

A short mention ("Nghị quyết 06 của Tỉnh ủy") takes from the full one of the same text what it leaves out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from orchestration.reading import issuers
from orchestration.reading.document_forms import (
    Kind,
    Named,
    codes_of,
    grammar,
    kind_of_code,
    known,
    leads,
    written,
)
from orchestration.reading.document_repeats import completed, with_repeats
from orchestration.reading.frame import Frame
from orchestration.reading.issuers import Issuer, bodies_by_code
from orchestration.reading.leads import Spots, matches
from orchestration.reading.normalise import plain_spaces
from orchestration.reading.reader import default_frame
from orchestration.reading.sentences import Sentence
from orchestration.reading.statement import Document
from orchestration.reading.vocabulary import COUNTRY, Place, default

NUMBERING = r"""
    (?P<head>\d{1,5}[a-z]?)
    (?:\s?/\s?(?P<year>(?:19|20)\d{2}))?
    \s?[-/]\s?
    (?P<codes>[a-zđ&]{1,12}\d{0,2}(?:\s?[-/]\s?[a-zđ&]{1,14}\d{0,2}){0,3})
    (?![\w/])
"""
NUMBERED = re.compile(rf"\s*+(?:số\s*+)?:?\s*+{NUMBERING}", re.VERBOSE)
STANDING = re.compile(rf"(?<![\w/.,-]){NUMBERING}", re.VERBOSE)
SHORT = re.compile(r"\s++(?P<led>số\s*+:?\s*+)?(?P<head>\d{1,4}[a-z]?)(?![\w%]|[/.,]\s?\d|\s?[-/]\s?[a-zđ])")
DAY = r"ngày\s+(?P<d>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<m>\d{1,2})(?:\s?[/.-]\s?|,?\s+năm\s+)(?P<y>\d{4})"
DAY_BEHIND = re.compile(rf"\s*+,?\s*+\(?(?:(?:được\s+)?(?:ban hành|ký)\s+)?{DAY}\)?")
DAY_BEFORE = re.compile(rf"{DAY}(?:\s+(?:vừa qua|mới đây))?\s*,?\s*$")
YEARS = r"""
    (?:(?:trong\s+)?(?:giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ)\s+\d{4}\s?-\s?\d{4}
     | (?:đến|tới)\s+(?:hết\s+)?(?:năm\s+)?\d{4}
     | năm\s+\d{4}(?:\s?-\s?\d{4})?)
"""
HORIZON = r"(?:\s*+,?\s*+(?:và\s+)?(?:định\s+hướng|tầm\s+nhìn)(?:\s+(?:đến|tới))?\s+(?:năm\s+)?\d{4})"
SPAN_OF_YEARS = re.compile(rf"(?<!\w){YEARS}{HORIZON}?(?!\w)", re.VERBOSE)
HORIZON_BEHIND = re.compile(rf"\s*+,?\s*+{YEARS}?{HORIZON}", re.VERBOSE)
STOP = re.compile(r"[.:!?…;“”\"]")
QUOTED = re.compile(r"\s*(?:với\s+chủ\s+đề\s+)?[“\"](?P<title>[^”\"]{4,200})[”\"]")
PARTIES = re.compile(r"\bgiữa\s+[^,.;:]{3,120}")
NO_TITLE = re.compile(r"(?:,|trong|từ|trước)\s*$")
OF_BODY = re.compile(r"\s*,?\s*(?:của|do|(?:được\s+)?ban hành bởi)\s+")
DIRECTLY = re.compile(r"\s+(?:(?:của|do)\s+)?")
TITLE_BREAK = re.compile(r"[,(]")
DAY_LED = re.compile(r"\s*(?:ngày|sáng|chiều|năm|trong|tính|đến)\b")
LONGEST_TITLE_PART = 14
LONGEST_NAME = 220
LONGEST_GAP = 70
TITLE_WORDS = 2
ENOUGH_DIGITS = 2


@dataclass(frozen=True, slots=True)
class PolicyMention:
    """One document named at [char_start, char_end) of the original text; null is what the text does not say.

    number_basis and issuer_basis: stated, carried_over (from the full mention in the same text) or number (the
    letters of the number name the issuer). stands_for: the number of the document that a short name is known for.
    """

    char_start: int
    char_end: int
    quote: str
    sentence: str
    sentence_start: int
    type: str
    number: str | None
    number_basis: str | None
    issuer: str | None
    issuer_basis: str | None
    issued_on: date | None
    title: str | None
    is_draft: bool
    stands_for: str | None
    place_key: str | None
    place_code: str | None
    place_name: str | None
    rule: str
    confidence: float


def read_policy_mentions(document: Document) -> list[PolicyMention]:
    """Every decision, plan or programme named in a document, in text order. Never raises on any text."""
    frame = default_frame(document)
    return policy_mentions(frame, named_documents(frame))


def policy_mentions(frame: Frame, documents: list[tuple[Sentence, Named]]) -> list[PolicyMention]:
    return [told(frame, sentence, named) for sentence, named in documents]


def named_documents(frame: Frame) -> list[tuple[Sentence, Named]]:
    """The mentions with their sentences, each completed by what the rest of the text says of the same document."""
    bodies = issuers.issuers(frame)
    by_body = issuers.by_body(bodies)
    starts = [body.start for body in bodies]
    spots = leads().walk(frame.low)
    found: list[tuple[Sentence, Named]] = []
    for sentence in frame.sentences:
        here = issuers.between(bodies, starts, sentence.start, sentence.end)
        reading = SentenceReading(frame, spots, sentence, here, by_body)
        found += [(sentence, named) for named in reading.named()]
    found = with_repeats(frame, found, spots)
    return list(zip([s for s, _ in found], completed([n for _, n in found]), strict=True))


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """One sentence, the bodies it names, and those of the whole text."""

    frame: Frame
    spots: Spots
    sentence: Sentence
    here: list[Issuer]
    bodies: dict[str, Issuer]

    def named(self) -> list[Named]:
        low, rules = self.frame.low, grammar()
        found: list[Named] = []
        for head in matches(rules.head, low, self.spots["head"], self.sentence.start, self.sentence.end):
            if rules.not_a_document.search(low, max(0, head.start() - 24), head.end()):
                continue
            named = self.numbered(head) or self.short(head) or self.unnumbered(head)
            if named:
                found.append(named)
        found += self.standing(found)
        found = sorted(found, key=lambda named: named.start)
        return self.with_list_items([named for n, named in enumerate(found) if not swallowed(named, found[:n])])

    def numbered(self, head: re.Match[str]) -> Named | None:
        """ "Nghị quyết số 06-NQ/TU ngày 26/3/2021 của … về …"."""
        match = NUMBERED.match(self.frame.low, head.end())
        if match is None or match.end() > self.sentence.end:
            return None
        codes = codes_of(match)
        if not known(codes):
            return None
        kind = grammar().kinds[plain_spaces(head["type"])]
        if head["type"].startswith("văn"):
            kind = kind_of_code(codes) or kind
        return self.about(head.start(), match, kind, codes, bool(head["draft"]))

    def standing(self, found: list[Named]) -> Iterator[Named]:
        """A number that stands without its kind: "(số 749/QĐ-TTg)"."""
        low, start, end = self.frame.low, self.sentence.start, self.sentence.end
        for match in matches(STANDING, low, self.spots["standing"], start, end):
            if any(named.start <= match.start() < named.end for named in found):
                continue
            codes = codes_of(match)
            kind = kind_of_code(codes)
            if kind and len(codes) > 1:
                yield self.about(match.start(), match, kind, codes, False)

    def about(self, start: int, match: re.Match[str], kind: Kind, codes: tuple[str, ...], is_draft: bool) -> Named:
        """What stands around a number: day and issuer behind it or before it, and the title."""
        end = match.end()
        day = self.day_behind(end)
        after = day.end() if day else end
        issuer, after, basis = self.issuer_behind(after)
        before, day_before = self.issuer_before(start)
        if issuer is None and before and not contradicted(before, codes):
            issuer, basis = before, "stated"
        if issuer is None:
            issuer, basis = issuers.of_code(self.frame, reversed(codes), self.bodies)
        title, title_end = self.title_behind(after)
        if issuer is None or basis == "number":
            late, _, late_basis = self.issuer_behind(title_end)
            issuer, basis = (late, late_basis) if late and title else (issuer, basis)
        return Named(
            start=start,
            end=end,
            kind=kind,
            rule="numbered",
            confidence=0.98,
            number=written(match),
            head=match["head"].lstrip("0"),
            codes=codes,
            issuer=issuer,
            issuer_basis=basis or None,
            issued_on=(day_of(day) if day else None) or day_before,
            title=title,
            title_end=title_end,
            is_draft=is_draft,
        )

    def short(self, head: re.Match[str]) -> Named | None:
        """ "Nghị quyết 48", "Đề án 06": a number without its letters, where it can only be a name."""
        low, rules = self.frame.low, grammar()
        match = SHORT.match(low, head.end(), self.sentence.end)
        if match is None:
            return None
        zero_led = match["head"].startswith("0") and len(match["head"]) >= ENOUGH_DIGITS
        if not (match["led"] or zero_led or rules.after_short.match(low, match.end())):
            return None
        if rules.any_of_kind.search(low, self.sentence.start, head.start()) and not match["led"]:
            return None
        kind = rules.kinds[plain_spaces(head["type"])]
        end = match.end()
        day = self.day_behind(end)
        issuer, after, basis = self.issuer_behind(day.end() if day else end)
        if issuer and low[end:after].strip().startswith("của"):
            end = after
        before, day_before = self.issuer_before(head.start())
        if issuer is None and before:
            issuer, basis = before, "stated"
        title, title_end = self.title_behind(after)
        is_name = kind.name in ("Đề án", "Chương trình")
        return Named(
            start=head.start(),
            end=end,
            kind=kind,
            rule="short_name",
            confidence=0.9,
            number=None if is_name else match["head"],
            head=None if is_name else match["head"].lstrip("0"),
            issuer=issuer,
            issuer_basis=basis or None,
            issued_on=(day_of(day) if day else None) or day_before,
            title=title or (self.frame.words(head.start("type"), match.end()) if is_name else None),
            title_end=title_end,
            is_draft=bool(head["draft"]),
            stands_for=self.stands_for(head.start("type")),
        )

    def unnumbered(self, head: re.Match[str]) -> Named | None:
        """A document told apart by its title with its years, by its issuer, or by what it carries out."""
        low, rules = self.frame.low, grammar()
        kind = rules.kinds[plain_spaces(head["type"])]
        start, after = head.start(), head.end()
        any_of_kind = rules.any_of_kind.search(low, max(self.sentence.start, start - 24), start)
        if kind.told_by == "number" or any_of_kind or after >= self.sentence.end or low[after] in "/,;.)":
            return None
        limit = self.limit(after)
        alias = self.stands_for(head.start("type"))
        end, rule = 0, ""
        if law := rules.laws.match(low, after, limit) if kind.name == "Luật" else None:
            end, rule = law.end(), "law"
        elif kind.told_by == "parties":
            parties = PARTIES.search(low, after, limit)
            end, rule = (parties.end(), "parties") if parties else (0, "")
        elif years := self.years(after, limit):
            end, rule = years, "title_with_years"
        elif alias:
            end, rule = self.alias_end(head.start("type")), "alias"
        elif other := self.carries_out(after, limit):
            end, rule = other, "carries_out"
        issuer, behind, basis = self.issuer_behind(end or after, OF_BODY if end else DIRECTLY)
        inside = next((b for b in self.here if after <= b.start < (end or after)), None)
        if inside and rules.head.search(low, after, inside.start):
            inside = None  # the body is that of the document named inside the title
        if issuer and (end or kind.told_by == "body"):
            end, rule = behind, rule or "body"
        elif inside and end:
            issuer, basis = inside, "stated"
        before, day_before = self.issuer_before(start)
        if issuer is None and before:
            issuer, basis = before, "stated"
        title, title_end = self.title_behind(end or after)
        if not end and before and title and len(title.split()) > TITLE_WORDS:
            end, rule = title_end, "issued"
        if not end:
            return None
        if rule != "body":
            title, title_end = self.frame.words(head.start("type"), end), end
        return Named(
            start=start,
            end=end,
            kind=kind,
            rule=rule,
            confidence=0.85 if rule in ("title_with_years", "law", "parties", "alias") else 0.75,
            issuer=issuer,
            issuer_basis=basis or None,
            issued_on=(day_of(day) if (day := self.day_behind(end)) else None) or day_before,
            title=title,
            title_end=title_end,
            core=self.core(after, end) if rule == "title_with_years" else None,
            is_draft=bool(head["draft"]),
            stands_for=alias,
        )

    def limit(self, start: int) -> int:
        """How far the name of a document can reach."""
        last = min(self.sentence.end, start + LONGEST_NAME)
        stop = STOP.search(self.frame.low, start, last)
        return stop.start() if stop else last

    def years(self, after: int, limit: int) -> int:
        """Where a title with its years ends; 0 where none begins at `after`."""
        low, rules = self.frame.low, grammar()
        if quoted := QUOTED.match(low, after, self.sentence.end):
            return quoted.end()
        years = SPAN_OF_YEARS.search(low, after, limit)
        if years is None:
            return 0
        title = low[after : years.start()]
        if len(title.split()) < TITLE_WORDS or rules.clause.search(title) or NO_TITLE.search(title):
            return 0
        if any("," in title[: other.start()] for other in rules.head.finditer(title)):
            return 0  # the years are those of the next document in the list
        following = HORIZON_BEHIND.match(low, years.end(), limit)
        return following.end() if following else years.end()

    def carries_out(self, after: int, limit: int) -> int:
        """ "kế hoạch thực hiện Nghị quyết của …": where the document that it carries out ends."""
        low, rules = self.frame.low, grammar()
        led = re.compile(
            r"(?:\s+(?:hành động|triển khai|của\s+[^,.;:]{3,60}?))*\s+(?:triển khai\s+)?thực hiện\s+"
        ).match(low, after, limit)
        other = rules.head.match(low, led.end(), limit) if led else None
        if other is None:
            return 0
        number = NUMBERED.match(low, other.end(), limit) or SHORT.match(low, other.end(), limit)
        issuer, behind, _ = self.issuer_behind(other.end(), DIRECTLY)
        return number.end() if number else behind if issuer else other.end()

    def alias_end(self, start: int) -> int:
        return next((m.end() for p, _, _ in grammar().aliases if (m := p.match(self.frame.low, start))), start)

    def stands_for(self, start: int) -> str | None:
        """The number of the document that the short name at `start` is known for, if it existed on the text's day."""
        for pattern, number, since in grammar().aliases:
            known_then = since is None or self.frame.published_on is None or self.frame.published_on >= since
            if known_then and pattern.match(self.frame.low, start):
                return str(number)
        return None

    def day_behind(self, at: int) -> re.Match[str] | None:
        """The day right behind a number, unless it opens the next clause: "Nghị quyết 06, ngày 2/3/2021, tỉnh …"."""
        low = self.frame.low
        day = DAY_BEHIND.match(low, at, self.sentence.end)
        if day and "," in day.group().partition("ngày")[0] and low[day.end() : day.end() + 1] == ",":
            return None
        return day

    def issuer_behind(self, at: int, led_by: re.Pattern[str] = OF_BODY) -> tuple[Issuer | None, int, str]:
        """ "của Ban Chấp hành Đảng bộ tỉnh" right behind: the body, where it ends, how it is known."""
        led = led_by.match(self.frame.low, at)
        for body in self.here:
            if led and body.start == led.end() and body.start > at:
                return body, body.end, "stated"
        return None, at, ""

    def issuer_before(self, start: int) -> tuple[Issuer | None, date | None]:
        """ "ngày 26/3/2021, Tỉnh ủy đã ban hành …": the body that did, and the day."""
        low, issued = self.frame.low, grammar().issued
        for body in reversed([b for b in self.here if b.end <= start and start - b.end <= LONGEST_GAP]):
            gap = low[body.end : start]
            dated = re.search(DAY, gap)
            if dated:
                gap = gap[: dated.start()] + gap[dated.end() :]
            if issued.fullmatch(gap):
                day = dated or DAY_BEFORE.search(low, max(self.sentence.start, body.start - 48), body.start)
                return body, day_of(day) if day else None
        for place in reversed(self.frame.places_in(max(self.sentence.start, start - LONGEST_GAP), start)):
            if place.place and issued.fullmatch(low[place.end : start]):
                name = issuers.unit_name(place.place)
                return Issuer(place.start, place.end, name, name, place.place, True), None
        return None, None

    def title_behind(self, at: int) -> tuple[str | None, int]:
        """The title that begins right behind a number or a body, and where it ends."""
        low, rules = self.frame.low, grammar()
        opened = rules.title_opens.match(low, at, self.sentence.end)
        quoted = QUOTED.match(low, opened.end() if opened else at, self.sentence.end)
        if quoted:
            return self.frame.words(*quoted.span("title")), quoted.end()
        if opened is None:
            return None, at
        limit = self.limit(opened.end())
        end = self.title_end(opened.end(), limit)
        if years := SPAN_OF_YEARS.search(low, opened.end(), limit):
            title = low[opened.end() : years.start()]
            following = HORIZON_BEHIND.match(low, years.end(), limit)
            if not (rules.clause.search(title) or rules.head.search(title) or NO_TITLE.search(title)):
                end = following.end() if following else years.end()
        if clause := rules.clause.search(low, opened.end(), end):
            end = clause.start()
        if (
            late := QUOTED.match(low, end, self.sentence.end)
            if low[opened.end() : end].rstrip().endswith("về")
            else None
        ):
            end = late.end()
        first = opened.start() + len(opened.group()) - len(opened.group().lstrip(" ,\n"))
        title = self.frame.words(first, end).rstrip(" ,")
        said = len(title.split()) > len(opened.group().strip(" ,").split())
        return (title, end) if said else (None, at)

    def title_end(self, start: int, limit: int) -> int:
        """Past a comma only into words that can be of the title: few, no clause, no other document or body."""
        low, rules = self.frame.low, grammar()
        stops = [m.start() for m in TITLE_BREAK.finditer(low, start, limit)] + [limit]
        end = stops[0]
        for first, last in pairwise(stops):
            words = low[first + 1 : last]
            other = rules.head.search(words) or rules.clause.search(words) or DAY_LED.match(words)
            body = any(first < b.start < last for b in self.here)
            if low[first] == "(" or other or body or len(words.split()) > LONGEST_TITLE_PART:
                break
            end = last
        return end

    def core(self, after: int, end: int) -> str | None:
        """What a title is about, without its years and owner: by that a text names the document again in short."""
        words = self.frame.low[after:end]
        cut = re.search(rf"\s+(?:của|tỉnh|thành phố|huyện|quốc gia|trong|trên)\s|{YEARS}", words, re.VERBOSE)
        core = plain_spaces(words[: cut.start()] if cut else words).strip(' ,“"')
        return core if len(core.split()) >= TITLE_WORDS else None

    def with_list_items(self, found: list[Named]) -> list[Named]:
        """ "kế hoạch A …; B giai đoạn 2021-2023; thỏa thuận C": between documents of a list stands a document."""
        low = self.frame.low
        items: list[Named] = []
        for before, after in pairwise(found):
            gap = re.compile(r"\s*;\s*([^;]{8,160}?)\s*;\s*").fullmatch(low, before.end, after.start)
            years = SPAN_OF_YEARS.search(low, gap.start(1), gap.end(1)) if gap else None
            if gap and years and years.end() == gap.end(1) and not grammar().clause.search(gap.group(1)):
                title = self.frame.words(*gap.span(1))
                item = Named(*gap.span(1), before.kind, "list_item", 0.6, title=title, title_end=gap.end(1))
                items.append(item)
        return sorted([*found, *items], key=lambda named: named.start)


def swallowed(named: Named, found: list[Named]) -> bool:
    """A document without a number inside the name or title of another is part of that name."""
    inside = any(other.start <= named.start < max(other.end, other.title_end) for other in found)
    return inside and named.number is None and named.stands_for is None


def contradicted(issuer: Issuer, codes: tuple[str, ...]) -> bool:
    """ "UBND tỉnh ban hành … 749/QĐ-TTg": the letters name another body than the words before."""
    bodies = bodies_by_code()
    named = [bodies[code] for code in codes if code in bodies]
    return (
        bool(named)
        and all(body.of == "country" and body.name != issuer.body for body in named)
        and not (issuer.place is not None and issuer.place.level == "national")
    )


def day_of(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None  # 31/2 and the like are no days


def told(frame: Frame, sentence: Sentence, named: Named) -> PolicyMention:
    start, end, quote = frame.quote(named.start, named.end)
    sentence_start, _, words = frame.quote(sentence.start, sentence.end)
    place: Place | None = named.issuer.place if named.issuer else None
    if place is None and (named.stands_for or (named.kind.name in ("Luật", "Nghị định"))):
        place = default().by_key[COUNTRY]
    basis = None
    if named.number:
        basis = "stated" if named.codes or written_in(named, quote) else "carried_over"
    return PolicyMention(
        char_start=start,
        char_end=end,
        quote=quote,
        sentence=words,
        sentence_start=sentence_start,
        type=named.kind.name,
        number=named.number,
        number_basis=basis,
        issuer=named.issuer.name if named.issuer else None,
        issuer_basis=named.issuer_basis,
        issued_on=named.issued_on,
        title=named.title,
        is_draft=named.is_draft,
        stands_for=named.stands_for,
        place_key=place.place_key if place else None,
        place_code=place.place_code if place else None,
        place_name=place.name_vi if place else None,
        rule=named.rule,
        confidence=named.confidence,
    )


def written_in(named: Named, quote: str) -> bool:
    return named.number is not None and named.number in quote
