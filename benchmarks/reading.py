"""How fast articles are read, how the time and the memory grow with the text, and how fast others read them.

usage: python -m benchmarks.reading [--megabytes N]

The peers are no part of this project's install: `pip install -r benchmarks/requirements.txt` brings them.
"""

import argparse
import importlib
import resource
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice

from orchestration.reading import Document, read_statements
from orchestration.reading.sentences import split
from orchestration.settings import Settings

REPEATS = 5
SENTENCES_FOR_PEERS = 60
ANY_DIGIT = set("0123456789")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--megabytes", type=float, default=2.0, help="how much text to read for time and memory")
    reading(ask.parse_args().megabytes)


def reading(megabytes: float = 2.0) -> None:
    texts = [path.read_text("utf-8") for path in sorted((Settings().raw / "articles").rglob("*.md"))]
    sentences = [text[s.start : s.end] for text in texts for s in split(text)]
    per_text = min(seconds(lambda: [read_statements(Document(text)) for text in texts]) for _ in range(REPEATS))
    ours = len(sentences) / per_text
    print(f"reading: {ours:,.0f} sentences a second on one core, over the default articles")
    grows(texts)
    keeps(texts, megabytes)
    for name, read in peers():
        told = [sentence for sentence in sentences if ANY_DIGIT & set(sentence)][:SENTENCES_FOR_PEERS]
        theirs = len(told) / seconds(lambda read=read, told=told: [read(sentence) for sentence in told])
        mine = len(told) / seconds(lambda told=told: [read_statements(Document(sentence)) for sentence in told])
        print(
            f"reading: {mine / theirs:,.1f} times as fast as {name} on sentences with a number ({theirs:,.0f} a second)"
        )


def grows(texts: list[str]) -> None:
    whole = "\n\n".join(texts)
    one = min(seconds(lambda: read_statements(Document(whole))) for _ in range(REPEATS))
    eight = min(seconds(lambda: read_statements(Document("\n\n".join([whole] * 8)))) for _ in range(2))
    print(f"reading: eight times the text in one document takes {eight / one:.1f} times as long (8 is linear)")


def keeps(texts: list[str], megabytes: float) -> None:
    """Documents read one after another leave nothing behind."""
    wanted, read = megabytes * 1_000_000, 0
    [read_statements(Document(text)) for text in texts]
    before, started = peak_mib(), time.perf_counter()
    for text in islice(cycle(texts), 10**9):
        read_statements(Document(text))
        read += len(text.encode())
        if read >= wanted:
            break
    took = time.perf_counter() - started
    grown = peak_mib() - before
    print(f"reading: {read / 1e6:.0f} MB in {took:.0f} s ({read / 1e6 / took:.2f} MB/s), {grown:.0f} MiB more memory")


def peers() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Libraries that find numbers or dates in text; each only where it is installed."""
    if dates := optional("dateparser.search"):
        yield "dateparser (Vietnamese, dates only)", lambda text: dates.search_dates(text, languages=["vi"])
    if numbers := optional("quantulum3.parser"):
        yield "quantulum3 (English, numbers only)", numbers.parse


def optional(module: str) -> object | None:
    try:
        return importlib.import_module(module)
    except ImportError:
        print(f"reading: no figure beside {module.split('.')[0]}, which is not installed (benchmarks/requirements.txt)")
        return None


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
