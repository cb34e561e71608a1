"""Why a file was not read: a code for programs and a Vietnamese sentence for people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    text: str


class Refused(Exception):
    """A file cannot be read. It is set aside with this reason; the build goes on."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.reason = Reason(code, text)
