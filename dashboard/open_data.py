"""The open-data release that stands beside the warehouse, as its own data package describes it."""

import csv
import json
import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dashboard.warehouse import ROOT

LOOK_ROWS = 10


@dataclass(frozen=True, slots=True)
class Released:
    """One table of the release and its files."""

    name: str
    title_vi: str
    title_en: str
    warning_vi: str
    warning_en: str
    rows: int
    files: tuple[Path, ...]

    def first_rows(self) -> list[dict[str, str]]:
        """As they stand in the CSV; nothing when it is gone meanwhile."""
        try:
            with self.files[0].open(encoding="utf-8-sig", newline="") as file:
                return list(islice(csv.DictReader(file), LOOK_ROWS))
        except OSError:
            return []


@dataclass(frozen=True, slots=True)
class Release:
    version: str
    tables: tuple[Released, ...]


def standing() -> Release | None:
    """Null when there is no release, or none that can be read."""
    folder = Path(os.environ.get("THUOCDO_OPEN_DATA") or ROOT / "open_data").expanduser().absolute()
    try:
        package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        return Release(
            str(package["version"]),
            tuple(
                Released(
                    name=resource["name"],
                    title_vi=resource["title"],
                    title_en=resource["title_en"],
                    warning_vi=resource["usage_warning_vi"],
                    warning_en=resource["usage_warning_en"],
                    rows=int(resource["rows"]),
                    # a release names files of its own folder and of no other
                    files=tuple(folder / Path(told["path"]).name for told in (resource, resource["parquet"])),
                )
                for resource in package["resources"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
