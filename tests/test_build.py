"""The whole way on a small folder: files in, one command, figures with their evidence out."""

import json
import os
import signal
import time

import pytest

from orchestration.warehouse.compare import differences
from tests.conftest import Workshop, copy_of

# one worker builds the shared warehouse, once
pytestmark = pytest.mark.xdist_group("built")


def test_every_file_is_accounted_for(built: Workshop) -> None:
    outcomes = dict(built.ask("select outcome, count(*) from load_audit group by outcome"))
    files = [path for path in built.raw.rglob("*") if path.is_file()]
    assert sum(outcomes.values()) == len(files)  # type: ignore[arg-type]
    assert outcomes == {"loaded": len(files) - 1, "duplicate": 1}
    assert built.ask("select duplicate_of from load_audit where outcome = 'duplicate'") == [
        ("articles/2025-02-01-nam-2024.txt",)
    ]


def test_an_article_s_figure_opens_to_its_sentence(built: Workshop) -> None:
    ((value, previous, trend, target, met, quote, sentence),) = built.ask(
        """
        select kpi_current.value, previous_value, trend, target, target_met, quote, sentence
        from kpi_current join evidence on evidence.evidence_id = kpi_current.evidence
        where indicator_code = 'online_filing_rate'
        """
    )
    assert (value, previous, trend) == (90, 84.5, "up")
    assert (target, met) == (90, False)
    assert str(quote) in str(sentence)
    assert "90.000/100.000" in str(quote)


def test_a_capture_s_figure_opens_to_its_cell(built: Workshop) -> None:
    ((stated, computed, check, gap, start, end, basis),) = built.ask(
        """
        select stated_on_time_rate, on_time_rate, rate_check, balance_gap,
            cast(period_start as varchar), cast(period_end as varchar), period_basis
        from fct_tthc_result where capture_path like 'portals/%'
        """
    )
    assert (stated, computed, check, gap) == (97.5, 97.5, "match", 50)
    assert (start, end, basis) == ("2024-01-01", "2024-05-28", "inferred_asof")
    ((quote, text),) = built.ask(
        """
        select quote, substr(text, char_start + 1, char_end - char_start)
        from kpi_current
        join evidence on evidence.evidence_id = kpi_current.evidence
        join dim_document on dim_document.document_id = evidence.document_id
        where indicator_code = 'on_time_rate'
        """
    )
    assert quote == text == "97.5%"


def test_the_same_rank_from_two_sources_agrees(built: Workshop) -> None:
    history = "select rank, n_sources, agreement, places_gained from kpi_rank_history"
    assert built.ask(f"{history} where index_code = 'dti' and year = 2023") == [(12, 2, "agree", -9)]


def test_every_table_and_column_says_what_it_is(built: Workshop) -> None:
    assert built.ask("select table_name from duckdb_tables() where comment is null") == []
    assert (
        built.ask("select table_name, column_name from duckdb_columns() where database_name = 'w' and comment is null")
        == []
    )


def test_build_info_tells_rows_and_seconds(built: Workshop) -> None:
    ((rows, seconds, files),) = built.ask("select rows_per_table, seconds_per_step, raw_files from build_info")
    assert json.loads(str(rows))["dim_indicator"] == 143
    assert json.loads(str(seconds))
    stages = dict(built.ask("select name, seconds from build_step where kind = 'stage'"))
    assert stages == json.loads(str(seconds))
    made = "select count(*), min(n_rows), max(peak_memory_mb) from build_step where kind = 'table'"
    ((tables, least, _),) = built.ask(made)
    assert (int(str(tables)), least is not None) == (len(json.loads(str(rows))), True)
    ((peak,),) = built.ask("select max(peak_memory_mb) from build_step")
    assert 50 < float(str(peak)) < 4000
    assert files == 7


def test_two_builds_of_the_same_raw_give_equal_tables(built: Workshop, new_workshop: Workshop) -> None:
    assert new_workshop.build().returncode == 0
    assert list(differences(built.warehouse, new_workshop.warehouse)) == []


def test_nothing_changed_nothing_built(workshop: Workshop) -> None:
    again = workshop.build()
    assert again.returncode == 0
    assert "nothing has changed" in again.stdout


BAD_INPUT = {
    "rong.txt": (b"", "quarantined", "empty"),
    "nhi-phan.txt": (b"\x89PNG\r\n\x00\x1a" * 50, "quarantined", "not_text"),
    "sai-ma.md": ("Tỉnh đạt 90%".encode() + b"\xff\xfe\xfa", "quarantined", "not_decodable"),
    "qua-lon.txt": (b"So lieu 12% \n" * 4_000_000, "quarantined", "too_large"),
    "cut-cut.html": (b"<html><head><title>Trang b", "quarantined", "no_text"),
    "kich-ban.html": (
        "<html><head><title><script>alert(1)</script></title></head>"
        "<body><p>Năm 2024, tỉnh Quảng Ninh có 12,5% dân số trưởng thành có chữ ký số.</p></body></html>".encode(),
        "loaded",
        None,
    ),
    "la.docx": (b"PK\x03\x04 not read yet", "quarantined", "format_not_read"),
}


def test_bad_input_is_set_aside_with_a_reason_and_the_build_goes_on(workshop: Workshop) -> None:
    articles = workshop.raw / "articles"
    for name, (data, _, _) in BAD_INPUT.items():
        (articles / name).write_bytes(data)
    (articles / "2025-02-01-nam-2024.txt.meta.yml").write_text("title: [chưa đóng", "utf-8")
    (workshop.raw / "portals" / "cong-mau" / "doi-giao-dien.html").write_text(
        "<p>Trang mới, không còn khối</p>", "utf-8"
    )
    (workshop.raw / "lac-loai.zip").write_bytes(b"PK")

    done = workshop.build()
    assert done.returncode == 0, done.stdout
    audit = {
        str(path): (outcome, code, reason)
        for path, outcome, code, reason in workshop.ask("select path, outcome, reason_code, reason from load_audit")
    }
    for name, (_, outcome, code) in BAD_INPUT.items():
        assert audit[f"articles/{name}"][:2] == (outcome, code), name
    assert audit["articles/2025-02-01-nam-2024.txt.meta.yml"][:2] == ("quarantined", "sidecar_not_yaml")
    assert audit["articles/2025-02-01-nam-2024.txt"][:2] == ("loaded", "sidecar_not_yaml")
    assert audit["portals/cong-mau/doi-giao-dien.html"][:2] == ("quarantined", "no_widget")
    assert audit["lac-loai.zip"][:2] == ("quarantined", "misplaced")
    assert all(reason for outcome, _, reason in audit.values() if outcome == "quarantined")
    copies = [path.name for path in (workshop.home / "quarantine").rglob("*") if path.is_file()]
    assert {"rong.txt", "nhi-phan.txt", "qua-lon.txt", "doi-giao-dien.html"} <= set(copies)
    assert workshop.ask("select title from dim_document where path = 'articles/kich-ban.html'") == [
        ("<script>alert(1)</script>",)
    ]


BROKEN = {
    # refused by a blocking check on the landing table
    "ranks_within_base": (
        "index_ranks.csv",
        "index_code,year,place_code,place_name,score,scale_max,rank,rank_base,source_name,source_url,published_on,confidence\n"
        "dti,2023,22,Quảng Ninh,,1,99,63,kiểm thử,,,high\n",
    ),
    # refused by a dbt test on the model built from it
    "fct_target.comparator is none of": (
        "national_targets.csv",
        "document_no,issued_on,issuer,indicator_code,subject,value,value_max,unit,comparator,due_on,level\n"
        "1/QĐ,2020-01-01,kiểm thử,online_filing_rate,thử,80,,percent,roughly,2025-12-31,national\n",
    ),
}


@pytest.mark.parametrize("named", BROKEN)
def test_a_failing_check_keeps_yesterday_s_file_and_is_named(workshop: Workshop, named: str) -> None:
    before = workshop.warehouse.read_bytes()
    file, content = BROKEN[named]
    (workshop.raw / "figures" / file).write_text(content, "utf-8")
    failed = workshop.build()
    assert failed.returncode != 0
    assert named in failed.stdout.splitlines()[-1]
    assert workshop.warehouse.read_bytes() == before


def test_killed_at_any_moment_the_published_file_stays_whole(changed: Workshop) -> None:
    (before,) = changed.ask("select build_id from build_info")[0]
    for delay in (0.5, 3.0, 6.0):
        build = changed.start()
        time.sleep(delay)
        os.killpg(build.pid, signal.SIGKILL)
        build.communicate()
        ((build_id, statements),) = changed.ask("select build_id, (select count(*) from fct_statement) from build_info")
        assert build_id == before or changed.ask("select 1 from load_audit where path = 'articles/them.txt'")
        assert statements


def test_the_next_build_needs_no_hand_reads_only_what_changed_and_runs_alone(changed: Workshop) -> None:
    """Follows the kills: whatever they left behind, this build puts right."""
    first = changed.start()
    assert first.stdout is not None
    first.stdout.readline()
    assert "start" in first.stdout.readline()
    second = changed.build()
    first.communicate()
    assert first.returncode == 0
    assert second.returncode != 0
    assert f"process {first.pid}" in second.stdout
    outcomes = dict(changed.ask("select outcome, count(*) from load_audit group by outcome"))
    # read by this build, or by one that was killed after it had read
    assert outcomes in ({"unchanged": 6, "loaded": 1}, {"unchanged": 7})
    assert changed.ask("select value from kpi_current where indicator_code = 'online_payment_rate'") == [(99.5,)]
    assert sorted(path.name for path in changed.warehouse.parent.glob(".*")) == []


@pytest.fixture(scope="module")
def changed(built: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A built workshop whose raw folder has since gained a file and lost one."""
    workshop = copy_of(built, tmp_path_factory.mktemp("changed") / "workshop")
    (workshop.raw / "articles" / "them.txt").write_text(
        "Bài thêm\n\nNăm 2024, tỉnh Quảng Ninh có 99,5% hồ sơ thanh toán trực tuyến.\n", "utf-8"
    )
    (workshop.raw / "articles" / "ban-sao.txt").unlink()
    return workshop
