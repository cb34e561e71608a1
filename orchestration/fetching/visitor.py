"""A polite visitor of a source's hosts: robots.txt obeyed, a rate kept, faults retried, redirects followed by hand."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime

import httpx

from orchestration.fetching.addresses import checked_url, host_and_port
from orchestration.fetching.answers import Answer, Fault, Validators
from orchestration.fetching.backoff import retry_after, wait_before
from orchestration.fetching.robots import AGENT, Rules
from orchestration.fetching.wire import Limits, exchange
from orchestration.landing.refusal import Refused

ATTEMPTS = 4
REDIRECTS = 5
PATIENCE_SECONDS = 120.0
REDIRECT_STATUSES = (301, 302, 303, 307, 308)


class Visitor:
    """GETs at the given hosts and nowhere else. `sleep`, `clock` and `jitter` are swapped in tests."""

    def __init__(
        self,
        hosts: tuple[str, ...],
        seconds_between: float,
        *,
        allow_private: bool = False,
        limits: Limits | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._hosts = hosts
        self._seconds_between = seconds_between
        self._allow_private = allow_private
        self._limits = limits or Limits()
        self._sleep = sleep
        self._clock = clock
        self._jitter = jitter
        self._rules: dict[str, Rules] = {}
        self._next_turn: dict[str, float] = {}

    def get(self, address: str, known: Validators | None = None) -> Answer:
        """The answer, 200 or (asked with validators) 304. Raises Refused for good, Fault when every attempt failed."""
        headers = (known or Validators()).as_headers
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._visit(address, headers)
            except Fault as fault:
                wait = wait_before(attempt, fault.retry_after, self._jitter())
                if attempt == ATTEMPTS or wait > PATIENCE_SECONDS:
                    raise
                self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _visit(self, address: str, headers: dict[str, str]) -> Answer:
        answer = self._follow(address, headers, obey=True)
        if answer.status == 200 or (answer.status == 304 and headers):
            return answer
        raise Refused("status", f"Máy chủ trả lời {answer.status}, không phải trang cần chụp.")

    def _follow(self, address: str, headers: dict[str, str], *, obey: bool) -> Answer:
        """The first answer that is no redirect; every address on the way is checked as the first one was."""
        seen: list[httpx.URL] = []
        while len(seen) <= REDIRECTS:
            url = checked_url(address, self._hosts)
            if url in seen:
                raise Refused("redirect_loop", "Trang chuyển hướng vòng tròn.")
            if seen and (seen[-1].scheme, url.scheme) == ("https", "http"):
                raise Refused("redirect_to_plain", "Trang chuyển hướng từ https sang http; không theo.")
            seen.append(url)
            rules = self._rules_of(url) if obey else None
            if rules and not rules.allow(str(url)):
                raise Refused("robots", f"robots.txt của {url.host} không cho phép lấy {url.path}.")
            answer = self._ask(url, headers, rules)
            if answer.status not in REDIRECT_STATUSES or "location" not in answer.headers:
                return answer
            address = joined(url, answer.headers["location"])
        raise Refused("redirect_loop", f"Trang chuyển hướng quá {REDIRECTS} lần.")

    def _ask(self, url: httpx.URL, headers: dict[str, str], rules: Rules | None) -> Answer:
        self._take_turn(url, max(self._seconds_between, rules.seconds_between if rules else 0.0))
        sent = {"User-Agent": f"{AGENT}/0.1", "Accept": "*/*"} | headers
        answer = exchange(url, sent, self._limits, allow_private=self._allow_private)
        if answer.status == 429 or answer.status >= 500:
            asked = retry_after(answer.headers.get("retry-after"), datetime.now(UTC))
            raise Fault("busy", f"Máy chủ {url.host} đang bận hoặc lỗi ({answer.status}).", asked)
        return answer

    def _rules_of(self, url: httpx.URL) -> Rules:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._rules:
            self._rules[origin] = Rules(self._follow(f"{origin}/robots.txt", {}, obey=False))
        return self._rules[origin]

    def _take_turn(self, url: httpx.URL, seconds_between: float) -> None:
        host = host_and_port(url)
        wait = self._next_turn.get(host, 0.0) - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._next_turn[host] = self._clock() + seconds_between


def joined(url: httpx.URL, location: str) -> str:
    try:
        return str(url.join(location))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Refused("bad_address", "Trang chuyển hướng tới một địa chỉ không hợp lệ.") from error
