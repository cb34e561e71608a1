"""Truy vấn SQL: ask the warehouse anything; the answer can be taken away, the file cannot be harmed."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import formats, state
from dashboard.charts.bars import bars
from dashboard.components import cut, dictionary, notice
from dashboard.components.page import page
from dashboard.components.row_list import Column, Line, row_list
from dashboard.components.view import View
from dashboard.exports.names import file_name
from dashboard.exports.tables import Table, csv_bytes, xlsx_bytes
from dashboard.markup import el, literal
from dashboard.sandbox.examples import examples
from dashboard.sandbox.run import Refusal, Result, run

NUMERIC = ("BIGINT", "INTEGER", "DOUBLE", "FLOAT", "DECIMAL", "HUGEINT", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER")
FRACTIONS = ("DOUBLE", "FLOAT", "DECIMAL")
# columns by which a row opens to its source
OPENS = ("evidence", "evidence_id", "statement_id")
MOST_BARS, MOST_DOORS, LINES = 40, 25, 9


def body(view: View) -> None:
    say = view.say
    st.html(el("h1", say("query.question")))
    st.html(el("p", say("query.note"), class_="td-quiet"))
    asking, knowing = st.columns([3, 2], gap="large")
    with asking:
        sql = state.write_in("sql", say("query.label"), hint=say("query.hint"), lines=LINES)
        st.button(say("query.run"), type="primary", icon=":material/play_arrow:", key="run")
        if sql.strip():
            answer(view, sql)
        else:
            begin(view)
    with knowing:
        st.html(el("h2", say("query.tables")))
        dictionary.tables(view)


def begin(view: View) -> None:
    st.html(el("h2", view.say("query.examples")))
    for i, example in enumerate(examples()):
        st.button(
            literal(example.title),
            key=f"example-{i}",
            type="tertiary",
            icon=":material/code:",
            on_click=state.choose,
            args=("sql", example.sql),
        )


def answer(view: View, sql: str) -> None:
    say = view.say
    with st.spinner(say("query.running"), show_time=True):
        # drawing anything is where Streamlit ends a run whose reader has clicked on
        found = run(view.edition, sql, still_waiting=st.empty().empty)
    if isinstance(found, Refusal):
        notice.warning(say.known("refused", found.code))
        if found.detail and found.code in {"unclear", "unknown_name", "failed"}:
            st.html(el("pre", found.detail, class_="td-detail"))
        return
    if not found.rows:
        st.html(el("p", say("query.no_rows"), class_="td-lead"))
        return
    cut = say("query.cut", n=formats.number(len(found.rows), say.lang))
    whole = say("query.rows", n=formats.number(len(found.rows), say.lang))
    st.html(el("p", cut if found.is_cut else whole, class_="td-lead"))
    show(view, found)
    take(view, sql, found)
    draw(view, found)
    doors(view, found)


def show(view: View, found: Result) -> None:
    names = told_apart(found.columns)
    data = {name: [row[i] for row in found.rows] for i, name in enumerate(names)}
    config = {
        name: st.column_config.NumberColumn(format="localized")
        for name, kind in zip(names, found.kinds, strict=True)
        if kind.startswith(FRACTIONS)
    }
    st.dataframe(data, column_config=config, hide_index=True, key="answer", alt=view.say("query.table"))


def told_apart(names: Sequence[str]) -> list[str]:
    """Two columns of one name get a number each."""
    seen: dict[str, int] = {}
    shown = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        shown.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return shown


def take(view: View, sql: str, found: Result) -> None:
    say = view.say
    table = Table(told_apart(found.columns), found.rows)
    build = view.build.build_id
    origin = Table(
        [say("export.what"), say("export.says")],
        [
            [say("query.label"), sql],
            [say("header.build"), build],
            [say("export.taken_on"), formats.day(date.today(), say.lang)],
            [say("export.rows"), len(found.rows)],
            [say("export.is_cut"), say("export.yes" if found.is_cut else "export.no")],
        ],
    )
    with st.container(horizontal=True, key="take"):
        st.download_button(
            "CSV",
            lambda: csv_bytes(table),
            file_name("csv", "truy-van", build),
            "text/csv",
            key="csv",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Excel",
            lambda: xlsx_bytes({say("export.answer"): table, say("export.origin"): origin}),
            file_name("xlsx", "truy-van", build),
            key="xlsx",
            icon=":material/download:",
            on_click="ignore",
        )


def draw(view: View, found: Result) -> None:
    """A bar for each row, where the rows have names and a number."""
    named = next((i for i, kind in enumerate(found.kinds) if not kind.startswith(NUMERIC)), None)
    counted = next((i for i, kind in enumerate(found.kinds) if kind.startswith(NUMERIC)), None)
    if named is None or counted is None or not 1 < len(found.rows) <= MOST_BARS:
        return
    drawn = [
        (str(row[named]), float(row[counted] or 0))
        for row in found.rows
        if row[named] is not None and row[counted] is not None
    ]
    title = found.columns[counted]
    if len({name for name, _ in drawn}) == len(drawn) > 1:
        st.html(el("h2", view.say("query.chart", what=title)))
        alt = f"{title}: " + "; ".join(f"{name} {formats.number(value, view.lang)}" for name, value in drawn)
        st.vega_lite_chart(bars(drawn, view.lang), alt=alt, key="answer-chart")


def doors(view: View, found: Result) -> None:
    """Rows that carry the id of their evidence open to it."""
    at = next((i for i, name in enumerate(found.columns) if name.lower() in OPENS), None)
    if at is None:
        return
    say = view.say
    shown = [i for i in range(len(found.columns)) if i != at][:3]
    st.html(el("h2", say("query.sources")))
    columns = [
        Column(found.columns[i], "1fr", secondary=n > 1, numeric=found.kinds[i].startswith(NUMERIC))
        for n, i in enumerate(shown)
    ]
    lines = [
        Line(tuple(written(row[i], view) for i in shown), str(row[at]) if row[at] is not None else None)
        for row in found.rows[:MOST_DOORS]
    ]
    cut.say_so(say, "rows", len(lines), len(found.rows), say("cut.above"))
    row_list(view, "answers", columns, lines)


def written(value: str | int | float | bool | None, view: View) -> str:
    if value is None:
        return view.say("common.none")
    return formats.number(value, view.lang) if isinstance(value, float) else str(value)


page(body)
