"""The decisions, plans and programmes that a text names: number, kind, issuer, day, title.

A short mention ("Nghị quyết 06 của Tỉnh ủy") takes from the full one of the same text what it leaves out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import accumulate, pairwise

from orchestration.reading import issuers
from orchestration.reading.frame import Frame, any_of
from orchestration.reading.issuers import Issuer, bodies_by_code, table
from orchestration.reading.leads import NUMBER, Leads, Spots, first_words, matches
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
OWNER = re.compile(r"\s+(?:của\s+)?(?:tỉnh|thành phố|huyện|xã|phường|ngành|bộ|ban chỉ đạo)(?!\w)")
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


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document and what tells one of it apart when it bears no number: body, title, parties, number."""

    name: str
    told_by: str


@dataclass(frozen=True, slots=True)
class Named:
    """A mention in the making, by offsets of the normal text. `core` is what its title is about, for short repeats."""

    start: int
    end: int
    kind: Kind
    rule: str
    confidence: float
    number: str | None = None
    head: str | None = None
    codes: tuple[str, ...] = ()
    issuer: Issuer | None = None
    issuer_basis: str | None = None
    issued_on: date | None = None
    title: str | None = None
    title_end: int = 0
    core: str | None = None
    is_draft: bool = False
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    head: re.Pattern[str]
    kinds: dict[str, Kind]
    by_code: dict[str, Kind]
    any_of_kind: re.Pattern[str]
    not_a_document: re.Pattern[str]
    issued: re.Pattern[str]
    after_short: re.Pattern[str]
    title_opens: re.Pattern[str]
    clause: re.Pattern[str]
    laws: re.Pattern[str]
    aliases: tuple[tuple[re.Pattern[str], str, date | None], ...]


@cache
def leads() -> Leads:
    heads = {*grammar().kinds, *table()["words"]["draft"]}
    return Leads({"head": first_words(heads), "standing": (NUMBER,)})


@cache
def grammar() -> Grammar:
    rows, words = table()["type"], table()["words"]
    kinds = {word: Kind(row["name"], row["told_by"]) for row in rows for word in row["words"]}
    adverbs = any_of(words["between"])
    verbs = rf"(?:{any_of(words['issued'])})"
    return Grammar(
        head=re.compile(
            rf"(?<!\w)(?:(?P<draft>{any_of(words['draft'])})\s+)?(?P<type>{any_of(kinds)})(?:\s*\([a-zđ]{{2,6}}\))?(?!\w)"
        ),
        kinds=kinds,
        by_code={code: Kind(row["name"], row["told_by"]) for row in rows for code in row["codes"]},
        any_of_kind=re.compile(rf"(?:(?<!\w)(?:{any_of(words['any_of_kind'])})\s+|/\s?)$"),
        not_a_document=re.compile(rf"(?:{any_of(words['not_a_document'])})$"),
        issued=re.compile(
            rf"[\s,]*(?:(?:là\s+[^,.;]{{0,40}}?|{adverbs})\s+){{0,4}}{verbs}"
            rf"(?:\s*(?:,|và)?\s+{verbs}){{0,2}}(?:\s+(?:{adverbs})){{0,3}}\s*[“\"]?$"
        ),
        after_short=re.compile(rf"\s*(?:[,.;:)”\"!?…\n]|$)|\s+(?:{any_of(words['after_short_number'])})(?!\w)"),
        title_opens=re.compile(rf"\s*,?\s*(?:{any_of(words['title_opens'])})(?!\w)"),
        clause=re.compile(rf"(?<!\w)(?<!đối )(?:{any_of(words['clause'])})(?!\w)"),
        laws=re.compile(rf"\s+(?:{any_of(words['laws'])})(?!\w)(?:\s+(?:năm\s+)?\d{{4}}(?!\w))?"),
        aliases=tuple(
            (re.compile(rf"(?:{any_of(row['names'])})(?!\w)"), row["stands_for"], row.get("since"))
            for row in table()["alias"]
        ),
    )


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


def codes_of(match: re.Match[str]) -> tuple[str, ...]:
    return tuple(re.split(r"\s?[-/]\s?", match["codes"]))


def known(codes: tuple[str, ...]) -> bool:
    """Whether the letters are those of a document: a kind or a body stands among them."""
    by_code, bodies = grammar().by_code, bodies_by_code()
    return any(code.rstrip("0123456789") in by_code or code.rstrip("0123456789") in bodies for code in codes)


def kind_of_code(codes: tuple[str, ...]) -> Kind | None:
    return grammar().by_code.get(codes[0].rstrip("0123456789"))


WRITTEN_SO = {"TTG": "TTg", "CTR": "CTr", "TTR": "TTr", "CTRHĐ": "CTrHĐ"}


def written(match: re.Match[str]) -> str:
    """The number as it is printed on the document: no spaces, capitals but for "TTg", "CTr"."""
    signs = re.sub(r"\s", "", match.string[match.end("head") : match.end()])
    letters = re.sub(r"[a-zđ&]+", lambda m: WRITTEN_SO.get(m.group().upper(), m.group().upper()), signs)
    return match["head"] + letters


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


def with_repeats(frame: Frame, found: list[tuple[Sentence, Named]], spots: Spots) -> list[tuple[Sentence, Named]]:
    """Adds the places where a document told by title and years is named again by what it is about alone."""
    cores = {(named.kind.name, named.core): named for _, named in reversed(found) if named.core}
    if not cores:
        return found
    by_kind: dict[str, dict[str, Named]] = {}
    for (kind_name, words), named in cores.items():
        by_kind.setdefault(kind_name, {})[str(words)] = named
    again = {kind: re.compile(rf"\s+({any_of(named)})(?!\w)") for kind, named in by_kind.items()}
    starts = [named.start for _, named in found]
    reach = list(accumulate((max(named.end, named.title_end) for _, named in found), max))
    more: list[tuple[Sentence, Named]] = []
    for sentence in frame.sentences:
        for head in matches(grammar().head, frame.low, spots["head"], sentence.start, sentence.end):
            before = bisect_right(starts, head.start()) - 1
            kind = grammar().kinds[plain_spaces(head["type"])].name
            if (before >= 0 and reach[before] > head.start()) or kind not in again or any_of_its_kind(frame, head):
                continue
            core = again[kind].match(frame.low, head.end(), sentence.end)
            owner = OWNER.match(frame.low, core.end(), sentence.end) if core else None
            if core and owner:
                full = by_kind[kind][plain_spaces(core.group(1))]
                more.append((sentence, repeated(full, head, owner.end())))
    return sorted([*found, *more], key=lambda pair: pair[1].start)


def any_of_its_kind(frame: Frame, head: re.Match[str]) -> bool:
    """ "các kế hoạch", "chương trình/kế hoạch": any document of the kind, not one."""
    return bool(grammar().any_of_kind.search(frame.low, max(0, head.start() - 24), head.start()))


def repeated(full: Named, head: re.Match[str], end: int) -> Named:
    basis = "carried_over" if full.issuer else None
    return replace(
        full,
        start=head.start(),
        end=end,
        title_end=end,
        rule="repeat",
        confidence=0.75,
        core=None,
        issuer_basis=basis,
        is_draft=bool(head["draft"]),
    )


@dataclass(slots=True)
class Known:
    """What a text says of one document, over all its mentions: the first that says it counts."""

    number: str | None = None
    issuer: Issuer | None = None
    issued_with_day: Issuer | None = None
    issued_on: date | None = None
    title: str | None = None

    def learn(self, named: Named) -> None:
        self.number = self.number or named.number
        self.issued_on = self.issued_on or named.issued_on
        self.title = self.title or named.title
        if named.issuer and named.issuer_basis == "stated":
            self.issuer = self.issuer or named.issuer
            if named.issued_on:
                self.issued_with_day = self.issued_with_day or named.issuer


def completed(found: list[Named]) -> list[Named]:
    """Each mention with what the text's other mentions of the same document say: number, issuer, day, title."""
    numbers: dict[tuple[str, str], set[str]] = {}
    of_body: dict[tuple[str, str], set[str]] = {}
    for named in found:
        if named.head and named.number and named.codes:
            numbers.setdefault((named.kind.name, named.head), set()).add(named.number)
        if named.head and named.issuer:
            of_body.setdefault((named.kind.name, named.issuer.name), set()).add(named.head)
    keys = [key_of(named, numbers, of_body, place) for place, named in enumerate(found)]
    known: dict[tuple[str, ...], Known] = {}
    # the full mentions speak first, whatever stands before them in the text
    for named, key in sorted(zip(found, keys, strict=True), key=lambda pair: not pair[0].codes):
        known.setdefault(key, Known()).learn(named)
    return [complete(named, known[key]) for named, key in zip(found, keys, strict=True)]


def key_of(
    named: Named, numbers: dict[tuple[str, str], set[str]], of_body: dict[tuple[str, str], set[str]], place: int
) -> tuple[str, ...]:
    """Which document a mention is of. A short one is of the full one, if only one in the text fits it."""
    kind = named.kind.name
    if named.codes:
        return kind, "number", str(named.number)
    head = named.head
    if head is None and named.rule == "body" and named.issuer:
        heads = of_body.get((kind, named.issuer.name), set())
        head = next(iter(heads)) if len(heads) == 1 else None
    if head:
        full = numbers.get((kind, head), set())
        return (kind, "number", next(iter(full))) if len(full) == 1 else (kind, "short", head)
    if named.title and named.rule != "body":
        return kind, "title", named.title.lower()
    return kind, "alone", str(place)


def complete(named: Named, known: Known) -> Named:
    own = named.issuer if named.issuer_basis == "stated" and known.issued_with_day is None else None
    issuer = own or known.issued_with_day or known.issuer or named.issuer
    basis = named.issuer_basis if issuer is named.issuer else "carried_over"
    return replace(
        named,
        number=known.number or named.number,
        issuer=issuer,
        issuer_basis=basis if issuer else None,
        issued_on=(named.issued_on if named.codes else None) or known.issued_on or named.issued_on,
        title=named.title or known.title,
    )


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
