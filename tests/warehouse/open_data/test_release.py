"""A release: what leaves and what never does, read by strangers' tools, and held against the release before."""

import copy
import csv
import hashlib
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyshacl
import pytest
import rdflib
from frictionless import Package, validate

from orchestration.settings import Settings
from orchestration.warehouse.open_data import release as releasing
from orchestration.warehouse.open_data.flagged import flagged, words
from orchestration.warehouse.open_data.release import NotOurs, release_open_data
from tests.dashboard.conftest import write_warehouse
from tests.dashboard.invented import ROWS

SHAPES = Path(__file__).with_name("dcat_shapes.ttl")
# what may name a person, wherever it stands: case files, who took an alert in hand, words of the press
NEVER_TABLES = {"fct_dossier", "alert", "dim_document", "fct_statement", "load_audit"}
NEVER_COLUMNS = re.compile(r"applicant|acknowledged|phone|email|address|author|citizen|sentence|text$|person")
ID_NUMBER, PHONE, MAIL = re.compile(r"\b\d{12}\b"), re.compile(r"\b0\d{9}\b"), re.compile(r"\w@\w+\.\w")


@pytest.fixture(scope="module")
def settings(manifest: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("release")
    rows = copy.deepcopy(ROWS)
    rows["dim_place"][1]["name_vi"] = "=1+1"
    rows["dim_place"][0] |= {"valid_from": "2004-01-01", "is_current": True}
    for number, row in enumerate(rows["kpi_rank_history"]):
        row["place_key"] = f"P{number}"
    made = Settings(
        home=folder / "home",
        warehouse=write_warehouse(folder / "w.duckdb", rows),
        open_data=folder / "open_data",
        open_data_url="https://data.example.org/thuoc-do",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(releasing, "read_manifest", lambda _: manifest)
        release_open_data(made)
    return made


@pytest.fixture
def known_manifest(manifest: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing, "read_manifest", lambda _: manifest)


@pytest.fixture(scope="module")
def package(settings: Settings) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((settings.open_data / "datapackage.json").read_text("utf-8"))
    return found


def test_only_what_is_flagged_leaves(settings: Settings, manifest: dict[str, Any], package: dict[str, Any]) -> None:
    tables = flagged(manifest)
    assert {table.name for table in tables} == {path.stem for path in settings.open_data.glob("*.csv")}
    assert {table.name for table in tables} & NEVER_TABLES == set()
    for table, resource in zip(tables, package["resources"], strict=True):
        names = [column.name for column in table.columns]
        assert [name for name in names if NEVER_COLUMNS.search(name)] == []
        assert [field["name"] for field in resource["schema"]["fields"]] == names
        assert pl.read_parquet(settings.open_data / resource["parquet"]["path"]).columns == names


def test_a_column_without_the_flag_stays(manifest: dict[str, Any]) -> None:
    other = copy.deepcopy(manifest)
    node = other["nodes"]["model.thuocdo.dim_source"]
    for stray in ("yes", 1, "true", False, None):
        for holder in (node["columns"]["url"], node["columns"]["licence"]):
            holder["config"] = {"meta": {"open_data": stray}}
            holder["meta"] = {"open_data": stray}
        (table,) = (table for table in flagged(other) if table.name == "dim_source")
        assert {"url", "licence"} & {column.name for column in table.columns} == set()


def test_nothing_in_the_files_looks_like_a_person(settings: Settings) -> None:
    for path in settings.open_data.glob("*.csv"):
        text = path.read_text("utf-8-sig")
        assert not PHONE.search(text), path.name
        assert not MAIL.search(text), path.name
        assert not ID_NUMBER.search(text), path.name


def test_every_column_and_table_has_words_in_both_languages(settings: Settings, manifest: dict[str, Any]) -> None:
    tables = flagged(manifest)
    assert words()["tables"].keys() == {table.name for table in tables}
    used = {column.name for table in tables for column in table.columns}
    for lang in ("vi", "en"):
        page = (settings.open_data / f"dictionary.{lang}.md").read_text("utf-8")
        assert [name for name in used if f"| `{name}` |" not in page] == []
    readme = (settings.open_data / "README.md").read_text("utf-8")
    assert [table.name for table in tables if table.warning_vi not in readme or table.warning_en not in readme] == []


def test_the_package_is_valid_for_the_frictionless_library(settings: Settings) -> None:
    report = validate(str(settings.open_data / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "rowNumber", "message"])[:5]
    resources = Package(str(settings.open_data / "datapackage.json")).resources
    assert sum(len(resource.read_rows()) for resource in resources) > 30


def test_the_package_is_valid_for_the_frictionless_command(settings: Settings) -> None:
    program = str(Path(sys.executable).with_name("frictionless"))
    done = subprocess.run(
        [program, "validate", "datapackage.json"], cwd=settings.open_data, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_changed_byte_is_found(settings: Settings, tmp_path: Path) -> None:
    for path in settings.open_data.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "dim_place.csv").write_bytes((tmp_path / "dim_place.csv").read_bytes().replace(b"T1", b"T9", 1))
    assert not validate(str(tmp_path / "datapackage.json")).valid


def test_bytes_and_hashes_are_those_of_the_files(settings: Settings, package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        for told in (resource, resource["parquet"]):
            data = (settings.open_data / told["path"]).read_bytes()
            assert told["bytes"] == len(data)
            assert told["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_strangers_read_the_same_rows(settings: Settings, package: dict[str, Any]) -> None:
    with duckdb.connect() as con:
        for resource in package["resources"]:
            sheet, typed = (str(settings.open_data / told["path"]) for told in (resource, resource["parquet"]))
            counts = {
                len(pd.read_csv(sheet)),
                pl.read_csv(sheet, infer_schema=False).height,
                con.execute(f"select count(*) from read_csv('{sheet}', all_varchar=true)").fetchone()[0],  # type: ignore[index]
                len(pd.read_parquet(typed)) if has_pyarrow() else pl.read_parquet(typed).height,
                con.execute(f"select count(*) from '{typed}'").fetchone()[0],  # type: ignore[index]
            }
            assert counts == {resource["rows"]}, resource["name"]
            assert pd.read_csv(sheet).columns[0] == resource["schema"]["fields"][0]["name"]


def has_pyarrow() -> bool:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        return False
    return True


def test_the_catalogue_holds_what_dcat_ap_asks_for(settings: Settings) -> None:
    graph = rdflib.Graph().parse(settings.open_data / "catalog.jsonld", format="json-ld")
    conforms, _, told = pyshacl.validate(graph, shacl_graph=str(SHAPES))
    assert conforms, told
    n_datasets = len(list(graph.subjects(rdflib.RDF.type, rdflib.DCAT.Dataset)))
    assert n_datasets == len(list(settings.open_data.glob("*.csv")))
    # the shapes do look: without its publisher the same catalogue fails them
    graph.remove((None, rdflib.DCTERMS.title, None))
    assert not pyshacl.validate(graph, shacl_graph=str(SHAPES))[0]


def test_excel_reads_vietnamese_and_runs_nothing(settings: Settings) -> None:
    data = (settings.open_data / "dim_place.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {row["name_vi"] for row in rows} == {"Thử Nghiệm", "'=1+1"}
    typed = pl.read_parquet(settings.open_data / "dim_place.parquet")
    assert "=1+1" in typed["name_vi"].to_list()


@pytest.mark.usefixtures("known_manifest")
def test_the_same_build_released_again_is_the_same_byte_for_byte(settings: Settings) -> None:
    before = {path.name: path.read_bytes() for path in settings.open_data.iterdir()}
    release_open_data(settings)
    assert {path.name: path.read_bytes() for path in settings.open_data.iterdir()} == before
    assert list(settings.open_data.parent.glob(".open_data*")) == []


@pytest.mark.usefixtures("known_manifest")
def test_changes_against_the_release_before_are_counted(settings: Settings, tmp_path: Path) -> None:
    rows = copy.deepcopy(ROWS)
    first = settings.model_copy(
        update={"warehouse": write_warehouse(tmp_path / "a.duckdb", rows), "open_data": tmp_path / "out"}
    )
    release_open_data(first)
    rows["build_info"][0]["build_id"] = "b2"
    rows["kpi_current"][0] |= {"value": 91.0, "freshness_days": 401}
    rows["kpi_current"][1] |= {"freshness_days": 401}
    rows["dim_place"].append(rows["dim_place"][1] | {"place_key": "T3-2004"})
    rows["dim_source"] = []
    second = first.model_copy(update={"warehouse": write_warehouse(tmp_path / "b.duckdb", rows)})
    release_open_data(second)
    told = json.loads((tmp_path / "out" / "changes.json").read_text("utf-8"))
    found = {table["table"]: table for table in told["tables"]}
    assert told["now"] == "b2"
    assert (found["kpi_current"]["added"], found["kpi_current"]["changed"]) == (0, 1)
    assert (found["dim_place"]["added"], found["dim_place"]["changed"]) == (1, 0)
    assert found["dim_place"]["coverage"]["places"] == [3, 4]
    assert (found["dim_source"]["removed"], found["dim_source"]["rows_now"]) == (1, 0)
    assert "| dim_source | 1 → 0 |" in (tmp_path / "out" / "CHANGES.md").read_text("utf-8")


@pytest.mark.usefixtures("known_manifest")
def test_a_folder_that_is_no_release_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("x")
    with pytest.raises(NotOurs, match="THUOCDO_OPEN_DATA"):
        release_open_data(settings.model_copy(update={"open_data": tmp_path / "letters"}))
    assert (tmp_path / "letters" / "dear.txt").read_text() == "x"


@pytest.mark.usefixtures("known_manifest")
def test_a_release_that_fails_leaves_the_one_before(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no room")

    before = {path.name: path.read_bytes() for path in settings.open_data.iterdir()}
    monkeypatch.setattr(releasing, "describe", full)
    with pytest.raises(OSError, match="no room"):
        release_open_data(settings)
    assert {path.name: path.read_bytes() for path in settings.open_data.iterdir()} == before
    assert list(settings.open_data.parent.glob(".open_data*")) == []
