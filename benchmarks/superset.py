"""Superset with one dashboard of one big number over the published file, made by its REST API."""

import json
import os
import secrets
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from benchmarks.running import running
from orchestration.settings import ROOT
from tests.serving import free_port, wait_for

CONFIG = ROOT / "benchmarks" / "peer_apps" / "superset_config.py"
NUMBER = ".header-line"
# milliseconds: it is slow on a busy machine
PATIENCE = 120_000
SHOWN = "select value from kpi_current where place_key = '38-2004' and indicator_code = 'dti_rank'"


@contextmanager
def superset(home: Path, warehouse: Path) -> Iterator[tuple[str, str, Callable[[Page], None]]]:
    """The dashboard's address, where its number stands, and how one signs in."""
    port, password = free_port(), secrets.token_urlsafe(12)
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        told = {"SUPERSET_HOME": folder, "SUPERSET_CONFIG_PATH": str(CONFIG), "FLASK_APP": "superset.app:create_app()"}
        # one key for all its processes
        told["SUPERSET_SECRET_KEY"] = secrets.token_urlsafe(42)
        for words in (["db", "upgrade"], ["fab", "create-admin", *who(password)], ["init"]):
            command = [str(home / "bin" / "superset"), *words]
            subprocess.run(command, env=os.environ | told, check=True, capture_output=True)
        program = [str(home / "bin" / "gunicorn"), "--workers", "2", "--threads", "8", "--timeout", "120"]
        program += ["--bind", f"127.0.0.1:{port}", "superset.app:create_app()"]
        with running(program, Path(folder), told):
            wait_for(f"{address}/health")
            dashboard = made(address, password, warehouse)

            def sign_in(page: Page) -> None:
                page.goto(f"{address}/login/", timeout=PATIENCE)
                page.locator("#username").fill("admin")
                page.locator("#password").fill(password)
                page.locator("#password").press("Enter")
                page.wait_for_url(lambda url: "/login" not in url, wait_until="commit", timeout=PATIENCE)

            yield f"{address}/superset/dashboard/{dashboard}/", NUMBER, sign_in


def who(password: str) -> list[str]:
    names = {"username": "admin", "firstname": "a", "lastname": "b", "email": "a@b.example", "password": password}
    return [part for name, value in names.items() for part in (f"--{name}", value)]


def made(address: str, password: str, warehouse: Path) -> int:
    """The dashboard's number, once database, data set, chart and dashboard are there."""
    token: str | None = None

    def post(what: str, how: str = "POST", **said: Any) -> Any:
        head = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        asked = urllib.request.Request(f"{address}/api/v1/{what}", json.dumps(said).encode(), head, method=how)
        try:
            with urllib.request.urlopen(asked, timeout=120) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise RuntimeError(f"Superset refused {what}: {refused.read().decode()}") from refused

    signed = post("security/login", username="admin", password=password, provider="db", refresh=False)
    token = signed["access_token"]
    uri = f"duckdb:///{warehouse}"
    extra = json.dumps({"engine_params": {"connect_args": {"read_only": True}}})
    database = post("database/", database_name="warehouse", sqlalchemy_uri=uri, extra=extra)["id"]
    table = post("dataset/", database=database, schema="main", table_name="shown", sql=SHOWN)["id"]
    metric = {"expressionType": "SQL", "sqlExpression": "max(value)", "label": "value"}
    params = json.dumps({"viz_type": "big_number_total", "metric": metric, "datasource": f"{table}__table"})
    query = {
        "datasource": {"id": table, "type": "table"},
        "queries": [{"metrics": [metric], "columns": []}],
        "result_format": "json",
        "result_type": "full",
    }
    dashboard = int(post("dashboard/", dashboard_title="Thanh Hóa", published=True)["id"])
    chart = post(
        "chart/",
        slice_name="Thứ hạng DTI cấp tỉnh",
        viz_type="big_number_total",
        datasource_id=table,
        datasource_type="table",
        params=params,
        query_context=json.dumps(query),
        dashboards=[dashboard],
    )["id"]
    post(f"dashboard/{dashboard}", "PUT", position_json=json.dumps(layout(chart)))
    return dashboard


def layout(chart: int) -> dict[str, Any]:
    """One row with one chart."""
    return {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": ["ROW"], "parents": ["ROOT_ID"]},
        "ROW": {
            "type": "ROW",
            "id": "ROW",
            "children": ["CHART"],
            "parents": ["ROOT_ID", "GRID_ID"],
            "meta": {"background": "BACKGROUND_TRANSPARENT"},
        },
        "CHART": {
            "type": "CHART",
            "id": "CHART",
            "children": [],
            "parents": ["ROOT_ID", "GRID_ID", "ROW"],
            "meta": {"chartId": chart, "width": 4, "height": 30, "sliceName": "Thứ hạng DTI cấp tỉnh"},
        },
    }
