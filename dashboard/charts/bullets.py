"""Values against aims: a grey track, a bar for what is reached, a tick for what is aimed at."""

from collections.abc import Sequence

from dashboard.charts.base import Spec, chart
from dashboard.formats import percent
from dashboard.text import Text

ROW = 34
# seen on a light and on a dark page
TRACK, TICK = "#8a99a133", "#c2410c"


def bullets(rows: Sequence[tuple[str, float, float]], say: Text) -> Spec:
    """rows: a name, the value and the aim each, in percent (0–100)."""
    data = [
        {
            "name": name,
            "value": value,
            "aim": aim,
            "whole": 100,
            "words": f"{percent(value, say.lang)} / {percent(aim, say.lang)}",
        }
        for name, value, aim in rows
    ]
    y = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 300}}
    tooltip = [
        {"field": "name", "title": say("indicator.choose")},
        {"field": "value", "title": say("indicator.value"), "format": ",~f"},
        {"field": "aim", "title": say("target.title"), "format": ",~f"},
    ]

    def x(field: str) -> Spec:
        return {
            "field": field,
            "type": "quantitative",
            "title": None,
            "scale": {"domain": [0, 100]},
            "axis": {"format": ",~f", "tickCount": 5},
        }

    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": {"band": 0.62}, "color": TRACK, "cornerRadiusEnd": 3},
            "encoding": {"y": y, "x": x("whole"), "tooltip": tooltip},
        },
        {
            "mark": {"type": "bar", "height": {"band": 0.32}, "cornerRadiusEnd": 2},
            "encoding": {"y": y, "x": x("value"), "tooltip": tooltip},
        },
        {
            "mark": {"type": "tick", "thickness": 3, "height": {"band": 0.62}, "color": TICK},
            "encoding": {"y": y, "x": x("aim"), "tooltip": tooltip},
        },
    ]
    return chart(say.lang, max(len(data), 2) * ROW + 24, layers) | {"data": {"values": data}}
