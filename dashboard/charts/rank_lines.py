"""Ranks (or scores) of a place and its peers over the years. A line is only drawn between years that compare."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from dashboard.charts.base import Spec, chart
from dashboard.rows.ranks import Rank
from dashboard.text import Text

# drawn in the theme's first, second and third colour
ROLES = ["focus", "break", "peer"]
FOCUSED = "datum.role === 'focus'"


def measured(history: Iterable[Rank]) -> str:
    """rank, or score for an index that publishes no ranks."""
    return "rank" if any(row.rank is not None for row in history) else "score"


def rank_lines(history: Sequence[Rank], focus: str, peers: Sequence[str], say: Text) -> Spec:
    """history: the rows of one index. focus and peers are place names; the focus is drawn on top, in colour."""
    measure = measured(history)
    shown = [row for row in history if row.place_name in {focus, *peers} and getattr(row, measure) is not None]
    values = [
        {
            "year": row.year,
            "value": getattr(row, measure),
            "place": row.place_name,
            "of": f"{row.rank}/{row.rank_base}" if measure == "rank" and row.rank_base else None,
            "stretch": f"{row.place_name} {stretch}",
            "role": "focus" if row.place_name == focus else "peer",
        }
        for row, stretch in stretches(shown)
    ]
    years = sorted({value["year"] for value in values})
    x = {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [years[0] - 0.3, years[-1] + 0.6] if years else [0, 1], "nice": False},
        "axis": {"format": "d", "values": years},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "title": say("ranks.axis_rank" if measure == "rank" else "ranks.axis_score"),
        "scale": scale(measure),
        "axis": {"format": ",~f", "tickCount": 6},
    }
    colour = {"field": "role", "type": "nominal", "scale": {"domain": ROLES}, "legend": None}
    tooltip = [
        {"field": "place", "title": say("ranks.place")},
        {"field": "year", "title": say("ranks.year"), "format": "d"},
        {"field": "value", "title": say("ranks.rank" if measure == "rank" else "ranks.score"), "format": ",~f"},
        {"field": "of", "title": say("ranks.of")},
    ]
    lines: Spec = {
        "mark": {"type": "line"},
        "encoding": {
            "x": x,
            "y": y,
            "detail": {"field": "stretch"},
            "color": colour,
            "strokeWidth": {"condition": {"test": FOCUSED, "value": 3}, "value": 1.25},
            "opacity": {"condition": {"test": FOCUSED, "value": 1}, "value": 0.55},
        },
    }
    points: Spec = {
        "mark": {"type": "point", "filled": True},
        "encoding": {
            "x": x,
            "y": y,
            "color": colour,
            "size": {"condition": {"test": FOCUSED, "value": 90}, "value": 28},
            "opacity": {"condition": {"test": FOCUSED, "value": 1}, "value": 0.6},
            "tooltip": tooltip,
        },
    }
    labels: Spec = {
        "transform": [{"filter": FOCUSED}],
        "mark": {"type": "text", "dy": -14, "fontWeight": 600},
        "encoding": {"x": x, "y": y, "color": colour, "text": {"field": "value", "format": ",~f"}},
    }
    ends: Spec = {
        "data": {"values": last_of_peers(values)},
        "mark": {"type": "text", "align": "left", "dx": 7, "fontSize": 11},
        "encoding": {"x": x, "y": y, "color": colour, "text": {"field": "place"}},
    }
    layers = [lines, points, labels, ends, *break_marks(shown, focus, x, say)]
    return chart(say.lang, 320, layers) | {"data": {"values": values}}


def last_of_peers(values: Sequence[Spec]) -> list[Spec]:
    """Each peer's last point, to bear its name; of two at one spot the first is named."""
    last = {value["place"]: value for value in values if value["role"] == "peer"}
    return list({(value["year"], value["value"]): value for value in reversed(last.values())}.values())


def scale(measure: str) -> Spec:
    """The first rank stands on top; there is none above it."""
    if measure == "rank":
        return {"reverse": True, "domainMin": 1, "nice": False}
    return {"zero": False, "nice": True, "padding": 12}


def stretches(rows: Sequence[Rank]) -> list[tuple[Rank, int]]:
    """Each row with the number of the unbroken stretch it belongs to, within its place."""
    numbered: list[tuple[Rank, int]] = []
    for _, of_place in groupby(sorted(rows, key=order), key=lambda row: row.place_name):
        stretch, before = 0, None
        for row in of_place:
            stretch += before is not None and (is_break(before, row) or row.year != before.year + 1)
            before = row
            numbered.append((row, stretch))
    return numbered


def is_break(before: Rank, row: Rank) -> bool:
    """Also between two keys of one place, each of which knows of its own past alone."""
    return row.is_break or row.rank_base != before.rank_base


def order(row: Rank) -> tuple[str, int, int]:
    return row.place_name, row.year, -(row.rank_base or 0)


def break_marks(rows: Sequence[Rank], focus: str, x: Spec, say: Text) -> list[Spec]:
    """A dashed rule halfway into the year from which places are ranked in another way, the focus before its peers."""
    own_first = sorted(rows, key=lambda row: (row.place_name != focus, *order(row)))
    changes: dict[float, str] = {}
    for _, of_place in groupby(own_first, key=lambda row: row.place_name):
        for before, row in pairwise(of_place):
            year = row.year - 0.5 if row.year != before.year else row.year
            if is_break(before, row) and all(abs(year - marked) >= 1 for marked in changes):
                changes[year] = what_changed(before, row, say)
    marks = [{"year": year, "words": words} for year, words in sorted(changes.items())]
    if not marks:
        return []
    data = {"values": marks}
    at: Spec = {"x": x, "color": {"datum": "break", "type": "nominal", "scale": {"domain": ROLES}, "legend": None}}
    words: Spec = {"y": {"value": {"expr": "height - 8"}}, "text": {"field": "words"}}
    return [
        {"data": data, "mark": {"type": "rule", "strokeDash": [4, 4]}, "encoding": at},
        {"data": data, "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 12}, "encoding": at | words},
    ]


def what_changed(before: Rank, row: Rank, say: Text) -> str:
    if before.rank_base != row.rank_base and before.rank_base and row.rank_base:
        return say("ranks.break_base", before=before.rank_base, after=row.rank_base)
    return say("ranks.break_framework")
