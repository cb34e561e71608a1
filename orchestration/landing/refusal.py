"""Why a file was not read: a code for programs and a Vietnamese sentence for people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    text: str


# refusals of the moment: the same bytes may be read the next time, so these are never remembered
OF_THE_MOMENT = frozenset({"changed_while_reading", "unreadable"})


class Refused(Exception):
    """A file cannot be read. It is set aside with this reason; the build goes on."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.reason = Reason(code, text)
