from orchestration.alerting.before import as_landed


def test_an_alert_keeps_its_weight_whichever_version_published_it() -> None:
    assert as_landed({"alert_id": "a", "urgency": 1}, None)["severity"] == 1
    assert as_landed({"alert_id": "a", "severity": 2}, None)["severity"] == 2
