"""The on-time rate by month. A month that is missing interrupts the line; rates of different bases never share one."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.base import Spec, chart
from dashboard.formats import month as month_name
from dashboard.rows.results import Month
from dashboard.text import Text


def rate_of(month: Month) -> float | None:
    """The month's own rate, in percent: computed from its counts, else as published for that month."""
    if month.on_time_rate is not None:
        return month.on_time_rate
    return month.stated_on_time_rate if month.derived_by == "as_published" else None


def basis_of(month: Month) -> str:
    """A rate computed from what was resolved in time and late is over resolved, whatever the page printed."""
    return "resolved" if month.on_time_rate is not None else month.rate_basis or "unknown"


def on_time_months(months: Sequence[Month], say: Text) -> Spec:
    rated = {(basis_of(m), m.month): rate for m in months if (rate := rate_of(m)) is not None}
    bases = sorted({basis for basis, _ in rated})
    axis = every_month([at for _, at in rated])
    values = [
        {
            "month": month_name(at, say.lang),
            "rate": rated.get((basis, at)),
            "basis": say.known("rate_basis", basis),
        }
        for basis in bases
        for at in axis
    ]
    names = [say.known("rate_basis", basis) for basis in bases]
    x = {
        "field": "month",
        "type": "ordinal",
        "sort": None,
        "title": None,
        "axis": {"labelAngle": 0, "labelOverlap": True},
    }
    y = {
        "field": "rate",
        "type": "quantitative",
        "title": say("on_time.axis_rate"),
        "scale": {"zero": False, "nice": True, "padding": 12},
        "axis": {"format": ",~f", "tickCount": 5},
    }
    colour = {
        "field": "basis",
        "type": "nominal",
        "title": None,
        "scale": {"domain": names},
        "legend": {"orient": "top"} if len(names) > 1 else None,
    }
    tooltip = [
        {"field": "month", "title": say("on_time.axis_month")},
        {"field": "rate", "title": say("on_time.axis_rate"), "format": ",~f"},
        {"field": "basis", "title": say("on_time.basis")},
    ]
    shared = {"x": x, "y": y, "color": colour, "tooltip": tooltip}
    line = {"mark": {"type": "line", "strokeWidth": 2, "invalid": "break-paths-show-path-domains"}, "encoding": shared}
    # a month between two gaps has no line to be on
    points = {"mark": {"type": "point", "filled": True, "size": 48, "opacity": 1}, "encoding": shared}
    return chart(say.lang, 260, [line, points]) | {"data": {"values": values}}


def every_month(months: Sequence[date]) -> list[date]:
    """From the first to the last, with those between that nobody reported."""
    if not months:
        return []
    first, last = min(months), max(months)
    count = (last.year - first.year) * 12 + last.month - first.month
    return [date(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1, 1) for i in range(count + 1)]
