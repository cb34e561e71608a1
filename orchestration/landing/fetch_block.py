"""The `fetch:` block of a source in sources.yml: what may be captured, when, and from which hosts only."""

from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

CRON_FIELDS = 5


class Fetch(BaseModel):
    """Either `pages` (captured as they are), or one `feed` (RSS, Atom) or `list` page whose articles are captured.

    schedule is a cron line in Vietnamese time; hosts are `name` or `name:port`, and nothing else is ever asked;
    seconds_between is the least time between two requests to one host.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    pages: tuple[str, ...] = ()
    feed: str | None = None
    list_page: str | None = Field(default=None, alias="list")
    links: str | None = None
    schedule: str
    hosts: tuple[str, ...] = Field(min_length=1)
    seconds_between: float = Field(default=2.0, ge=0)

    @field_validator("schedule")
    @classmethod
    def five_fields(cls, cron: str) -> str:
        if len(cron.split()) != CRON_FIELDS:
            raise ValueError("schedule phải là dòng cron năm phần, ví dụ `0 5 * * *`")
        return " ".join(cron.split())

    @field_validator("hosts", mode="before")
    @classmethod
    def lower(cls, hosts: Any) -> Any:
        return tuple(str(host).strip().lower() for host in hosts) if isinstance(hosts, (list, tuple)) else hosts

    @model_validator(mode="after")
    def one_kind_of_target(self) -> Self:
        if sum(map(bool, (self.pages, self.feed, self.list_page))) != 1:
            raise ValueError("fetch phải có đúng một trong `pages`, `feed`, `list`")
        if bool(self.list_page) != bool(self.links):
            raise ValueError("`list` đi cùng `links`: bộ chọn CSS của các liên kết tới bài")
        for url in self.addresses:
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError(f"{url} không phải địa chỉ http(s)")
            if not {parts.netloc.lower(), parts.hostname} & set(self.hosts):
                raise ValueError(f"máy chủ của {url} không có trong `hosts`")
        return self

    @property
    def addresses(self) -> tuple[str, ...]:
        return self.pages or tuple(url for url in (self.feed, self.list_page) if url)
