"""What is kept of dbt's reading of the project, for whoever starts while a build runs."""

import json
import os
from pathlib import Path

import pytest

from orchestration.settings import Settings
from orchestration.warehouse import dbt


def test_a_manifest_is_never_seen_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(home=tmp_path)
    standing = settings.dbt_target / "manifest.json"
    standing.parent.mkdir(parents=True)
    standing.write_text('{"nodes": "of before"}')
    os.utime(standing, (0, 0))  # older than the project

    class Parsed:
        def write(self, path: str) -> None:
            with Path(path).open("w") as half:
                half.write('{"nodes"')
                half.flush()
                assert json.loads(standing.read_text()) == {"nodes": "of before"}
                half.write(': "of now"}')

    monkeypatch.setattr(dbt, "parse", lambda _: Parsed())
    assert dbt.read_manifest(settings) == {"nodes": "of now"}
    assert list(standing.parent.iterdir()) == [standing]
