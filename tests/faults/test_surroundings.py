"""What surrounds a build gives way: the disk is full, memory is short, the clock jumps back, raw/ changes under it."""

import os
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from orchestration.landing import assets, workers
from orchestration.landing.assets import take_in
from orchestration.landing.scan import RawFile
from orchestration.settings import Settings
from orchestration.warehouse import build_file
from orchestration.warehouse.publish import publish, published_build_id
from tests.conftest import RAW, ROOT, Workshop
from tests.faults.harness import build_seen, tell
from tests.faults.publisher import build as small_build

ARTICLE = "Năm 2024, tỉnh Quảng Ninh có {}% hồ sơ thanh toán trực tuyến.\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    shutil.copytree(RAW, tmp_path / "raw")
    return Settings(raw=tmp_path / "raw", warehouse=tmp_path / "w.duckdb", home=tmp_path / "home")


@pytest.fixture
def con(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    with build_file.connect(settings) as opened:
        yield opened


def outcomes(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str | None]]:
    return {p: (o, c) for p, o, c in con.execute("select path, outcome, reason_code from landing.raw_file").fetchall()}


def when_reading(monkeypatch: pytest.MonkeyPatch, name: str, do: object, times: int) -> None:
    """Calls `do` just before a file of that name is read, so many times."""
    left = [times]
    land = workers.land

    def changed(file: RawFile, *rest: object) -> object:
        if file.path.endswith(name) and left[0]:
            left[0] -= 1
            do(file.full_path)  # type: ignore[operator]
        return land(file, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "land", changed)


def test_a_file_that_changes_while_it_is_read_is_read_again(
    settings: Settings, con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = settings.raw / "articles" / "doi.txt"
    article.write_text(ARTICLE.format("11,5"), "utf-8")
    when_reading(monkeypatch, "doi.txt", lambda path: path.write_text(ARTICLE.format("22,5"), "utf-8"), times=1)
    take_in(con, settings)
    assert outcomes(con)["articles/doi.txt"] == ("loaded", None)
    values = con.execute(
        "select value from landing.statement join landing.document using (document_id) where path = 'articles/doi.txt'"
    ).fetchall()
    assert values == [(22.5,)]


def test_a_file_that_goes_while_it_is_read_is_gone(
    settings: Settings, con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    (settings.raw / "articles" / "mat.txt").write_text(ARTICLE.format("11,5"), "utf-8")
    when_reading(monkeypatch, "mat.txt", lambda path: path.unlink(), times=1)
    take_in(con, settings)
    assert "articles/mat.txt" not in outcomes(con)
    assert {outcome for outcome, _ in outcomes(con).values()} <= {"loaded", "unchanged", "duplicate"}


def test_a_file_that_never_stands_still_stops_the_build_and_is_named(
    settings: Settings, con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Published without it, its earlier figures would vanish without a word."""
    article = settings.raw / "articles" / "doi.txt"
    article.write_text("x", "utf-8")
    when_reading(monkeypatch, "doi.txt", lambda path: path.open("a").write("thêm "), times=assets.LOOKS)
    with pytest.raises(dg.Failure, match=r"doi\.txt"):
        take_in(con, settings)


def test_a_refusal_of_the_moment_is_not_remembered(
    settings: Settings, con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    (settings.raw / "articles" / "loi.txt").write_text(ARTICLE.format("11,5"), "utf-8")

    def broken_disk(path: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        when_reading(patched, "loi.txt", broken_disk, times=9)
        take_in(con, settings)
    assert outcomes(con)["articles/loi.txt"] == ("quarantined", "unreadable")
    take_in(con, settings)
    assert outcomes(con)["articles/loi.txt"] == ("loaded", None)


def test_a_broken_reader_costs_one_file(
    settings: Settings, con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicException(BaseException):
        """As libraries written in Rust raise it."""

    def panic(path: Path) -> None:
        raise PanicException("index out of bounds")

    (settings.raw / "articles" / "doc.txt").write_text(ARTICLE.format("11,5"), "utf-8")
    when_reading(monkeypatch, "doc.txt", panic, times=1)
    take_in(con, settings)
    assert outcomes(con)["articles/doc.txt"] == ("quarantined", "reader_failed")


def test_raw_that_changes_all_the_time_gives_one_state(settings: Settings, con: duckdb.DuckDBPyConnection) -> None:
    """A writer rewrites pairs of files for as long as the landing takes; every document is as it was hashed."""
    stop = threading.Event()
    pair = [settings.raw / "articles" / f"doi-{n}.txt" for n in (1, 2)]

    def write() -> None:
        number = 10
        while not stop.wait(0.05):
            number = number % 80 + 10
            for path in pair:
                staged = path.with_name(f".{path.name}")
                staged.write_text(ARTICLE.format(f"{number},5"), "utf-8")
                staged.replace(path)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        take_in(con, settings)
    except dg.Failure as failure:
        assert "doi-" in (failure.description or "")
    finally:
        stop.set()
        writer.join()
    broken = con.execute(
        "select path from landing.document anti join landing.raw_file using (path, sha256)"
        " union all select path from landing.raw_file group by path having count(*) > 1"
    ).fetchall()
    assert broken == []


def test_the_disk_fills_while_a_build_is_published(tmp_path: Path) -> None:
    """The limit on a file's size stands for a full disk: what was published stands, and nothing is left beside it."""
    target = tmp_path / "w.duckdb"
    with duckdb.connect() as con:
        small_build(con, 1, 2000)
        publish(con, target, {})
    program = (
        "import resource, signal, sys, duckdb; from pathlib import Path;"
        "from orchestration.warehouse.publish import publish; from tests.faults.publisher import build;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); con = duckdb.connect(); build(con, 2, 200_000);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000)); publish(con, Path(sys.argv[1]), {})"
    )
    failed = subprocess.run(
        [sys.executable, "-c", program, str(target)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert failed.returncode != 0
    assert build_seen(target) == "b1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["w.duckdb", "w.duckdb.wal"]


@pytest.mark.xdist_group("built")
def test_a_failed_build_says_what_stands_where_to_look_and_why(workshop: Workshop) -> None:
    ranks = workshop.raw / "figures" / "index_ranks.csv"
    good = ranks.read_text("utf-8")
    ranks.write_text(good + "dti,2023,22,Quảng Ninh,,1,99,63,kiểm thử,,,high\n", "utf-8")
    before = published_build_id(workshop.warehouse)
    failed = workshop.build()
    assert failed.returncode != 0
    stands, look, why = failed.stdout.splitlines()[-3:]
    assert str(before) in stands
    assert str(workshop.home / "build") in look
    assert "ranks_within_base" in why
    note = workshop.warehouse.with_name(f".{workshop.warehouse.name}.held-back.json")
    assert "ranks_within_base" in note.read_text("utf-8")
    ranks.write_text(good, "utf-8")
    assert workshop.build().returncode == 0
    assert not note.exists()


def limited(workshop: Workshop, limit: int, number: int) -> subprocess.CompletedProcess[str]:
    """A build that may take no more of one resource than so many bytes."""

    def limit_it() -> None:
        resource.setrlimit(limit, (number, number))

    return subprocess.run(
        [sys.executable, "-m", "orchestration", "warehouse"],
        cwd=ROOT,
        env=workshop.environment,
        preexec_fn=limit_it,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


SHORTAGES = {
    "files of at most 400 kB": (resource.RLIMIT_FSIZE, 400_000),
    "files of at most 2 MB": (resource.RLIMIT_FSIZE, 2_000_000),
    "files of at most 5 MB": (resource.RLIMIT_FSIZE, 5_000_000),
    "600 MB of address space": (resource.RLIMIT_AS, 600_000_000),
    "1.2 GB of address space": (resource.RLIMIT_AS, 1_200_000_000),
    "2 GB of address space": (resource.RLIMIT_AS, 2_000_000_000),
}


@pytest.mark.long
def test_builds_in_want_of_disk_and_memory(workshop: Workshop) -> None:
    """Each either publishes or leaves what stood; the build after all of them needs no hand."""
    (workshop.raw / "articles" / "them.txt").write_text(ARTICLE.format("44,5"), "utf-8")
    ended: dict[str, str] = {}
    for shortage, (limit, number) in SHORTAGES.items():
        before = published_build_id(workshop.warehouse)
        done = limited(workshop, limit, number)
        after = build_seen(workshop.warehouse)
        assert (done.returncode == 0) == (after != before), done.stdout
        ended[shortage] = "published" if after != before else f"refused ({done.stdout.splitlines()[-1].strip()[:90]})"
        (workshop.raw / "articles" / "them.txt").write_text(ARTICLE.format(f"{len(ended)}4,5"), "utf-8")
    assert workshop.build().returncode == 0
    tell("want of disk and memory", builds=len(ended), damaged=0)
    for shortage, end in ended.items():
        print(f"   {shortage}: {end}")


@pytest.mark.long
def test_a_full_disk(workshop: Workshop, tmp_path: Path) -> None:
    """A file system with 4 MB left for everything a build writes; the same build succeeds once there is room."""
    small = tmp_path / "small"
    small.mkdir()
    size = workshop.warehouse.stat().st_size + 4 * 1024 * 1024
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(small)], check=False)
    if mounted.returncode:
        pytest.skip("mounting a small file system needs root")
    try:
        shutil.copyfile(workshop.warehouse, small / "w.duckdb")
        tight = Workshop(workshop.raw, small / "home", small / "w.duckdb")
        (workshop.raw / "articles" / "them.txt").write_text(ARTICLE.format("44,5"), "utf-8")
        before = build_seen(tight.warehouse)
        failed = tight.build()
        assert failed.returncode != 0
        assert build_seen(tight.warehouse) == before
        subprocess.run(["mount", "-o", "remount,size=400m", str(small)], check=True)
        assert tight.build().returncode == 0
        assert build_seen(tight.warehouse) != before
        tell("full disk", tried=1, damaged=0, said=failed.stdout.splitlines()[-1].strip()[:150])
    finally:
        subprocess.run(["umount", str(small)], check=False)


@pytest.mark.long
def test_a_clock_that_jumps_back(workshop: Workshop, tmp_path: Path) -> None:
    """A build stamped a year earlier than the one before it is published all the same, and can be left again."""
    past = datetime.now(UTC) - timedelta(days=365)
    (tmp_path / "sitecustomize.py").write_text(
        "import datetime as clock, time\n"
        # Dagster writes code that names the class
        "class datetime(clock.datetime):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None):\n"
        f"        return cls.fromtimestamp(time.time() - {365 * 86400}, tz)\n"
        "clock.datetime = datetime\n"
    )
    before = published_build_id(workshop.warehouse)
    (workshop.raw / "articles" / "them.txt").write_text(ARTICLE.format("44,5"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "orchestration", "warehouse"],
        cwd=ROOT,
        env=workshop.environment | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    now = build_seen(workshop.warehouse)
    assert now.startswith(str(past.year))
    back = subprocess.run(
        [sys.executable, "-m", "orchestration", "rollback"], cwd=ROOT, env=workshop.environment, check=False
    )
    assert back.returncode == 0
    assert published_build_id(workshop.warehouse) == before
    tell("clock a year back", tried=1, damaged=0)
