"""No pattern of the reader takes long on the longest sentence there is, whatever stands in it."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import FrameType

import pytest

from orchestration import reading
from orchestration.reading import vocabulary
from orchestration.reading.normalise import normalise
from orchestration.reading.sentences import LONGEST

# going back over white space, numbers, words, commas and brackets is what a careless pattern does
BAITS = (
    *(
        "1",
        "1.",
        "1,",
        "1/",
        "1 ",
        "1-",
        " ",
        "\n",
        "-",
        "- ",
        "a",
        "a ",
        "A ",
        "a-",
        "a/",
        "a1",
        "(",
        "(1) ",
        ",",
        ", ",
    ),
    *(".", "a, ", "“", "1 a ", *(" " * 8 + sign for sign in "1a,(-/%.“")),
)
LITERALS = 6
ONE_SENTENCE = 0.15  # seconds; the worst takes a third of it, one that goes back again and again takes for ever
FROM_ANYWHERE = ("search", "finditer", "findall", "sub", "split")


def inside(name: str, value: object, seen: set[int]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that a value of the reader's modules holds, however deep, what it makes once and keeps included."""
    if isinstance(value, re.Pattern):
        yield name, value
        return
    if isinstance(value, str | int | float | None) or id(value) in seen:
        return
    seen.add(id(value))
    parts: list[tuple[str, object]] = []
    if isinstance(value, dict):
        parts = [(f"{name}[{key}]", part) for key, part in value.items()]
    elif isinstance(value, list | tuple | set | frozenset):
        parts = [(f"{name}[{n}]", part) for n, part in enumerate(value)]
    elif hasattr(value, "cache_info") and value.__module__.startswith(reading.__name__):
        wants = value.__wrapped__.__code__.co_varnames[: value.__wrapped__.__code__.co_argcount]
        parts = [(f"{name}()", value(*(vocabulary.default() for _ in wants)))] if wants in ((), ("vocabulary",)) else []
    elif type(value).__module__.startswith(reading.__name__) and not isinstance(value, type):
        names = [field.name for field in fields(value)] if is_dataclass(value) else list(getattr(value, "__dict__", {}))
        parts = [(f"{name}.{part}", getattr(value, part)) for part in names]
    for part_name, part in parts:
        yield from inside(part_name, part, seen)


def patterns() -> dict[str, re.Pattern[str]]:
    seen: set[int] = set()
    found: dict[str, tuple[str, re.Pattern[str]]] = {}
    for module in pkgutil.iter_modules(reading.__path__):
        for name, value in vars(importlib.import_module(f"{reading.__name__}.{module.name}")).items():
            for where, pattern in inside(f"{module.name}.{name}", value, seen):
                found.setdefault(pattern.pattern, (where, pattern))
    return dict(found.values())


PATTERNS = patterns()
SOURCE = "\n".join(path.read_text("utf-8") for path in Path(reading.__file__).parent.glob("*.py"))
SOUGHT = set(re.findall(rf"(\w+)(?:\(\w*\))?\.(?:{'|'.join(FROM_ANYWHERE)})\(", SOURCE))


def is_sought(name: str) -> bool:
    """Whether the reader looks for it anywhere, and not only where something else ended."""
    return "[" in name or re.findall(r"\w+", name)[-1] in SOUGHT


def literals(pattern: re.Pattern[str]) -> list[str]:
    """The longest words of a pattern: what it goes furthest with."""
    plain = re.sub(r"\(\?P<\w+>|\\[bBwWdDS]", "", pattern.pattern)
    plain = re.sub(r"\\s[+*]*|\\ ", " ", plain)
    words = {word.strip() for word in re.findall(r"[^\W\d_]+(?: [^\W\d_]+)*", plain)}
    return sorted(words, key=lambda word: (-len(word), word))[:LITERALS]


def too_long(_: int, __: FrameType | None) -> None:
    raise TimeoutError


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="nothing else ends a search that takes for ever")
def test_no_pattern_takes_long_on_the_longest_sentence() -> None:
    before = signal.signal(signal.SIGPROF, too_long)
    try:
        slow = [name for name, pattern in PATTERNS.items() if not is_quick(name, pattern)]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    assert not slow


def is_quick(name: str, pattern: re.Pattern[str]) -> bool:
    ways = (pattern.match, pattern.fullmatch, *([pattern.search] if is_sought(name) else []))
    for bait in (*BAITS, *(word + end for word in literals(pattern) for end in (" ", ""))):
        text = normalise((bait * LONGEST)[:LONGEST]).low
        for way in ways:
            signal.setitimer(signal.ITIMER_PROF, ONE_SENTENCE)
            try:
                way(text + "!")
            except TimeoutError:
                return False
    return True


def test_a_careless_pattern_is_found_out() -> None:
    before = signal.signal(signal.SIGPROF, too_long)
    try:
        assert not is_quick("[careless]", re.compile(r"(?:a+b?)+c"))
        assert is_quick("[careful]", re.compile(r"(?:a++b?)++c"))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def test_every_pattern_is_among_them() -> None:
    assert len(PATTERNS) > 200
