"""Values side by side, in the order they are given."""

from collections.abc import Sequence

from dashboard.charts.base import Spec, chart
from dashboard.formats import Lang, number

BAR = 28


def bars(values: Sequence[tuple[str, float]], lang: Lang) -> Spec:
    """values: a name and an amount each. The number stands in the name, which is readable in either theme."""
    data = [{"name": f"{name} · {number(value, lang)}", "value": value} for name, value in values]
    y = {
        "field": "name",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"labelLimit": 240, "labelOverlap": False, "grid": False},
    }
    x = {"field": "value", "type": "quantitative", "title": None, "axis": None}
    bar = {"mark": {"type": "bar", "height": {"band": 0.6}, "cornerRadiusEnd": 3}, "encoding": {"x": x, "y": y}}
    return chart(lang, max(len(data), 2) * BAR + 12, [bar]) | {"data": {"values": data}}
