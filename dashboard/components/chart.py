"""A chart on the page, described for those who cannot see it, and remembered for those who take it away."""

import streamlit as st

from dashboard.charts.base import Spec
from dashboard.components.view import View


def chart(view: View, spec: Spec, *, alt: str, key: str) -> None:
    view.taken.charts[alt] = spec
    st.vega_lite_chart(spec, alt=alt, key=key)
