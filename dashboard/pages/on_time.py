"""Kết quả đúng hạn: are case files answered in time, over what, and do the published parts add up?"""

from collections.abc import Sequence

import streamlit as st

from dashboard import formats, repository, state
from dashboard.charts.on_time_months import basis_of, on_time_months, rate_of
from dashboard.components import evidence, notice, quantity
from dashboard.components.chart import chart
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, row_list
from dashboard.components.view import View, full_name
from dashboard.markup import Html, el, literal
from dashboard.rows.results import Month, Report, Unit
from dashboard.text import Text

PLACES_OFFERED = 6
NOBODY = ""


def body(view: View) -> None:
    units = {unit.unit: unit for unit in repository.units(view.edition, view.place.place_key)}
    key = choose_unit(units, view)
    if key is None:
        nothing(view, list(units.values()))
        return
    reports = repository.reports(view.edition, key)
    months = repository.months(view.edition, key)
    if not reports:
        by_month(view, months)
        return
    latest(view, reports[0])
    by_month(view, months)
    published(view, reports)


def choose_unit(units: dict[str, Unit], view: View) -> str | None:
    """The body whose results are shown; none as long as the place has none and nobody chose another."""
    say = view.say
    has_own = any(unit.place_key for unit in units.values())
    usual = next(iter(units)) if has_own else NOBODY
    key = state.chosen("unit", [usual, *units], usual)
    own = key == NOBODY or units[key].place_key in view.place.keys
    about = view.place_name if own else units[key].organisation
    st.html(el("h1", say("on_time.question", place=about)))
    if key == NOBODY:
        return None
    if len(units) > 1:
        with st.container(width=460):
            state.select(
                "unit", say("on_time.unit"), list(units), lambda unit: unit_name(units[unit], say), default=usual
            )
    return key


def nothing(view: View, others: Sequence[Unit]) -> None:
    """The empty page, and what one could look at instead."""
    notice.empty(view.say("on_time.empty_title", place=view.place_name), view.say("on_time.empty_body"))
    places = [place for place in repository.places(view.edition) if place.n_results]
    with st.container(horizontal=True, horizontal_alignment="center", key="elsewhere"):
        for place in sorted(places, key=lambda place: -place.n_results)[:PLACES_OFFERED]:
            offer(full_name(place, view.say), "place", place.place_key)
        for unit in others[:PLACES_OFFERED]:
            offer(unit_name(unit, view.say), "unit", unit.unit)


def offer(name: str, choice: str, value: str) -> None:
    st.button(literal(name), key=f"go-{value}", on_click=state.choose, args=(choice, value))


def unit_name(unit: Unit, say: Text) -> str:
    level = say.known("level", unit.place_level) if unit.place_level and unit.place_key else None
    if not unit.organisation and not level:
        return say("on_time.whole")
    return " · ".join(part for part in (unit.organisation, level, unit.field) if part)


def latest(view: View, report: Report) -> None:
    say = view.say
    st.html(el("h2", f"{say('on_time.latest')}: {period(report, say)}"))
    read = {cell.evidence_id for cell in repository.cells(view.edition, f"{report.measure_id}:")}
    with st.grid(4, min_column_width=240, gap="small"):
        tile(view, "rate", say("on_time.rate"), *rate_of_report(report, say), opened(report, read, "on_time_rate"))
        tile(view, "to_process", say("on_time.to_process"), report.to_process, "", opened(report, read, "to_process"))
        tile(
            view,
            "late",
            say("on_time.late"),
            report.resolved_late,
            late_words(report, say),
            opened(report, read, "resolved_late"),
        )
        tile(
            view,
            "balance",
            say("on_time.balance"),
            report.balance_gap,
            balance(report, say),
            opened(report, read, "to_process"),
            formats.number(report.to_process, say.lang) if report.to_process is not None else None,
        )


def opened(report: Report, read: set[str], column: str) -> str | None:
    """The cell a tile opens to: as printed where it was, else as computed."""
    candidates = (f"{report.measure_id}:stated_{column}", f"{report.measure_id}:{column}")
    return next((candidate for candidate in candidates if candidate in read), None)


def tile(
    view: View, key: str, name: str, value: float | str | None, note: str, opens: str | None, parts: str | None = None
) -> None:
    """parts: the numbers read that the value was worked out from."""
    shown = value if isinstance(value, str) else formats.number(value, view.lang) if value is not None else "–"
    with st.container(border=True, height="stretch", vertical_alignment="distribute", gap="xsmall", key=f"tile-{key}"):
        st.html(
            el(
                "article",
                el("h3", name),
                el("p", el("b", shown), class_="td-value", data_kpi_value=key, data_kpi_parts=parts),
                el("p", note, class_="td-quiet") if note else None,
                class_="td-card",
            )
        )
        if opens:
            evidence.door(view, opens, key=f"open-tile-{key}", about=name)


def rate_of_report(report: Report, say: Text) -> tuple[str | None, str]:
    """The rate as published, and in small print its basis and how it compares with the one computed."""
    stated, computed = report.stated_on_time_rate, report.on_time_rate
    value = stated if stated is not None else computed
    note = say.known("rate_basis", report.rate_basis)
    if stated is not None and computed is not None:
        again = say("on_time.computed", value=formats.percent(computed, say.lang))
        note = f"{note}; {again} ({say.known('rate_check', report.rate_check)})"
    return (formats.percent(value, say.lang) if value is not None else None), note


def late_words(report: Report, say: Text) -> str:
    if report.resolved_late is None or report.resolved is None:
        return say("on_time.not_told") if report.resolved_late is None else ""
    late, resolved = (formats.number(part, say.lang) for part in (report.resolved_late, report.resolved))
    return say("on_time.late_parts", late=late, resolved=resolved)


def balance(report: Report, say: Text) -> str:
    """What the gap between the dossiers to process and the parts told of them means, in words."""
    gap = report.balance_gap
    if gap is None or not report.to_process:
        return say("on_time.balance_unknown")
    if gap == 0:
        return say("on_time.balance_zero")
    if gap < 0:
        return say("on_time.balance_less", n=formats.number(-gap, say.lang))
    share = formats.percent(round(100 * gap / report.to_process, 2), say.lang)
    return say("on_time.balance_more", n=formats.number(gap, say.lang), share=share)


def period(row: Report, say: Text) -> str:
    if row.period_end is None and row.as_of is not None:
        return say("on_time.as_of", minute=formats.minute(row.as_of, say.lang))
    return formats.period(row.period_start, row.period_end, say.lang)


def by_month(view: View, months: Sequence[Month]) -> None:
    say = view.say
    st.html(el("h2", say("on_time.months")))
    rated = [month for month in months if rate_of(month) is not None]
    if not months:
        st.html(el("p", say("on_time.months_empty"), class_="td-quiet"))
        return
    st.html(el("p", say("on_time.months_note"), class_="td-quiet"))
    if len(rated) > 1:
        chart(view, on_time_months(months, say), alt=chart_words(rated, say), key="months-chart")
    row_list(view, "months", month_columns(say), [month_line(month, say) for month in reversed(months)])


def chart_words(rated: Sequence[Month], say: Text) -> str:
    return say(
        "on_time.chart_rate",
        basis=", ".join(sorted({say.known("rate_basis", basis_of(month)) for month in rated})),
        n=len(rated),
        first=formats.month(rated[0].month, say.lang),
        last=formats.month(rated[-1].month, say.lang),
    )


def month_columns(say: Text) -> list[Column]:
    return [
        Column(say("on_time.month"), "minmax(4.5rem, 1fr)"),
        Column(say("on_time.month_rate"), "minmax(4rem, 1fr)", numeric=True, worked_out=True),
        Column(say("on_time.basis"), "2fr", secondary=True),
        Column(say("on_time.month_on_time"), "1fr", secondary=True, numeric=True, worked_out=True),
        Column(say("on_time.month_late"), "1fr", secondary=True, numeric=True, worked_out=True),
        Column(say("on_time.how"), "minmax(6rem, 2fr)"),
    ]


def month_line(month: Month, say: Text) -> Line:
    rate = rate_of(month)
    cells = (
        formats.month(month.month, say.lang),
        formats.percent(rate, say.lang) if rate is not None else say("common.none"),
        say.known("rate_basis", basis_of(month)) if rate is not None else say("common.none"),
        counted(month.resolved_on_time, say),
        counted(month.resolved_late, say),
        say.known("derived_by", month.derived_by),
    )
    return Line(cells, month.evidence)


def counted(value: float | None, say: Text) -> str:
    return say("common.none") if value is None else quantity.words(value, "count", say)


def published(view: View, reports: Sequence[Report]) -> None:
    say = view.say
    st.html(el("h2", say("on_time.reports")))
    st.html(el("p", say("on_time.reports_note"), class_="td-quiet"))
    columns = [
        Column(say("on_time.period"), "minmax(7rem, 1.6fr)"),
        Column(say("on_time.basis"), "1.4fr", secondary=True),
        Column(say("on_time.stated"), "minmax(4rem, .8fr)", numeric=True),
        Column(say("on_time.recomputed"), ".8fr", secondary=True, numeric=True, worked_out=True),
        Column(say("on_time.check"), "1.4fr", secondary=True),
        Column(say("on_time.to_process"), "1fr", secondary=True, numeric=True),
        Column(say("on_time.late"), "minmax(3.5rem, .7fr)", numeric=True),
    ]
    row_list(view, "reports", columns, [report_line(report, say, report is reports[0]) for report in reports])


def report_line(report: Report, say: Text, is_latest: bool) -> Line:
    stated, computed = report.stated_on_time_rate, report.on_time_rate
    cells: tuple[str | Html, ...] = (
        period(report, say),
        say.known("rate_basis", report.rate_basis),
        formats.percent(stated, say.lang) if stated is not None else say("common.none"),
        formats.percent(computed, say.lang) if computed is not None else say("common.none"),
        el("span", say.known("rate_check", report.rate_check), class_=f"td-check td-check-{report.rate_check}"),
        counted(report.to_process, say),
        counted(report.resolved_late, say),
    )
    return Line(cells, report.evidence, is_marked=is_latest)


page(body)
