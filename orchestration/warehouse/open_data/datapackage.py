"""datapackage.json: the release as Frictionless Data describes one (https://specs.frictionlessdata.io)."""

from collections.abc import Mapping, Sequence
from typing import Any

from orchestration.warehouse.open_data.files import Resource
from orchestration.warehouse.open_data.flagged import Column
from orchestration.warehouse.open_data.terms import LICENCE, LICENCE_NAME, LICENCE_URL, TITLE_EN, TITLE_VI, Release

TYPES = {
    "varchar": "string",
    "bigint": "integer",
    "integer": "integer",
    "double": "number",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "datetime",
}


def datapackage(release: Release, resources: Sequence[Resource]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "thuoc-do",
        "title": TITLE_VI,
        "title_en": TITLE_EN,
        "version": release.build_id,
        "created": f"{release.built_at.isoformat()}Z",
        "homepage": release.address,
        "licenses": [licence()],
        "contributors": [{"title": release.publisher, "role": "publisher"}],
        "sources": [dict(source) for source in release.sources],
        "resources": [resource_of(resource) for resource in resources],
    }


def licence() -> dict[str, str]:
    return {"name": LICENCE, "path": LICENCE_URL, "title": LICENCE_NAME}


def resource_of(resource: Resource) -> dict[str, Any]:
    table = resource.table
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": resource.csv.path.name,
        "title": table.title_vi,
        "title_en": table.title_en,
        "description": table.about,
        "usage_warning_vi": table.warning_vi,
        "usage_warning_en": table.warning_en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": resource.csv.bytes,
        "hash": f"sha256:{resource.csv.sha256}",
        "rows": resource.rows,
        "licenses": [licence()],
        "schema": schema_of(resource),
        # the same rows with their types; a tabular resource has one path
        "parquet": {
            "path": resource.parquet.path.name,
            "bytes": resource.parquet.bytes,
            "hash": f"sha256:{resource.parquet.sha256}",
        },
    }


def schema_of(resource: Resource) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [field_of(column, column.name in resource.always_filled) for column in resource.table.columns],
        "missingValues": [""],
    }
    # a primary key has no gaps; where the grain allows them, the dictionary names it in words
    if resource.table.key and set(resource.table.key) <= resource.always_filled:
        schema["primaryKey"] = list(resource.table.key)
    return schema


def field_of(column: Column, always_filled: bool) -> Mapping[str, Any]:
    kind = "array" if column.type.endswith("[]") else TYPES[column.type]
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": column.en, "description_vi": column.vi}
    return field | ({"constraints": {"required": True}} if always_filled and kind != "string" else {})
