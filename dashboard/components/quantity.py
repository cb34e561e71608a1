"""A value as it is shown: qualifier, digits, unit."""

from dashboard.formats import number
from dashboard.markup import Html, el, join
from dashboard.text import Text


def words(
    value: float,
    unit: str,
    say: Text,
    *,
    qualifier: str | None = None,
    counted_in: str | None = None,
    base: float | None = None,
) -> str:
    """'trên 89,27%', 'hạng 13/63', '1.427 hồ sơ'."""
    written = number(value, say.lang) + after(unit, say, counted_in=counted_in, base=base)
    return " ".join([*before(unit, say, qualifier), written])


def large(
    value: float,
    unit: str,
    say: Text,
    *,
    qualifier: str | None = None,
    counted_in: str | None = None,
    base: float | None = None,
    code: str | None = None,
) -> Html:
    """The value of a card, all but its digits set smaller."""
    first = " ".join(before(unit, say, qualifier))
    last = after(unit, say, counted_in=counted_in, base=base)
    return el(
        "p",
        join(el("span", first, class_="td-small"), " ") if first else None,
        el("b", number(value, say.lang)),
        el("span", last, class_="td-small") if last else None,
        class_="td-value",
        data_kpi_value=code,
    )


def before(unit: str, say: Text, qualifier: str | None) -> list[str]:
    bound = say.known("qualifier", qualifier) if qualifier else ""
    rank = say("unit.rank") if unit == "rank" else ""
    return [word for word in (bound, rank) if word]


def after(unit: str, say: Text, *, counted_in: str | None, base: float | None) -> str:
    if unit == "rank":
        return f"/{number(base, say.lang)}" if base else ""
    if unit == "count":
        # the catalogue names what is counted in Vietnamese only
        return f" {counted_in}" if counted_in and say.lang == "vi" else ""
    name = say.known("unit", unit)
    return name if name == "%" else f" {name}" if name else ""
