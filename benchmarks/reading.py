"""How fast articles are read, how the time and the memory grow with the text, and how fast others read them.

usage: python -m benchmarks.reading [--megabytes N] [--texts FOLDER]

The texts are read again and again, each time with other digits and other provinces, so that nothing remembered of one
reading can serve the next. Time is this process's own, but for the two workers. The peers are no part of this project's
install: `pip install -r benchmarks/requirements.txt` brings them.
"""

import argparse
import importlib
import random
import re
import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

from orchestration.reading import Document, read_names, read_statements
from orchestration.reading.sentences import split
from orchestration.reading.vocabulary import default
from orchestration.settings import Settings

REPEATS = 3
SENTENCES_FOR_PEERS = 60
WANTED = 20_000
ANY_DIGIT = set("0123456789")
# of a number with a separator, what stands behind its first digit; years, dates and document numbers stay what they are
LATER_DIGITS = re.compile(r"(?<=\d[.,])\d+(?![\d/.-])")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--megabytes", type=float, default=2.0, help="how much text to read")
    ask.add_argument("--texts", type=Path, help="a folder of articles (.md, .txt); by default the project's own")
    arguments = ask.parse_args()
    reading(arguments.megabytes, arguments.texts)


def reading(megabytes: float = 2.0, folder: Path | None = None) -> None:
    texts = texts_in(folder or Settings().raw / "articles")
    for text in texts:
        read_both(text)  # the tables are made before the clock starts
    reads(texts, megabytes)
    grows(texts)
    works(texts)
    for name, read in peers():
        beside(name, read, texts)


def texts_in(folder: Path) -> list[str]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt"))
    return [path.read_text("utf-8") for path in paths]


def reads(texts: list[str], megabytes: float) -> None:
    """Sentences a second, and the memory that documents read one after another leave behind."""
    read = sentences = statements = 0
    for_statements = for_names = 0.0
    before = 0.0
    for repetition in count():
        for text in varied(texts, repetition):
            began = time.process_time()
            statements += len(read_statements(Document(text)))
            between = time.process_time()
            read_names(Document(text))
            for_statements += between - began
            for_names += time.process_time() - between
            sentences += len(split(text))
            read += len(text.encode())
        before = before or peak_mib()
        if read >= megabytes * 1_000_000:
            break
    speed = sentences / for_statements
    print(f"reading: {read / 1e6:.1f} MB, {sentences:,} sentences, {statements:,} statements, no text twice")
    print(f"reading: {speed:,.0f} sentences a second on one core ({speed / WANTED:.2f} of the {WANTED:,} wanted)")
    print(f"reading: milestones and documents of {sentences / for_names:,.0f} sentences a second")
    print(f"reading: {peak_mib() - before:.0f} MiB more memory after the last text than after the first ones")


def varied(texts: list[str], repetition: int) -> Iterator[str]:
    """The texts with other digits and other provinces, the same for the same repetition."""
    chance = random.Random(repetition)
    names = sorted({place.name_vi for place in default().places if place.level == "province"})
    any_name = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
    for text in texts:
        others = dict(zip(names, chance.sample(names, len(names)), strict=True))
        text = any_name.sub(lambda match, others=others: others[match.group()], text)
        yield LATER_DIGITS.sub(lambda match: "".join(chance.choices("123456789", k=len(match.group()))), text)


def grows(texts: list[str]) -> None:
    whole = "\n\n".join(texts)
    # each time with another last line: what is kept of the last text read would serve the next
    one = min(seconds(lambda n=n: read_both(f"{whole}\n{n}")) for n in range(REPEATS))
    eight = min(seconds(lambda n=n: read_both("\n\n".join([whole] * 8) + f"\n{n}")) for n in range(2))
    print(f"reading: eight times the text in one document takes {eight / one:.1f} times as long (8 is linear)")


def works(texts: list[str]) -> None:
    """Two processes against one, by the clock on the wall: it tells something only where two cores are idle."""
    bundles = [list(varied(texts, repetition)) for repetition in range(8)]
    took, spent = {}, {}
    for workers in (1, 2):
        context = get_context("spawn")
        ready = context.Barrier(workers + 1)
        with ProcessPoolExecutor(workers, context, initializer=warm_up, initargs=(ready, bundles[0])) as pool:
            pool.map(read_bundle, [[]] * workers)  # a worker is started by the first task it is needed for
            ready.wait()
            began = time.perf_counter()
            spent[workers] = sum(pool.map(read_bundle, bundles))
            took[workers] = time.perf_counter() - began
    print(f"reading: two workers are {took[1] / took[2]:.2f} times as fast as one by the clock;")
    print(f"reading: the same texts cost them together {spent[2] / spent[1]:.2f} times the processor time of one")


def warm_up(ready: Barrier, texts: list[str]) -> None:
    read_bundle(texts)
    ready.wait()


def read_bundle(texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        read_statements(Document(text))
    return time.process_time() - began


def read_both(text: str) -> None:
    read_statements(Document(text))
    read_names(Document(text))


def beside(name: str, read: Callable[[str], object], texts: list[str]) -> None:
    """Single sentences with a number, each read as a text of its own, since the peers know nothing else."""
    sentences = [text[s.start : s.end] for text in texts for s in split(text)]
    told = [sentence for sentence in sentences if ANY_DIGIT & set(sentence)][:SENTENCES_FOR_PEERS]
    theirs = len(told) / seconds(lambda: [read(sentence) for sentence in told])
    mine = len(told) / min(seconds(lambda: [read_statements(Document(one)) for one in told]) for _ in range(REPEATS))
    print(f"reading: {mine / theirs:,.1f} times as fast as {name} on sentences with a number ({theirs:,.0f} a second)")


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
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
