"""Writes one release beside the one that stands, and puts it in place whole."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from orchestration.settings import Settings
from orchestration.warehouse.dbt import read_manifest
from orchestration.warehouse.open_data import changes as compared
from orchestration.warehouse.open_data.catalogue import catalogue
from orchestration.warehouse.open_data.changes import Change
from orchestration.warehouse.open_data.datapackage import datapackage
from orchestration.warehouse.open_data.files import Resource, write_table
from orchestration.warehouse.open_data.flagged import Table, flagged
from orchestration.warehouse.open_data.pages import dictionary, readme
from orchestration.warehouse.open_data.terms import Release
from orchestration.warehouse.publish import attached

PUBLISHER = "Thước Đo"
PACKAGE = "datapackage.json"


class NotOurs(RuntimeError):
    """The folder holds something that is no release; it was left as it was."""


def release_open_data(settings: Settings) -> list[Resource]:
    """The flagged tables of the published file as a release. Raises duckdb.Error, OSError or NotOurs."""
    target = settings.open_data
    if target.is_dir() and any(target.iterdir()) and not (target / PACKAGE).is_file():
        raise NotOurs(f"{target} holds files that are no release; empty it, or set THUOCDO_OPEN_DATA to another folder")
    tables = flagged(read_manifest(settings))
    staged = target.with_name(f".{target.name}.staged")
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    try:
        with attached(settings.warehouse) as con:
            release = release_of(con, settings)
            resources = [write_table(con, table, staged) for table in tables]
        describe(release, resources, staged)
        note_changes(release, tables, target, staged)
        put_in_place(staged, target)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return resources


def release_of(con: duckdb.DuckDBPyConnection, settings: Settings) -> Release:
    ((build_id, built_at),) = con.execute("select build_id, built_at from published.main.build_info").fetchall()
    sources = con.execute("select name, publisher, url from published.main.dim_source order by source_id").fetchall()
    return Release(
        build_id=build_id,
        built_at=built_at,
        address=settings.open_data_url.rstrip("/") + "/",
        publisher=PUBLISHER,
        sources=[
            {"title": f"{name} ({publisher})" if publisher else name} | ({"path": url} if url else {})
            for name, publisher, url in sources
        ],
    )


def describe(release: Release, resources: Sequence[Resource], folder: Path) -> None:
    write_json(folder / PACKAGE, datapackage(release, resources))
    write_json(folder / "catalog.jsonld", catalogue(release, resources))
    (folder / "README.md").write_text(readme(release, resources), "utf-8")
    for lang in ("vi", "en"):
        (folder / f"dictionary.{lang}.md").write_text(dictionary(resources, lang), "utf-8")


def note_changes(release: Release, tables: Sequence[Table], standing: Path, folder: Path) -> list[Change]:
    """Against the release that stands. The same build released again keeps what it said of the one before it."""
    before = build_of(standing)
    if before == release.build_id and (standing / "changes.json").is_file():
        for name in ("changes.json", "CHANGES.md"):
            shutil.copyfile(standing / name, folder / name)
        return []
    found = compared.changes(standing if before else None, folder, tables)
    write_json(folder / "changes.json", compared.as_json(before, release.build_id, found))
    (folder / "CHANGES.md").write_text(compared.as_markdown(before, release.build_id, found), "utf-8")
    return found


def build_of(folder: Path) -> str | None:
    try:
        return str(json.loads((folder / PACKAGE).read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return None


def put_in_place(staged: Path, target: Path) -> None:
    """Two renames: a reader in between finds no release, never half of one."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    staged.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
