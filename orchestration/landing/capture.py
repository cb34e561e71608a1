"""A statistics block found in a document → its landing row, and its numbers as statements of that document."""

from collections.abc import Iterator
from typing import Any

from orchestration import reading
from orchestration.landing.ids import short_id
from orchestration.landing.printed import Printed, printed_columns
from orchestration.landing.sources import Source
from orchestration.portals.widget import Cell, Widget
from orchestration.reading import Place

Row = dict[str, Any]

COUNTS = [
    "received",
    "carried_over",
    "to_process",
    "resolved",
    "resolved_early",
    "resolved_on_day",
    "resolved_on_time",
    "resolved_late",
    "pending_in_time",
    "pending_overdue",
    "paused",
    "returned",
]
INDICATORS = {
    "received": "dossiers_received",
    "carried_over": "dossiers_carried_over",
    "to_process": "dossiers_to_process",
    "resolved": "dossiers_resolved",
    "resolved_early": "dossiers_resolved_early",
    "resolved_on_day": "dossiers_resolved_on_day",
    "resolved_on_time": "dossiers_resolved_on_time",
    "resolved_late": "dossiers_resolved_late",
    "pending_in_time": "dossiers_pending_in_time",
    "stated_on_time_rate": "on_time_rate",
    "stated_late_rate": "late_rate",
}
NUMERATORS = {"stated_on_time_rate": "resolved_on_time", "stated_late_rate": "resolved_late"}


def capture_row(document: Row, widget: Widget, source: Source) -> Row:
    """One landing.tthc_capture row. The block's own page header names the place when sidecar and source do not."""
    place = place_of(document, widget, source)
    stated = widget.cells.get("stated_on_time_rate")
    return {
        "measure_id": short_id(document["document_id"], "widget", widget.char_start),
        "document_id": document["document_id"],
        "locator": f"khối “Kết quả giải quyết TTHC”, ký tự {widget.char_start}–{widget.char_end}",
        "organisation": source.organisation or named(place) or widget.body or document["publisher"],
        "field": None,
        "place_key": place.place_key if place else None,
        "place_code": place.place_code if place else None,
        "place_name": place.name_vi if place else source.organisation or widget.body,
        "place_level": place.level if place else "other",
        "period_label": widget.period_label,
        "period_start": widget.period_start,
        "period_end": widget.period_end,
        "period_type": widget.period_type,
        "period_basis": widget.period_basis,
        "as_of": widget.as_of,
        **{measure: whole(widget.cells.get(measure)) for measure in COUNTS},
        "stated_on_time_rate": stated.value if stated else None,
        "stated_late_rate": value_of(widget.cells.get("stated_late_rate")),
        "stated_decimals": stated.decimals if stated else None,
        "rate_basis": source.rate_basis,
        "approx": False,
        "line_kind": "total",
        "unit_group": None,
        "children_gap": None,
        **printed_columns(
            {
                measure: Printed(cell.label, cell.text, cell.value, (cell.char_start, cell.char_end))
                for measure, cell in widget.cells.items()
            }
        ),
    }


def named(place: Place | None) -> str | None:
    """The unit's name as it is written in a sentence; page headers shout it."""
    return f"{place.type} {place.name_vi}" if place and place.level == "district" else None


def place_of(document: Row, widget: Widget, source: Source) -> Place | None:
    """Sidecar or declared source first (already on a capture's document), then the page's header line."""
    on = widget.period_end or (widget.as_of.date() if widget.as_of else None)
    if document["kind"] == "capture" and document["place_key"]:
        return reading.place_of_key(document["place_key"], on)
    declared = reading.resolve_place(source.place, on=on) if source.place else None
    return declared or (reading.resolve_place(widget.body, on=on) if widget.body else None)


def widget_statements(text: str, widget: Widget, capture: Row) -> Iterator[Row]:
    """The block's numbers as statements: they are quantities read in this document like any other."""
    for measure, cell in widget.cells.items():
        numerator = widget.cells.get(NUMERATORS.get(measure, ""))
        if cell.value is None:
            continue
        yield {
            "document_id": capture["document_id"],
            "char_start": cell.char_start,
            "char_end": cell.char_end,
            "quote": text[cell.char_start : cell.char_end],
            "sentence": text[widget.char_start : widget.char_end],
            "sentence_start": widget.char_start,
            "kind": "actual",
            "indicator_code": INDICATORS[measure],
            "subject": cell.label,
            "value": cell.value,
            "value_max": None,
            "unit": "percent" if measure in NUMERATORS else "count",
            "qualifier": "exact",
            "numerator": value_of(numerator),
            "denominator": None,
            "rule": "widget.cell",
            "confidence": 0.98,
            "is_repeat": False,
            "reader_version": reading.READER_VERSION,
        } | {
            column: capture[column]
            for column in [
                "period_start",
                "period_end",
                "period_basis",
                "period_type",
                "place_key",
                "place_code",
                "place_name",
                "place_level",
                "organisation",
            ]
        }


def value_of(cell: Cell | None) -> float | None:
    return cell.value if cell else None


def whole(cell: Cell | None) -> int | None:
    value = value_of(cell)
    return None if value is None else int(value)
