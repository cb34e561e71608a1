"""What requirements.lock brings along: `make sbom` writes docs/licences.md and docs/sbom.cdx.json."""

import json
import re
import subprocess
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
    """CycloneDX 1.6 as cyclonedx-py makes it of the lock, with what it cannot know of a lock: the licences.

    Without clocks or serial numbers, so that the same lock gives the same file.
    """
    lines = "\n".join(f"{package.name}=={package.version}" for package in packages)
    program = ["cyclonedx-py", "requirements", "-", "--pyproject", "pyproject.toml", "--output-reproducible"]
    told = subprocess.run(
        [*program, "--short-PURLs"], cwd=ROOT, input=lines, capture_output=True, text=True, check=True
    ).stdout
    bill = json.loads(told)
    licence = {package.name: package.licence for package in packages}
    for component in bill["components"]:
        component["licenses"] = [{"license": {"name": licence[component["name"]]}}]
        # where it guesses that packages come from, and which line it read
        del component["externalReferences"], component["description"]
    for tool in bill["metadata"]["tools"]["components"]:
        del tool["externalReferences"]
    return json.dumps(bill, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    LICENCES.write_text(licences(locked()), "utf-8")
    SBOM.write_text(bill_of_materials(locked()), "utf-8")
