"""raw/sources.yml: what each folder of raw/ is, declared and not coded."""

from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from orchestration.landing.fetch_block import Fetch
from orchestration.landing.plain_yaml import YAMLError, lines_of_list, load_plain_yaml
from orchestration.landing.refusal import Refused
from orchestration.portals.plain import plain_label

UNDECLARED_ID = "undeclared"
# what a column of a report may be said to hold, under `labels`
MEASURES = {
    "received", "received_online", "received_direct", "received_by_post", "carried_over", "to_process", "resolved",
    "resolved_early", "resolved_on_day", "resolved_on_time", "resolved_late", "pending_in_time", "pending_overdue",
    "paused", "returned", "stated_on_time_rate", "unit", "field", "order",
}  # fmt: skip


class Source(BaseModel):
    """One declared source. `folder` is a prefix under raw/; the longest matching prefix decides."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    folder: str = ""
    kind: Literal["articles", "portal", "figures", "unknown"] = "unknown"
    name: str
    publisher: str | None = None
    shape: Literal["widget", "table", "sheet", "json", "scores", "catalogue", "dossiers"] | None = None
    url: str | None = None
    licence: str | None = None
    official: bool = False
    place: str | None = None
    organisation: str | None = None
    rhythm_days: int | None = None
    to_date_means: Literal["ytd", "month"] = "ytd"
    rate_basis: Literal["resolved", "to_process", "due", "received", "unknown"] = "resolved"
    numbers: Literal["vi", "en"] = "vi"
    labels: dict[str, str] = {}
    heading: str | None = None
    communes_inside: bool = False
    late_by: Literal["result", "handover"] = "result"
    pauses: Literal["in_due", "extend_due"] = "in_due"
    fetch: Fetch | None = None

    @field_validator("labels")
    @classmethod
    def labels_of_known_measures(cls, labels: dict[str, str]) -> dict[str, str]:
        unknown = sorted(set(labels.values()) - MEASURES)
        if unknown:
            raise ValueError(f"không có số đo {', '.join(unknown)}; có: {', '.join(sorted(MEASURES))}")
        return {" > ".join(map(plain_label, label.split(">"))): measure for label, measure in labels.items()}

    @model_validator(mode="after")
    def fetched_into_its_own_folder(self) -> Self:
        if self.fetch:
            room = "portals" if self.fetch.pages else "articles"
            parts = self.folder.split("/")
            if len(parts) < 2 or parts[0] != room or {"", ".", ".."} & set(parts):
                raise ValueError(f"nguồn có `fetch` phải có folder dạng {room}/<tên>")
        return self

    @model_validator(mode="after")
    def heading_of_a_block(self) -> Self:
        if self.heading and self.shape != "widget":
            raise ValueError("`heading` mở đầu một khối trong trang, chỉ dùng với `shape: widget`")
        return self


UNDECLARED = Source(id=UNDECLARED_ID, name="Nguồn chưa khai báo", publisher=None)


@dataclass(frozen=True, slots=True)
class Registry:
    """The declared sources, and which one a raw path belongs to."""

    sources: tuple[Source, ...] = ()

    def source_of(self, path: str) -> Source:
        matching = [s for s in self.sources if path.startswith(s.folder.rstrip("/") + "/") or path == s.folder]
        return max(matching, key=lambda source: len(source.folder), default=UNDECLARED)


def read_registry(text: str) -> Registry:
    """The sources of a sources.yml. Raises Refused naming the line or the source and key that is wrong."""
    try:
        content = load_plain_yaml(text)
    except (YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", dòng {mark.line + 1}" if mark else ""
        raise Refused("registry_not_yaml", f"sources.yml không phải YAML hợp lệ{where}.") from error
    entries = content.get("sources") if isinstance(content, dict) else content
    if not isinstance(entries, list):
        raise Refused("registry_not_list", "sources.yml phải có một danh sách `sources:`.")
    lines = lines_of_list(text, "sources")
    sources = tuple(
        read_source(entry, number, lines.get(number - 1, 0)) for number, entry in enumerate(entries, start=1)
    )
    repeated = {source.id for source in sources if [s.id for s in sources].count(source.id) > 1}
    if repeated:
        raise Refused("registry_repeats", f"sources.yml khai trùng nguồn: {', '.join(sorted(repeated))}.")
    return Registry(sources)


def read_source(entry: Any, number: int, line: int) -> Source:
    try:
        return Source.model_validate(entry)
    except ValidationError as error:
        named = entry.get("id", f"thứ {number}") if isinstance(entry, dict) else f"thứ {number}"
        wrong = "; ".join(f"{'.'.join(map(str, p['loc']))}: {p['msg']}" for p in error.errors())
        told = f"sources.yml, nguồn {named} (dòng {line}): {wrong}"
        raise Refused("registry_bad_source", told) from error
