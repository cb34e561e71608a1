"""What is installed is what the lock names, with hashes; nothing is declared that nobody uses."""

import ast
import json
import re
import tomllib
from importlib.metadata import packages_distributions

from tests.supply_chain import ELSEWHERE, LICENCES, ROOT, SBOM, locked

# used without being imported by name, and by what
USED_OTHERWISE = {
    "dagster-webserver": "`make dagster` runs it",
    "altair": "Streamlit draws with it; its version is held here",
    "vl-convert-python": "turns charts into images for export",
}
# declared for work under way; a name here that is imported or no longer declared fails the test
DECLARED_AHEAD = {"charset-normalizer"}
# what one may not build a service of an administration on without asking a lawyer
CAREFUL = re.compile(r"\b(?:AGPL|SSPL|BUSL|Affero|Commons Clause|Proprietary)\b", re.IGNORECASE)


def declared() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = (re.match(r"[A-Za-z0-9._-]+", line) for line in project["dependencies"])
    return [name.group().lower() for name in named if name]


def imported() -> set[str]:
    files = [
        ROOT / "app_streamlit.py",
        *(f for room in ("orchestration", "dashboard") for f in (ROOT / room).rglob("*.py")),
    ]
    modules: set[str] = set()
    for node in (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))):
        if isinstance(node, ast.Import):
            modules |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module.split(".")[0])
    owners = packages_distributions()
    return {owner.lower().replace("_", "-") for module in modules for owner in owners.get(module, [])}


def test_every_dependency_is_used_or_says_by_what() -> None:
    assert set(declared()) - imported() - USED_OTHERWISE.keys() == DECLARED_AHEAD
    assert USED_OTHERWISE.keys() <= set(declared()), "an excuse for what is no longer declared"


def test_every_package_is_locked_with_hashes_and_no_address() -> None:
    assert [package.name for package in locked() if not package.hashes] == []
    assert "://" not in (ROOT / "requirements.lock").read_text("utf-8")
    assert set(declared()) <= {package.name.lower() for package in locked()}


def test_licences_and_bill_of_materials_are_those_of_the_lock() -> None:
    """`make sbom` writes both."""
    lines = LICENCES.read_text("utf-8").splitlines()
    components = {(c["name"], c["version"]) for c in json.loads(SBOM.read_text("utf-8"))["components"]}
    assert components == {(package.name, package.version) for package in locked()}
    assert [
        p.name for p in locked() if not any(line.startswith(f"| {p.name} | {p.version} | ") for line in lines)
    ] == []


def test_no_licence_asks_for_a_lawyer() -> None:
    assert [(p.name, p.licence) for p in locked() if p.licence != ELSEWHERE and CAREFUL.search(p.licence)] == []
