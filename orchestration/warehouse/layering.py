"""Which room of the dbt project may read which: staging the landing tables, core below it, marts only core,
and the alerts on top all of them.

python -m orchestration.warehouse.layering: prints each breach, and exits 1 when there is one (`make lint`).
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from orchestration.settings import DBT_PROJECT

MAY_READ = {
    "staging": {"landing"},
    "core": {"staging", "seeds", "core"},
    "marts": {"core"},
    "alerts": {"staging", "core", "marts"},
}
COMMENT = re.compile(r"--[^\n]*|\{#.*?#\}", re.DOTALL)
REF = re.compile(r"\bref\(\s*['\"](\w+)['\"]\s*\)")
SOURCE = re.compile(r"\bsource\(\s*['\"](\w+)['\"]\s*,\s*['\"](\w+)['\"]\s*\)")


def rooms_of(project: Path) -> dict[str, str]:
    """Name → room of every model and seed."""
    models = {path.stem: path.parent.name for path in project.glob("models/*/*.sql")}
    return models | {path.stem: "seeds" for path in project.glob("seeds/*.csv")}


def breaches(project: Path) -> Iterator[str]:
    """One line for each model that reads a room it may not, or a name that is in no room."""
    rooms = rooms_of(project)
    for path in sorted(project.glob("models/*/*.sql")):
        room = path.parent.name
        for name, read_room in reads(path.read_text("utf-8"), rooms):
            if read_room not in MAY_READ[room]:
                allowed = " or ".join(sorted(MAY_READ[room]))
                yield f"{room}/{path.stem} reads {read_room}/{name}: {room} reads only {allowed}"


def reads(sql: str, rooms: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What a model's SQL reads, each with its room."""
    told = COMMENT.sub("", sql)
    for name in sorted(set(REF.findall(told))):
        yield name, rooms.get(name, "nowhere")
    for schema, name in sorted(set(SOURCE.findall(told))):
        yield name, schema


if __name__ == "__main__":
    found = list(breaches(DBT_PROJECT))
    for line in found:
        print(line)
    sys.exit(bool(found))
