"""What came back from the web, and what it means when nothing useful did."""

from dataclasses import dataclass

from orchestration.landing.refusal import Reason


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer. `url` is the address that gave it; `body` is without transfer and content encoding."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Validators:
    """What an earlier capture was marked with: asked with these, an unchanged page answers 304."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, headers: dict[str, str]) -> "Validators":
        return cls(headers.get("etag"), headers.get("last-modified"))

    @property
    def as_headers(self) -> dict[str, str]:
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


class Fault(Exception):
    """No answer this time (network, 5xx, 429): trying again may help. `retry_after` is in seconds, as the host asks."""

    def __init__(self, code: str, text: str, retry_after: float | None = None) -> None:
        super().__init__(text)
        self.reason = Reason(code, text)
        self.retry_after = retry_after
