"""How a document is named: the kinds, the letters of their numbers, and a mention in the making."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from orchestration.reading.frame import any_of
from orchestration.reading.issuers import Issuer, bodies_by_code, table
from orchestration.reading.leads import NUMBER, Leads, first_words


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
