"""Charts as Vega-Lite: pure functions from rows to a specification. Streamlit gives the colours and the font."""
