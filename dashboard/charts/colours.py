"""Colours worked out where a chart has to choose its ink by its ground, in either theme."""

from collections.abc import Sequence

INK_LIGHT, INK_DARK = "#ffffff", "#15232b"
# the dark ink's own, with the 0.05 that the contrast formula adds
DARK_LUMINANCE = 0.0654


def mixed(ramp: Sequence[str], share: float) -> str:
    """The ramp's colour at a share of the way from its first (0) to its last (1)."""
    place = share * (len(ramp) - 1)
    i = min(int(place), len(ramp) - 2)
    between = zip(parts(ramp[i]), parts(ramp[i + 1]), strict=True)
    return "#" + "".join(f"{round(start + (end - start) * (place - i)):02x}" for start, end in between)


def readable_on(ground: str) -> str:
    """Of the two inks the one with the higher contrast, as WCAG counts it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (p / 255 for p in parts(ground))]
    luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return INK_LIGHT if 1.05 / (luminance + 0.05) > (luminance + 0.05) / DARK_LUMINANCE else INK_DARK


def parts(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
