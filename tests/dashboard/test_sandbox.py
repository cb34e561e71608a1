"""A reader's query reads the warehouse and can do nothing else, whatever it says."""

import hashlib
import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.sandbox.examples import examples
from dashboard.sandbox.run import Refusal, Result, run
from dashboard.sandbox.worker import MOST_ROWS
from dashboard.text import text
from dashboard.warehouse import current_edition
from tests.dashboard.test_pages import drawer_of, html_of, opened

PAGE = "dashboard/pages/query.py"
SHORT = 2.0

ATTACKS = {
    "copy a table out": "copy kpi_current to 'out.csv'",
    "copy over the warehouse": "copy (select 'x') to 'warehouse.duckdb' (use_tmp_file false)",
    "copy inside a common table expression": "with x as (copy (select 1) to 'warehouse.duckdb') select * from x",
    "copy behind explain analyze": "explain analyze copy (select 1) to 'out.csv'",
    "copy in": "copy kpi_current from '/etc/passwd'",
    "export": "export database 'out'",
    "import": "import database 'out'",
    "read a file": "select * from read_csv('/etc/passwd')",
    "read a text": "select content from read_text('/proc/self/environ')",
    "read the warehouse's bytes": "select read_blob('warehouse.duckdb')",
    "read the warehouse's bytes as a table": "select * from read_blob('warehouse.duckdb')",
    "read a quoted function": "select * from \"read_text\"('/etc/passwd')",
    "read behind a comment": "select * from read_text/**/('/etc/passwd')",
    "read parquet": "select * from read_parquet('x.parquet')",
    "read json": "select * from read_json_auto('/etc/hostname')",
    "file named as a table": "select * from '/etc/passwd'",
    "file named from first": "from 'x.csv'",
    "list files": "select * from glob('/*')",
    "sniff a file": "select * from sniff_csv('/etc/passwd')",
    "text run as a query": "select * from query('select 1')",
    "text run as a table": "select * from query_table('kpi_current')",
    "serialized query": "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
    "web": "select * from read_csv('http://127.0.0.1:9/x.csv')",
    "web as a table": "select * from 'http://127.0.0.1:9/x.csv'",
    "object store": "select * from 's3://bucket/x.parquet'",
    "attach a file": "attach 'other.duckdb' as other",
    "attach memory": "attach ':memory:' as other",
    "detach": "detach warehouse",
    "install": "install httpfs",
    "load": "load httpfs",
    "load a path": "load '/tmp/x.duckdb_extension'",
    "set": "set memory_limit = '64GB'",
    "reset": "reset lock_configuration",
    "pragma": "pragma database_list",
    "pragma as a function": "select * from pragma_database_list()",
    "call": "call enable_logging()",
    "secret": "create secret s (type s3)",
    "list secrets": "select * from duckdb_secrets()",
    "list paths": "select path from duckdb_databases()",
    "list paths from the view": "select * from duckdb_databases",
    "list settings": "select * from duckdb_settings()",
    "one setting": "select current_setting('temp_directory')",
    "environment": "select getenv('HOME')",
    "insert": "insert into build_info default values",
    "update": "update build_info set build_id = 'x'",
    "delete": "delete from build_info",
    "drop": "drop table build_info",
    "create": "create table t as select 1",
    "create in memory": "create table memory.main.t as select 1",
    "temporary table": "create temp table t as select 1",
    "macro": "create macro m() as 1",
    "several statements": "select 1; drop table build_info",
    "several behind a comment": "select 1 /* ; */ ; /* */ copy (select 1) to 'x'",
    "prepare": "prepare p as select 1",
    "transaction": "begin transaction",
    "checkpoint": "checkpoint",
    "vacuum": "vacuum",
    "long text": "select repeat('x', 4000000000)",
    "wide text": "select lpad('x', 2000000000, 'y')",
    "long list": "select list(r) from range(2000000000) t(r)",
    "text of everything": "select string_agg(repeat('x', 1000), '') from range(100000000)",
    "huge sort": "select * from range(400000000) t(r) order by hash(r)",
    "deep nesting": "select " + "(" * 3000 + "1" + ")" * 3000,
    "python frames": "select * from edition",
    "empty": "   ",
    "only a comment": "-- nothing",
    "nonsense": "\x00\xff; drop",
}
ENDLESS = {
    "cross join": "select sum(a.r * b.r * c.r) from range(100000) a(r), range(100000) b(r), range(100000) c(r)",
    "endless recursion": "with recursive t as (select 1 as n union all select n + 1 from t) select sum(n) from t",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_attack_fails_with_a_plain_message(published: Path, attack: str) -> None:
    before = contents(published.parent)
    answer = run(current_edition(), attack)
    assert isinstance(answer, Refusal)
    assert f"refused.{answer.code}" in text("vi").table
    assert str(published.parent) not in answer.detail
    assert contents(published.parent) == before


@pytest.mark.parametrize("attack", ENDLESS.values(), ids=ENDLESS)
def test_endless_query_is_ended_and_leaves_no_process(published: Path, attack: str) -> None:
    answer = run(current_edition(), attack, SHORT)
    assert answer == Refusal("late", "")
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text()
    assert not [pid for pid in children.split() if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def contents(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def test_attacks_are_many() -> None:
    assert len(ATTACKS) + len(ENDLESS) >= 40


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
