"""An indicator of one place over time. Values of different bases, tiers or sorts of period never share a line."""

from collections.abc import Sequence

from dashboard.charts.base import Spec, chart
from dashboard.formats import day, period
from dashboard.rows import Aim, Past
from dashboard.text import Text


def stretch(past: Past) -> tuple[str, str, str, str]:
    """What two values must have in common to be joined; ranks among other numbers of places are not."""
    base = str(past.denominator) if past.unit == "rank" else ""
    return past.period_type or "", past.place_level or "", past.rate_basis or "", base


def value_trend(history: Sequence[Past], aims: Sequence[Aim], title: str, say: Text) -> Spec:
    """history: one place's values, oldest first; aims: dated ones in the same unit are drawn as a dashed path."""
    values = [
        {
            "at": past.period_end.isoformat(),
            "value": past.value,
            "period": period(past.period_start, past.period_end, say.lang),
            "basis": say.known("rate_basis", past.rate_basis),
            "stretch": "|".join(stretch(past)),
            "series": say("indicator.series_value"),
        }
        for past in history
    ]
    unit = history[-1].unit
    ends = [
        {"at": aim.due_on.isoformat(), "value": aim.value, "period": day(aim.due_on, say.lang), "series": path}
        for path in [say("indicator.series_aim")]
        for aim in aims
        if aim.due_on and aim.unit == unit
    ]
    is_rank = unit == "rank"
    x = {"field": "at", "type": "temporal", "title": None, "axis": {"format": "%m/%Y", "tickCount": 6}}
    y = {
        "field": "value",
        "type": "quantitative",
        "title": title,
        "scale": {"reverse": True, "domainMin": 1} if is_rank else {"zero": False, "nice": True, "padding": 12},
        "axis": {"format": ",~f", "tickCount": 5},
    }
    domain = [say("indicator.series_value"), say("indicator.series_aim")] if ends else [say("indicator.series_value")]
    colour = {
        "field": "series",
        "type": "nominal",
        "title": None,
        "scale": {"domain": domain},
        "legend": {"orient": "top"} if ends else None,
    }
    tooltip = [
        {"field": "period", "title": say("indicator.period")},
        {"field": "value", "title": title, "format": ",~f"},
    ]
    shared = {"x": x, "y": y, "color": colour, "tooltip": tooltip}
    layers: list[Spec] = [
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": shared | {"detail": {"field": "stretch"}}},
        {"mark": {"type": "point", "filled": True, "size": 60, "opacity": 1}, "encoding": shared},
    ]
    if ends:
        dashed = {"type": "line", "strokeDash": [5, 4], "strokeWidth": 1.5, "point": {"filled": False, "size": 50}}
        layers.append({"data": {"values": ends}, "mark": dashed, "encoding": shared})
    return chart(say.lang, 280, layers) | {"data": {"values": values}}
