"""A chart as a picture, made on this machine. The specification is the one on the screen."""

from typing import Literal

import vl_convert

from dashboard.charts.base import Spec

Picture = Literal["png", "svg", "pdf"]
PICTURES: tuple[Picture, ...] = ("png", "svg", "pdf")
WIDTH, SCALE = 760, 2
# the theme's light colours, which the screen's own renderer gives and a file has to bring along
COLOURS = ["#0f6b7c", "#b26a00", "#93a1a8", "#6b5aa6", "#4f7f35"]
FONT = "Source Sans, Noto Sans, DejaVu Sans, sans-serif"


def picture(spec: Spec, title: str | None, kind: Picture, width: int = WIDTH) -> bytes:
    """width: of what is drawn, beside which its labels stand; a narrower one has larger letters on the same paper."""
    whole = framed(spec, title, width)
    if kind == "svg":
        return str(vl_convert.vegalite_to_svg(whole)).encode()
    if kind == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(whole))
    return bytes(vl_convert.vegalite_to_png(whole, scale=SCALE))


def framed(spec: Spec, title: str | None, width: int) -> Spec:
    """On white, of one width, with the title that stands beside it on the page, unless the page prints one."""
    config = {"background": "#ffffff", "font": FONT, "range": {"category": COLOURS}, "mark": {"color": COLOURS[0]}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "padding": 16 if title else 0,
        **({"title": {"text": title, "anchor": "start", "fontSize": 15, "offset": 14}} if title else {}),
        **spec,
        "config": spec.get("config", {}) | config,
    }
