"""How often statements of each confidence are right, on labelled folders, by a given scorer program.

usage: python -m benchmarks.confidence --scorer score_statements.py FOLDER [FOLDER …]
"""

import argparse
import importlib.util
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from orchestration.landing.land import land
from orchestration.landing.scan import RawFile, sha256_of
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import UNDECLARED

FIELDS = ("value", "unit", "qualifier", "kind", "ratio", "period", "place", "indicator")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folders", type=Path, nargs="+")
    ask.add_argument("--scorer", type=Path, required=True)
    arguments = ask.parse_args()
    scorer = load(arguments.scorer)
    right: Counter[float] = Counter()
    told: Counter[float] = Counter()
    for folder in arguments.folders:
        for confidence, is_right in judged(folder, scorer):
            told[confidence] += 1
            right[confidence] += is_right
    for confidence in sorted(told):
        share = right[confidence] / told[confidence]
        print(f"{confidence:.2f}: {right[confidence]} of {told[confidence]} right ({share:.0%})")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python program")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def judged(folder: Path, scorer: Any) -> Iterator[tuple[float, bool]]:
    """(confidence, right) of each statement that the scorer would count."""
    labels: dict[str, list[Any]] = defaultdict(list)
    for label in scorer.read_lines(folder / "gold.jsonl"):
        labels[label["document"]].append(label)
    for name, wanted in sorted(labels.items()):
        path = folder / name
        file = RawFile(name, path, "articles", path.stat().st_size, sha256_of(path))
        rows = [row for row in land(file, Sidecar(), UNDECLARED).rows["statement"] if not row["is_repeat"]]
        pairs, _, free = scorer.pair(wanted, rows)
        for label, row in pairs:
            if not label.get("ambiguous"):
                checks = scorer.checks(label, row)
                yield row["confidence"], all(checks[field] for field in FIELDS)
        for row in free:
            if not scorer.forgiven(row, wanted):
                yield row["confidence"], False


if __name__ == "__main__":
    main()
