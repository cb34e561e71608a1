"""What the faults share: how many times, what a whole published file is, and how figures are told."""

import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import duckdb

# the long forms, cut short or drawn out: THUOCDO_FAULTS=0.1 runs a tenth of each
SHARE = float(os.environ.get("THUOCDO_FAULTS", "1"))
SEED = int(os.environ.get("THUOCDO_FAULTS_SEED", "20261123"))


def times(number: int) -> int:
    return max(1, round(number * SHARE))


def chance(name: str) -> random.Random:
    """Random, and the same again with the same seed."""
    return random.Random(f"{SEED}-{name}")


def tell(fault: str, **figures: object) -> None:
    """One line a fault, for docs/reliability.md."""
    print(f"\n{fault}: " + ", ".join(f"{name.replace('_', ' ')} {figure}" for name, figure in figures.items()))


def build_seen(path: Path) -> str:
    """The build id of a published file, after counting that every table holds what the build says of itself."""
    with duckdb.connect() as con:
        con.execute(f"attach '{path}' as w (read_only)")
        ((build_id, told),) = con.execute("select build_id, rows_per_table from w.main.build_info").fetchall()
        for table, rows in json.loads(told).items():
            assert con.execute(f'select count(*) from w.main."{table}"').fetchone() == (rows,), table
        ((ids,),) = con.execute("select list(distinct build_id) from w.main.load_audit").fetchall()
        assert ids in (None, [build_id])
    return str(build_id)


def kill_group(process: "subprocess.Popen[str]", after: float) -> bool:
    """SIGKILLs the whole process group after so many seconds; false when it had ended by itself."""
    deadline = time.monotonic() + after
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return alive
