"""The bodies that issue documents, named in full: "UBND tỉnh" of an article on Hải Dương is UBND tỉnh Hải Dương."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from orchestration.reading.frame import Frame, any_of
from orchestration.reading.leads import Leads, first_words, matches
from orchestration.reading.normalise import plain_spaces
from orchestration.reading.places import Mention
from orchestration.reading.vocabulary import COUNTRY, Place, default

TABLE = Path(__file__).with_name("documents.toml")
TIER = re.compile(r"\s+(tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?!\w)(?!,\s*(?:huyện|xã))")
MANY = re.compile(r"\s+(?:(?:các|cấp)\s|và\s+ubnd)")
CONGRESS = re.compile(r"\s+(?:lần\s+\w{1,4}|khóa)\s+([ivx]{1,6})(?!\w)")
TERM = re.compile(r"\s*\((?:khóa|nhiệm kỳ)[^()\n]{1,20}\)")
NEAR = 24


@dataclass(frozen=True, slots=True)
class Body:
    """A row of the table: how a body is called, and what follows its name (a unit, a place, a topic, nothing)."""

    name: str
    of: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body named at [start, end) of the normal text, its full name, and the place it is of."""

    start: int
    end: int
    name: str
    body: str
    place: Place | None
    is_full: bool


@cache
def table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text("utf-8"))


@cache
def bodies_by_words() -> dict[str, Body]:
    rows = ((Body(row["name"], row["of"], tuple(row.get("codes", ()))), row["words"]) for row in table()["body"])
    return {word: body for body, words in rows for word in words}


@cache
def bodies_by_code() -> dict[str, Body]:
    return {code: body for body in bodies_by_words().values() for code in body.codes}


@cache
def body_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(bodies_by_words())})(?!\w)")


@cache
def leads() -> Leads:
    return Leads({"body": first_words(bodies_by_words())})


@cache
def topic_pattern() -> re.Pattern[str]:
    words = {word for forms in table()["topics"].values() for word in forms}
    return re.compile(rf"\s+(?:{any_of(words)})(?!\w)")


def issuers(frame: Frame) -> list[Issuer]:
    """Every body named in the text, in order; a bare "Ban Chỉ đạo" is the one that the text names in full."""
    spots = leads().walk(frame.low)["body"]
    named = [issuer for match in matches(body_pattern(), frame.low, spots) if (issuer := read(frame, match))]
    in_full = next((i for i in named if i.body == "Ban Chỉ đạo" and i.is_full), None)
    if in_full is None:
        return named
    return [
        replace(i, name=in_full.name, place=in_full.place) if i.body == in_full.body and not i.is_full else i
        for i in named
    ]


def read(frame: Frame, match: re.Match[str]) -> Issuer | None:
    body = bodies_by_words()[plain_spaces(match.group())]
    start, end = match.span()
    if MANY.match(frame.low, end) and body.of in ("unit", "office"):
        return None
    if body.of == "country":
        return Issuer(start, end, body.name, body.name, default().by_key[COUNTRY], True)
    if body.of == "topic":
        return board(frame, body, start, end)
    if body.of in ("province", "district", "office"):
        there = follows(frame, end)
        place = there.place if there else frame.home
        name = (
            f"{body.name} {unit_name(place)}"
            if body.of == "office"
            else f"{body.name} {place.name_vi if place else ''}"
        )
        if body.of == "district" and there is None:
            name, place = body.name, None
        return Issuer(start, there.end if there else end, name.strip(), body.name, place, there is not None)
    return unit_body(frame, body, start, end)


def unit_body(frame: Frame, body: Body, start: int, end: int) -> Issuer | None:
    """ "UBND tỉnh Hải Dương", "UBND tỉnh", "Đại hội Đảng bộ tỉnh lần thứ XVII"; a body of no known tier is none."""
    there = follows(frame, end)
    tier = TIER.match(frame.low, end)
    if there:
        name, place, last = f"{body.name} {unit_name(there.place, there.name)}", there.place, there.end
    elif tier:
        place = understood(frame, tier.group(1))
        last = tier.end()
        name = f"{body.name} {unit_name(place) if place else tier.group(1)}"
    else:
        return None
    if congress := CONGRESS.match(frame.low, last):
        name, last = f"{name} lần thứ {congress.group(1).upper()}", congress.end()
    if term := TERM.match(frame.low, last):
        last = term.end()
    return Issuer(start, last, name, body.name, place, there is not None)


def board(frame: Frame, body: Body, start: int, end: int) -> Issuer:
    """ "Ban Chỉ đạo chuyển đổi số tỉnh": what it is for, and whose it is."""
    topic = topic_pattern().match(frame.low, end)
    words = plain_spaces(topic.group()) if topic else ""
    name = next((name for name, forms in table()["topics"].items() if words in forms), "")
    last = topic.end() if topic else end
    there, tier = follows(frame, last), TIER.match(frame.low, last)
    place = there.place if there else understood(frame, tier.group(1)) if tier else None
    last = there.end if there else tier.end() if tier else last
    full = " ".join(part for part in (body.name, name, unit_name(place)) if part)
    return Issuer(start, last, full, body.name, place, bool(topic))


def by_body(named: list[Issuer]) -> dict[str, Issuer]:
    """The first of each body that a text names with its place."""
    return {issuer.body: issuer for issuer in reversed(named) if issuer.place is not None}


def of_code(frame: Frame, codes: Iterable[str], known: Mapping[str, Issuer]) -> tuple[Issuer | None, str]:
    """The body that the letters of a number name, and how it is known: the text names it too, or the number alone."""
    for code in codes:
        letters = code.rstrip("0123456789")
        body = bodies_by_code().get(letters) or next(
            (bodies_by_code()[part] for part in letters.split("-") if part in bodies_by_code()), None
        )
        if body is None:
            continue
        if body.name in known:
            return known[body.name], "carried_over"
        if body.of == "country":
            return Issuer(0, 0, body.name, body.name, default().by_key[COUNTRY], True), "number"
        if body.of in ("office", "province") and frame.home and frame.home.level == "province":
            is_city = frame.home.type.startswith("Thành phố")
            name = "Thành ủy" if body.name == "Tỉnh ủy" and is_city else body.name
            owner = unit_name(frame.home) if body.of == "office" else frame.home.name_vi
            return Issuer(0, 0, f"{name} {owner}", name, frame.home, True), "number"
    return None, ""


def follows(frame: Frame, end: int) -> Mention | None:
    """The place named right behind."""
    for mention in frame.places_in(end, end + NEAR):
        if not frame.low[end : mention.start].strip():
            return mention
    return None


def understood(frame: Frame, tier: str) -> Place | None:
    """ "tỉnh" in a text on a province is that province."""
    for place in (frame.seat, frame.home):
        if place and (
            place.type.lower() == tier or (tier in ("thành phố", "tp", "tp.") and place.type.startswith("Thành"))
        ):
            return place
    return None


def unit_name(place: Place | None, name: str | None = None) -> str:
    """ "tỉnh Hải Dương", "thành phố Hải Phòng", or the written name of a commune."""
    if place is None:
        return name or ""
    if place.level == "national":
        return ""
    kind = "thành phố" if place.type.startswith("Thành phố") else place.type.lower()
    return f"{kind} {place.name_vi}"


def between(found: list[Issuer], starts: list[int], first: int, last: int) -> list[Issuer]:
    """Those that begin in [first, last)."""
    return found[bisect_left(starts, first) : bisect_left(starts, last)]
