"""python -m benchmarks.app: how fast the app answers, over the published warehouse.

The server's part is measured by clients that speak Streamlit's own messages and draw nothing; what a reader waits for
besides is measured in Debian's chromium. Server and clients share this machine.
"""

import asyncio
import os
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import websockets
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest

from orchestration.settings import ROOT
from tests.e2e.conftest import CHROMIUM, FLAGS, serving

PAGES = sorted(path.stem for path in (ROOT / "dashboard" / "pages").glob("*.py"))
RUNS, SESSIONS, FILTERS = 9, 20, 5
# seconds a reader looks at a page before choosing again, on average
PAUSE = 3.0
PLACES = ("30-2004", "38-2004", "08-2004", "22-2004", "46-2004")
FIRST_NUMBER = """what => {
  const box = document.querySelector(what);
  return box && /\\d/.test(box.innerText) && performance.now(); }"""
# the first number there is, and the first that opens to its source
KPI, LIVE_KPI = "[data-kpi-value]", "#root [data-kpi-value]"


def app() -> None:
    warehouse = published()
    reruns()
    with serving(warehouse) as address:
        asyncio.run(crowd(address))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for name, page, what in (
                ("/brief", "/brief", KPI),
                ("overview", "", KPI),
                ("overview, live", "", LIVE_KPI),
            ):
                seconds = first_kpi(browser, address + page, what)
                print(f"app: {name}: first KPI in chromium {seconds:.3f} s (median of {RUNS}, empty browser cache)")
            browser.close()


def published() -> Path:
    """The warehouse to measure over. Raises SystemExit when there is none."""
    warehouse = Path(os.environ.get("THUOCDO_WAREHOUSE") or ROOT / "warehouse.duckdb")
    if not warehouse.exists():
        raise SystemExit("no published warehouse to measure; run make warehouse first")
    return warehouse


def reruns() -> None:
    """Python's part of a rerun of each page, answers already asked for."""
    told = {page: rerun_ms(page) for page in PAGES}
    for page, ms in sorted(told.items(), key=lambda item: -item[1]):
        print(f"app: rerun {page:<14}{ms:6.1f} ms of CPU")
    print(
        f"app: slowest page {max(told.values()):.0f} ms, median page {statistics.median(told.values()):.0f} ms of CPU"
    )


def rerun_ms(page: str) -> float:
    at = AppTest.from_file(str(ROOT / "app_streamlit.py"), default_timeout=30).run()
    at.switch_page(f"dashboard/pages/{page}.py").run()
    return statistics.median(timed(at) for _ in range(RUNS)) * 1000


def timed(at: AppTest) -> float:
    """Seconds of CPU, which others on this machine do not stretch."""
    began = time.process_time()
    at.run()
    return time.process_time() - began


class Session:
    """One reader's connection: asks for the page with a place in its address, and hears it to its end."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self.socket = socket

    async def ask(self, query: str) -> float:
        """Seconds from asking to the last word of the page. Raises when the script failed."""
        wish = BackMsg()
        wish.rerun_script.query_string = query
        began = time.perf_counter()
        await self.socket.send(wish.SerializeToString())
        kpis = 0
        while True:
            heard = ForwardMsg.FromString(bytes(await self.socket.recv()))  # type: ignore[arg-type]
            kpis += b"data-kpi-value" in heard.SerializeToString()
            if heard.WhichOneof("type") == "script_finished":
                if not kpis or heard.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError(f"?{query} drew no figure")
                return time.perf_counter() - began


async def crowd(address: str) -> None:
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"

    async def connect() -> Session:
        return Session(await websockets.connect(stream, subprotocols=["streamlit"], max_size=None))  # type: ignore[list-item]

    began = time.perf_counter()
    sessions = await asyncio.gather(*(connect() for _ in range(SESSIONS)))
    opened = await asyncio.gather(*(session.ask("") for session in sessions))
    print(f"app: {SESSIONS} sessions opening at once are all served in {time.perf_counter() - began:.2f} s "
          f"(first {min(opened):.2f} s)")  # fmt: skip
    one_by_one = [
        await session.ask(f"place={PLACES[(i + turn) % len(PLACES)]}")
        for turn in range(FILTERS)
        for i, session in enumerate(sessions)
    ]
    print(f"app: filter to KPI with {SESSIONS} sessions open, one reader at a time: {told(one_by_one)}")
    together = [
        seconds
        for turn in range(FILTERS)
        for seconds in await asyncio.gather(
            *(session.ask(f"place={PLACES[(i + turn) % len(PLACES)]}") for i, session in enumerate(sessions))
        )
    ]
    print(f"app: filter to KPI, all {SESSIONS} in the same instant: {told(together)}")
    by_whim = told(await busy(sessions))
    print(f"app: filter to KPI, {SESSIONS} readers each choosing anew every {PAUSE:.0f} s or so: {by_whim}")
    for session in sessions:
        await session.socket.close()


async def busy(sessions: Sequence[Session]) -> list[float]:
    """Seconds each of many readers waits, who choose a place, read, and choose again."""

    async def reader(session: Session, whims: random.Random) -> list[float]:
        waited = []
        for _ in range(FILTERS):
            await asyncio.sleep(whims.uniform(0, 2 * PAUSE))
            waited.append(await session.ask(f"place={whims.choice(PLACES)}"))
        return waited

    readers = (reader(session, random.Random(i)) for i, session in enumerate(sessions))
    return [seconds for waited in await asyncio.gather(*readers) for seconds in waited]


def told(seconds: Sequence[float]) -> str:
    p50, p95 = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    return f"p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"


def first_kpi(browser: Browser, address: str, what: str) -> float:
    """Median seconds from the navigation to the first figure on the screen."""
    waited = []
    for _ in range(RUNS):
        context = browser.new_context(locale="vi-VN")
        waited.append(stamped(context.new_page(), address, what))
        context.close()
    return statistics.median(waited)


def stamped(page: Page, address: str, what: str) -> float:
    """Seconds by the page's own clock until a box that `what` names shows a number."""
    page.goto(address, wait_until="commit")
    # looked for at every frame
    return float(page.wait_for_function(FIRST_NUMBER, arg=what, timeout=120_000).json_value()) / 1000


if __name__ == "__main__":
    app()
