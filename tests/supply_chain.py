"""What requirements.lock brings along: `make sbom` writes docs/licences.md and docs/sbom.cdx.json."""

import json
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LICENCES = ROOT / "docs" / "licences.md"
SBOM = ROOT / "docs" / "sbom.cdx.json"
ELSEWHERE = "installed on other systems only"


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    hashes: int
    licence: str


def locked() -> list[Package]:
    """The packages of requirements.lock, in its order."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / "requirements.lock").read_text("utf-8"))
    found = [(re.match(r"([A-Za-z0-9_.-]+)==([^\s;\\]+)", entry), entry.count("--hash=sha256:")) for entry in entries]
    return [Package(at[1], at[2], hashes, licence_of(at[1])) for at, hashes in found if at]


def licence_of(name: str) -> str:
    """What the package says of itself: its expression, else its classifier, else the first line of its licence."""
    try:
        told = distribution(name).metadata
    except PackageNotFoundError:
        return ELSEWHERE
    kinds = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License :: ")]
    named = [kind for kind in kinds if kind != "OSI Approved"]
    lines = (told.get("License") or "").strip().splitlines()
    return told.get("License-Expression") or ", ".join(named) or (lines[0] if lines else "not told")


def licences(packages: list[Package]) -> str:
    rows = [f"| {p.name} | {p.version} | {p.licence.replace('|', '/')} |" for p in packages]
    head = [
        "# Licences",
        "",
        "Of each package in `requirements.lock`, as it tells; written by `make sbom`.",
        "",
    ]
    return "\n".join([*head, "| package | version | licence |", "| --- | --- | --- |", *rows, ""])


def bill_of_materials(packages: list[Package]) -> str:
    """CycloneDX 1.5, without clocks or serial numbers, so that the same lock gives the same file."""
    components = [
        {
            "type": "library",
            "name": package.name,
            "version": package.version,
            "purl": f"pkg:pypi/{package.name.lower()}@{package.version}",
            "licenses": [{"license": {"name": package.licence}}],
        }
        for package in packages
    ]
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": components}
    return json.dumps(bill, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    LICENCES.write_text(licences(locked()), "utf-8")
    SBOM.write_text(bill_of_materials(locked()), "utf-8")
