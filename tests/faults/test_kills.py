"""SIGKILL at any moment: what stands published is the build before or the new one, whole, and the next one succeeds."""

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import dagster as dg
import pytest

from orchestration.warehouse.publish import published_build_id
from tests.conftest import ROOT, Workshop
from tests.faults.harness import build_seen, chance, kill_group, tell, times


def kill_publishes(folder: Path, kills: int, longest: float) -> int:
    """Kills a publisher `kills` times and looks at the file after each; returns how many builds it published."""
    target = folder / "w.duckdb"
    moments = chance("publishes")
    published = 0
    for _ in range(kills):
        out = (folder / "out").open("w+")
        program = [sys.executable, "-m", "tests.faults.publisher", str(target), str(published + 1), "5000", "0"]
        publisher = subprocess.Popen(program, cwd=ROOT, stdout=out, text=True, start_new_session=True)
        while publisher.poll() is None and not target.exists():
            time.sleep(0.01)
        assert kill_group(publisher, moments.uniform(0.1, longest)), "the publisher ended by itself"
        out.seek(0)
        acknowledged = max([published, *map(int, out.read().split())])
        out.close()
        published = int(build_seen(target).removeprefix("b"))
        assert published in (acknowledged, acknowledged + 1)
    return published


@pytest.mark.xdist_group("faults")
def test_a_publish_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    assert kill_publishes(tmp_path, kills=6, longest=1.5) >= 1


@pytest.mark.long
def test_publishes_killed_two_hundred_times(tmp_path: Path) -> None:
    kills = times(200)
    published = kill_publishes(tmp_path, kills, longest=2.5)
    left = sorted(path.name for path in tmp_path.iterdir())
    tell("publish killed", kills=kills, published_between=published, damaged=0, left_beside=left)


def add_article(workshop: Workshop, number: int) -> None:
    text = f"Bài thử số {number}\n\nNăm 2024, tỉnh Quảng Ninh có {number % 100},5% hồ sơ thanh toán trực tuyến.\n"
    (workshop.raw / "articles" / f"them-{number:04d}.txt").write_text(text, "utf-8")


def hashes(raw: Path) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in raw.rglob("*") if path.is_file()}


def unfinished_runs(workshop: Workshop) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", str(workshop.home / "dagster"))
        with dg.DagsterInstance.get() as instance:
            statuses = [dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING]
            return instance.get_runs_count(dg.RunsFilter(statuses=statuses))


@pytest.mark.long
def test_builds_killed_two_hundred_times(workshop: Workshop) -> None:
    """Whole builds of the real command; every fifth is let through and must put right whatever the others left."""
    kills, moments, killed, through = times(200), chance("builds"), 0, 0
    started = time.monotonic()
    add_article(workshop, 0)
    assert workshop.build().returncode == 0
    longest = time.monotonic() - started
    replaced = 0
    for number in range(1, kills + 1):
        add_article(workshop, number)
        before, raw = published_build_id(workshop.warehouse), hashes(workshop.raw)
        build = workshop.start()
        if kill_group(build, moments.uniform(0, longest)):
            killed += 1
        after = build_seen(workshop.warehouse)
        assert hashes(workshop.raw) == raw
        replaced += after != before
        if number % 5 == 0:
            done = workshop.build()
            assert done.returncode == 0, done.stdout + done.stderr
            through += 1
            files = [path for path in workshop.raw.rglob("*") if path.is_file()]
            ((rows, paths),) = workshop.ask("select count(*), count(distinct path) from load_audit")
            assert rows == paths == len(files), "a raw file was lost or read twice"
            assert unfinished_runs(workshop) == 0
            assert sorted(path.name for path in workshop.warehouse.parent.glob(".*")) == []
            print(f"{killed} killed, {through} let through", flush=True)
    tell("build killed", kills=killed, of_which_after_the_swap=replaced, builds_let_through=through, damaged=0)
