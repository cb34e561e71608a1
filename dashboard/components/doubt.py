"""The mark of a figure that was read with little certainty."""

from dashboard.markup import Html, el, join
from dashboard.text import Text

# below this, somebody should look at the sentence before relying on the figure
SURE_FROM = 0.6


def mark(confidence: float | None, say: Text) -> Html | None:
    if confidence is None or confidence >= SURE_FROM:
        return None
    return join(" ", el("span", say("common.doubtful"), class_="td-mark td-doubt"))
