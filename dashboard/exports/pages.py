"""What a page shows, as a workbook: a sheet a block, and a sheet on the sources of its numbers."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from dashboard.charts.base import Spec
from dashboard.exports.tables import Table, Value, xlsx_bytes
from dashboard.formats import Lang
from dashboard.markup import Html
from dashboard.rows.evidence import Evidence
from dashboard.text import Text

WRITTEN = {
    "vi": re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?"),
    "en": re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?"),
}
SOURCE_COLUMNS = (
    "id",
    "quote",
    "sentence",
    "title",
    "publisher",
    "published",
    "url",
    "file",
    "locator",
    "rule",
    "sure",
)


@dataclass(frozen=True, slots=True)
class Block:
    """A list as it is shown: its heads, its cells, and for each line the evidence it opens to."""

    key: str
    heads: Sequence[str]
    lines: Sequence[tuple[Sequence[str | None], str | None]]


@dataclass(slots=True)
class Taken:
    """The blocks and charts of one run of a page, in the order they were drawn."""

    blocks: list[Block] = field(default_factory=list)
    charts: dict[str, Spec] = field(default_factory=dict)


def workbook(taken: Taken, about: Mapping[str, str], find: Callable[[str], Evidence | None], say: Text) -> bytes:
    """about: what the page is, for the first sheet. find: what an evidence id stands for."""
    first = Table([say("export.what"), say("export.says")], list(about.items()))
    sheets = {say("export.about"): first}
    for name, blocks in grouped(taken.blocks).items():
        sheets[say.known("sheet", name)] = of_blocks(blocks, say)
    ids = dict.fromkeys(proof for block in taken.blocks for _, proof in block.lines if proof)
    sheets[say("export.sources")] = Table(
        [say(f"export.{column}") for column in SOURCE_COLUMNS],
        [source(found) for found in map(find, ids) if found is not None],
    )
    return xlsx_bytes(sheets)


def grouped(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    """Blocks of one kind share a sheet."""
    found: dict[str, list[Block]] = {}
    for block in blocks:
        found.setdefault(block.key, []).append(block)
    return found


def of_blocks(blocks: Sequence[Block], say: Text) -> Table:
    rows = [
        [*(value(cell, say.lang) for cell in cells), proof]
        for block in blocks
        for cells, proof in block.lines
        if len(cells) == len(blocks[0].heads)
    ]
    return Table([*blocks[0].heads, say("export.id")], rows)


def source(found: Evidence) -> list[Value]:
    return [
        found.evidence_id,
        found.quote,
        found.sentence,
        found.title,
        found.publisher,
        found.published_on.isoformat() if found.published_on else None,
        found.url,
        found.document_path,
        found.locator,
        found.rule,
        found.confidence,
    ]


def value(cell: str | None, lang: Lang) -> Value:
    """A number where the cell is nothing but one, or a percentage: what is shown is what is taken away."""
    words = plain(cell or "")
    bare = words.removesuffix("%")
    if WRITTEN[lang].fullmatch(bare):
        return float(bare.replace(".", "").replace(",", ".") if lang == "vi" else bare.replace(",", ""))
    return words or None


def plain(cell: str) -> str:
    """The words of a cell, without its mark-up."""
    text = unescape(re.sub("<[^>]*>", " ", cell)) if isinstance(cell, Html) else cell
    return " ".join(text.split()).replace(" ,", ",")
