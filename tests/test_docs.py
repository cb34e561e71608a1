"""What docs say can be done: commands exist and are run somewhere, paths exist, SQL answers, the reference is fresh."""

import re
from pathlib import Path

import pytest

from orchestration.reference import PAGE, TARGET, reference, settings_told
from orchestration.settings import ROOT, Settings
from tests.conftest import Workshop

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
# made by a build or by the reader, or examples of what one may make
NOT_IN_THE_REPOSITORY = re.compile(
    r"^(raw/articles/tutorial|raw/(portals|articles)/(<|so-|trung-|mot-cua|\*)|raw/<|warehouse\.duckdb|\.?thuocdo/|open_data/|reports/"
    r"|\.streamlit/secrets\.toml|docs/performance\.md|dashboard/pages/<)"
)
# run by no test, and why
NOT_RUN = {
    "help": "prints the list that the reference holds",
    "run": "`warehouse`, then `serve` (tests/test_serve.py); each is run by tests of its own",
    "dagster": "opens Dagster's own page",
    "service": "tests/test_service.py runs its keeper, tests/e2e/test_service.py (long) the whole of it",
    "test": "is what runs this",
    "mutations": "measures the tests, takes long",
    "faults": "hours long",
    "e2e": "needs a browser",
    "screenshots": "needs a browser",
    "bench": "measures, proves nothing",
    "bench-quick": "measures, proves nothing",
    "lock": "needs the package index",
    "sbom": "tests/test_supply_chain.py holds what it writes against the lock",
    "lint": "the gate runs it",
    "format": "rewrites the working tree",
    "clean": "deletes",
    "spark": "installs, and needs Java",
    "test-spark": "needs Java and what `spark` installs",
}
RUN_BY = {
    "warehouse": "tests/conftest.py",
    "retry": "tests/test_refused_files.py",
    "rollback": "tests/warehouse/test_history.py",
    "verify": "tests/warehouse/test_history.py",
    "open-data": "tests/test_docs.py",
    "report": "tests/test_docs.py",
}


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def named_paths(text: str) -> set[str]:
    """Words in backticks that are paths of the repository, without their examples in angle brackets."""
    words = re.findall(r"`([\w./<>*…-]+)`", text)
    rooms = {path.name for path in ROOT.iterdir() if not path.name.startswith(".") or path.name == ".streamlit"}
    return {word for word in words if "/" in word and word.split("/")[0] in rooms}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_path_that_is_named_exists(page: Path) -> None:
    named = {path for path in named_paths(text_of(page)) if not NOT_IN_THE_REPOSITORY.match(path)}
    gone = {path for path in named if not any(ROOT.glob(path.rstrip("/"))) and not (ROOT / path).exists()}
    assert gone == set()


def test_every_command_that_is_named_exists_and_is_run_or_says_why_not() -> None:
    targets = {name for name, _ in TARGET.findall(text_of(ROOT / "Makefile"))}
    named = {word for page in PAGES for word in re.findall(r"(?:`|^)make ([a-z0-9-]+)", text_of(page), re.MULTILINE)}
    assert named - targets == set()
    assert targets - NOT_RUN.keys() - RUN_BY.keys() == set(), "a command that nothing runs and nobody excuses"
    assert (NOT_RUN.keys() | RUN_BY.keys()) - targets == set()
    assert [file for file in RUN_BY.values() if not (ROOT / file).exists()] == []
    modules = {word for page in PAGES for word in re.findall(r"python -m ([\w.]+)", text_of(page))}
    own = {name for name in modules if name.split(".")[0] in ("orchestration", "tests", "benchmarks", "dashboard")}
    missing = {
        name
        for name in own
        if not (ROOT / f"{name.replace('.', '/')}.py").exists()
        and not (ROOT / name.replace(".", "/") / "__main__.py").exists()
    }
    assert missing == set()


def test_the_reference_is_fresh() -> None:
    assert text_of(PAGE) == reference(), "run `python -m orchestration.reference`"


def test_every_setting_is_told_with_its_own_variable() -> None:
    told = settings_told()
    assert told.keys() == Settings.model_fields.keys()
    assert all(variable == f"THUOCDO_{name.upper()}" for name, (variable, _) in told.items())
    named = {word for page in PAGES for word in re.findall(r"\bTHUOCDO_[A-Z_]+\b", text_of(page))}
    elsewhere = {word for word in named if word not in {variable for variable, _ in told.values()}}
    # the sign-in and the browser tests have variables of their own
    assert {word for word in elsewhere if not any(word in code.read_text("utf-8") for code in code_files())} == set()


def code_files() -> list[Path]:
    return [file for room in ("orchestration", "dashboard", "tests") for file in (ROOT / room).rglob("*.py")]


@pytest.mark.xdist_group("built")
def test_the_tutorial_goes_as_it_says(workshop: Workshop, tmp_path: Path) -> None:
    """Steps 2, 3 and 5, word for word, on a small raw folder."""
    page = text_of(ROOT / "docs" / "tutorial.md")
    ((article,),) = (re.findall(r"Save this as `raw/articles/tutorial.md`:\n\n```\n(.*?)```", page, re.DOTALL),)
    (workshop.raw / "articles" / "tutorial.md").write_text(article, "utf-8")
    assert "published" in workshop.build().stdout
    (sql,) = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    ((value, quote, sentence),) = workshop.ask(sql)
    assert value == 12.5
    assert str(quote) in str(sentence)
    for command, folder in (("open-data", "THUOCDO_OPEN_DATA"), ("report", "THUOCDO_REPORTS")):
        done = workshop.run(command, **{folder: str(tmp_path / command)})
        assert done.returncode == 0, done.stdout + done.stderr
        assert list((tmp_path / command).iterdir())


@pytest.mark.xdist_group("built")
@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "howto").glob("*.md")), ids=lambda page: page.stem)
def test_the_sql_of_a_how_to_is_answered(built: Workshop, page: Path) -> None:
    for sql in re.findall(r"```sql\n(.*?)```", text_of(page), re.DOTALL):
        built.ask(sql)
