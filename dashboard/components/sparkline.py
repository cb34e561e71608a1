"""A line of a few values, small enough for a card; an image with its own words for those who cannot see it."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date

from dashboard.markup import Html, el

WIDTH, HEIGHT, MARGIN = 132, 30, 4
# one that stands out from both the light and the dark card
INK, AIM_INK = "#2b8a99", "#c2410c"


def sparkline(points: Sequence[tuple[date, float]], alt: str, aim: float | None = None) -> Html:
    """points: when and how much, oldest first, at least two. The aim is a dashed line across."""
    spots = placed(points, [aim] if aim is not None else [])
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    last_x, last_y = spots[-1]
    level = height(aim, points, [aim]) if aim is not None else 0.0
    dashes = (
        f'<line x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{level:.1f}" y2="{level:.1f}" stroke="{AIM_INK}"'
        ' stroke-width="1.25" stroke-dasharray="4 3"/>'
        if aim is not None
        else ""
    )
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'{dashes}<polyline points="{line}" fill="none" stroke="{INK}" stroke-width="1.75" stroke-linejoin="round"'
        f' stroke-linecap="round"/><circle cx="{last_x:.1f}" cy="{last_y:.1f}" r="2.75" fill="{INK}"/></svg>'
    )
    source = "data:image/svg+xml;base64," + b64encode(drawing.encode()).decode()
    return el("img", src=source, alt=alt, width=str(WIDTH), height=str(HEIGHT), class_="td-spark")


def placed(points: Sequence[tuple[date, float]], also: Sequence[float] = ()) -> list[tuple[float, float]]:
    """Spots of the drawing: as far apart as the dates are; the levels in `also` find room too."""
    first, last = points[0][0], points[-1][0]
    days, across = max((last - first).days, 1), WIDTH - 2 * MARGIN
    return [(MARGIN + (at - first).days / days * across, height(value, points, also)) for at, value in points]


def height(value: float, points: Sequence[tuple[date, float]], also: Sequence[float]) -> float:
    levels = [*(level for _, level in points), *also]
    low, high = min(levels), max(levels)
    return MARGIN + (high - value) / ((high - low) or 1.0) * (HEIGHT - 2 * MARGIN)
