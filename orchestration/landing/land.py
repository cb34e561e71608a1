"""One raw file → its landing rows. Pure: bytes in, rows or a refusal out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from orchestration import reading
from orchestration.landing import article, page
from orchestration.landing.capture import capture_row, widget_statements
from orchestration.landing.decode import decode
from orchestration.landing.dossiers import read_dossiers
from orchestration.landing.figures import read_figures
from orchestration.landing.ids import short_id
from orchestration.landing.publishers import publisher_rows, read_catalogue
from orchestration.landing.refusal import Reason, Refused
from orchestration.landing.report import (
    metric_rows,
    odd_cells,
    read_metrics,
    read_reports,
    report_frames,
    report_rows,
)
from orchestration.landing.scan import MAX_BYTES, RawFile, too_large
from orchestration.landing.second_reader import Read
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import Source
from orchestration.portals.widget import Widget, read_widgets
from orchestration.reading import Place

Row = dict[str, Any]

# some two hundred printed pages
LONGEST_ARTICLE = 400_000
ARTICLE_FORMATS = (".txt", ".md", ".html", ".htm")
PORTAL_FORMATS = (".html", ".htm")
FIGURES_FORMATS = (".csv",)
JSON_FORMATS = (".json",)


@dataclass(frozen=True, slots=True)
class Landed:
    """What one file gave: its document row, and the rows read in it by landing table.

    `frames` holds rows that were read by column; `bulk` rows too many for memory, to be streamed; `warning` is what
    should be said of a file that was read.
    """

    document: Row
    rows: dict[str, list[Row]] = field(default_factory=dict)
    frames: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    bulk: dict[str, pl.LazyFrame] = field(default_factory=dict)
    bulk_rows: int = 0
    warning: Reason | None = None

    @property
    def row_count(self) -> int:
        by_column = sum(len(frame) for frames in self.frames.values() for frame in frames)
        return sum(len(rows) for rows in self.rows.values()) + by_column + self.bulk_rows


def document_id_of(file: RawFile) -> str:
    return short_id(file.path, file.sha256)


def land(file: RawFile, note: Sidecar, source: Source, read: Read = reading.read_statements) -> Landed:
    """The rows of one readable raw file, its articles read by `read`. Raises Refused when it cannot be read."""
    if file.problem:
        raise Refused(file.problem.code, file.problem.text)
    if file.size > MAX_BYTES and file.room == "portals" and source.shape != "dossiers":
        raise Refused("too_large", too_large(file.size).text)
    if note.sha256 and note.sha256 != file.sha256:
        raise Refused("altered", "Tệp không còn đúng như lúc chụp (khác mã SHA-256 ghi trong tệp mô tả).")
    match file.room:
        case "articles":
            return land_article(file, note, source, read)
        case "portals" if source.shape == "dossiers":
            return land_dossiers(file, note, source)
        case "portals" if source.shape in ("table", "sheet", "json"):
            return land_report(file, note, source)
        case "portals" if source.shape == "scores":
            return land_scores(file, note, source)
        case "portals" if source.shape == "catalogue":
            return land_catalogue(file, note, source)
        case "portals":
            return land_capture(file, note, source)
        case "figures":
            return land_figures(file, note, source)
        case _:
            raise Refused("misplaced", "Tệp nằm ngoài articles/, portals/ và figures/ nên không biết đọc là gì.")


def land_duplicate(file: RawFile, note: Sidecar, source: Source, original: RawFile) -> Landed:
    """The document row of a file whose bytes are those of another; its figures are read once, there."""
    row = document_row(file, note, source, kind_of(file), text=None, title=None, published_on=None, place=None)
    return Landed(row | {"duplicate_of": document_id_of(original)})


def land_article(file: RawFile, note: Sidecar, source: Source, read: Read) -> Landed:
    suffix = require_format(file, ARTICLE_FORMATS)
    if suffix in (".html", ".htm"):
        html = decode(file.read(), html=True, told=note.charset)
        shown = page.read_page(html)
        text, title, published_on = shown.text, shown.title, shown.published_on
        text = with_widget_of(html, text)
    else:
        text = decode(file.read())
        title, published_on = article.title_of(text), article.stamped_date(text)
    if len(text) > LONGEST_ARTICLE:
        raise Refused(
            "too_long",
            f"Văn bản dài {len(text) // 1000} nghìn ký tự, quá {LONGEST_ARTICLE // 1000} nghìn cho một bài; "
            "hãy tách nhỏ rồi thả lại.",
        )
    widgets = read_widgets(text, to_date_means=source.to_date_means)
    spans = tuple((widget.char_start, widget.char_end) for widget in widgets)
    principal = reading.principal_place(without(text, spans))
    row = document_row(file, note, source, "article", text, title, published_on, principal)
    document = reading.Document(
        text=text,
        title=row["title"],
        published_on=row["published_on"],
        place_key=row["place_key"],
        skip=spans,
    )
    statements = [statement_row(row["document_id"], s) for s in read(document)]
    told = landed(row, statements, widgets, source)
    milestones, mentions = reading.read_names(document)
    told.rows["milestone"] = read_rows(row["document_id"], "milestone_id", milestones)
    told.rows["policy_mention"] = read_rows(row["document_id"], "mention_id", mentions)
    return told


def land_capture(file: RawFile, note: Sidecar, source: Source) -> Landed:
    require_format(file, PORTAL_FORMATS)
    html = decode(file.read(), html=True, told=note.charset)
    text = page.visible_text(html)
    widgets = read_widgets(text, source.to_date_means, source.labels, source.heading)
    if not widgets:
        raise Refused(
            "no_widget",
            "Không thấy khối “Kết quả giải quyết TTHC” cùng các nhãn của nó trong trang, "
            "hoặc không rõ số nào của nhãn nào; có thể cổng đã đổi giao diện.",
        )
    if missing := [label for widget in widgets for label in widget.missing]:
        raise Refused(
            "label_missing",
            f"Không thấy nhãn “{missing[0]}” trong khối thống kê; có thể cổng đã đổi giao diện.",
        )
    row = document_row(file, note, source, "capture", text, page.title_of(html), None, place=None)
    return landed(row, [], widgets, source)


def land_dossiers(file: RawFile, note: Sidecar, source: Source) -> Landed:
    row = document_row(file, note, source, "capture", text=None, title=None, published_on=None, place=None)
    captures, dossiers, count, warning = read_dossiers(file, note, source, row["document_id"])
    bulk = {"tthc_capture": captures.lazy(), "dossier": dossiers}
    return Landed(row, bulk=bulk, bulk_rows=len(captures) + count, warning=warning)


def land_report(file: RawFile, note: Sidecar, source: Source) -> Landed:
    reports = read_reports(file, note, source)
    row = document_row(file, note, source, "capture", text=None, title=None, published_on=None, place=None)
    return Landed(
        row,
        {"tthc_capture": report_rows(row, reports, source)},
        {"tthc_capture": report_frames(row, reports, source)},
        warning=odd_cells(reports),
    )


def land_scores(file: RawFile, note: Sidecar, source: Source) -> Landed:
    require_format(file, JSON_FORMATS)
    scores = read_metrics(file, note)
    row = document_row(file, note, source, "capture", text=None, title=None, published_on=None, place=None)
    return Landed(row, {"portal_metric": metric_rows(row, scores, source)})


def land_catalogue(file: RawFile, note: Sidecar, source: Source) -> Landed:
    require_format(file, JSON_FORMATS)
    publishers = read_catalogue(file, note)
    row = document_row(file, note, source, "capture", text=None, title=None, published_on=None, place=None)
    return Landed(row, {"published_value": publisher_rows(row, publishers, note, source)})


def land_figures(file: RawFile, note: Sidecar, source: Source) -> Landed:
    require_format(file, FIGURES_FORMATS)
    text = decode(file.read())
    row = document_row(file, note, source, "figures", text, title=None, published_on=None, place=None)
    table, rows = read_figures(text, row["document_id"])
    if not rows:
        raise Refused("no_rows", "Bảng chỉ có dòng tiêu đề, không có dòng số liệu nào.")
    return Landed(row, {table: rows})


def landed(row: Row, statements: list[Row], widgets: list[Widget], source: Source) -> Landed:
    captures = [capture_row(row, widget, source) for widget in widgets]
    spoken = [
        statement
        for widget, capture in zip(widgets, captures, strict=True)
        for statement in widget_statements(row["text"], widget, capture)
    ]
    numbered = unique_ids([*statements, *spoken])
    return Landed(row, {"statement": numbered, "tthc_capture": captures})


def require_format(file: RawFile, formats: tuple[str, ...]) -> str:
    suffix = PurePosixPath(file.path).suffix.lower()
    if suffix not in formats:
        raise Refused(
            "format_not_read",
            f"Chưa đọc được loại tệp “{suffix or 'không đuôi'}” ở thư mục này; đọc được: {', '.join(formats)}.",
        )
    return suffix


def kind_of(file: RawFile) -> str:
    return {"articles": "article", "portals": "capture", "figures": "figures"}[file.room]


def with_widget_of(html: str, main_text: str) -> str:
    """The main text, with the page's statistics block put after it when the block stands outside it."""
    if read_widgets(main_text):
        return main_text
    shown = page.visible_text(html)
    blocks = [shown[w.char_start : w.char_end] for w in read_widgets(shown)]
    return "\n\n".join([main_text, *blocks])


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def document_row(
    file: RawFile,
    note: Sidecar,
    source: Source,
    kind: str,
    text: str | None,
    title: str | None,
    published_on: date | None,
    place: Place | None,
) -> Row:
    """The document as the warehouse knows it: what the sidecar says first, then the text, each with its basis."""
    titles = {"sidecar": note.title, "text": title, "filename": article.title_from_path(file.path)}
    title_basis, best_title = next((basis, value) for basis, value in titles.items() if value)
    dates = {"sidecar": note.published_on, "text": published_on}
    published_basis, best_date = next(((b, d) for b, d in dates.items() if d), ("unknown", None))
    # a page that bears no day is of the place that stood when it was captured
    day = best_date or (note.captured_at.date() if kind == "capture" and note.captured_at else None)
    places = {
        "sidecar": reading.resolve_place(note.place, on=day) if note.place else None,
        "source": reading.resolve_place(source.place, on=day) if source.place else None,
        "text": place,
    }
    place_basis, best_place = next(((b, p) for b, p in places.items() if p), ("unknown", None))
    return {
        "document_id": document_id_of(file),
        "path": file.path,
        "sha256": file.sha256,
        "bytes": file.size,
        "kind": kind,
        "source_id": source.id,
        "title": best_title,
        "title_basis": title_basis,
        "url": note.url,
        "publisher": note.publisher or source.publisher,
        "author_note": note.note,
        "licence": note.licence or source.licence,
        "published_on": best_date,
        "published_basis": published_basis,
        "captured_at": note.captured_at,
        "place_key": best_place.place_key if best_place else None,
        "place_name": best_place.name_vi if best_place else None,
        "place_basis": place_basis,
        "place_stated": note.place or source.place,
        "duplicate_of": None,
        "text": text,
    }


def statement_row(document_id: str, statement: reading.Statement) -> Row:
    return statement._asdict() | {"document_id": document_id, "reader_version": reading.READER_VERSION}


def read_rows(document_id: str, key: str, read: Sequence[reading.Milestone | reading.PolicyMention]) -> list[Row]:
    """Rows of what was read in one document, each with an id over document, table and span."""
    stamp = {"document_id": document_id, "reader_version": reading.READER_VERSION}
    return [asdict(one) | stamp | {key: short_id(document_id, key, one.char_start, one.char_end)} for one in read]


def unique_ids(rows: list[Row]) -> list[Row]:
    """One expression may carry several facts, so the id counts the facts of a span."""
    seen: Counter[tuple[int, int]] = Counter()
    for row in rows:
        span = row["char_start"], row["char_end"]
        row["statement_id"] = short_id(row["document_id"], *span, seen[span])
        seen[span] += 1
    return rows
