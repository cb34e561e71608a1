"""A line of a few values, small enough for a card; an image with its own words for those who cannot see it."""

from base64 import b64encode
from collections.abc import Sequence

from dashboard.markup import Html, el

WIDTH, HEIGHT, MARGIN = 132, 30, 4
# one that stands out from both the light and the dark card
INK = "#2b8a99"


def sparkline(values: Sequence[float], alt: str) -> Html:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed(values))
    last_x, last_y = placed(values)[-1]
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<polyline points="{points}" fill="none" stroke="{INK}" stroke-width="1.75" stroke-linejoin="round"'
        f' stroke-linecap="round"/><circle cx="{last_x:.1f}" cy="{last_y:.1f}" r="2.75" fill="{INK}"/></svg>'
    )
    source = "data:image/svg+xml;base64," + b64encode(drawing.encode()).decode()
    return el("img", src=source, alt=alt, width=str(WIDTH), height=str(HEIGHT), class_="td-spark")


def placed(values: Sequence[float]) -> list[tuple[float, float]]:
    low, high = min(values), max(values)
    step = (WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)
    spread = (high - low) or 1.0
    return [
        (MARGIN + i * step, HEIGHT - MARGIN - (value - low) / spread * (HEIGHT - 2 * MARGIN))
        for i, value in enumerate(values)
    ]
