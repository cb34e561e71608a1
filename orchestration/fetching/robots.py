"""robots.txt as its host wrote it. Pure: the answer to the request for it in, rules out."""

from urllib.robotparser import RobotFileParser

from orchestration.fetching.answers import Answer

AGENT = "ThuocDo"
MAX_BYTES = 512 * 1024


class Rules:
    """What one host allows us: paths, and seconds between requests."""

    def __init__(self, answer: Answer) -> None:
        self._parser = RobotFileParser()
        if answer.status in (401, 403):
            self._parser.parse(["User-agent: *", "Disallow: /"])
        elif answer.status == 200:
            text = answer.body[:MAX_BYTES].decode("utf-8-sig", "replace")
            self._parser.parse(text.splitlines())
        else:
            self._parser.parse([])

    def allow(self, url: str) -> bool:
        return self._parser.can_fetch(AGENT, url)

    @property
    def seconds_between(self) -> float:
        rate = self._parser.request_rate(AGENT)
        return max(float(self._parser.crawl_delay(AGENT) or 0), rate.seconds / rate.requests if rate else 0.0)
