"""docs/reference.md: every setting and every command, from the code that reads them.

python -m orchestration.reference writes it anew; a test fails while it is not what the code says.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from orchestration.settings import ROOT, Settings

PAGE = ROOT / "docs" / "reference.md"
TARGET = re.compile(r"^([a-z0-9-]+):.*?## (.*)$", re.MULTILINE)
# a name, its variable, and words that may go on in further lines set in under them
SETTING = re.compile(r"^ {4}(\w+)\s+(THUOCDO_\w+)\s+(.*(?:\n {30,}\S.*)*)", re.MULTILINE)
HEADING = """# Reference

Written by `python -m orchestration.reference` from the Makefile and `orchestration/settings.py`: change those, not this
page. Tables and columns are in `docs/dictionary.md`.
"""


def reference() -> str:
    return "\n".join(lines()) + "\n"


def lines() -> Iterator[str]:
    yield HEADING
    yield "## Commands\n"
    yield "| command | what it does |\n| --- | --- |"
    for name, told in TARGET.findall((ROOT / "Makefile").read_text("utf-8")):
        yield f"| `make {name}` | {cell(told)} |"
    yield "\n## Settings\n"
    yield "Environment variables; an empty one is as good as none. Secrets are given here and nowhere else.\n"
    yield "| variable | what it sets |\n| --- | --- |"
    for variable, told in settings_told().values():
        yield f"| `{variable}` | {cell(told)} |"


def settings_told() -> dict[str, tuple[str, str]]:
    """Field → its variable and the words of the class's docstring."""
    found = SETTING.findall(Settings.__doc__ or "")
    return {name: (variable, " ".join(told.split())) for name, variable, told in found}


def cell(text: str) -> str:
    return text.strip().replace("|", "\\|")


def write(page: Path = PAGE) -> None:
    page.write_text(reference(), "utf-8")


if __name__ == "__main__":
    write()
