"""What all charts share: numbers as the language writes them, quiet axes. Colours are the theme's, by position."""

from typing import Any

from dashboard.formats import Lang

Spec = dict[str, Any]

NUMBERS = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", " VND"]},
}


def chart(lang: Lang, height: int, layers: list[Spec]) -> Spec:
    return {
        "height": height,
        "layer": layers,
        "config": {
            "locale": {"number": NUMBERS[lang]},
            "axis": {"grid": False, "domain": False, "ticks": False, "labelPadding": 8, "titlePadding": 10},
            "axisY": {"grid": True},
            "view": {"stroke": None},
        },
    }
