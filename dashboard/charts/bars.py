"""Values side by side, in the order they are given."""

from collections.abc import Sequence

from dashboard.charts.base import Spec, chart
from dashboard.formats import Lang, number

BAR = 28
ROOM = 1.2


def bars(values: Sequence[tuple[str, float]], lang: Lang) -> Spec:
    """values: a name and an amount each."""
    data = [{"name": name, "value": value, "words": number(value, lang)} for name, value in values]
    y = {
        "field": "name",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"labelLimit": 220, "labelOverlap": False, "grid": False},
    }
    # the numbers stand at the ends of the bars, with room for them beside the longest
    room = {"domainMax": most * ROOM} if (most := max((value for _, value in values), default=0)) > 0 else {}
    x = {"field": "value", "type": "quantitative", "title": None, "axis": None, "scale": room}
    bar = {"mark": {"type": "bar", "height": {"band": 0.6}, "cornerRadiusEnd": 3}, "encoding": {"x": x, "y": y}}
    text = {
        "mark": {"type": "text", "align": "left", "dx": 5},
        "encoding": {"x": x, "y": y, "text": {"field": "words"}},
    }
    return chart(lang, max(len(data), 2) * BAR + 12, [bar, text]) | {"data": {"values": data}}
