"""A value a body and month, as squares that bear their number: the colour only repeats it."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.base import Spec, chart
from dashboard.charts.colours import mixed, readable_on
from dashboard.formats import month as month_name
from dashboard.formats import number
from dashboard.formats import percent as percent_of
from dashboard.text import Text

ROW, NARROWEST = 30, 30
# low to high, the ends told apart by those who see no red or green; the number's ink changes where the ground is dark
RAMP = ["#f3d9bd", "#dbe9ec", "#0f6b7c"]


def heatmap(cells: Sequence[tuple[str, date, float]], title: str, say: Text) -> Spec:
    """cells: a name, a month and a rate in percent each. A month that nobody reports is left out."""
    low, high = bounds([value for *_, value in cells])
    values = [
        {
            "name": name,
            "month": month_name(at, say.lang),
            "value": value,
            "words": number(round(value, 1), say.lang),
            "told": percent_of(value, say.lang),
            "ground": (ground := mixed(RAMP, (value - low) / (high - low) if high > low else 1.0)),
            "ink": readable_on(ground),
        }
        for name, at, value in cells
    ]
    months = [month_name(at, say.lang) for at in sorted({at for _, at, _ in cells})]
    names = list(dict.fromkeys(name for name, *_ in cells))
    x = {
        "field": "month",
        "type": "ordinal",
        "title": None,
        "scale": {"domain": months},
        "axis": {"labelAngle": 0, "orient": "top", "labelOverlap": True},
    }
    y = {"field": "name", "type": "nominal", "sort": names, "title": None, "axis": {"labelLimit": 150, "grid": False}}
    tooltip = [
        {"field": "name", "title": say("on_time.unit")},
        {"field": "month", "title": say("on_time.axis_month")},
        {"field": "told", "title": title},
    ]
    colour = {"field": "ground", "type": "nominal", "scale": None}
    layers: list[Spec] = [
        {
            "mark": {"type": "rect", "cornerRadius": 3},
            "encoding": {"x": x, "y": y, "color": colour, "tooltip": tooltip},
        },
        {
            # on a phone the squares are too small for numbers: the list beside has them
            "mark": {"type": "text", "fontSize": 12, "opacity": {"expr": f"width < {len(months) * NARROWEST} ? 0 : 1"}},
            "encoding": {
                "x": x,
                "y": y,
                "text": {"field": "words"},
                "color": {"field": "ink", "type": "nominal", "scale": None},
                "tooltip": tooltip,
            },
        },
    ]
    return chart(say.lang, len(names) * ROW + 30, layers) | {"data": {"values": values}}


def bounds(values: Sequence[float]) -> tuple[float, float]:
    return (min(values), max(values)) if values else (0.0, 100.0)
