"""catalog.jsonld: the release as DCAT-AP 3 describes one, for portals that harvest each other."""

from collections.abc import Sequence
from typing import Any

from orchestration.warehouse.open_data.files import Resource, Written
from orchestration.warehouse.open_data.terms import (
    ABOUT_EN,
    ABOUT_VI,
    LICENCE_URL,
    TITLE_EN,
    TITLE_VI,
    Release,
)

CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority/"
MEDIA = "https://www.iana.org/assignments/media-types/"
GOVERNMENT = {"@id": f"{AUTHORITY}data-theme/GOVE"}
PUBLIC = {"@id": f"{AUTHORITY}access-right/PUBLIC"}
FORMATS = {
    "csv": (f"{AUTHORITY}file-type/CSV", f"{MEDIA}text/csv"),
    "parquet": (f"{AUTHORITY}file-type/PARQUET", f"{MEDIA}application/vnd.apache.parquet"),
}


def catalogue(release: Release, resources: Sequence[Resource]) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@id": release.address,
        "@type": "dcat:Catalog",
        "dct:title": both(TITLE_VI, TITLE_EN),
        "dct:description": both(ABOUT_VI, ABOUT_EN),
        "dct:publisher": publisher(release),
        "dct:issued": moment(release),
        "dct:modified": moment(release),
        "dct:language": [{"@id": f"{AUTHORITY}language/{code}"} for code in ("VIE", "ENG")],
        "dct:license": {"@id": LICENCE_URL},
        "dcat:dataset": [dataset(release, resource) for resource in resources],
    }


def dataset(release: Release, resource: Resource) -> dict[str, Any]:
    table = resource.table
    return {
        "@id": f"{release.address}#{table.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": table.name,
        "dct:title": both(table.title_vi, table.title_en),
        "dct:description": both(table.warning_vi, f"{table.about} {table.warning_en}"),
        "dct:publisher": publisher(release),
        "dct:modified": moment(release),
        "dct:accessRights": PUBLIC,
        "dcat:theme": GOVERNMENT,
        "dcat:version": release.build_id,
        "dcat:distribution": [distribution(release, resource, kind) for kind in FORMATS],
    }


def distribution(release: Release, resource: Resource, kind: str) -> dict[str, Any]:
    file: Written = resource.csv if kind == "csv" else resource.parquet
    address = f"{release.address}{file.path.name}"
    file_type, media_type = FORMATS[kind]
    return {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": file.path.name,
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {"@id": file_type},
        "dcat:mediaType": {"@id": media_type},
        "dcat:byteSize": {"@value": str(file.bytes), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": LICENCE_URL},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }


def both(vi: str, en: str) -> list[dict[str, str]]:
    return [{"@value": vi, "@language": "vi"}, {"@value": en, "@language": "en"}]


def publisher(release: Release) -> dict[str, str]:
    return {"@id": f"{release.address}#publisher", "@type": "foaf:Agent", "foaf:name": release.publisher}


def moment(release: Release) -> dict[str, str]:
    return {"@value": f"{release.built_at.isoformat()}Z", "@type": "xsd:dateTime"}
