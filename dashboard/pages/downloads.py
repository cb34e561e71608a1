"""Tải về: how does one take the figures away, and under which terms?"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import formats, open_data, repository
from dashboard.components import cut
from dashboard.components.dictionary import row_of
from dashboard.components.page import page
from dashboard.components.view import View
from dashboard.exports.names import file_name
from dashboard.exports.open_data import package, readme
from dashboard.exports.tables import as_written, csv_bytes, xlsx_bytes
from dashboard.markup import el, literal
from dashboard.report.files import FORMS, made_of, month_of, name_of
from dashboard.rows.tables import DictionaryColumn
from dashboard.text import Text

MEGABYTE = 1_000_000


def body(view: View) -> None:
    say = view.say
    tables = repository.dictionary(view.edition)
    st.html(el("h1", say("downloads.question")))
    st.html(el("p", say("downloads.note"), class_="td-lead"))
    build = view.build.build_id.rpartition("-")[2][:8]
    with st.grid(2, min_column_width=300, gap="small"):
        with st.container(border=True, height="stretch", key="card-whole"):
            size = formats.number(round(view.edition.size / MEGABYTE, 1), say.lang)
            st.html(told(say("downloads.file"), say("downloads.file_note", size=size)))
            st.download_button(
                "warehouse.duckdb",
                lambda: view.edition.path.read_bytes(),
                file_name("duckdb", "thuoc-do", build),
                "application/octet-stream",
                key="take-file",
                icon=":material/database:",
                on_click="ignore",
            )
        with st.container(border=True, height="stretch", key="card-package"):
            st.html(told(say("downloads.package"), say("downloads.package_note", n=len(tables))))
            st.download_button(
                "CSV + README (zip)",
                lambda: whole(view, tables, say),
                file_name("zip", "thuoc-do", build),
                "application/zip",
                key="take-package",
                icon=":material/folder_zip:",
                on_click="ignore",
            )
    for_the_meeting(view)
    released(say)
    st.html(el("h2", say("downloads.tables")))
    for name, columns in tables.items():
        row(view, name, columns, build)
    st.html(el("h2", say("downloads.cite")))
    st.html(el("p", say("downloads.cite_note"), class_="td-quiet"))
    st.code(citation(view), language=None, wrap_lines=True)


def for_the_meeting(view: View) -> None:
    """The month's report of the place, made when it is asked for."""
    say = view.say
    month = month_of(view.edition)
    st.html(el("h2", say("report.take", place=view.place_name)))
    st.html(el("p", say("report.take_note"), class_="td-quiet"))
    with st.container(horizontal=True, key="take-report"):
        for form in FORMS:
            st.download_button(
                form.upper(),
                partial(made_as, form, view),
                name_of(view.place, month, form),
                key=f"report-{form}",
                icon=":material/description:",
                on_click="ignore",
            )


def made_as(form: str, view: View) -> bytes:
    return FORMS[form](made_of(view.edition, view.place, view.lang))


def released(say: Text) -> None:
    """The open-data release that stands beside the warehouse: each table with its warning, its files and a look."""
    release = open_data.standing()
    if release is None:
        return
    st.html(el("h2", say("downloads.open_data")))
    st.html(el("p", say("downloads.open_data_note", version=release.version), class_="td-quiet"))
    for table in release.tables:
        title, warning = (table.title_vi, table.warning_vi) if say.lang == "vi" else (table.title_en, table.warning_en)
        rows = say("dictionary.rows", n=formats.number(table.rows, say.lang))
        with st.expander(f"{literal(title)} · {rows}", key=f"release-{table.name}"):
            st.html(el("p", warning, class_="td-warning"))
            with st.container(horizontal=True):
                for file in table.files:
                    st.download_button(
                        file.name, file.read_bytes, file.name, key=f"release-{file.name}", on_click="ignore"
                    )
            looked_at = table.first_rows()
            cut.say_so(say, "rows", len(looked_at), table.rows, say("cut.in_the_file"))
            st.dataframe(looked_at, hide_index=True)


def told(title: str, note: str) -> str:
    return el("article", el("h3", title), el("p", note, class_="td-quiet"), class_="td-card")


def row(view: View, name: str, columns: Sequence[DictionaryColumn], build: str) -> None:
    say = view.say
    n = say("dictionary.rows", n=formats.number(columns[0].n_rows or 0, say.lang))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"line-table-{name}"):
        what = el("span", row_of(columns[0], say), class_="td-quiet td-hit")
        st.html(el("div", el("code", name), f" · {n}", what, class_="td-table"))
        st.download_button(
            f"CSV *{literal(name)}*",
            lambda: csv_bytes(as_written(repository.table(view.edition, name))),
            file_name("csv", name, build),
            "text/csv",
            key=f"csv-{name}",
            type="tertiary",
            on_click="ignore",
        )
        st.download_button(
            f"Excel *{literal(name)}*",
            lambda: xlsx_bytes({name: as_written(repository.table(view.edition, name))}),
            file_name("xlsx", name, build),
            key=f"xlsx-{name}",
            type="tertiary",
            on_click="ignore",
        )


def whole(view: View, tables: dict[str, list[DictionaryColumn]], say: Text) -> bytes:
    files = {f"{name}.csv": csv_bytes(as_written(repository.table(view.edition, name))) for name in tables}
    columns = {
        name: [(column.column_name, column.data_type, column.meaning_in(say.lang)) for column in of]
        for name, of in tables.items()
    }
    about = {name: row_of(of[0], say) for name, of in tables.items()}
    words = readme(say("app.name"), citation(view), about, columns)
    return package({"README.md": words.encode(), **files})


def citation(view: View) -> str:
    built = formats.minute(view.build.built_at, view.lang)
    return view.say("downloads.citation", build=view.build.build_id, built=built)


page(body)
