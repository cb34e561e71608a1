"""The publishers of an open-data portal → the province's own figures: the share of agencies, and the data sets."""

from typing import Any

from orchestration.landing.decode import decode
from orchestration.landing.figures import place_columns
from orchestration.landing.ids import short_id
from orchestration.landing.refusal import Refused
from orchestration.landing.scan import RawFile
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import Source
from orchestration.portals.catalogue import NotCatalogue, Publishers, read_publishers
from orchestration.reading import resolve_place

Row = dict[str, Any]


def read_catalogue(file: RawFile, note: Sidecar) -> Publishers:
    """Raises Refused when it is no such answer, or nobody says of which day it is."""
    try:
        publishers = read_publishers(decode(file.read(), told=note.charset))
    except NotCatalogue as other:
        raise Refused("no_catalogue", str(other)) from other
    if note.captured_at is None:
        raise Refused("no_day", "Tệp mô tả không nói câu trả lời này chụp ngày nào (`captured_at`).")
    return publishers


def publisher_rows(document: Row, publishers: Publishers, note: Sidecar, source: Source) -> list[Row]:
    day = note.captured_at.date() if note.captured_at else None
    place = resolve_place(source.place, on=day) if source.place else None
    shared = {
        "document_id": document["document_id"],
        "row_number": 1,
        "place_level": place.level if place else "other",
        "period_start": None,
        "period_end": day,
        "period_type": "as_of",
        "place_label": None,
        "source_name": source.name,
        "source_url": document["url"],
        "published_on": day,
        "confidence": None,
    } | place_columns(place, None)
    told = {
        "open_data_agency_rate": (publishers.rate, f"{publishers.sharing}/{publishers.listed} cơ quan"),
        "open_datasets_published": (float(publishers.datasets), f"{publishers.datasets} bộ dữ liệu"),
    }
    return [
        shared
        | {
            "measure_id": short_id(document["document_id"], "catalogue", code),
            "indicator_code": code,
            "value": value,
            "cell_text": text,
        }
        for code, (value, text) in told.items()
    ]
