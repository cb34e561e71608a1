"""Taking a page away: its address, its numbers as a workbook, its charts as pictures."""

import streamlit as st

from dashboard import formats, repository, state
from dashboard.components.view import View
from dashboard.exports.images import PICTURES, Picture, picture
from dashboard.exports.names import file_name
from dashboard.exports.pages import workbook
from dashboard.markup import el

ENOUGH_OF_A_TITLE = 90


def offer(view: View) -> None:
    """In the header strip, once the page is drawn and it is known what there is to take."""
    say = view.say
    with view.strip, st.popover(say("take.title"), icon=":material/ios_share:", key="taking"):
        st.html(el("p", say("take.link"), class_="td-quiet"))
        st.code(state.here(), language=None, wrap_lines=True)
        if view.taken.blocks:
            st.download_button(
                say("take.workbook"),
                lambda: whole_page(view),
                name(view, "xlsx"),
                key="take-xlsx",
                icon=":material/table_view:",
                on_click="ignore",
            )
        for i, title in enumerate(view.taken.charts):
            st.html(el("p", title[:ENOUGH_OF_A_TITLE], class_="td-quiet"))
            with st.container(horizontal=True, gap="small", key=f"pictures-{i}"):
                for kind in PICTURES:
                    take_picture(view, title, kind, i)


def take_picture(view: View, title: str, kind: Picture, number: int) -> None:
    spec = view.taken.charts[title]
    st.download_button(
        kind.upper(),
        lambda: picture(spec, title, kind),
        name(view, kind, str(number + 1)),
        key=f"take-{kind}-{number}",
        on_click="ignore",
    )


def whole_page(view: View) -> bytes:
    say = view.say
    about = {
        say("export.page"): say.known("nav", view.page),
        say("header.place"): view.place_name,
        say("export.build"): view.build.build_id,
        say("header.build"): formats.minute(view.build.built_at, say.lang),
        say("export.address"): state.here(),
    }
    return workbook(view.taken, about, lambda key: repository.evidence(view.edition, key), say)


def name(view: View, ending: str, part: str | None = None) -> str:
    return file_name(
        ending, "thuoc-do", view.page, view.place.name_vi, part, view.build.build_id.rpartition("-")[2][:8]
    )
