"""A build that makes again only what new files touch gives the tables that a build of everything gives."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from benchmarks.captures import write
from orchestration.landing.assets import take_in
from orchestration.settings import Settings
from orchestration.warehouse import build_file, dbt, model_state
from orchestration.warehouse.compare import differences
from orchestration.warehouse.models import make
from orchestration.warehouse.published import take_up

KINDS = ("sheet", "table", "api", "widget")
ARTICLE = """Bản tin của {paper}

Năm 2024, tỉnh Thanh Hóa giải quyết 1.234 hồ sơ; tỷ lệ hồ sơ trực tuyến đạt 89,27%. Các sở, ban, ngành cùng Ủy ban
nhân dân cấp xã trong toàn tỉnh đã phối hợp rà soát, cắt giảm giấy tờ không cần thiết và hướng dẫn người dân
nộp hồ sơ tại nhà.
"""
BY_DOCUMENT = [
    *("+evidence", "+kpi_current", "+kpi_scorecard", "+kpi_tthc_month", "+kpi_restated", "+dq_value_jump"),
    *("+dim_organisation", "+build_step"),
]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    # the project's own tests are run by every other build here
    monkeypatch.setenv("DBT_INDIRECT_SELECTION", "empty")
    # over New Year, with which series to date begin anew
    monkeypatch.setattr("benchmarks.captures.FIRST_DAY", date(2023, 12, 10))
    write(tmp_path / "raw", 40 * len(KINDS), 5, KINDS, seed=7)
    return Settings(raw=tmp_path / "raw", home=tmp_path / "home", warehouse=tmp_path / "w.duckdb")


def built(settings: Settings, *, publishes: bool = True) -> int:
    """Builds the tables that are made by document; returns how many documents were touched."""
    with build_file.connect(settings) as con:
        take_in(con, settings)
        was_whole = not model_state.made_by_present_code(con)
    assert dbt.failures_of(make(settings, BY_DOCUMENT, lambda _: None)) == []
    with build_file.connect(settings) as con:
        if was_whole:
            model_state.note_made(con)
        if publishes:
            take_up(con, settings.warehouse)
        return int(con.execute("select count(*) from staging.int_touched_document").fetchall()[0][0])


def test_increments_give_the_tables_of_a_whole_build(settings: Settings, tmp_path: Path) -> None:
    later = tmp_path / "later"
    # a day amid others, the last two days, and what no portal told
    for kind, numbers in {"sheet": (20, 38, 39), "table": (38,), "api": (39,), "widget": (39,)}.items():
        (later / kind).mkdir(parents=True)
        days = sorted((settings.raw / "portals" / kind).iterdir())
        for number in numbers:
            shutil.move(days[number], later / kind)
    # a day that tells of some bodies leaves those alone that stand with them in the day after
    shortened = min((later / "sheet").iterdir())
    lines = shortened.read_bytes().split(b"\r\n")
    shortened.write_bytes(b"\r\n".join(lines[:-5] + lines[-3:]))
    assert built(settings) == 0, "a first build makes everything"

    days = sorted(later.rglob("*.*"))
    (settings.raw / "articles").mkdir()
    # the later told is read first: once the earlier one is there, it is the copy
    for number, (taken, day) in enumerate(((days[:2], 9), (days[2:4], 20), (days[4:], 5))):
        for path in taken:
            shutil.copy(path, settings.raw / "portals" / path.parent.name)
        article = settings.raw / "articles" / f"{number}.txt"
        article.write_text(ARTICLE.format(paper=("An", "Bình", "Chi")[number]), "utf-8")
        article.with_name(f"{article.name}.meta.yml").write_text(f"published_on: 2024-12-{day:02}\n", "utf-8")
        # the second build fails its tests, say: what it made is published by the third
        assert 3 < built(settings, publishes=number != 1) < 60

    other = settings.model_copy(update={"home": tmp_path / "other_home", "warehouse": tmp_path / "other.duckdb"})
    assert built(Settings.model_validate(other.model_dump())) == 0
    assert list(differences(settings.warehouse, tmp_path / "other.duckdb")) == []

    first, second, *_ = sorted((settings.raw / "portals" / "sheet").iterdir())
    first.unlink()
    second.write_bytes(second.read_bytes() + b"\r\n")
    assert built(settings) == 0, "a file that goes or changes makes everything anew"
    with duckdb.connect() as con:
        con.execute(f"attach '{settings.warehouse}' as w (read_only)")
        assert con.sql(f"from w.fct_tthc_result where capture_path = 'portals/sheet/{first.name}'").fetchall() == []
        assert con.sql("select 1 from w.fct_tthc_result group by measure_id having count(*) > 1").fetchall() == []
        copied = con.sql("select count(*) from w.reconciliation where n_documents = 3 and n_sources = 1").fetchall()
        assert copied != [(0,)], "copies are one source"
