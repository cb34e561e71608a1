"""A test that says which rows it is about looks at no others."""

from typing import Any

from orchestration.settings import ROOT
from tests.conftest import Workshop


def test_closed_alerts_may_outlive_what_they_were_about(from_default_raw: Workshop, manifest: dict[str, Any]) -> None:
    narrowed = {
        node["path"]: node["config"]["where"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and node["config"]["where"]
    }
    assert any(path.startswith("relationships_alert_evidence") for path in narrowed)
    compiled = (from_default_raw.home / "dbt" / "compiled" / "thuocdo").rglob("*.sql")
    asked = {path.name: path.read_text("utf-8") for path in compiled if path.name in narrowed}
    assert asked.keys() == narrowed.keys()
    for name, where in narrowed.items():
        assert where in asked[name]
