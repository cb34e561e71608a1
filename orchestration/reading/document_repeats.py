"""One document over all its mentions: a short one takes from the full one of the same text what it leaves out."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from orchestration.reading.document_forms import Named, grammar
from orchestration.reading.frame import Frame, any_of
from orchestration.reading.issuers import Issuer
from orchestration.reading.leads import Spots, matches
from orchestration.reading.normalise import plain_spaces
from orchestration.reading.sentences import Sentence

OWNER = re.compile(r"\s+(?:của\s+)?(?:tỉnh|thành phố|huyện|xã|phường|ngành|bộ|ban chỉ đạo)(?!\w)")


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
