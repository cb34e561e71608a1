"""What a process and all it started cost, told by Linux's own accounts: others than children are not waited for."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, seconds of processor, and the most memory that the process and all it started held."""

    seconds: float
    processor_seconds: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Account:
    parent: int
    processor_seconds: float
    kib: int


def watched(command: Sequence[str], folder: Path, environment: dict[str, str], said: Path) -> Cost:
    """Runs a program to its end. Raises SystemExit with what it said when it fails."""
    begun, spent, peak = time.perf_counter(), 0.0, 0.0
    with said.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT)
        while process.poll() is None:
            accounts = family(process.pid)
            # what a JVM leaves to die takes its account with it
            spent = max(spent, sum(one.processor_seconds for one in accounts))
            peak = max(peak, sum(one.kib for one in accounts) / 1024)
            time.sleep(LOOK_SECONDS)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{said.read_text('utf-8')}")
    return Cost(time.perf_counter() - begun, spent, peak)


def processor_seconds(root: int) -> float:
    return sum(one.processor_seconds for one in family(root))


def family(root: int) -> list[Account]:
    """The accounts of a process and of all that descend from it."""
    accounts = {int(path.name): told for path in Path("/proc").glob("[0-9]*") if (told := account(path))}
    found = [root] if root in accounts else []
    for pid in found:
        found += [child for child, one in accounts.items() if one.parent == pid]
    return [accounts[pid] for pid in found]


def account(path: Path) -> Account | None:
    """Null when the process has just ended."""
    try:
        stat = (path / "stat").read_text("utf-8").rpartition(")")[2].split()
        pages = int((path / "statm").read_text("utf-8").split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return None
    # of this process, and of the children that it has waited for
    ticks = sum(int(told) for told in stat[11:15])
    return Account(int(stat[1]), ticks / TICKS, pages * os.sysconf("SC_PAGE_SIZE") // 1024)
