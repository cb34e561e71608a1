"""A line of a few values, small enough for a card; an image with its own words for those who cannot see it."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date

from dashboard.markup import Html, el

WIDTH, HEIGHT, MARGIN = 132, 30, 4
# one that stands out from both the light and the dark card
INK = "#2b8a99"


def sparkline(points: Sequence[tuple[date, float]], alt: str) -> Html:
    """points: when and how much, oldest first, at least two."""
    spots = placed(points)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    last_x, last_y = spots[-1]
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<polyline points="{line}" fill="none" stroke="{INK}" stroke-width="1.75" stroke-linejoin="round"'
        f' stroke-linecap="round"/><circle cx="{last_x:.1f}" cy="{last_y:.1f}" r="2.75" fill="{INK}"/></svg>'
    )
    source = "data:image/svg+xml;base64," + b64encode(drawing.encode()).decode()
    return el("img", src=source, alt=alt, width=str(WIDTH), height=str(HEIGHT), class_="td-spark")


def placed(points: Sequence[tuple[date, float]]) -> list[tuple[float, float]]:
    """Spots of the drawing: as far apart as the dates are."""
    first, last = points[0][0], points[-1][0]
    low, high = min(value for _, value in points), max(value for _, value in points)
    days, spread = max((last - first).days, 1), (high - low) or 1.0
    across, down = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    return [
        (MARGIN + (at - first).days / days * across, MARGIN + (high - value) / spread * down) for at, value in points
    ]
