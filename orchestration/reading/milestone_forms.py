"""How a milestone is told: verbs, the things delivered and what they are called, and a milestone as it comes out."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from orchestration.reading.due import LEADS as DUE_LEADS
from orchestration.reading.due import Due
from orchestration.reading.frame import any_of
from orchestration.reading.leads import Leads, first_words
from orchestration.reading.normalise import plain_spaces, unaccented

TABLE = Path(__file__).with_name("milestones.toml")
OWNED = re.compile(r"\s*(?:\(.*|(?:của|cấp|trên địa bàn|do)\s+(?:tỉnh|thành phố|huyện|xã|phường).*|tỉnh(?:\s.*)?$)")
LONGEST_SLUG = 8


@dataclass(frozen=True, slots=True)
class Milestone:
    """One deliverable planned or done, told at [char_start, char_end) of the original text.

    milestone_code is the same in every article for a deliverable of the table (is_known), else made of its words.
    due_start is null for a deadline; both are null where the text gives no day. due_basis: stated, carried_over,
    unknown. status: planned or done.
    """

    char_start: int
    char_end: int
    quote: str
    sentence: str
    sentence_start: int
    milestone_code: str
    is_known: bool
    indicator_code: str | None
    name_vi: str
    name_en: str | None
    what: str
    event: str
    status: str
    due_start: date | None
    due_end: date | None
    due_basis: str
    place_key: str | None
    place_code: str | None
    place_name: str | None
    place_level: str | None
    rule: str
    confidence: float
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class Deliverable:
    code: str
    name_vi: str
    name_en: str
    indicator_code: str | None


@dataclass(frozen=True, slots=True)
class Thing:
    """What is delivered, at [start, end) of the normal text; sort: works, bodies, papers, occasions, work or known."""

    start: int
    end: int
    sort: str
    deliverable: Deliverable | None


@dataclass(frozen=True, slots=True)
class Carried:
    """What the sentence before leaves to this one: that it is still to come, and when."""

    due: Due | None = None
    status: str | None = None
    paragraph: int = -1


@dataclass(frozen=True, slots=True)
class Grammar:
    verb: re.Pattern[str]
    strengths: dict[str, dict[str, str]]
    cue: re.Pattern[str]
    cues: frozenset[str]
    planned: frozenset[str]
    unreal: re.Pattern[str]
    indefinite: re.Pattern[str]
    filler: re.Pattern[str]
    object_ends: re.Pattern[str]
    thing: re.Pattern[str]
    noun: re.Pattern[str]
    said_of: re.Pattern[str]
    sorts: dict[str, str]
    known: re.Pattern[str]
    acronym: re.Pattern[str]
    deliverables: dict[str, Deliverable]


@cache
def grammar() -> Grammar:
    table: dict[str, Any] = tomllib.loads(TABLE.read_text("utf-8"))
    strengths: dict[str, dict[str, str]] = {}
    for row in table["verb"]:
        for word in row["words"]:
            strengths.setdefault(word, {})[row["strength"]] = row["event"]
    sorts = {word: sort for sort, words in table["things"].items() for word in words}
    rows = [(Deliverable(r["code"], r["name_vi"], r["name_en"], r.get("indicator")), r) for r in table["deliverable"]]
    phrases = {phrase: deliverable for deliverable, row in rows for phrase in row["phrases"]}
    acronyms = {word: deliverable for deliverable, row in rows for word in row.get("acronyms", ())}
    status = table["status"]
    return Grammar(
        verb=re.compile(rf"(?<!\w)(?:{any_of(strengths)}|đưa(?=\s))(?!\w)"),
        strengths=strengths,
        cue=re.compile(rf"(?<!\w)(?:{any_of([*status['planned'], *status['done']])})(?!\w)"),
        cues=frozenset([*status["planned"], *status["done"]]),
        planned=frozenset(status["planned"]),
        unreal=re.compile(rf"(?<!\w)(?:{any_of(status['unreal'])})\s+(?:đã\s+|được\s+|chính thức\s+)?$"),
        indefinite=re.compile(rf"\s*(?<!\w)(?:{any_of(status['indefinite'])})(?!\w)"),
        filler=re.compile(rf"(?:\s+(?:{any_of(status['filler'])})(?!\w)){{0,5}}\s*[“\"]?\s*"),
        object_ends=re.compile(rf"(?<!\w)(?<!đối )(?:{any_of(status['object_ends'])})(?!\w)"),
        thing=re.compile(rf"(?<!\w)(?:{any_of([*sorts, *phrases])})(?!\w)"),
        noun=re.compile(rf"(?:{any_of(sorts)})(?!\w)"),
        said_of=re.compile(rf"(?:\s*+(?:{any_of(status['said_of'])})(?!\w))++\s+(?:[\w ]{{0,18}}\s)?$"),
        sorts=sorts,
        known=re.compile(rf"(?<!\w)(?:{any_of(phrases)})(?!\w)"),
        acronym=re.compile(rf"(?<!\w)(?:{any_of(acronyms)})(?!\w)"),
        deliverables=phrases | acronyms,
    )


@cache
def leads() -> Leads:
    rules = grammar()
    return Leads({"verb": first_words({*rules.strengths, "đưa"}), "cue": first_words(rules.cues), **DUE_LEADS})


def strength_for(strengths: dict[str, str], thing: Thing) -> str | None:
    """In which of its senses a verb takes such a thing: "xây dựng" a portal, "xây dựng" a plan."""
    fitting = {
        "works": ("launch", "complete", "make"),
        "known": ("launch", "complete", "make", "adopt"),
        "bodies": ("launch", "complete"),
        "papers": ("adopt", "complete", "launch", "make"),
        "occasions": ("hold",),
        "work": ("complete",),
    }[thing.sort]
    return next((strength for strength in fitting if strength in strengths), None)


def slug_of(words: str) -> str:
    """A stable name for a deliverable that the table does not know: its first words, without place and brackets."""
    low = plain_spaces(words.lower())
    owned = OWNED.search(low, 1)
    plain = re.sub(r"[^a-z0-9]+", " ", unaccented(low[: owned.start()] if owned and owned.start() > 6 else low))
    return "_".join(plain.split()[:LONGEST_SLUG]) or "unnamed"
