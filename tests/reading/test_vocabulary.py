"""A domain expert teaches the reader without any Python: a row in a table, and the figure is read."""

import shutil
from pathlib import Path

from orchestration.reading.reader import compile_reader, read_with
from orchestration.reading.statement import Document
from orchestration.reading.vocabulary import CATALOGUE, INDICATORS, PLACES, WORDS, load

TEXT = "Năm 2024, tỉnh Quảng Ninh có 1.250 camera giám sát giao thông."


def test_a_new_row_in_the_catalogue_is_read_at_once(tmp_path: Path) -> None:
    tables = [Path(shutil.copy(table, tmp_path)) for table in (WORDS, CATALOGUE, PLACES, INDICATORS)]
    before = read_with(compile_reader(load(*tables)), Document(TEXT))
    header, *_ = tables[3].read_text("utf-8").splitlines()
    row = {"indicator_code": "traffic_cameras", "value_type": "count", "unit": "count"}
    row |= {"phrasings_vi": "camera giám sát giao thông"}
    cells = [row.get(column, "") for column in header.split(",")]
    with tables[3].open("a", encoding="utf-8") as seed:
        seed.write(",".join(cells) + "\n")
    after = read_with(compile_reader(load(*tables)), Document(TEXT))
    assert [s.indicator_code for s in before] == [None]
    assert [s.indicator_code for s in after] == ["traffic_cameras"]


def test_a_new_line_on_what_an_indicator_counts_rules_the_others_out(tmp_path: Path) -> None:
    tables = [Path(shutil.copy(table, tmp_path)) for table in (WORDS, CATALOGUE, PLACES, INDICATORS)]
    text = "Tỉnh Quảng Ninh có 30 hợp tác xã dùng nền tảng bộ dữ liệu mở."
    assert [s.indicator_code for s in read_with(compile_reader(load(*tables)), Document(text))] == [
        "open_datasets_published"
    ]
    with tables[1].open("a", encoding="utf-8") as catalogue:
        catalogue.write('open_datasets_published = { of = ["data"] }\n')
    assert [s.indicator_code for s in read_with(compile_reader(load(*tables)), Document(text))] == [None]


def test_a_new_word_for_an_aim(tmp_path: Path) -> None:
    tables = [Path(shutil.copy(table, tmp_path)) for table in (WORDS, CATALOGUE, PLACES, INDICATORS)]
    text = "Tỉnh Quảng Ninh quyết chí có 95% hồ sơ nộp trực tuyến."
    assert [s.kind for s in read_with(compile_reader(load(*tables)), Document(text))] == ["actual"]
    words = tables[0].read_text("utf-8").replace("target = [", 'target = [ "quyết chí",', 1)
    tables[0].write_text(words, "utf-8")
    assert [s.kind for s in read_with(compile_reader(load(*tables)), Document(text))] == ["target"]
