"""A report of results by unit → its landing rows, one a printed line."""

import json
import re
from datetime import date, datetime
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from orchestration import reading
from orchestration.landing.capture import COUNTS
from orchestration.landing.decode import decode
from orchestration.landing.ids import short_id
from orchestration.landing.printed import Printed, printed_columns, printed_texts
from orchestration.landing.refusal import Reason, Refused
from orchestration.landing.scan import RawFile
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import Source
from orchestration.landing.workbook import TooMuchInside, sheets_in
from orchestration.portals.cells import Dialect
from orchestration.portals.json_api import NotJson, read_json
from orchestration.portals.plain import plain_label
from orchestration.portals.report import Figure, Line, Report, Run
from orchestration.portals.scores import Metric, Scores, read_scores
from orchestration.portals.sheet import NotASheet, read_csv, read_sheets
from orchestration.portals.table import read_tables
from orchestration.reading import Place

Row = dict[str, Any]

COMMUNES = (" xa ", " phuong ", " thi tran ", " dac khu ")
SHEETS = (".xlsx", ".xls", ".xlsb", ".ods")
# "hạn", "đơn vị" as the fonts before Unicode stored them
OLD_FONT = re.compile(r"h¹n|§¬n|®¬n|haïn|ñôn|ñuùng", re.IGNORECASE)
UNITS_KEPT = 65_536
BODY = ("organisation", "place_key", "place_code", "place_name", "place_level")
CHANGED = "có thể nguồn đã đổi mẫu báo cáo."


def read_reports(file: RawFile, note: Sidecar, source: Source) -> list[Report]:
    """What a capture of one of the report shapes tells. Raises Refused when it is none, or has changed."""
    suffix = PurePosixPath(file.path).suffix.lower()
    labels, dialect, inside = source.labels, source.numbers, source.communes_inside
    try:
        if suffix in SHEETS:
            reports = read_sheets(sheets_in(file.read()), labels, dialect, inside)
        else:
            text = decode(file.read(), html=suffix in (".html", ".htm"), told=note.charset)
            reports = read_text(suffix, text, labels, dialect, inside)
            if not reports and OLD_FONT.search(text):
                raise Refused("old_font", "Tệp viết bằng phông TCVN3 hoặc VNI; hãy đổi sang Unicode rồi thả lại.")
    except NotASheet:
        raise Refused("not_a_sheet", "Không mở được tệp như một bảng tính.") from None
    except TooMuchInside:
        raise Refused(
            "too_much_inside", "Bảng tính bung ra quá lớn hoặc mở quá lâu, không giống báo cáo nào; đã dừng mở."
        ) from None
    except NotJson:
        raise Refused("not_json", "Nội dung không phải JSON, hoặc lồng quá sâu.") from None
    if not reports:
        raise Refused("no_report", f"Không thấy bảng kết quả giải quyết TTHC nào trong tệp; {CHANGED}")
    if lacking := next((report for report in reports if report.missing), None):
        why = f"{lacking.unread[0]}." if lacking.unread else CHANGED
        raise Refused("label_missing", f"Không thấy nhãn “{lacking.missing[0]}” trong bảng; {why}")
    return reports


def read_metrics(file: RawFile, note: Sidecar) -> Scores:
    """What a captured answer of the national portal scores bodies by. Raises Refused when it is none."""
    try:
        scores = read_scores(decode(file.read(), told=note.charset))
    except NotJson:
        raise Refused("not_json", "Nội dung không phải JSON, hoặc lồng quá sâu.") from None
    if not scores.metrics:
        raise Refused("no_metrics", f"Không thấy chỉ tiêu nào của Bộ chỉ số 766 trong câu trả lời; {CHANGED}")
    return scores


def read_text(suffix: str, text: str, labels: dict[str, str], dialect: Dialect, inside: bool) -> list[Report]:
    match suffix:
        case ".csv" | ".txt":
            return read_csv(text, labels, dialect, inside)
        case ".json":
            return read_json(text, labels)
        case ".html" | ".htm":
            return read_tables(text, labels, dialect, inside)
        case _:
            known = ".html, .csv, .json, " + ", ".join(SHEETS)
            raise Refused("format_not_read", f"Báo cáo theo đơn vị đọc được ở dạng: {known}.")


def odd_cells(reports: list[Report]) -> Reason | None:
    """What to say of a file whose cells were odd here and there; it is loaded all the same."""
    unread = dict.fromkeys(said for report in reports for said in report.unread)
    problems = list(dict.fromkeys(problem for report in reports for problem in report.problems))
    more = f" (và {len(problems) - 3} ô khác)" if len(problems) > 3 else ""
    odd = [f"có ô lạ: {'; '.join(problems[:3])}{more}"] if problems else []
    said = "; ".join([*unread, *odd])
    return Reason("odd_cells", f"Đã đọc; {said}.") if said else None


def report_rows(document: Row, reports: list[Report], source: Source) -> list[Row]:
    """The lines that are held one by one; whole runs of them are report_frames."""
    lines = ((report, part) for report in reports for part in report.parts if isinstance(part, Line))
    return [row_of(document, report, line, source) for report, line in lines]


def report_frames(document: Row, reports: list[Report], source: Source) -> list[pl.DataFrame]:
    """The runs of plain lines, a frame of landing.tthc_capture each: what row_of says of a line, said by column."""
    runs = ((report, part) for report in reports for part in report.parts if isinstance(part, Run))
    return [frame_of_run(document, report, run, source) for report, run in runs]


def seat_of(document: Row, on: date | None) -> Place | None:
    """Whose report it is: a capture shows the figures of days on which the place may have been another."""
    return reading.place_of_key(document["place_key"], on) if document["place_key"] else None


def row_of(document: Row, report: Report, line: Line, source: Source) -> Row:
    """One landing.tthc_capture row."""
    stated = line.figures.get("stated_on_time_rate")
    return {
        "measure_id": measure_id_of(document, report, line.locator),
        "locator": line.locator,
        **body_of(line, report.period_end, seat_of(document, report.period_end), source),
        "field": line.field,
        **{measure: whole_number(line.figures.get(measure)) for measure in COUNTS},
        "resolved_without_due": None,
        "pending_without_due": None,
        "stated_on_time_rate": stated.value if stated else None,
        "stated_decimals": stated.decimals if stated else None,
        **printed_columns(
            {
                measure: Printed(figure.label, figure.text, figure.value)
                for measure, figure in line.figures.items()
                if figure.value is not None
            }
        ),
        "line_kind": line.kind,
        "unit_group": line.group,
        "children_gap": line.children_gap,
    } | common_to_lines(document, report, source)


def common_to_lines(document: Row, report: Report, source: Source) -> Row:
    as_of = report.as_of or document["captured_at"]
    return {
        "document_id": document["document_id"],
        "period_label": report.period_label,
        "period_start": report.period_start,
        "period_end": report.period_end,
        "period_type": report.period_type,
        "period_basis": report.period_basis,
        "as_of": as_of if isinstance(as_of, datetime) else None,
        "stated_late_rate": None,
        "rate_basis": source.rate_basis,
        "approx": False,
    }


def measure_id_of(document: Row, report: Report, locator: str) -> str:
    return short_id(document["document_id"], locator, report.period_start, report.period_end)


def frame_of_run(document: Row, report: Report, run: Run, source: Source) -> pl.DataFrame:
    locators = run.locators()
    seat, era = seat_of(document, report.period_end), era_of(report.period_end)
    bodies = [body_of_unit(unit, run.group, era, seat, source.organisation) for unit in run.units]
    common = common_to_lines(document, report, source) | {
        "line_kind": "unit",
        "unit_group": run.group,
        "labels": json.dumps(run.labels, ensure_ascii=False),
    }
    return pl.DataFrame(
        {
            "measure_id": [measure_id_of(document, report, locator) for locator in locators],
            "locator": locators,
            "field": run.fields,
            **{name: [body[name] for body in bodies] for name in BODY},
            "cells": printed_texts(run.texts),
            **{measure: run.values[measure] for measure in run.labels},
            **({"stated_decimals": run.decimals} if run.decimals else {}),
        },
        schema_overrides=dict.fromkeys(("field", *BODY), pl.String),
    ).with_columns(pl.lit(value).alias(name) for name, value in common.items() if value is not None)


@lru_cache(UNITS_KEPT)
def body_of_unit(
    unit: str | None, group: str | None, era: date | None, seat: Place | None, organisation: str | None
) -> Row:
    """body_of of a unit's line: the same on every day of an era."""
    whole = unit is None
    own = None if whole else place_of_unit(unit, seat, era)
    return body_columns(unit, group, own, seat, organisation, whole)


def era_of(day: date | None) -> date | None:
    """The first day of the stretch of days within which places neither come nor go."""
    return max((begin for begin in reading.eras() if begin <= day), default=date.min) if day else None


def metric_rows(document: Row, scores: Scores, source: Source) -> list[Row]:
    seat = seat_of(document, scores.period.get("period_end"))
    return [metric_row(document, scores.period, metric, seat, source) for metric in scores.metrics]


def metric_row(document: Row, period: Row, metric: Metric, seat: Place | None, source: Source) -> Row:
    """One landing.portal_metric row."""
    return {
        "measure_id": short_id(document["document_id"], metric.line.locator, metric.code),
        "document_id": document["document_id"],
        "locator": metric.line.locator,
        **body_of(metric.line, period.get("period_end"), seat, source),
        "line_kind": metric.line.kind,
        "metric_code": metric.code,
        "metric_name": metric.name,
        "numerator": metric.numerator,
        "denominator": metric.denominator,
        "ratio": metric.ratio,
        "score": metric.score,
        "max_score": metric.max_score,
        "cell_text": metric.printed,
        "period_label": None,
        "period_start": None,
        "period_end": None,
        "period_type": "unknown",
        "period_basis": "unknown",
        **period,
        "as_of": document["captured_at"],
    }


def body_of(line: Line, on: date | None, seat: Place | None, source: Source) -> Row:
    """Whose line it is. The total is the seat's own; a unit that is a place is that place's."""
    whole = line.kind == "total" or (line.unit is None and line.kind == "unit")
    own = None if whole else place_of_unit(line.unit, seat, on)
    return body_columns(line.unit, line.group, own, seat, source.organisation, whole)


def body_columns(
    unit: str | None, group: str | None, own: Place | None, seat: Place | None, organisation: str | None, whole: bool
) -> Row:
    place = own or seat
    return {
        "organisation": (organisation or named(seat)) if whole else unit,
        "place_key": place.place_key if place else None,
        "place_code": place.place_code if place else None,
        "place_name": place.name_vi if place else organisation,
        "place_level": level_of(unit, group, own, seat, whole),
    }


def place_of_unit(unit: str | None, seat: Place | None, on: date | None) -> Place | None:
    """The district that a unit is, within the seat; null for departments and for communes, which have no row."""
    if not unit:
        return None
    inside = f"{unit}, {seat.name_vi}" if seat else unit
    place = reading.resolve_place(inside, on=on)
    return place if place and seat and place.parent_key == seat.place_key else None


def level_of(unit: str | None, group: str | None, own: Place | None, seat: Place | None, whole: bool) -> str:
    if whole:
        return seat.level if seat else "other"
    if own:
        return own.level
    name = f" {plain_label(unit or '')} {plain_label(group or '')} "
    return "commune" if any(kind in name for kind in COMMUNES) else "other"


def named(place: Place | None) -> str | None:
    return f"{place.type} {place.name_vi}" if place else None


def whole_number(figure: Figure | None) -> int | None:
    return None if figure is None or figure.value is None else int(figure.value)
