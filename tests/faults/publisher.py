"""A publisher to be killed, watched and raced: publishes small builds for ever, each number in three tables.

python -m tests.faults.publisher TARGET FIRST ROWS PAUSE: prints each number once it stands published.
"""

import sys
import time
from pathlib import Path

import duckdb

from orchestration.warehouse.publish import publish


def build(con: duckdb.DuckDBPyConnection, number: int, rows: int) -> None:
    con.execute(
        f"""
        create or replace table build_info as select 'b{number}' as build_id, 'f{number}' as fingerprint,
            cast(null as varchar) as rows_per_table, cast(null as varchar) as seconds_per_step;
        create or replace table load_audit as select 'b{number}' as build_id, 'a.txt' as path;
        create or replace table kpi_current as select 'b{number}' as build_id, range as n from range({rows});
        create or replace table fct_observation as
            select 'b{number}' as build_id, range as n, 'câu số ' || range as quote from range({rows});
        """
    )


def main(target: Path, first: int, rows: int, pause: float) -> None:
    number = first
    while True:
        with duckdb.connect() as con:
            build(con, number, rows)
            publish(con, target, {})
        print(number, flush=True)
        number += 1
        time.sleep(pause)


if __name__ == "__main__":
    target, first, rows, pause = sys.argv[1:]
    main(Path(target), int(first), int(rows), float(pause))
