"""The app's entry: navigation and nothing else. Run it with `streamlit run app_streamlit.py`."""

from pathlib import Path

import streamlit as st

from dashboard.state import language
from dashboard.text import text

PAGES = Path("dashboard/pages")
ICON = Path("dashboard/icon.svg")

say = text(language())
st.set_page_config(page_title=say("app.name"), page_icon=ICON, layout="wide")
st.navigation(
    [
        st.Page(PAGES / "overview.py", title=say("nav.overview"), icon=":material/monitoring:", default=True),
        st.Page(PAGES / "on_time.py", title=say("nav.on_time"), icon=":material/task_alt:", url_path="dung-han"),
        st.Page(
            PAGES / "index_ranks.py", title=say("nav.index_ranks"), icon=":material/leaderboard:", url_path="xep-hang"
        ),
    ],
    position="top",
).run()
