"""One round of one source: ask for what it declares, keep what is new, say what became of every address."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from orchestration.fetching.answers import Answer, Fault, Validators
from orchestration.fetching.capture import EXTENSIONS, Capture, keep, notes_in, write_whole
from orchestration.fetching.links import Link, feed_links, list_links
from orchestration.fetching.visitor import Visitor
from orchestration.landing.fetch_block import Fetch
from orchestration.landing.refusal import Reason, Refused

ARTICLES_A_ROUND = 100

Result = Literal["captured", "unchanged", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one address. `path` is the file written, if any; `bytes` its size."""

    url: str
    result: Result
    path: Path | None = None
    bytes: int = 0
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Round:
    outcomes: tuple[Outcome, ...] = ()

    def of(self, result: Result) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.result == result]

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(outcome.result for outcome in self.outcomes))


@dataclass(frozen=True, slots=True)
class Errand:
    """What a round needs: the source's declaration, its folder under raw/, the visitor, a clock, and a small memory
    of the feed (its validators) that is no data and may be lost."""

    fetch: Fetch
    folder: Path
    visitor: Visitor
    memory: Path
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))


def go_round(errand: Errand) -> Round:
    found = capture_pages(errand) if errand.fetch.pages else capture_articles(errand)
    return Round(tuple(found))


def capture_pages(errand: Errand) -> Iterator[Outcome]:
    """Each page as it is now; one that has not changed since its last capture is not kept twice."""
    last = {note.url: note for _, note in notes_in(errand.folder)}
    for url in errand.fetch.pages:
        note = last.get(url)
        known = Validators.of(note.headers) if note else Validators()
        yield attempt(errand, Link(url), known, note.sha256 if note else None)


def capture_articles(errand: Errand) -> Iterator[Outcome]:
    """The articles linked to now that were never captured before; the rest wait for the next round."""
    (address,) = errand.fetch.addresses
    try:
        answer = errand.visitor.get(address, recall(errand.memory, address))
        links = links_of(errand.fetch, answer) if answer.status == 200 else []
    except Refused as refused:
        yield Outcome(address, "refused", reason=refused.reason)
        return
    except Fault as fault:
        yield Outcome(address, "failed", reason=fault.reason)
        return
    have = {note.url for _, note in notes_in(errand.folder)}
    new = [link for link in links if link.url not in have]
    outcomes = [attempt(errand, link, Validators(), None, only_html=True) for link in new[:ARTICLES_A_ROUND]]
    yield from outcomes or [Outcome(address, "unchanged")]
    # a feed that is unchanged will not be read again, so it is remembered only when nothing of it is left to do
    if answer.status == 200 and len(new) <= ARTICLES_A_ROUND and all(o.result != "failed" for o in outcomes):
        remember(errand.memory, address, Validators.of(answer.headers))


def links_of(fetch: Fetch, answer: Answer) -> list[Link]:
    return list_links(answer.body, answer.url, fetch.links) if fetch.links else feed_links(answer.body, answer.url)


def attempt(
    errand: Errand, link: Link, known: Validators, known_sha256: str | None, *, only_html: bool = False
) -> Outcome:
    try:
        answer = errand.visitor.get(link.url, known)
        if answer.status == 304:
            return Outcome(link.url, "unchanged")
        capture = Capture(link.url, answer, errand.now(), link.title, link.published_on)
        if only_html and EXTENSIONS.get(capture.content_type) != ".html":
            raise Refused("not_html", f"Địa chỉ không trả về trang HTML mà là “{capture.content_type[:60]}”.")
        if not answer.body.strip():
            raise Refused("empty", "Máy chủ trả về một trang rỗng.")
    except Refused as refused:
        return Outcome(link.url, "refused", reason=refused.reason)
    except Fault as fault:
        return Outcome(link.url, "failed", reason=fault.reason)
    if capture.sha256 == known_sha256:
        return Outcome(link.url, "unchanged")
    path = keep(capture, errand.folder)
    return Outcome(link.url, "captured", path, len(answer.body))


def recall(memory: Path, address: str) -> Validators:
    try:
        kept = json.loads(memory.read_text("utf-8"))
        return Validators(**kept["validators"]) if kept["address"] == address else Validators()
    except (OSError, ValueError, KeyError, TypeError):
        return Validators()


def remember(memory: Path, address: str, validators: Validators) -> None:
    memory.parent.mkdir(parents=True, exist_ok=True)
    write_whole(memory, json.dumps({"address": address, "validators": asdict(validators)}).encode())
