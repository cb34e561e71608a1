"""The words that several pages put a value in."""

from dashboard import formats
from dashboard.components import doubt, quantity
from dashboard.components.view import View
from dashboard.markup import Html, el, join
from dashboard.rows.aims import Aim
from dashboard.rows.indicators import Disagreement, Past, Standing, Told
from dashboard.text import Text


def value(row: Standing | Past | Disagreement | Told, say: Text) -> str:
    base = row.denominator if row.unit == "rank" else None
    return quantity.words(row.value, row.unit, say, qualifier=row.qualifier, base=base)


def when(row: Standing | Past | Disagreement | Told, say: Text) -> str:
    return formats.period(row.period_start, row.period_end, say.lang)


def basis(row: Standing | Past | Told, say: Text) -> str:
    """What a share is taken over; a rank or a count is taken over nothing."""
    return say.known("rate_basis", row.rate_basis) if row.unit == "percent" else say("common.none")


def standing_value(row: Standing, say: Text) -> Html:
    return join(el("b", value(row, say), data_kpi_value=row.indicator_code), doubt.mark(row.confidence, say))


def agreement(row: Standing, view: View) -> Html:
    words = view.say.known("agreement", row.agreement)
    return el("span", words, class_=f"td-{row.agreement}")


def aim(row: Aim, say: Text) -> str:
    return quantity.words(row.value, row.unit, say, qualifier=row.comparator)
