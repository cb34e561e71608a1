"""A document's whole text with every figure that was read in it marked."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from dashboard.components.view import named
from dashboard.markup import Html, el, join
from dashboard.rows.documents import Document, Figure
from dashboard.text import Text


def marked_text(document: Document, figures: Sequence[Figure], say: Text) -> Html:
    """Each mark is a link to its own evidence: an address that can be passed on."""
    text = document.text or ""
    parts: list[str] = []
    at = 0
    for number, figure in spans(text, figures):
        start, end = int(figure.char_start or 0), int(figure.char_end or 0)
        parts += [text[at:start], mark(document, figure, number, text[start:end], say)]
        at = end
    return el("article", join(*parts, text[at:]), class_="td-reading")


def spans(text: str, figures: Sequence[Figure]) -> Iterator[tuple[int, Figure]]:
    """Figures that stand in the text as read, numbered as they are listed; of two that overlap the first."""
    free_from = 0
    for number, figure in enumerate(figures, start=1):
        start, end = figure.char_start, figure.char_end
        if start is None or end is None or start < free_from or text[start:end] != figure.quote:
            continue
        yield number, figure
        free_from = end


def mark(document: Document, figure: Figure, number: int, words: str, say: Text) -> Html:
    choices = {"doc": document.document_id, "fact": figure.evidence_id}
    address = "?" + urlencode(choices | ({"lang": say.lang} if say.lang != "vi" else {}))
    return el(
        "a",
        el("mark", words),
        el("sup", str(number)),
        href=address,
        target="_self",
        title=what(figure, say),
        class_="td-figure-link",
    )


def what(figure: Figure, say: Text) -> str:
    """What the figure is of: its indicator, else what it counts, else its cell."""
    if figure.name_vi is not None:
        return named(figure, say.lang)
    return figure.subject or say.known("cell", figure.label) or say("common.unknown")
