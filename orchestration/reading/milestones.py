"""What a text promises or reports as delivered, each with when it is due or was done.

A verb of delivery (ra mắt, khai trương, đưa vào vận hành …), the things it delivers, the nearest word that says whether
it is still to come, and the days that govern it. A list gives a milestone a thing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from orchestration.reading.document_forms import Named
from orchestration.reading.documents import PolicyMention, named_documents, policy_mentions
from orchestration.reading.due import Due, dues
from orchestration.reading.frame import Frame
from orchestration.reading.leads import Spots, matches
from orchestration.reading.milestone_forms import (
    Carried,
    Deliverable,
    Milestone,
    Thing,
    grammar,
    leads,
    slug_of,
    strength_for,
)
from orchestration.reading.normalise import plain_spaces
from orchestration.reading.reader import default_frame
from orchestration.reading.sentences import Sentence
from orchestration.reading.statement import Document
from orchestration.reading.vocabulary import Place

INTO = re.compile(
    r"[^;:.]{3,140}?\s(?:chính thức\s+)?vào\s+(?:vận hành|hoạt động|sử dụng|khai thác|thử nghiệm)"
    r"(?:\s+(?:chính thức|thử nghiệm))?(?!\w)"
)
STOP = re.compile(r"[;:!?]|\.(?=\s|$)|…")
JOIN = re.compile(r"\s*(?:,|;|\bvà\b|\bcùng(?:\s+với)?\b|/)\s*$")
SPLIT = re.compile(r"\s*,\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng|cùng\s+với)\s+")
NUMBER_FIRST = re.compile(r"\s*(?:hơn|trên|gần|khoảng|tối thiểu|ít nhất|được|thêm|đủ)?\s*[\d.,]*\d")
UNITS_COUNTED = re.compile(
    r"(?<![\d/.,])(?!(?:19|20)\d\d\s)\d[\d.]*\s+"
    r"(?:bộ|tỉnh|thành phố|địa phương|huyện|xã|phường|đơn vị|sở|cơ quan|doanh nghiệp|trường|bệnh viện|ubnd)\b"
)
COUNTED = re.compile(r"(?<![\d/])(?!(?:19|20)\d\d\s)\d[\d.,]*\s*%?\s+(?:số\s+|các\s+)?$")
LISTED = re.compile(r"[^;:.\n]{0,60}?(?::|\s(?:bao\s+)?gồm(?:\s+có)?\s*:?)\s*")
CLOSED = re.compile(r"\s*(?:[,.;:)!?…\n”\"]|$)")
ATTACHED = re.compile(
    r"\s*+,?\s*+(?:\(|ngay|đúng|vào|dịp|chậm nhất|nhân dịp|và|trong|từ|kể từ|cho đến|đầy đủ|\w++\s)?\s*+"
)
QUALIFIED = re.compile(r"\s+(?:trên|cho|phục vụ|của|trong|về)\s")
HEADER = re.compile(r":\s*$")
CLAUSE = re.compile(r"[;:]|\.(?=\s)")
LONGEST_THING = 160
NEAR = 60
ADJACENT = 14
SHORT_LINE = 70
LONGEST_SUBJECT = 320


# a document that bears a number, or is known by name, has been issued
ISSUED = frozenset(("numbered", "short_name", "law", "alias"))
WEAK_DONE = frozenset(("được", "chính thức", "lễ", "buổi lễ", "hiện", "kết quả"))


def read_milestones(document: Document) -> list[Milestone]:
    """Every deliverable a document plans or reports, in text order. Never raises on any text."""
    return read_names(document)[0]


def read_names(document: Document) -> tuple[list[Milestone], list[PolicyMention]]:
    """Milestones and documents together, in one pass over the text."""
    frame = default_frame(document)
    named = named_documents(frame)
    return milestones(frame, named), policy_mentions(frame, named)


def milestones(frame: Frame, named_in: list[tuple[Sentence, Named]]) -> list[Milestone]:
    found: list[Milestone] = []
    carried, header = Carried(), Carried()
    documents: dict[int, list[Named]] = {}
    for sentence, named in named_in:
        documents.setdefault(sentence.start, []).append(named)
    before: list[Named] = []
    spots = leads().walk(frame.low)
    for sentence in frame.sentences:
        here = documents.get(sentence.start, [])
        if sentence.paragraph != carried.paragraph:
            carried = header if sentence.is_item else Carried(paragraph=sentence.paragraph)
        reading = SentenceReading(frame, spots, sentence, tuple(here), tuple(before), carried)
        found += reading.milestones()
        carried, header = reading.left(header)
        before = here or before
    return with_repeats(found)


class SentenceReading:
    """One sentence with the documents it names; `milestones` gives what it promises and reports."""

    def __init__(
        self,
        frame: Frame,
        spots: Spots,
        sentence: Sentence,
        documents: tuple[Named, ...],
        documents_before: tuple[Named, ...],
        carried: Carried,
    ) -> None:
        self.frame = frame
        self.low = frame.low
        self.sentence = sentence
        self.documents = documents
        self.documents_before = documents_before
        self.carried = carried
        self.rules = grammar()
        start, end = sentence.start, sentence.end
        self.verbs = list(matches(self.rules.verb, self.low, spots["verb"], start, end))
        self.cues = list(matches(self.rules.cue, self.low, spots["cue"], start, end))
        self.dues = [
            due
            for due in dues(frame, sentence, spots)
            if not any(named.start <= due.start <= max(named.end, named.title_end) + 1 for named in documents)
        ]

    def left(self, header: Carried) -> tuple[Carried, Carried]:
        """What this sentence leaves to the next of its paragraph, and to the items of a list under it."""
        last = self.low[max(self.sentence.start, self.sentence.end - 2) : self.sentence.end]
        length = self.sentence.end - self.sentence.start
        words = [plain_spaces(cue.group()) for cue in self.cues]
        planned = any(word in self.rules.planned for word in words)
        done = any(word not in self.rules.planned and word not in WEAK_DONE for word in words)
        own = Carried(self.dues[0] if self.dues else None, "planned" if planned else None, self.sentence.paragraph)
        if HEADER.search(last) or (self.dues and length < SHORT_LINE and not self.verbs):
            return own, own
        if self.dues:
            carried = own if planned else Carried(paragraph=self.sentence.paragraph)
        elif done and not planned:
            carried = Carried(paragraph=self.sentence.paragraph)
        else:
            carried = replace(self.carried, paragraph=self.sentence.paragraph)
        return carried, header if self.sentence.is_item else carried

    def milestones(self) -> list[Milestone]:
        found: list[Milestone] = []
        reached = self.sentence.start
        for position, verb in enumerate(self.verbs):
            if (
                verb.start() < reached
                or self.in_a_title(verb.start())
                or self.counted(verb.start())
                or self.rules.unreal.search(self.low, max(self.sentence.start, verb.start() - 24), verb.start())
            ):
                continue
            following = self.verbs[position + 1 :]
            for milestone, end in self.told_by(verb, following):
                found.append(milestone)
                reached = max(reached, end)
        return found

    def in_a_title(self, at: int) -> bool:
        return any(named.start <= at < max(named.end, named.title_end) for named in self.documents)

    def counted(self, at: int) -> bool:
        """ "17 tỉnh đã vận hành …" tells a number, and no one milestone."""
        return bool(UNITS_COUNTED.search(self.low, max(self.clause_start(at), at - NEAR), at))

    def told_by(self, verb: re.Match[str], following: list[re.Match[str]]) -> Iterator[tuple[Milestone, int]]:
        """The milestones of one verb, each with where its words end."""
        words = plain_spaces(verb.group())
        if words == "đưa":
            yield from self.brought(verb)
            return
        strengths = self.rules.strengths[words]
        fill = self.rules.filler.match(self.low, verb.end(), self.sentence.end)
        at = fill.end() if fill else verb.end()
        if self.rules.indefinite.match(self.low, verb.end()) or NUMBER_FIRST.match(self.low, at, self.sentence.end):
            listed = LISTED.match(self.low, at, self.sentence.end)
            if listed is None:
                return
            at = listed.end()
        limit = self.limit(at, following)
        if document := self.document_at(verb.end(), at):
            to_come = document.rule not in ISSUED and self.status(verb.start())[0] == "planned"
            if "adopt" in strengths and to_come:
                yield from self.adoption(verb, document)
            return
        things = self.things(at, limit)
        if things:
            for number, thing in enumerate(things):
                start = verb.start() if number == 0 else thing.start
                told = self.told(strengths, thing, start, verb, things[-1].end)
                if told:
                    yield told, thing.end
            return
        yield from self.said_of_its_subject(verb, strengths)

    def brought(self, verb: re.Match[str]) -> Iterator[tuple[Milestone, int]]:
        """ "đưa Trung tâm dữ liệu vào vận hành": the thing stands inside the verb."""
        limit = self.limit(verb.end(), [])
        into = INTO.match(self.low, verb.end(), limit)
        if (
            into is None
            or NUMBER_FIRST.match(self.low, verb.end())
            or self.rules.indefinite.match(self.low, verb.end())
        ):
            return
        fill = self.rules.filler.match(self.low, verb.end(), into.end())
        for number, thing in enumerate(self.things(fill.end() if fill else verb.end(), into.end())):
            start = verb.start() if number == 0 else thing.start
            if told := self.told({"launch": "operate"}, thing, start, verb, into.end()):
                yield told, into.end()

    def said_of_its_subject(self, verb: re.Match[str], strengths: dict[str, str]) -> Iterator[tuple[Milestone, int]]:
        """ "Trung tâm … đã đi vào hoạt động", "công tác … đã hoàn thành", "ban hành đủ trong tháng 1"."""
        behind = next((due for due in self.dues if self.attached(verb.end(), due)), None)
        if not CLOSED.match(self.low, verb.end()) and behind is None and "launch" not in strengths:
            return
        opening = self.clause_start(verb.start())
        cue = self.rules.said_of.search(self.low, max(opening, verb.start() - NEAR), verb.start())
        if cue:
            things = self.subject_things(opening, cue.start(), strengths)
            if things:
                for number, thing in enumerate(things):
                    # the last thing carries the verb: its words are the whole clause
                    end = verb.end() if number == len(things) - 1 else thing.end
                    if told := self.told(
                        strengths, replace(thing, end=end), thing.start, verb, verb.end(), subject=thing
                    ):
                        yield told, verb.end()
                return
        if behind and not behind.is_day and "adopt" in strengths and self.status(verb.start())[0] == "planned":
            named = self.documents_before[-1] if self.documents_before else None
            end = behind.end
            yield (
                self.made(
                    verb.start(),
                    end,
                    what=self.frame.words(verb.start(), end),
                    slug=named.title or named.kind.name if named else self.frame.words(verb.start(), end),
                    event="adopt",
                    status="planned",
                    due=behind,
                    rule="paper_due",
                    confidence=0.7,
                ),
                end,
            )

    def subject_things(self, opening: int, end: int, strengths: dict[str, str]) -> list[Thing]:
        first = self.rules.thing.search(self.low, opening, end)
        word = re.compile(r"(?<!\w)(?:công tác|việc|dự án|hạng mục|gói thầu|đề án)(?!\w)").search(
            self.low, opening, end
        )
        if "complete" in strengths and word and (first is None or word.start() < first.start()):
            if re.search(
                r"\d[\d.,]*\s*(?:%|\w)",
                re.sub(
                    r"(?:đề án|dự án|quyết định|nghị quyết|kế hoạch)\s+(?:số\s+)?\d+", "", self.low[word.start() : end]
                ),
            ):
                return []
            return [Thing(word.start(), end, "work", None)]
        acronym = self.rules.acronym.search(self.frame.normal.text, opening, end)
        starts = [m.start() for m in (first, acronym) if m]
        counted = starts and COUNTED.search(self.low, max(opening, min(starts) - 24), min(starts))
        return self.things(min(starts), end) if starts and not counted else []

    def things(self, start: int, limit: int) -> list[Thing]:
        """The things listed from `start` on; an item of the list begins with a word for a thing, or a known name."""
        first = self.thing_at(start, limit)
        if first is None:
            return []
        heads = [first]
        for joint in SPLIT.finditer(self.low, first[1], limit):
            fill = re.compile(r"(?:các\s+|nơi\s+)?[“\"]?").match(self.low, joint.end(), limit)
            at = fill.end() if fill else joint.end()
            head = self.thing_at(at, limit) if joint.end() > heads[-1][1] and not self.bracketed(start, at) else None
            if head and (self.is_noun(at) or "nơi" in self.low[joint.end() : at]):
                heads.append((head[0], head[1], head[2], joint.start()))
        found: list[Thing] = []
        for number, (begin, head_end, sort, _) in enumerate(heads):
            last = heads[number + 1][3] if number + 1 < len(heads) else limit
            cut = self.rules.object_ends.search(self.low, head_end, last)
            due = next((d for d in self.dues if head_end <= d.start < last), None)
            end = min([last, begin + LONGEST_THING, *([cut.start()] if cut else []), *([due.start] if due else [])])
            end = begin + len(self.low[begin:end].rstrip(' ,“"(-'))
            thing = Thing(begin, end, sort, self.known(begin, end))
            if thing.deliverable is None and end <= head_end:
                continue  # "ra mắt ứng dụng": which one is not said
            if thing.deliverable is None or thing.deliverable not in [t.deliverable for t in found]:
                found.append(thing)
            if (cut and cut.start() < last and plain_spaces(cut.group()) in ("đã", "sẽ", "là", "có")) or self.many(
                begin
            ):
                break
        return found

    def is_noun(self, at: int) -> bool:
        """Whether a word for a thing stands here, not only what one is for: "…, điều hành thông minh" goes on."""
        return bool(self.rules.noun.match(self.low, at) or self.rules.acronym.match(self.frame.normal.text, at))

    def bracketed(self, start: int, at: int) -> bool:
        return self.low.count("(", start, at) > self.low.count(")", start, at)

    def many(self, at: int) -> bool:
        return bool(self.rules.indefinite.search(self.low, max(self.sentence.start, at - 12), at))

    def thing_at(self, at: int, limit: int) -> tuple[int, int, str, int] | None:
        match = self.rules.thing.match(self.low, at, limit)
        if match:
            return at, match.end(), self.rules.sorts.get(plain_spaces(match.group()), "known"), at
        acronym = self.rules.acronym.match(self.frame.normal.text, at, limit)
        return (at, acronym.end(), "known", at) if acronym else None

    def known(self, start: int, end: int) -> Deliverable | None:
        """The deliverable of the table that the words name first, before what it runs on or is for."""
        cut = QUALIFIED.search(self.low, start, end)
        for last in dict.fromkeys((cut.start() if cut else end, end)):
            found = [*self.rules.known.finditer(self.low, start, last)][:1]
            found += [*self.rules.acronym.finditer(self.frame.normal.text, start, last)][:1]
            if found:
                first = min(found, key=lambda match: match.start())
                return self.rules.deliverables[plain_spaces(first.group())]
        return None

    def limit(self, start: int, following: list[re.Match[str]]) -> int:
        """How far the object of a verb reaches: to a stop, or to the next verb that is joined to this one."""
        stop = STOP.search(self.low, start, self.sentence.end)
        limit = stop.start() if stop else self.sentence.end
        for verb in following:
            if start < verb.start() < limit and JOIN.search(self.low, max(start, verb.start() - 12), verb.start()):
                return verb.start()
        return limit

    def document_at(self, first: int, last: int) -> Named | None:
        return next((d for d in self.documents if first <= d.start <= last + 1), None)

    def clause_start(self, at: int) -> int:
        stops = [m.end() for m in CLAUSE.finditer(self.low, max(self.sentence.start, at - LONGEST_SUBJECT), at)]
        return stops[-1] if stops else max(self.sentence.start, at - LONGEST_SUBJECT)

    def status(self, at: int) -> tuple[str | None, bool]:
        """(planned, done or null; whether the word that says it stands in the same clause)."""
        fallback: str | None = None
        for cue in reversed([c for c in self.cues if c.end() <= at]):
            words = plain_spaces(cue.group())
            near = not re.search(r"[;:]", self.low[cue.end() : at])
            if words in self.rules.planned:
                return "planned", near
            if words not in WEAK_DONE:
                return "done", near
            fallback = "done" if at - cue.end() <= ADJACENT else fallback
        return fallback, fallback is not None

    def due_of(self, verb: re.Match[str], end: int) -> tuple[Due | None, str]:
        """The days that govern a verb: close behind its object, else the last named before it, else those carried."""
        for due in self.dues:
            if self.attached(end, due) or self.attached(verb.end(), due):
                return due, "stated"
        opening = self.clause_start(verb.start())
        near = [due for due in self.dues if opening <= due.start and due.end <= verb.start()]
        if near:
            return near[-1], "stated"
        before = [due for due in self.dues if due.end <= verb.start()]
        if before:
            return before[0], "stated"
        return (self.carried.due, "carried_over") if self.carried.due else (None, "unknown")

    def attached(self, end: int, due: Due) -> bool:
        return end <= due.start <= end + NEAR and not re.search(r"[;:,.]", self.low[end : due.start].rstrip(" ,"))

    def told(
        self,
        strengths: dict[str, str],
        thing: Thing,
        start: int,
        verb: re.Match[str],
        end: int,
        subject: Thing | None = None,
    ) -> Milestone | None:
        """The milestone of one thing, where the verb, the thing and the time together make one."""
        said, near = self.status(verb.start())
        due, basis = self.due_of(verb, end)
        if said == "done" and basis == "carried_over":
            due, basis = None, "unknown"
        strength = strength_for(strengths, thing)
        status = self.settled(said, due, strength)
        if strength is None or status is None or "%" in self.low[thing.start : thing.end]:
            return None
        if strength == "hold" and not (said == "planned" and due):
            return None
        if strength == "complete" and status == "planned" and due is None:
            return None  # what goes on being perfected is no milestone
        if strength == "make" and not (due if status == "planned" else thing.deliverable and said == "done" and near):
            return None
        if strength == "adopt" and not (near and said):
            return None
        named = subject or thing
        confidence = 0.9 if thing.deliverable else 0.75
        confidence -= 0.15 * (said is None) + 0.1 * (basis == "carried_over") + 0.1 * (strength == "make")
        return self.made(
            start,
            thing.end,
            what=self.frame.words(named.start, named.end).strip('“” "'),
            slug=self.frame.words(named.start, named.end),
            event=strengths[strength],
            status=status,
            due=due,
            rule=strength if subject is None else f"{strength}_of_subject",
            confidence=round(confidence, 2),
            deliverable=thing.deliverable,
            basis=basis,
        )

    def settled(self, said: str | None, due: Due | None, strength: str | None) -> str | None:
        """Planned or done: as the words say, unless the day is still to come; where they say nothing, as it does."""
        today = self.frame.published_on
        to_come = bool(due and due.last and today and (due.first or due.last) > today)
        if said == "planned" or to_come:
            return "planned"
        if said == "done":
            return "done"
        if due and due.last and today and due.last <= today:
            return "done"
        if due and due.is_day and strength == "launch":
            return "done"  # "sáng 28/9, tỉnh khai trương …" is the news of that day
        return "planned" if due else self.carried.status or ("done" if strength == "launch" else None)

    def adoption(self, verb: re.Match[str], document: Named) -> Iterator[tuple[Milestone, int]]:
        """A plan or decision that is still to be issued."""
        if not self.status(verb.start())[1]:
            return
        due, basis = self.due_of(verb, document.end)
        words = self.frame.words(document.start, document.end)
        yield (
            self.made(
                document.start,
                document.end,
                what=words,
                slug=words,
                event="adopt",
                status="planned",
                due=due if basis == "stated" else None,
                rule="paper",
                confidence=0.75,
                basis=basis if basis == "stated" else "unknown",
            ),
            document.end,
        )

    def made(
        self,
        start: int,
        end: int,
        *,
        what: str,
        slug: str,
        event: str,
        status: str,
        due: Due | None,
        rule: str,
        confidence: float,
        deliverable: Deliverable | None = None,
        basis: str = "stated",
    ) -> Milestone:
        first, last, quote = self.frame.quote(start, end)
        sentence_start, _, sentence = self.frame.quote(self.sentence.start, self.sentence.end)
        place, level, name = self.place_of(end)
        return Milestone(
            char_start=first,
            char_end=last,
            quote=quote,
            sentence=sentence,
            sentence_start=sentence_start,
            milestone_code=deliverable.code if deliverable else slug_of(slug),
            is_known=deliverable is not None,
            indicator_code=deliverable.indicator_code if deliverable else None,
            name_vi=deliverable.name_vi if deliverable else what,
            name_en=deliverable.name_en if deliverable else None,
            what=what,
            event=event,
            status=status,
            due_start=due.first if due else None,
            due_end=due.last if due else None,
            due_basis=basis if due else "unknown",
            place_key=place.place_key if place else None,
            place_code=place.place_code if place else None,
            place_name=name,
            place_level=level,
            rule=rule,
            confidence=confidence,
            is_repeat=False,
        )

    def place_of(self, end: int) -> tuple[Place | None, str | None, str | None]:
        """The place named last up to the end of the words, else the one the text speaks for."""
        named = [mention for mention in self.frame.places_in(self.sentence.start, end) if mention.end <= end]
        if named:
            return named[-1].place or self.frame.seat, named[-1].level, named[-1].name
        about = self.frame.about
        return about.place, about.level, about.name


def with_repeats(found: list[Milestone]) -> list[Milestone]:
    """The same deliverable told again in one text with nothing new is a repeat."""
    dated = {(m.milestone_code, m.status, m.place_name) for m in found if m.due_end}
    seen: set[tuple[object, ...]] = set()
    marked: list[Milestone] = []
    for milestone in found:
        same = (milestone.milestone_code, milestone.status, milestone.place_name)
        undated = milestone.due_end is None and same in dated
        marked.append(replace(milestone, is_repeat=undated or (*same, milestone.due_end) in seen))
        seen.add((*same, milestone.due_end))
    return marked
