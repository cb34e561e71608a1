"""A value a body and month, as squares that bear their number: the colour only repeats it."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.base import Spec, chart
from dashboard.charts.on_time_months import every_month
from dashboard.formats import month as month_name
from dashboard.formats import number
from dashboard.formats import percent as percent_of
from dashboard.text import Text

ROW = 30
# low to high, the ends told apart by those who see no red or green; the number's ink changes where the ground is dark
RAMP, INK_LIGHT, INK_DARK = ["#f3d9bd", "#dbe9ec", "#0f6b7c"], "#ffffff", "#15232b"
DARK_FROM = 0.72


def heatmap(cells: Sequence[tuple[str, date, float]], title: str, say: Text) -> Spec:
    """cells: a name, a month and a rate in percent each. Months without a value stay empty."""
    low, high = bounds([value for *_, value in cells])
    values = [
        {
            "name": name,
            "month": month_name(at, say.lang),
            "value": value,
            "words": number(round(value, 1), say.lang),
            "told": percent_of(value, say.lang),
            "ink": INK_LIGHT if high > low and (value - low) / (high - low) >= DARK_FROM else INK_DARK,
        }
        for name, at, value in cells
    ]
    months = [month_name(at, say.lang) for at in every_month([at for _, at, _ in cells])]
    names = list(dict.fromkeys(name for name, *_ in cells))
    x = {
        "field": "month",
        "type": "ordinal",
        "title": None,
        "scale": {"domain": months},
        "axis": {"labelAngle": 0, "orient": "top", "labelOverlap": True},
    }
    y = {"field": "name", "type": "nominal", "sort": names, "title": None, "axis": {"labelLimit": 180, "grid": False}}
    tooltip = [
        {"field": "name", "title": say("on_time.unit")},
        {"field": "month", "title": say("on_time.axis_month")},
        {"field": "told", "title": title},
    ]
    colour = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, high], "range": RAMP},
        "legend": None,
    }
    layers: list[Spec] = [
        {
            "mark": {"type": "rect", "cornerRadius": 3},
            "encoding": {"x": x, "y": y, "color": colour, "tooltip": tooltip},
        },
        {
            "mark": {"type": "text", "fontSize": 12},
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
