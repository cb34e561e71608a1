"""What one-stop software answers as JSON: flat rows a unit and field (OpenCPS), or trees of bodies (national portal).

A key says what a header says: those of known products are listed, others are read word by word ("dungHan", "qua_han",
an object "dangGiaiQuyet" around them). Rates that these APIs compute are left alone: one of them divides whole numbers.
null is not 0.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from orchestration.portals.cells import count
from orchestration.portals.columns import NAMES, has, in_our_words, labels, rules, settled
from orchestration.portals.json_period import is_key_of, joined_names, period_of, told_in, words_of_key
from orchestration.portals.report import (
    RATE_MEASURE,
    Figure,
    Line,
    LineKind,
    Report,
    added,
    missing_of,
    results_among,
    with_received,
)
from orchestration.portals.row_kinds import kind_of_name

DEEPEST = 12
MOST_LINES = 100_000
SHAPES_KEPT = 1024
Json = dict[str, Any]
Path = tuple[str, ...]


class NotJson(ValueError):
    """The text is no JSON, or nests deeper than any answer does."""


def read_json(text: str, own_labels: dict[str, str]) -> list[Report]:
    """The report of an answer, one a period that it tells; none when it holds no rows of results. Raises NotJson."""
    try:
        answer = json.loads(unicodedata.normalize("NFC", text))
    except (ValueError, RecursionError) as error:
        raise NotJson from error
    by_period: dict[tuple[tuple[str, Any], ...], list[Line]] = {}
    nameless: dict[tuple[tuple[str, Any], ...], int] = {}
    problems: dict[str, None] = {}
    unread: dict[str, None] = {}
    within: set[str] = set()
    own = tuple(own_labels.items())
    for path, node, told in nodes(answer, "$", {}, 0):
        problems |= dict.fromkeys(only_a_page(node))
        if path in within:
            continue
        leaves = dict(leaves_of(node, path, within))
        figures, odd, left = figures_of(leaves, own)
        unread |= dict.fromkeys(left)
        if len(figures) < 2:
            continue
        problems |= dict.fromkeys(odd)
        period = tuple(sorted(told.items()))
        by_period.setdefault(period, []).append(line_of(path, node, figures))
        nameless[period] = nameless.get(period, 0) + (not is_named(node))
        if sum(map(len, by_period.values())) >= MOST_LINES:
            break
    missing = missing_of(measures_of(by_period.values()))
    if unread and not by_period:
        return [Report((), missing=missing, unread=tuple(unread))]
    reports = [
        Report(
            tuple(lines),
            missing=(*missing, "Tên đơn vị") if nameless[period] > 1 else missing,
            problems=tuple(problems),
            unread=tuple(unread),
            **period_of(dict(period)),
        )
        for period, lines in by_period.items()
    ]
    return results_among(sorted(reports, key=lambda report: report.period_start or date.min))


def nodes(answer: Any, path: str, inherited: Json, depth: int) -> Iterator[tuple[str, Json, Json]]:
    """Every object of an answer, with where it stands and what it or an object around it tells of the period."""
    if depth > DEEPEST:
        raise NotJson
    if isinstance(answer, dict):
        asked = [told_in(value) for key, value in answer.items() if isinstance(value, dict) and is_key_of("asked", key)]
        told = inherited | {part: value for one in asked for part, value in one.items()} | told_in(answer)
        yield path, answer, told
        for key, value in answer.items():
            if isinstance(value, dict | list):
                yield from nodes(value, f"{path}.{key}", told, depth + 1)
    elif isinstance(answer, list):
        for index, value in enumerate(answer):
            if isinstance(value, dict | list):
                yield from nodes(value, f"{path}[{index}]", inherited, depth + 1)


def leaves_of(node: Json, path: str, within: set[str], over: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The values of an object by the keys over them; those of the objects within it that are parts of its own results.

    What is told so is noted in `within`: it is no line of its own.
    """
    for key, value in node.items():
        if isinstance(value, dict) and is_part(key, value, bool(over) or text_at(node, "unit") is not None):
            within.add(f"{path}.{key}")
            yield from leaves_of(value, f"{path}.{key}", within, (*over, key))
        elif not isinstance(value, bool | dict | list):
            yield (*over, key), value


def is_part(key: str, inner: Json, of_a_unit: bool) -> bool:
    """Whether an object is a group of counts ("dangGiaiQuyet": {…}) and no body of its own."""
    if is_named(inner) or any(isinstance(value, list) for value in inner.values()) or is_key_of("asked", key):
        return False
    said = in_our_words(words_of_key(key))
    return of_a_unit or any(has(said, word) for rule in rules() for word in rule.under)


def figures_of(
    leaves: dict[Path, Any], own_labels: tuple[tuple[str, str], ...]
) -> tuple[dict[str, Figure], list[str], list[str]]:
    """The figures of an object by measure, what was odd about them, and what was left unread."""
    held, unread = measures_at(tuple(leaves), own_labels)
    figures: dict[str, Figure] = {}
    problems: list[str] = []
    for keys, measure in held:
        told, label = leaves[keys], " > ".join(keys)
        value, problem = counted(told)
        if problem:
            problems.append(f"“{label}: {told}”: {problem}")
        figure = Figure(label, "" if told is None else str(told), value)
        figures[measure] = added(figures[measure], figure) if measure in figures else figure
    return with_received(figures), problems, list(unread)


@lru_cache(SHAPES_KEPT)
def measures_at(
    leaves: tuple[Path, ...], own_labels: tuple[tuple[str, str], ...]
) -> tuple[tuple[tuple[Path, str], ...], tuple[str, ...]]:
    """Which values of an object of this shape are which measures, and what is left unread: once for all rows alike."""
    listed = {name: measure for measure, names in labels()["keys"]["measures"].items() for name in names}
    own = dict(own_labels)
    paths = {
        n: tuple(words_of_key(key) for key in keys) for n, keys in enumerate(leaves) if all(map(words_of_key, keys))
    }
    known = {
        " > ".join(paths[n]): measure
        for n, keys in enumerate(leaves)
        if n in paths
        and (measure := own.get(keys[-1]) or own.get(keys[-1].lower()) or listed.get("".join(paths[n][-1].split())))
    }
    held, unread = settled(paths, known)
    measured = ((leaves[n], sort) for n, sort in sorted(held.items()) if sort not in NAMES and sort != RATE_MEASURE)
    return tuple(measured), tuple(unread)


def counted(told: Any) -> tuple[float | None, str | None]:
    """A count, with what was odd about it; null stays null, and a fraction is no count in thousands here."""
    if isinstance(told, float) and not told.is_integer():
        return None, "số đếm không thể có phần lẻ"
    return count(told)


def measures_of(told: Iterable[list[Line]]) -> set[str]:
    """The measures that are told; one whose every value is something else than a count is none."""
    figures = [(measure, figure) for lines in told for line in lines for measure, figure in line.figures.items()]
    return {measure for measure, figure in figures if figure.value is not None or not figure.text}


def only_a_page(node: Json) -> Iterator[str]:
    """What an envelope says of rows that are not in it."""
    lists = [value for value in node.values() if isinstance(value, list)]
    for key, value in node.items():
        if not isinstance(value, int) or isinstance(value, bool) or not lists:
            continue
        if (is_key_of("pages", key) and value > 1) or (is_key_of("rows", key) and value > max(map(len, lists))):
            yield f"“{key}: {value}”: câu trả lời này chỉ là một trang, còn đơn vị ở trang khác"


def line_of(path: str, node: Json, figures: dict[str, Figure]) -> Line:
    unit, field = text_at(node, "unit"), text_at(node, "field")
    # a row of no agency and no field is the whole, which the software's own charts leave out
    kind: LineKind = kind_of_name(unit) if unit else "unit" if field else "total"
    return Line(path, kind, unit, field, None, figures)


def is_named(node: Json) -> bool:
    """Whether an object has a key for its name, be it empty."""
    return any(is_key_of(part, key) for key in node for part in ("unit", "field"))


def text_at(node: Json, part: str) -> str | None:
    """The name of an agency or field, from the key that tells it best; one that is an object tells it inside."""
    order = joined_names(part)
    found = sorted((order[word], key) for key in node if (word := "".join(words_of_key(key).split())) in order)
    for _, key in found:
        value = node[key]
        if isinstance(value, dict):
            value = next((inner for name, inner in value.items() if words_of_key(name) in ("ten", "name")), None)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None
