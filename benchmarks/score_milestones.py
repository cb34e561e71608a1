"""Reads a folder of labelled articles and scores the milestones and the documents that they name.

usage: python -m benchmarks.score_milestones FOLDER [--misses]

The folder holds texts, milestones.jsonl and policy_documents.jsonl; it is kept outside this repository. Two counts
are printed of each: *found*, the spans overlap; *full*, everything else is right as well: of a milestone its status and
both dates, of a document its number, kind, issuer and day. A label is met by one reading only; whatever is left over is
false. Where a label is null the reading must be null too, but for issuers known from the letters of a number alone
(TTg): labels hold only what an article says in words.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.landing.land import land
from orchestration.landing.scan import RawFile, sha256_of
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import UNDECLARED
from orchestration.reading.normalise import normalise, plain_spaces

Row = dict[str, Any]
SPELT_OUT = {"bch": "ban chấp hành", "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "btv": "ban thường vụ"}


@dataclass(frozen=True, slots=True)
class Score:
    name: str
    labels: int
    readings: int
    found: int
    full: int
    missed: list[Row]
    differing: list[tuple[Row, Row]]
    false: list[Row]


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--misses", action="store_true")
    arguments = ask.parse_args()
    milestones, documents = read_folder(arguments.folder)
    for score in (
        scored("milestones", labels_of(arguments.folder / "milestones.jsonl"), milestones, same_milestone),
        scored("policy documents", labels_of(arguments.folder / "policy_documents.jsonl"), documents, same_document),
    ):
        show(score, arguments.misses)
    return 0


def read_folder(folder: Path) -> tuple[list[Row], list[Row]]:
    milestones: list[Row] = []
    documents: list[Row] = []
    for path in sorted(folder.glob("*.txt")):
        landed = land(RawFile(path.name, path, "articles", path.stat().st_size, sha256_of(path)), Sidecar(), UNDECLARED)
        milestones += [row | {"document": path.name} for row in landed.rows["milestone"]]
        documents += [row | {"document": path.name} for row in landed.rows["policy_mention"]]
    return milestones, documents


def labels_of(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def scored(name: str, labels: list[Row], readings: list[Row], same: Callable[[Row, Row], bool]) -> Score:
    """Pairs label and reading, the right ones first and then by how much they overlap."""
    pairs = sorted(
        (
            (same(lb, rd), overlap(lb, rd), n, k)
            for n, lb in enumerate(labels)
            for k, rd in enumerate(readings)
            if overlap(lb, rd)
        ),
        key=lambda pair: (not pair[0], -pair[1], pair[2], pair[3]),
    )
    met: dict[int, int] = {}
    for _, _, label, reading in pairs:
        if label not in met and reading not in met.values():
            met[label] = reading
    differing = [(labels[n], readings[k]) for n, k in met.items() if not same(labels[n], readings[k])]
    return Score(
        name,
        len(labels),
        len(readings),
        len(met),
        len(met) - len(differing),
        [label for n, label in enumerate(labels) if n not in met],
        differing,
        [reading for k, reading in enumerate(readings) if k not in met.values()],
    )


def overlap(label: Row, reading: Row) -> int:
    if label["document"] != reading["document"]:
        return 0
    return max(0, min(label["char_end"], reading["char_end"]) - max(label["char_start"], reading["char_start"]))


def same_milestone(label: Row, reading: Row) -> bool:
    dates = all(label[day] == (str(reading[day]) if reading[day] else None) for day in ("due_start", "due_end"))
    return dates and label["status"] == reading["status"]


def same_document(label: Row, reading: Row) -> bool:
    issued_on = str(reading["issued_on"]) if reading["issued_on"] else None
    issuer = None if reading["issuer_basis"] == "number" and label["issuer"] is None else reading["issuer"]
    return (
        label["number"] == reading["number"]
        and label["type"] == reading["type"]
        and spelt_out(label["issuer"]) == spelt_out(issuer)
        and label["issued_on"] == issued_on
    )


def spelt_out(name: str | None) -> str | None:
    if name is None:
        return None
    words = plain_spaces(normalise(name).low).split()
    return " ".join(SPELT_OUT.get(word, word) for word in words)


def f1(hits: int, labels: int, readings: int) -> float:
    return 2 * hits / (labels + readings) if labels + readings else 1.0


def show(score: Score, misses: bool) -> None:
    for name, hits in (("found", score.found), ("full", score.full)):
        precision, recall = hits / max(1, score.readings), hits / max(1, score.labels)
        print(
            f"{score.name}: {name} F1 {f1(hits, score.labels, score.readings):.3f}"
            f" (precision {precision:.3f}, recall {recall:.3f};"
            f" {hits} of {score.labels} labels, {score.readings} readings)"
        )
    if misses:
        for label in score.missed:
            print("  missed  ", label)
        for label, reading in score.differing:
            print("  differs ", label, "\n      read", {key: str(reading.get(key)) for key in label})
        for reading in score.false:
            print("  false   ", reading["document"], reading["char_start"], repr(reading["quote"]))


if __name__ == "__main__":
    sys.exit(main())
