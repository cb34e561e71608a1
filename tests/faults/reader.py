"""Readers that ask without pause: python -m tests.faults.reader TARGET SECONDS process|app.

A process attaches the file anew for every answer, as any DuckDB client would. `app` asks as the app does, from twenty
threads, one a session. Every answer is of three tables, and must be of one build, no older than the one that stood
published when it was asked for. Prints {"answers", "errors", "mixed", "stale", "builds"} as JSON.
"""

import json
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb

SESSIONS = 20
QUERY = """
    select list(distinct build_id) from (
        select build_id from {w}.main.build_info
        union all select build_id from {w}.main.kpi_current
        union all select build_id from {w}.main.fct_observation
    )
"""


def asked_anew(target: Path) -> list[str]:
    with duckdb.connect() as con:
        con.execute(f"attach '{target}' as w (read_only)")
        ((builds,),) = con.execute(QUERY.format(w="w")).fetchall()
        return list(builds)


def asked_by_the_app(target: Path) -> list[str]:
    from dashboard.warehouse import attached, current_edition

    os.environ["THUOCDO_WAREHOUSE"] = str(target)
    with attached(current_edition()).cursor() as cursor:
        ((builds,),) = cursor.execute(QUERY.format(w="warehouse")).fetchall()
        return list(builds)


def read_until(deadline: float, target: Path, ask: Callable[[Path], list[str]], tally: Counter[str]) -> None:
    acknowledged = target.with_name("acknowledged")
    seen: set[str] = set()
    while time.monotonic() < deadline:
        told = int(acknowledged.read_text() or 0)
        try:
            builds = ask(target)
        except Exception as error:
            tally["errors"] += 1
            print(repr(error)[:300], file=sys.stderr)
            continue
        tally["answers"] += 1
        tally["mixed"] += len(builds) != 1
        tally["stale"] += int(builds[0].removeprefix("b")) < told
        seen |= set(builds)
    tally["builds"] = max(tally["builds"], len(seen))


def main(target: Path, seconds: float, kind: str) -> None:
    deadline = time.monotonic() + seconds
    tally: Counter[str] = Counter(answers=0, errors=0, mixed=0, stale=0, builds=0)
    ask, number = (asked_by_the_app, SESSIONS) if kind == "app" else (asked_anew, 1)
    sessions = [threading.Thread(target=read_until, args=(deadline, target, ask, tally)) for _ in range(number)]
    for session in sessions:
        session.start()
    for session in sessions:
        session.join()
    print(json.dumps(tally))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3])
