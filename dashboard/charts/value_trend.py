"""An indicator of one place over time. Values of different bases, tiers or sorts of period never share a line."""

from collections.abc import Sequence

from dashboard.charts.base import Spec, chart
from dashboard.formats import day, period
from dashboard.rows.aims import Aim
from dashboard.rows.indicators import Event, Past
from dashboard.text import Text

# seen on a light and on a dark page
EVENT_INK = "#8a6d3b"


def stretch(past: Past) -> tuple[str, str, str, str]:
    """What two values must have in common to be joined; ranks among other numbers of places are not."""
    base = str(past.denominator) if past.unit == "rank" else ""
    return past.period_type or "", past.place_level or "", past.rate_basis or "", base


def value_trend(history: Sequence[Past], aims: Sequence[Aim], events: Sequence[Event], title: str, say: Text) -> Spec:
    """history: one place's values, oldest first; aims: dated ones in the same unit are drawn as a dashed path.

    events: those between the first value and the last point drawn stand as rules with their words.
    """
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
    days = [past.period_end for past in history] + [aim.due_on for aim in aims if aim.due_on and aim.unit == unit]
    marks = [
        {"at": at.isoformat(), "words": what_happened(event, say), "day": day(at, say.lang)}
        for event in events
        if min(days) <= (at := event.happened_on) <= max(days)
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
    if marks:
        layers += event_marks(marks, x, say)
    return chart(say.lang, 280, layers) | {"data": {"values": values}}


def event_marks(marks: Sequence[Spec], x: Spec, say: Text) -> list[Spec]:
    """A thin rule a day, its words up along it."""
    data = {"values": marks}
    tooltip = [
        {"field": "day", "title": say("indicator.event_day")},
        {"field": "words", "title": say("indicator.event")},
    ]
    rule: Spec = {"type": "rule", "strokeDash": [2, 3], "color": EVENT_INK}
    words: Spec = {"type": "text", "angle": -90, "align": "left", "baseline": "bottom", "dy": -3, "fontSize": 10.5}
    return [
        {"data": data, "mark": rule, "encoding": {"x": x, "tooltip": tooltip}},
        {
            "data": data,
            "mark": words | {"color": EVENT_INK},
            "encoding": {"x": x, "y": {"value": {"expr": "height - 6"}}, "text": {"field": "words"}},
        },
    ]


def what_happened(event: Event, say: Text) -> str:
    return event.name or say.known("event", event.kind)
