"""Superset for the length of a measurement: on this machine alone, its own data in a folder that is thrown away."""

import os

SECRET_KEY = os.environ["SUPERSET_SECRET_KEY"]
SQLALCHEMY_DATABASE_URI = f"sqlite:///{os.environ['SUPERSET_HOME']}/superset.db"
# the dashboard is made by its REST API, with a token
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
