"""Readers while builds are published: no error, no answer of two builds, none out of date."""

import json
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from orchestration.warehouse.publish import publish, published_build_id
from tests.conftest import ROOT
from tests.faults.harness import build_seen, tell, times
from tests.faults.publisher import build
from tests.faults.reader import asked_anew


def publish_number(target: Path, number: int, rows: int = 2000) -> None:
    with duckdb.connect() as con:
        build(con, number, rows)
        publish(con, target, {})
    acknowledged = target.with_name("acknowledged")
    staged = acknowledged.with_name("acknowledged.new")
    staged.write_text(str(number))
    staged.replace(acknowledged)


def storm(folder: Path, publishes: int, processes: int, seconds: float) -> dict[str, int]:
    """So many publishes, spread over the seconds, under reader processes and one app of twenty sessions."""
    target = folder / "w.duckdb"
    publish_number(target, 1)
    program = [sys.executable, "-m", "tests.faults.reader", str(target), str(seconds)]
    readers = [
        subprocess.Popen([*program, kind], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for kind in ["process"] * processes + ["app"]
    ]
    started, done = time.monotonic(), 1
    while any(reader.poll() is None for reader in readers) and done < publishes:
        done += 1
        publish_number(target, done)
        time.sleep(max(0.0, started + seconds * done / publishes - time.monotonic()))
    total = {"publishes": done}
    for reader in readers:
        out, err = reader.communicate()
        assert reader.returncode == 0, err
        for name, figure in json.loads(out).items():
            total[name] = max(total.get(name, 0), figure) if name == "builds" else total.get(name, 0) + figure
        assert not err, err
    return total


@pytest.mark.xdist_group("faults")
def test_readers_see_one_whole_build_at_a_time(tmp_path: Path) -> None:
    seen = storm(tmp_path, publishes=12, processes=2, seconds=5)
    assert (seen["errors"], seen["mixed"], seen["stale"]) == (0, 0, 0)
    assert seen["builds"] > 1


@pytest.mark.long
def test_two_hundred_publishes_under_readers(tmp_path: Path) -> None:
    seen = storm(tmp_path, publishes=times(200), processes=8, seconds=times(200) * 1.5)
    tell("readers", **seen)
    assert (seen["errors"], seen["mixed"], seen["stale"]) == (0, 0, 0)


ANALYST = """
import sys, duckdb
con = duckdb.connect(sys.argv[1])
print("open", flush=True)
for line in sys.stdin:
    try:
        con.execute(line)
        print("done", flush=True)
    except duckdb.Error as error:
        print("refused", str(error).splitlines()[0], flush=True)
        con = None
        break
"""


def say(analyst: "subprocess.Popen[str]", sql: str) -> str:
    assert analyst.stdin is not None
    assert analyst.stdout is not None
    analyst.stdin.write(sql + "\n")
    analyst.stdin.flush()
    return analyst.stdout.readline().strip()


@pytest.mark.parametrize("published_before_the_write", [False, True])
def test_a_session_that_writes_by_mistake_changes_nothing_for_anybody(
    tmp_path: Path, published_before_the_write: bool
) -> None:
    """Its log would stand beside the file that replaces its own, and nobody could open that one."""
    target = tmp_path / "w.duckdb"
    publish_number(target, 1)
    # what 0444 would have said to anybody but root
    target.chmod(0o644)
    analyst = subprocess.Popen(
        [sys.executable, "-c", ANALYST, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert analyst.stdout is not None
        assert analyst.stdout.readline() == "open\n"
        if published_before_the_write:
            publish_number(target, 2)
        answer = say(analyst, "insert into kpi_current select 'b9', range from range(10)")
        assert answer.startswith("refused")
        if published_before_the_write:
            assert asked_anew(target) == ["b2"]
        publish_number(target, 3)
        assert asked_anew(target) == ["b3"]
    finally:
        analyst.kill()
        analyst.communicate()
    assert asked_anew(target) == ["b3"]
    publish_number(target, 4)
    assert build_seen(target) == published_build_id(target) == "b4"
