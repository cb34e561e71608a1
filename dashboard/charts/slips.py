"""Deliverables on a time axis: from the day first promised to the day last promised or done."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.base import Spec, chart
from dashboard.formats import day
from dashboard.text import Text

ROW = 38
# first promised, promised last, done
MARKS = ("first", "latest", "done")


def slips(rows: Sequence[tuple[str, date | None, date | None, date | None]], say: Text) -> Spec:
    """rows: a name, the day first promised, the day promised last, the day it was done; any may be unknown."""
    spots = [
        {"name": name, "at": at.isoformat(), "day": day(at, say.lang), "mark": say.known("milestone_mark", mark)}
        for name, *days in rows
        for mark, at in zip(MARKS, days, strict=True)
        if at is not None
    ]
    spans = [
        {"name": name, "start": min(known).isoformat(), "end": max(known).isoformat()}
        for name, *days in rows
        if len(known := [at for at in days if at is not None]) > 1
    ]
    y = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 200}}
    names = [say.known("milestone_mark", mark) for mark in MARKS]
    axis = {"format": "%m/%Y", "tickCount": 5, "labelOverlap": True}
    line: Spec = {
        "data": {"values": spans},
        "mark": {"type": "rule", "strokeWidth": 3, "color": "#8a99a1"},
        "encoding": {
            "y": y,
            "x": {"field": "start", "type": "temporal", "title": None, "axis": axis},
            "x2": {"field": "end"},
        },
    }
    points: Spec = {
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
        "encoding": {
            "y": y,
            "x": {"field": "at", "type": "temporal", "title": None, "axis": axis},
            "shape": {"field": "mark", "type": "nominal", "title": None, "scale": {"domain": names}},
            "color": {
                "field": "mark",
                "type": "nominal",
                "title": None,
                "scale": {"domain": names},
                "legend": {"orient": "top", "direction": "vertical"},
            },
            "tooltip": [
                {"field": "name", "title": say("milestones.what")},
                {"field": "mark", "title": say("milestones.state")},
                {"field": "day", "title": say("milestones.day")},
            ],
        },
    }
    return chart(say.lang, max(len(rows), 2) * ROW + 90, [line, points]) | {"data": {"values": spots}}
