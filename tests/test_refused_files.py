"""A refused file is looked at, mended or tried again; whatever was read before stays read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from orchestration import __main__ as command
from orchestration.landing.store import forget_refusals
from orchestration.settings import Settings
from orchestration.warehouse import build_file
from tests.conftest import ROOT, Workshop
from tests.dashboard.test_pages import html_of, opened

pytestmark = pytest.mark.xdist_group("built")

BROKEN = b"\x89PNG\r\n\x1a\n\x00\x00<script>alert(1)</script>" * 20
WHOLE = "Năm 2024, tỉnh Quảng Ninh có 44,5% hồ sơ thanh toán trực tuyến.\n".encode()
PAGE = "dashboard/pages/sources.py"


def outcomes(workshop: Workshop) -> dict[str, str]:
    return dict(workshop.ask("select path, outcome from load_audit"))  # type: ignore[arg-type]


def test_a_refused_file_is_seen_mended_and_read_alone(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    file = workshop.raw / "articles" / "hong.txt"
    file.write_bytes(BROKEN)
    done = workshop.build()
    assert done.returncode == 0, done.stdout + done.stderr
    assert outcomes(workshop)["articles/hong.txt"] == "quarantined"

    for name, value in workshop.environment.items():
        monkeypatch.setenv(name, value)
    app = AppTest.from_file(str(ROOT / "app_streamlit.py"), default_timeout=60)
    app.query_params["see"] = "files"
    opened(app, PAGE)
    app.button(key="open-files-0").click().run()
    shown = html_of(app)
    assert not app.exception
    assert "articles/hong.txt" in shown
    assert "89 50 4e 47" in shown
    assert "<script>" not in shown
    assert "make retry" in shown

    file.write_bytes(WHOLE)
    assert workshop.build().returncode == 0
    now = outcomes(workshop)
    assert now.pop("articles/hong.txt") == "loaded"
    assert set(now.values()) <= {"unchanged", "duplicate"}
    assert workshop.ask(
        "select value from fct_statement join dim_document using (document_id) where path like '%hong%'"
    )


def test_a_retry_reads_the_refused_files_and_no_others(workshop: Workshop) -> None:
    (workshop.raw / "articles" / "hong.txt").write_bytes(WHOLE)
    assert workshop.build().returncode == 0
    settings = Settings(raw=workshop.raw, home=workshop.home, warehouse=workshop.warehouse)
    # as if the disk had failed at the time
    with build_file.connect(settings) as con:
        con.execute(
            "update landing.raw_file set outcome = 'quarantined', reason_code = 'reader_failed', reason = 'x'"
            " where path = 'articles/hong.txt'"
        )
    done = subprocess.run(
        [sys.executable, "-m", "orchestration", "retry"],
        cwd=ROOT,
        env=workshop.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 refused files will be read again" in done.stdout
    now = outcomes(workshop)
    assert now.pop("articles/hong.txt") == "loaded"
    assert set(now.values()) <= {"unchanged", "duplicate"}


def test_a_retry_before_any_build_finds_nothing_to_read_again(tmp_path: Path) -> None:
    settings = Settings(raw=tmp_path / "raw", home=tmp_path / "home", warehouse=tmp_path / "w.duckdb")
    with build_file.connect(settings) as con:
        assert forget_refusals(con) == 0


@pytest.mark.parametrize(("code", "stands"), [("unreadable", False), ("changed_while_reading", False), ("empty", True)])
def test_what_was_refused_for_the_moment_is_looked_at_again_though_nothing_changed(
    built: Workshop, monkeypatch: pytest.MonkeyPatch, code: str, stands: bool
) -> None:
    settings = Settings(raw=built.raw, home=built.home, warehouse=built.warehouse)
    assert command.is_up_to_date(settings)
    monkeypatch.setattr("orchestration.warehouse.publish.published_refusals", lambda _: frozenset({code}))
    assert command.is_up_to_date(settings) == stands


def test_the_published_file_tells_no_place_of_this_machine(workshop: Workshop) -> None:
    """Whoever downloads it learns nothing of whose machine made it, where its folders lie, or which user ran it."""
    (workshop.raw / "articles" / "hong.txt").write_bytes(BROKEN)
    assert workshop.build().returncode == 0
    found = workshop.ask("select quarantine_path from load_audit where quarantine_path is not null")
    assert [Path(str(path)).is_absolute() for (path,) in found] == [False]
    tables = [str(name) for (name,) in workshop.ask("select table_name from duckdb_tables() where database_name = 'w'")]
    for table in tables:
        for row in workshop.ask(f'select cast(t as varchar) from "{table}" as t'):
            assert str(workshop.home.parent) not in str(row[0]), table
            assert str(ROOT) not in str(row[0]), table
    assert os.environ.get("THUOCDO_PERSON_KEY") is None
