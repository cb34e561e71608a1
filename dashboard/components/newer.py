"""A page that is left open follows the warehouse: it looks at the published file every few seconds."""

import streamlit as st

from dashboard import formats
from dashboard.rows.builds import Build
from dashboard.text import Text
from dashboard.warehouse import Edition, WarehouseMissing, current_edition

# a new build is to be seen within five seconds of its publication
GLANCE_SECONDS = 3


@st.fragment(run_every=GLANCE_SECONDS)
def follow(shown: Edition) -> None:
    """Draws the page anew when another edition stands published. A glance is one look at the file's stamp."""
    try:
        stands = current_edition()
    except WarehouseMissing:
        return
    if stands != shown:
        st.rerun()


def say_so(build: Build, say: Text) -> None:
    """Once a session, when the build it is shown is not the one it was shown before."""
    before = st.session_state.get("build_shown")
    st.session_state["build_shown"] = build.build_id
    if before not in (None, build.build_id):
        st.toast(say("header.newer", at=formats.minute(build.built_at, say.lang)), icon=":material/update:")
