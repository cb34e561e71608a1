"""python -m benchmarks.peers SUPERSET VIZRO: seconds to the first number on the screen, beside two peers, in one run.

SUPERSET and VIZRO are virtual environments of their own, made as `benchmarks/requirements-superset.txt` and
`requirements-vizro.txt` say. All three read the same published file and show the same number of the same place in
Debian's chromium. The peers show that number and nothing else; the app its whole overview. Cold is a browser that has
seen nothing, warm the same page once more. What the peers are made of is in `benchmarks/peer_apps/`.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from benchmarks.app import KPI, LIVE_KPI, published, stamped
from benchmarks.running import running
from benchmarks.superset import superset
from orchestration.settings import ROOT
from tests.e2e.conftest import CHROMIUM, FLAGS, serving
from tests.serving import free_port, wait_for

RUNS = 9
MOST_OF_SUPERSET, MOST_OF_VIZRO = 0.3, 1.0


@dataclass(frozen=True, slots=True)
class Peer:
    """A page to open, where its first number stands, and how one signs in."""

    name: str
    address: str
    number: str
    sign_in: Callable[[Page], None] | None = None


def peers(superset_home: Path, vizro_home: Path) -> None:
    warehouse = published()
    with ExitStack() as stack, sync_playwright() as playwright:
        asked = [
            Peer("app", ours := stack.enter_context(serving(warehouse)), KPI),
            # the same page, until its numbers open to their sources
            Peer("app, live", ours, LIVE_KPI),
            Peer("vizro", stack.enter_context(vizro(vizro_home, warehouse)), ".card-kpi .card-body"),
            Peer("superset", *stack.enter_context(superset(superset_home, warehouse))),
        ]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        looks: dict[str, list[tuple[float, float]]] = {peer.name: [] for peer in asked}
        entries = {peer.name: entered(browser, peer) for peer in asked}
        # in turns, so that whatever else this machine does falls on all alike
        for _, peer in product(range(RUNS), asked):
            looks[peer.name].append(looked(browser, peer, entries[peer.name]))
        browser.close()
    cold, warm = ({name: median(look[i] for look in of_it) for name, of_it in looks.items()} for i in range(2))
    for name in looks:
        print(f"peers: {name:<10} first number cold {cold[name]:.2f} s, warm {warm[name]:.2f} s (medians of {RUNS})")
    for name, most in (("superset", MOST_OF_SUPERSET), ("vizro", MOST_OF_VIZRO)):
        print(f"peers: app warm to {name} warm {warm['app'] / warm[name]:.2f}, at most {most}")


def entered(browser: Browser, peer: Peer) -> StorageState | None:
    """What a browser holds of somebody who has signed in; signing in is no part of what is measured."""
    if peer.sign_in is None:
        return None
    context = browser.new_context()
    peer.sign_in(context.new_page())
    held = context.storage_state()
    context.close()
    return held


def looked(browser: Browser, peer: Peer, entry: StorageState | None) -> tuple[float, float]:
    """Seconds to the first number: in a browser that has seen nothing, and at its second look."""
    context = browser.new_context(locale="vi-VN", storage_state=entry)
    page = context.new_page()
    seconds = [stamped(page, peer.address, peer.number) for _ in range(2)]
    context.close()
    return seconds[0], seconds[1]


@contextmanager
def vizro(home: Path, warehouse: Path) -> Iterator[str]:
    port = free_port()
    program = [str(home / "bin" / "gunicorn"), "--threads", "8", "--bind", f"127.0.0.1:{port}", "vizro_page:server"]
    room = ROOT / "benchmarks" / "peer_apps"
    with running(program, room, {"WAREHOUSE": str(warehouse)}):
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/"


if __name__ == "__main__":
    peers(*(Path(home) for home in sys.argv[1:3]))
