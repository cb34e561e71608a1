"""What macros/engines.sql gives on DuckDB it gives on Spark."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.cluster import session
from orchestration.settings import DBT_PROJECT, Settings
from orchestration.warehouse import dbt

pytestmark = pytest.mark.spark

JSON = '\'{"a": {"vi": "một"}, "b": [3, 7]}\''

# name → a call of a macro, and what it gives
CALLS: dict[str, tuple[str, Any]] = {
    "days": ("days_between(\"date '2024-02-28'\", \"date '2024-03-01'\")", 2),
    "days_back": ("days_between(\"date '2024-03-01'\", \"date '2024-02-28'\")", -2),
    "no_days": ("days_between('cast(null as date)', \"date '2024-03-01'\")", None),
    "months": ("months_between(\"date '2024-12-31'\", \"date '2025-01-01'\")", 1),
    "later": ("months_later(\"date '2024-01-31'\", 1)", "2024-02-29"),
    "half_up": ("rounded('cast(2.675 as double)', 2)", 2.68),
    "half_stored_lower": ("rounded('cast(1.005 as double)', 2)", 1.0),
    "half_of_a_fall": ("rounded('cast(-2.5 as double)', 0)", -3.0),
    "thousands_rounded": ("rounded('cast(1650 as double)', -2)", 1700.0),
    "text_of_a_rate": ("number_text('cast(98.23 as double)')", "98.23"),
    "text_of_a_whole": ("number_text('cast(90 as double)')", "90.0"),
    "text_of_millions": ("number_text('cast(12345678 as double)')", "12345678.0"),
    "text_of_millions_and_a_half": ("number_text('cast(12345678.5 as double)')", "12345678.5"),
    "text_of_little": ("number_text('cast(0.0001 as double)')", "0.0001"),
    "text_of_a_fall": ("number_text('cast(-1.5 as double)')", "-1.5"),
    "text_of_nothing": ("number_text('cast(null as double)')", None),
    "in_thousands": ("thousands('1234567')", "1.234.567"),
    "vi": ("vi_number('cast(12345678.456 as double)')", "12345678,46"),
    "found": ("is_found('[(][0-9]+ xã', \"'huyện A (12 xã)'\")", True),
    "not_found": ("is_found('^xã ', \"'phường xã'\")", False),
    "first": ("first_of(list_of([\"'b'\", \"'a'\"]))", "b"),
    "no_first": ("first_of(json_names(\"'{}'\"))", None),
    "first_name": (f"first_of(json_names({json.dumps(JSON)}))", "a"),
    "at_a_name": (f"json_at({json.dumps(JSON)}, \"'$.a.vi'\")", "một"),
    "at_a_place": (f"json_at({json.dumps(JSON)}, \"'$.b[1]'\")", "7"),
    "at_nothing": (f"json_at({json.dumps(JSON)}, \"'$.c'\")", None),
    "id": ("short_id([\"'a'\", 'cast(null as string)', '1'])", "581a1e1f60c55e7c"),
    "part": ("percent_of('1', '3')", 100 / 3),
    "part_of_none": ("percent_of('1', '0')", None),
    "match": ("rate_check('cast(89.3 as double)', 'cast(89.27 as double)', '1')", "match"),
    "digits": ("digits_shown('cast(1400000 as double)')", -5),
    "years": ("joined_years", "2015|2016|2017"),
    "every_second_day": ("joined_days", "2024-02-28|2024-03-01"),
    "in_order": ("listed('name', 'place')", ["b", None, "a"]),
    "each_once": ("listed_once('value')", [1.5, 12345678.0]),
    "in_one": ("joined('name', ', ', 'place')", "b, a"),
    "in_one_of_none": ("joined('cast(null as string)', ', ', 'place')", None),
    "objects": (
        "joined(json_object(['name', 'value'], numbers=['value']), ',', 'place')",
        '{"name":"b","value":12345678.0},{"name":null,"value":1.5},{"name":"a","value":null}',
    ),
}
STAR = "without('a', 'c')"
ROWS = """
    select 3 as place, 'a' as name, cast(null as double) as value
    union all select 1, 'b', 12345678
    union all select 2, cast(null as string), 1.5
"""
ASIDE = {
    "joined_years": "(select {{ joined('cast(y as string)', '|', 'y') }}"
    " from (select {{ each_of(years_from(2015, 2017)) }} as y) as years)",
    "joined_days": "(select {{ joined('cast(d as string)', '|', 'd') }} from (select "
    "{{ each_of(days_from(\"date '2024-02-28'\", \"date '2024-03-02'\", 2)) }} as d) as days)",
}


@pytest.fixture(params=["duckdb", "spark"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    chosen = Settings(engine=request.param, home=tmp_path, lake=tmp_path / "lake")
    chosen.build_file.parent.mkdir(parents=True)
    return chosen


def test_every_macro_gives_the_same_on_both(settings: Settings) -> None:
    columns = ", ".join(f"{ASIDE.get(call) or '{{ ' + call + ' }}'} as {name}" for name, (call, _) in CALLS.items())
    given = dict(zip(CALLS, answer(settings, f"select {columns} from ({ROWS}) as told"), strict=True))
    assert given == {name: expected for name, (_, expected) in CALLS.items()}


def test_every_macro_that_differs_is_tried() -> None:
    written = (DBT_PROJECT / "macros" / "engines.sql").read_text("utf-8")
    differing = set(re.findall(r"macro spark__(\w+)", written))
    tried = " ".join([*ASIDE.values(), *(call for call, _ in CALLS.values()), STAR])
    assert {name for name in differing if f"{name}(" not in tried} == set()


def test_a_star_without_some_columns(settings: Settings) -> None:
    assert answer(settings, f"select * {{{{ {STAR} }}}} from (select 1 as a, 2 as b, 3 as c) as told") == (2,)


def answer(settings: Settings, sql: str) -> tuple[Any, ...]:
    """The one row of a query written as a model is."""
    compiled = dbt.invoke(["compile", "--inline", sql], settings).results[0].node.compiled_code
    if settings.engine == "spark":
        (row,) = session(settings).sql(compiled).collect()
        return tuple(map(plain, row))
    with duckdb.connect() as con:
        (told,) = con.execute(compiled).fetchall()
    return tuple(map(plain, told))


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
