"""A reader's query reads the warehouse and can do nothing else, whatever it says."""

import hashlib
import os
import threading
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.sandbox.examples import examples
from dashboard.sandbox.run import Refusal, Result, run
from dashboard.sandbox.worker import MOST_ROWS, Refused, accepted
from dashboard.text import text
from dashboard.warehouse import current_edition
from tests.dashboard.test_pages import drawer_of, html_of, opened

PAGE = "dashboard/pages/query.py"
SHORT = 2.0
# the machine may be busy with other things
LONG = 30.0

GROUPS = tomllib.loads((Path(__file__).parents[1] / "attacks.toml").read_text("utf-8"))["group"]
ATTACKS = {name: (sql, group["refused"]) for group in GROUPS for name, sql in group["statements"].items()}
ATTACKS["deep nesting"] = ("select " + "(" * 2900 + "1" + ")" * 2900, ["unclear", "not_select", "memory", "failed"])


@pytest.mark.parametrize(("sql", "refused"), ATTACKS.values(), ids=ATTACKS)
def test_attack_fails_for_the_reason_given_and_with_a_plain_message(
    published: Path, sql: str, refused: list[str]
) -> None:
    before = contents(published.parent)
    answer = run(current_edition(), sql, SHORT if "late" in refused else LONG)
    assert isinstance(answer, Refusal)
    assert answer.code in refused
    assert f"refused.{answer.code}" in text("vi").table
    assert str(published.parent) not in answer.detail
    assert contents(published.parent) == before
    assert workers() == []


def test_attacks_are_many_each_with_a_reason() -> None:
    assert len(ATTACKS) >= 120
    assert len({sql for sql, _ in ATTACKS.values()}) == len(ATTACKS)
    assert all(group["why"] for group in GROUPS)


class ClickedOn(Exception):
    """As Streamlit raises when the reader has gone elsewhere."""


def test_a_query_ends_when_its_reader_goes_elsewhere(published: Path) -> None:
    waited = []

    def still_waiting() -> None:
        waited.append(time.monotonic())
        if len(waited) == 3:
            assert workers()
            raise ClickedOn

    began = time.monotonic()
    with pytest.raises(ClickedOn):
        run(current_edition(), "select sleep_ms(60000)", 60.0, still_waiting)
    assert time.monotonic() - began < LONG
    assert workers() == []
    assert isinstance(run(current_edition(), "select 1"), Result)


def test_twenty_people_at_once_are_each_answered_or_told(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of them ask without end. Those are ended, the others answered, and no more than a few run at a time."""
    honest = [f"select {n} as n, count(*) from kpi_current" for n in range(10)]
    endless = [f"select sleep_ms(60000), {n}" for n in range(10)]
    asked = [sql for pair in zip(endless, honest, strict=True) for sql in pair]
    monkeypatch.setattr("dashboard.sandbox.run.PATIENCE_SECONDS", 300.0)
    edition = current_edition()
    most = [0]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            most[0] = max(most[0], len(workers()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    with ThreadPoolExecutor(len(asked)) as people:
        answers = dict(
            zip(asked, people.map(lambda sql: run(edition, sql, SHORT if sql in endless else LONG), asked), strict=True)
        )
    done.set()
    watcher.join()
    assert {answers[sql] for sql in endless} == {Refusal("late", "")}
    assert [answers[sql].rows[0][0] for sql in honest if isinstance(answers[sql], Result)] == list(range(10))
    assert 1 <= most[0] <= 4


def workers() -> list[str]:
    """Processes of this one that still run a query."""
    return [path.name for path in Path("/proc").iterdir() if path.name.isdigit() and is_a_worker_of_ours(path)]


def is_a_worker_of_ours(process: Path) -> bool:
    try:
        parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
        return parent == str(os.getpid()) and b"sandbox.worker" in (process / "cmdline").read_bytes()
    except OSError:
        return False


def test_whoever_waits_too_long_for_a_turn_is_told_so(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.sandbox.run.ABREAST", threading.BoundedSemaphore(1))
    monkeypatch.setattr("dashboard.sandbox.run.PATIENCE_SECONDS", 0.5)
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(run, current_edition(), "select sleep_ms(60000)", 3.0)
        time.sleep(0.5)
        assert run(current_edition(), "select 1 as busy") == Refusal("busy", "")
        assert waiting.result() == Refusal("late", "")
    # a refusal of the moment is not kept
    assert isinstance(run(current_edition(), "select 1 as busy"), Result)


@settings(max_examples=50)
@given(st.text(), st.sampled_from(["read_text", "duckdb_settings", "current_setting", "glob"]), st.text(max_size=5))
def test_no_text_before_it_hides_a_name(before: str, name: str, after: str) -> None:
    """Whatever stands in a text or a comment before a forbidden function, it is found or nothing is run."""
    quoted = before.replace("'", "''").replace("\0", "")
    sql = f"select '{quoted}', x from {name}('a') /* {after.replace('*', '').replace(chr(0), '')} */"
    with duckdb.connect() as con, pytest.raises(Refused) as refusal:
        accepted(con, sql)
    assert refusal.value.code in {"forbidden", "unclear"}


def contents(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def test_a_select_answers_with_types(published: Path) -> None:
    answer = run(current_edition(), "select place_name, value, period_end from kpi_current order by value desc limit 1")
    assert isinstance(answer, Result)
    assert answer.columns == ("place_name", "value", "period_end")
    assert answer.kinds == ("VARCHAR", "DOUBLE", "DATE")
    assert answer.rows[0][1] == 1427.0


@pytest.mark.parametrize("sql", ["from build_info", "describe kpi_current", "values (1), (2)", "select 1;"])
def test_harmless_forms_of_select_run(published: Path, sql: str) -> None:
    assert isinstance(run(current_edition(), sql), Result)


def test_long_answers_are_cut(published: Path) -> None:
    answer = run(current_edition(), "select r from range(100000) t(r)")
    assert isinstance(answer, Result)
    assert (len(answer.rows), answer.is_cut) == (MOST_ROWS, True)


def test_what_json_cannot_say_is_said_as_text(published: Path) -> None:
    answer = run(current_edition(), "select 'nan'::double, 'inf'::double, [1, 2], {'a': 1}, '\\x00'::blob, null, true")
    assert isinstance(answer, Result)
    assert answer.rows[0][5:] == (None, True)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.title)
def test_examples_run(published: Path, example: object) -> None:
    assert isinstance(run(current_edition(), example.sql), Result)  # type: ignore[attr-defined]


def test_page_shows_the_answer_of_the_address_and_opens_its_rows(published: Path, app: AppTest) -> None:
    app.query_params["sql"] = (
        "select name_vi, value, evidence from kpi_current where indicator_code = 'digitisation_rate'"
    )
    opened(app, PAGE)
    assert not app.exception
    assert app.dataframe[0].value["value"].tolist() == [89.27]
    app.button(key="open-answers-0").click().run()
    assert "<mark>89,27%</mark>" in drawer_of(app)


def test_page_says_plainly_why_it_refuses(published: Path, app: AppTest) -> None:
    app.query_params["sql"] = "drop table kpi_current"
    assert "Chỉ chạy được câu SELECT." in html_of(opened(app, PAGE))
    app.query_params["sql"] = "select <b>x</b> from khong_co"
    shown = html_of(app.run())
    assert "<b>x</b>" not in shown


def test_an_example_is_one_click_and_stays_in_the_address(published: Path, app: AppTest) -> None:
    opened(app, PAGE)
    app.button(key="example-0").click().run()
    assert app.query_params["sql"] == examples()[0].sql
    assert not app.exception


def test_page_lists_tables_with_their_columns(published: Path, app: AppTest) -> None:
    opened(app, PAGE)
    assert any("kpi" in expander.label for expander in app.expander)
    assert "<code>indicator_code</code>" in html_of(app)
