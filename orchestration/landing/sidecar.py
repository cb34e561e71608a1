"""The optional note beside a raw file: `<file>.meta.yml` says where it came from."""

import re
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from orchestration.landing.plain_yaml import YAMLError, load_plain_yaml
from orchestration.landing.refusal import Refused

LONGEST = 200_000
SUFFIX = ".meta.yml"
CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


class Sidecar(BaseModel):
    """What the person who saved the file knew about it. Every field is optional; unknown keys are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    captured_at: datetime | None = None
    licence: str | None = None
    place: str | None = None
    note: str | None = None
    # what a fetched file adds: the address that answered after redirects, and how it answered
    address: str | None = None
    status: int | None = None
    headers: dict[str, str] = {}
    sha256: str | None = None

    @field_validator("captured_at", mode="before")
    @classmethod
    def a_day_is_its_midnight(cls, value: Any) -> Any:
        if isinstance(value, date) and not isinstance(value, datetime):
            return datetime(value.year, value.month, value.day)
        return value

    @field_validator("captured_at")
    @classmethod
    def naive(cls, value: datetime | None) -> datetime | None:
        """DuckDB's timestamp has no zone; the local time written in the file is what is kept."""
        return value.replace(tzinfo=None) if value else None

    @property
    def charset(self) -> str | None:
        """What the host's Content-Type header said of the bytes."""
        found = CHARSET.search(self.headers.get("content-type", ""))
        return found.group(1) if found else None


def read_sidecar(text: str) -> Sidecar:
    """Raises Refused when the text is not YAML, not a mapping, or a field is not of its kind."""
    if len(text) > LONGEST:
        raise Refused("sidecar_too_large", f"Tệp mô tả dài hơn {LONGEST // 1000} nghìn ký tự; đã bỏ qua tệp mô tả.")
    try:
        content = load_plain_yaml(text)
    except (YAMLError, RecursionError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f" (dòng {line + 1})" if line is not None else ""
        raise Refused("sidecar_not_yaml", f"Tệp mô tả không phải YAML hợp lệ{where}; đã bỏ qua tệp mô tả.") from error
    if content is None:
        return Sidecar()
    if not isinstance(content, dict):
        raise Refused("sidecar_not_mapping", "Tệp mô tả phải gồm các dòng `khóa: giá trị`; đã bỏ qua tệp mô tả.")
    try:
        return Sidecar.model_validate({str(key): value for key, value in content.items()})
    except ValidationError as error:
        wrong = ", ".join(sorted({str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}))
        raise Refused(
            "sidecar_bad_value", f"Tệp mô tả có giá trị không hợp lệ ở: {wrong}; đã bỏ qua tệp mô tả."
        ) from error
