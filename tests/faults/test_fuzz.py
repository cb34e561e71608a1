"""Any bytes, and captures with bits of them changed: each file is accounted for, soon and in bounded memory."""

import io
import random
import resource
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.landing.sidecar import SUFFIX
from tests.conftest import ROOT
from tests.faults.harness import chance, tell, times
from tests.faults.landing import SLOWEST_SECONDS, Landing, land_alone

FOLDERS = {
    "mau-a": "may",
    "mau-b": "may",
    "tp-hai-duong": "may",
    "mau-bang": "bang",
    "mau-bieu": "bieu",
    "mau-api": "api",
    "mau-ho-so": "hoso",
    "mau-766": "diem",
    "mau-du-lieu-mo": "muc",
}
SPELLS = [
    *(
        mark.encode()
        for mark in ("\u202e", "\u200b", "О９", "đến tháng 13/2024", "trên dưới ", "31/02/2024", "99/99/9999")
    ),
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"\\u0000", b"\\ud800", b"&#0;", b"&#x110000;"),
    *(b"NaN", b"-Infinity", b"1e309", b"-1", b"1" + b"0" * 30, b"%" * 50, b"." * 50),
    *(b"<!--", b"]]>", b"<script>", b"</table>", b"<td>", b"rowspan=99999 ", b"*a", b"&a", b"!!", b": "),
    *(b'"', b"'", b",", b";", b"\t", b"\r", b"\n", b"{", b"[", b"}"),
]
PATHS = [
    "articles/a.txt",
    "articles/a.md",
    "articles/a.html",
    "articles/a.txt.meta.yml",
    "portals/may/a.html",
    "portals/bang/a.html",
    "portals/api/a.json",
    "portals/diem/a.json",
    "portals/muc/a.json",
    "portals/bieu/a.csv",
    "portals/bieu/a.xlsx",
    "portals/hoso/a.parquet",
    "portals/hoso/a.csv",
    "figures/a.csv",
    "sources.yml",
]


def as_parquet() -> bytes:
    """A few sample case files as an export in columns."""
    content = io.BytesIO()
    sample = next((ROOT / "raw" / "portals" / "mau-ho-so").glob("*.csv"))
    pl.read_csv(sample, infer_schema=False).head(200).write_parquet(content)
    return content.getvalue()


def captures() -> list[tuple[str, bytes]]:
    """The default data's own files, each under the folder that says how it is read, and the shape it has no file of."""
    found = [("portals/hoso/a.parquet", as_parquet())]
    for path in sorted((ROOT / "raw").rglob("*")):
        if not path.is_file():
            continue
        room, *inside = path.relative_to(ROOT / "raw").parts
        name = SUFFIX if path.name.endswith(SUFFIX) else path.suffix
        if room == "portals":
            room = f"portals/{FOLDERS[inside[0]]}"
        found.append((room if not inside else f"{room}/a{name}", path.read_bytes()))
    return found


def bewitched(dice: random.Random, data: bytes, seeds: list[tuple[str, bytes]]) -> bytes:
    """The bytes cut, doubled, spliced or bewitched in a few places."""
    content = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 4, 16])):
        at = dice.randrange(len(content) + 1)
        to = min(len(content), at + dice.choice([1, 2, 8, 100, 3000]))
        match dice.randrange(6):
            case 0:
                content[at:at] = dice.choice(SPELLS)
            case 1:
                content[at:to] = dice.choice(SPELLS)
            case 2:
                del content[at:to]
            case 3:
                content[at:at] = bytes(content[at:to]) * dice.choice([1, 2, 50])
            case 4 if content:
                content[min(at, len(content) - 1)] = dice.randrange(256)
            case _:
                other = dice.choice(seeds)[1]
                begin = dice.randrange(len(other) + 1)
                content[at:to] = other[begin : begin + 500]
    return bytes(content)


def bewitched_within(dice: random.Random, data: bytes, seeds: list[tuple[str, bytes]]) -> bytes:
    """A workbook that is still a zip, with one of the files in it bewitched: what the zip would hide is reached."""
    whole, packed = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    chosen = dice.choice(whole.namelist())
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in whole.namelist():
            inside = whole.read(name)
            out.writestr(name, bewitched(dice, inside, seeds) if name == chosen else inside)
    return packed.getvalue()


def shape_of(path: str) -> str:
    """Sidecars are read alike wherever they stand."""
    return SUFFIX if path.endswith(SUFFIX) else path


def mutants(dice: random.Random) -> Iterator[tuple[str, bytes]]:
    """Captures of every shape without end, each bewitched."""
    seeds = captures()
    shapes = sorted({shape_of(path) for path, _ in seeds})
    while True:
        # every shape as often as any other, however few files it has
        shape = dice.choice(shapes)
        path, data = dice.choice([seed for seed in seeds if shape_of(seed[0]) == shape])
        within = path.endswith(".xlsx") and dice.random() < 0.8
        yield path, (bewitched_within if within else bewitched)(dice, data, seeds)


def land_mutants(folder: Path, files: int) -> tuple[Counter[str], list[Landing], list[str]]:
    """Lands so many mutants. Returns how they ended, those that took too long, and what no reader had foreseen."""
    ends: Counter[str] = Counter()
    slow: list[Landing] = []
    unforeseen: list[str] = []
    for number, (path, data) in zip(range(1, files + 1), mutants(chance("mutants")), strict=False):
        landing = land_alone(folder, path, data)
        ends[landing.outcome] += 1
        if landing.seconds > SLOWEST_SECONDS:
            slow.append(landing)
        if number % 250 == 0:
            print(f"{number} files: {dict(ends)}, {len(slow)} slow", flush=True)
        if landing.code == "reader_failed":
            unforeseen.append(f"{path}: {landing.reason}")
    return ends, slow, unforeseen


def test_captures_with_bits_changed_are_accounted_for(tmp_path: Path) -> None:
    ends, slow, _ = land_mutants(tmp_path, 40)
    assert sum(ends.values()) == 40
    assert slow == []


@pytest.mark.long
def test_ten_thousand_mutants(tmp_path: Path) -> None:
    files = times(10_000)
    ends, slow, unforeseen = land_mutants(tmp_path, files)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    tell("fuzzed files", tried=files, crashes=0, over_2_s=len(slow), unforeseen=len(unforeseen), peak_mb=memory, **ends)
    for line in sorted(set(unforeseen)):
        print("  ", line)
    assert slow == []


@pytest.mark.parametrize("path", PATHS)
def test_any_bytes_are_read_or_refused_with_a_reason(tmp_path: Path, path: str) -> None:
    text = st.text(st.characters(codec="utf-8"), max_size=300)
    pieces = st.lists(st.one_of(st.sampled_from(SPELLS), st.binary(max_size=40), text.map(str.encode)), max_size=20)

    @settings(max_examples=6, suppress_health_check=list(HealthCheck))
    @given(pieces.map(b"".join))
    def lands(data: bytes) -> None:
        assert land_alone(tmp_path, path, data).seconds < SLOWEST_SECONDS

    lands()


@pytest.mark.parametrize("row", ["dti,,22,Quảng Ninh,,1,3,63,x,,,high", ",2022,22,Quảng Ninh,,1,3,63,x,,,high"])
def test_a_rank_of_no_year_or_index_costs_one_file(tmp_path: Path, row: str) -> None:
    """Found by the mutants: the empty cell stopped the whole landing."""
    head = (
        "index_code,year,place_code,place_name,score,scale_max,rank,rank_base,"
        "source_name,source_url,published_on,confidence"
    )
    landing = land_alone(tmp_path, "figures/a.csv", f"{head}\n{row}\n".encode())
    assert (landing.outcome, landing.code) == ("quarantined", "bad_cell")


def test_a_column_that_breaks_in_the_middle_costs_one_file(tmp_path: Path) -> None:
    """Found by the mutants: what no month needs is unpacked only as case files are written, and stopped the landing."""
    content = io.BytesIO()
    as_told = pl.read_parquet(io.BytesIO(as_parquet()))
    as_told.with_columns(pl.lit("1.000123.H01").alias("Mã TTHC")).write_parquet(
        content, compression="uncompressed", statistics=False
    )
    whole, spoilt = content.getvalue(), content.getvalue().replace(b"1.000123.H01", b"\xff" * 12)
    assert whole != spoilt
    assert land_alone(tmp_path / "whole", "portals/hoso/a.parquet", whole).outcome == "loaded"
    landing = land_alone(tmp_path / "spoilt", "portals/hoso/a.parquet", spoilt)
    assert (landing.outcome, landing.code, landing.rows) == ("quarantined", "not_a_table", 0)
