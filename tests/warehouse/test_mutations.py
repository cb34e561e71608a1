"""The project's own tests are tried: each fault of mutations.py, put into a copy of the project, must be caught.

A mutated model is built with its unit and data tests over a finished build; what it feeds only when those pass.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from dbt.cli.main import dbtRunner

from orchestration.settings import DBT_PROJECT, Settings
from orchestration.warehouse.dbt import BUILD_FILE_VARIABLE, let_go_of_the_build_file
from tests.conftest import Workshop
from tests.warehouse.mutations import MUTATIONS, Mutation

pytestmark = [pytest.mark.mutations, pytest.mark.xdist_group("default_raw")]


@dataclass(frozen=True, slots=True)
class Bench:
    """A copy of the project, a finished build to go back to, and the file that a trial works in."""

    project: Path
    finished: Path
    build_file: Path

    def source_of(self, model: str) -> Path:
        (found,) = self.project.glob(f"models/*/{model}.sql")
        return found

    def holds(self, *select: str) -> bool:
        """Whether the selected models build and all their tests pass, over the finished build."""
        shutil.copyfile(self.finished, self.build_file)
        where = ["--project-dir", self.project, "--profiles-dir", self.project]
        where += ["--target-path", self.build_file.parent / "dbt", "--log-path", self.build_file.parent / "dbt"]
        quiet = ["--quiet", "--no-use-colors", "--log-level", "none", "--fail-fast"]
        try:
            done = dbtRunner().invoke([*quiet, "build", *map(str, where), "--full-refresh", "--select", *select])
        finally:
            let_go_of_the_build_file()
        return done.success

    def catches(self, mutation: Mutation) -> bool:
        source = self.source_of(mutation.model)
        sound = source.read_text("utf-8")
        assert mutation.before in sound, f"{mutation.model} no longer says: {mutation.before}"
        source.write_text(sound.replace(mutation.before, mutation.after, 1), "utf-8")
        try:
            return not (self.holds(mutation.model) and self.holds(f"{mutation.model}+"))
        finally:
            source.write_text(sound, "utf-8")


@pytest.fixture(scope="module")
def bench(from_default_raw: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("mutations")
    shutil.copytree(DBT_PROJECT, folder / "project", ignore=shutil.ignore_patterns("target", "logs"))
    made = Bench(
        folder / "project", Settings(home=from_default_raw.home).build_file, folder / "work" / "warehouse.duckdb"
    )
    made.build_file.parent.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        # one path for every trial: dbt parses all anew when its profile changes
        patch.setitem(os.environ, BUILD_FILE_VARIABLE, str(made.build_file))
        yield made


def test_there_are_enough_and_each_is_another() -> None:
    assert len(MUTATIONS) >= 25
    assert len({(one.model, one.before) for one in MUTATIONS}) == len(MUTATIONS)


def test_the_sound_project_holds(bench: Bench) -> None:
    """Else every fault would seem to be caught."""
    assert bench.holds(*{mutation.model for mutation in MUTATIONS})
    with duckdb.connect(bench.build_file, read_only=True) as con:
        assert con.execute("select count(*) > 0 from kpi_target_progress").fetchone() == (True,)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one.model}: {one.fault}")
def test_a_fault_is_caught(bench: Bench, mutation: Mutation) -> None:
    assert bench.catches(mutation), "survived: no test of the project notices"
