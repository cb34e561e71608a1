"""A page taken away holds what the page shows: the same numbers, and where each was read."""

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard import brief, repository
from dashboard.charts.bullets import bullets
from dashboard.charts.heatmap import heatmap
from dashboard.charts.slips import slips
from dashboard.charts.tile_grid import tile_grid
from dashboard.components import kpi_card
from dashboard.exports.images import PICTURES, picture
from dashboard.exports.pages import Block, Taken, value, workbook
from dashboard.exports.tables import as_written, csv_bytes
from dashboard.formats import number
from dashboard.markup import el, join
from dashboard.rows.evidence import Evidence
from dashboard.text import text
from dashboard.warehouse import current_edition
from tests.dashboard.invented.names import PLACE
from tests.dashboard.test_exports import read_csv, sheets_of
from tests.dashboard.test_pages import html_of

VI, EN = text("vi"), text("en")
BEGINS = {"png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF"}


def said(identity: str, sentence: str) -> Evidence:
    none = (None,) * 5
    return Evidence(
        identity, "sentence", None, "89,27%", sentence, "ký tự 1", 89.27, "percent", "thử", 0.9, "stated", "text",
        *none[:4], "articles/a.txt", "article", "=Bài thử", None, "Báo Thử", date(2024, 10, 5), "text", None, None,
    )  # fmt: skip


def test_workbook_has_a_sheet_a_block_and_one_on_sources_of_each_number() -> None:
    taken = Taken()
    for name, shown in (("=A", "89,27%"), ("B", "1.427")):
        cells = (el("b", name), join(shown))
        taken.blocks.append(Block("kpis", ["Chỉ số", "Giá trị"], [(cells, "s1")]))
    taken.blocks.append(Block("ranking", ["Hạng"], [((el("b", "13"),), "s2")]))
    book = sheets_of(workbook(taken, {"Trang": "Tổng quan"}, lambda key: said(key, "Câu."), VI))
    assert list(book) == ["Về tệp này", "Chỉ số", "Xếp hạng", "Nguồn"]
    assert book["Chỉ số"][1:] == [["=A", 89.27, "s1"], ["B", 1427.0, "s1"]]
    assert book["Xếp hạng"][1] == [13.0, "s2"]
    assert [row[:4] for row in book["Nguồn"][1:]] == [[key, "89,27%", "Câu.", "=Bài thử"] for key in ("s1", "s2")]


def test_no_formula_reaches_the_workbook() -> None:
    taken = Taken([Block("kpis", ["=1+1"], [(("=cmd|'x'!A0",), None)])])
    assert b"<f>" not in workbook(taken, {"=x": "=y"}, lambda _: None, VI)


@given(st.floats(-1e9, 1e9).map(lambda x: round(x, 2)))
def test_a_shown_number_is_the_number_in_the_sheet(amount: float) -> None:
    for say in (VI, EN):
        assert value(number(amount, say.lang), say.lang) == pytest.approx(amount)


@pytest.mark.parametrize("words", ["31/12/2025", "13/63", "trên 89,27%", "–", "1.2.3", "Năm 2024", "08-2004"])
def test_words_stay_words(words: str) -> None:
    assert value(words, "vi") == words


def drawings() -> dict[str, dict]:
    day = date(2024, 3, 31)
    return {
        "bullets": bullets([("Tỷ lệ hồ sơ", 70.0, 90.0)], VI),
        "heatmap": heatmap([("Sở A", date(2024, 1, 1), 91.0), ("Sở B", date(2024, 3, 1), 99.0)], "Tỷ lệ", VI),
        "slips": slips([("IOC", date(2022, 12, 31), day, None), ("SOC", None, None, day)], VI),
        "tiles": tile_grid({"Hà Nội": 1, "Huế": 2}, 34, "Huế", VI),
    }


@pytest.mark.parametrize("kind", PICTURES)
def test_a_chart_is_drawn_as_a_file_without_a_network(kind: str) -> None:
    assert picture(drawings()["heatmap"], "Tỷ lệ đúng hạn", kind).startswith(BEGINS[kind])  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["bullets", "heatmap", "slips", "tiles"])
def test_every_chart_is_drawn_with_its_words(name: str) -> None:
    drawn = picture(drawings()[name], "Tên biểu đồ", "svg").decode()
    expected = {"bullets": "Tỷ lệ hồ sơ", "heatmap": "Sở A", "slips": "IOC", "tiles": "Trường"}
    assert expected[name] in drawn
    assert "Tên biểu đồ" in drawn


def test_one_number_is_the_same_through_every_door(published: Path, app: AppTest) -> None:
    edition = current_edition()
    kpis = repository.kpis(edition, PLACE)
    shown, sheet = html_of(app.run()), brief.page(edition, PLACE, VI)
    taken = Taken([kpi_card.taken(kpi, VI) for kpi in kpis])
    book = sheets_of(workbook(taken, {}, lambda key: repository.evidence(edition, key), VI))["Chỉ số"][1:]
    table = read_csv(csv_bytes(as_written(repository.table(edition, "kpi_current"))))
    lines = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    with duckdb.connect() as con:
        con.execute(f"attach '{published}' as w (read_only)")
        asked = dict(
            con.execute("select indicator_code, value from w.kpi_current where place_key = ?", [PLACE]).fetchall()
        )
    assert kpis
    for kpi, row in zip(kpis, book, strict=True):
        line = next(x for x in lines if (x["indicator_code"], x["place_key"]) == (kpi.indicator_code, PLACE))
        assert asked[kpi.indicator_code] == kpi.value == row[1] == float(line["value"])
        written = number(kpi.value, "vi")
        assert re.search(rf'data-kpi-value="{kpi.indicator_code}">.*?<b>{written}</b>', shown)
        assert re.search(rf'data-kpi-value="{kpi.indicator_code}">[^<]*{written}', sheet)
