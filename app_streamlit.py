"""The app's entry. Run it with `streamlit run app_streamlit.py`."""

from dashboard.navigation import navigate

navigate()
