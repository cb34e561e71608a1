"""The app's entry: its pages as a script, what is served beside them as a module.

Run it with `streamlit run app_streamlit.py`.
"""

import streamlit as st

from dashboard.navigation import navigate
from dashboard.server import MIDDLEWARE, ROUTES, lifespan

app = st.App(__file__, routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)

if __name__ == "__main__":
    navigate()
