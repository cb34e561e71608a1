"""Charts from rows, with no browser: what is joined by a line, and what is not."""

import csv
import json
from datetime import date
from pathlib import Path

from dashboard.charts.bars import bars
from dashboard.charts.colours import mixed, readable_on
from dashboard.charts.on_time_months import on_time_months
from dashboard.charts.rank_lines import rank_lines, stretches
from dashboard.charts.tile_grid import ISLANDS, OF_34, OF_63, tile_grid
from dashboard.charts.value_trend import value_trend
from dashboard.components.sparkline import placed
from dashboard.rows.indicators import Event, Past
from dashboard.rows.ranks import Rank
from dashboard.rows.results import Month
from dashboard.text import text

ROOT = Path(__file__).resolve().parents[2]
VI, EN = text("vi"), text("en")


def month(at: date, rate: float | None, basis: str = "resolved", derived_by: str = "ytd_difference") -> Month:
    computed = rate if basis == "resolved" else None
    return Month(at, derived_by, None, None, computed, rate, None, basis, "e")


def rank(year: int, value: int | None, base: int = 63, *, name: str = "A", is_break: bool = False) -> Rank:
    return Rank(
        year, name, name, "Vùng", value, base, 0.5, 1.0, False, None, is_break, None, None, None, 1, "single", None, "e"
    )


def test_a_missing_month_is_a_gap_in_the_line() -> None:
    spec = on_time_months([month(date(2023, 11, 1), 98.0), month(date(2024, 2, 1), 99.0)], VI)
    assert [(row["month"], row["rate"]) for row in spec["data"]["values"]] == [
        ("11/2023", 98.0),
        ("12/2023", None),
        ("01/2024", None),
        ("02/2024", 99.0),
    ]


def test_bases_are_drawn_apart() -> None:
    spec = on_time_months([month(date(2024, 1, 1), 98.0), month(date(2024, 2, 1), 99.0, "due", "as_published")], VI)
    values = spec["data"]["values"]
    by_basis = {row["basis"]: [r["rate"] for r in values if r["basis"] == row["basis"]] for row in values}
    assert by_basis == {"trên số đã giải quyết": [98.0, None], "trên số đến hạn": [None, 99.0]}
    assert spec["layer"][0]["encoding"]["color"]["field"] == "basis"


def test_a_year_to_date_rate_is_not_a_months_rate() -> None:
    spec = on_time_months([month(date(2024, 3, 1), 97.0, "due", "gap"), month(date(2024, 4, 1), 98.0)], VI)
    assert [row["rate"] for row in spec["data"]["values"]] == [98.0]


def test_a_line_stops_at_a_break_and_at_a_missing_year() -> None:
    rows = [rank(2020, 14), rank(2021, 13), rank(2022, 12, is_break=True), rank(2024, 11)]
    assert [stretch for _, stretch in stretches(rows)] == [0, 0, 1, 2]


def test_a_line_stops_where_the_number_of_places_changes_under_another_key() -> None:
    rows = [rank(2023, 13), rank(2024, 2, 34)]
    assert [stretch for _, stretch in stretches(rows)] == [0, 1]


def marks_of(spec: dict) -> list[dict]:
    return next((layer["data"]["values"] for layer in spec["layer"] if layer["mark"].get("strokeDash")), [])


def test_a_break_is_marked_and_named_once_the_focus_first() -> None:
    rows = [rank(2023, 11), rank(2024, 5, 34, is_break=True)]
    assert marks_of(rank_lines(rows, "A", [], VI)) == [{"year": 2023.5, "words": "63 → 34 nơi"}]
    # a place that was merged away has no break of its own, and its peers' is shown
    assert marks_of(rank_lines(rows, "B", ["A"], VI)) == [{"year": 2023.5, "words": "63 → 34 nơi"}]
    assert marks_of(rank_lines(rows[:1], "A", [], VI)) == []


def test_a_peer_is_named_at_the_end_of_its_line() -> None:
    spec = rank_lines([rank(2022, 1), rank(2023, 2)], "B", ["A"], VI)
    named = next(layer["data"]["values"] for layer in spec["layer"] if layer["mark"].get("align") == "left")
    assert [(value["place"], value["year"], value["value"]) for value in named] == [("A", 2023, 2)]


def test_events_between_the_first_value_and_the_last_stand_on_the_trend() -> None:
    past = [
        Past(None, at, "year", "province", "due", value, "percent", None, None, "single", "x")
        for at, value in ((date(2021, 12, 31), 40.0), (date(2024, 12, 31), 60.0))
    ]
    events = [
        Event(date(2019, 1, 1), "decision", "1/QĐ-THỬ"),
        Event(date(2022, 3, 31), "decision", "2/QĐ-THỬ"),
        Event(date(2023, 7, 1), "border", None),
    ]
    spec = value_trend(past, [], events, "Tỷ lệ", VI)
    assert [mark["words"] for mark in marks_of(spec)] == ["2/QĐ-THỬ", "đổi địa giới"]
    assert marks_of(value_trend(past, [], [], "Tỷ lệ", VI)) == []


def test_every_bar_bears_its_name() -> None:
    spec = bars([("A", 1.0), ("B", 2.0), ("C", 3.0)], "vi")
    assert spec["layer"][0]["encoding"]["y"]["axis"]["labelOverlap"] is False
    assert [bar["name"] for bar in spec["data"]["values"]] == ["A · 1", "B · 2", "C · 3"]


def test_first_rank_stands_on_top_and_scores_are_drawn_where_there_are_no_ranks() -> None:
    ranks = rank_lines([rank(2022, 1), rank(2023, 2)], "A", [], VI)
    scores = rank_lines([rank(2022, None), rank(2023, None)], "A", [], VI)
    assert ranks["layer"][0]["encoding"]["y"]["scale"]["reverse"] is True
    assert scores["layer"][0]["encoding"]["y"]["scale"].get("reverse") is None
    assert [row["value"] for row in scores["data"]["values"]] == [0.5, 0.5]


def test_no_rows_are_no_chart_error() -> None:
    assert rank_lines([], "A", [], VI)["data"]["values"] == []
    assert on_time_months([], VI)["data"]["values"] == []


def test_axes_write_numbers_as_the_language_does() -> None:
    assert rank_lines([], "A", [], VI)["config"]["locale"]["number"]["decimal"] == ","
    assert rank_lines([], "A", [], EN)["config"]["locale"]["number"]["decimal"] == "."


def test_a_chart_can_be_sent_to_the_browser() -> None:
    assert json.dumps(rank_lines([rank(2022, 1)], "A", [], VI))
    assert json.dumps(on_time_months([month(date(2024, 1, 1), 98.0)], VI))


def test_a_sparkline_is_as_wide_as_its_dates() -> None:
    spots = placed([(date(2020, 1, 1), 1.0), (date(2023, 1, 1), 3.0), (date(2024, 1, 1), 2.0)])
    (x0, y0), (x1, y1), (x2, y2) = spots
    assert round((x1 - x0) / (x2 - x0), 2) == 0.75
    assert y1 < y2 < y0


def test_a_flat_sparkline_is_a_line() -> None:
    assert len({y for _, y in placed([(date(2020, 1, 1), 5.0), (date(2021, 1, 1), 5.0)])}) == 1


def test_both_maps_have_every_province_once_and_both_archipelagos() -> None:
    with (ROOT / "dbt_project" / "seeds" / "places.csv").open(encoding="utf-8") as file:
        provinces = [row for row in csv.DictReader(file) if row["level"] == "province"]
    for tiles, after in ((OF_63, False), (OF_34, True)):
        assert set(tiles) == {row["name_vi"] for row in provinces if (not row["valid_to"]) is after}
        spots = [*tiles.values(), *(spot for _, spot in ISLANDS.values())]
        assert len(set(spots)) == len(spots)
        assert all(province in tiles for province, _ in ISLANDS.values())
    for base in (63, 34):
        told = {row["told"] for row in tile_grid({}, base, "", VI)["data"]["values"]}
        assert {"Quần đảo Hoàng Sa (Đà Nẵng)", "Quần đảo Trường Sa (Khánh Hòa)"} <= told


def test_tiles_of_one_rank_look_the_same_and_a_missing_rank_is_no_last_place() -> None:
    shown = {
        row["told"]: row for row in tile_grid({"Hà Nội": 15, "Huế": 15, "Cà Mau": 34}, 34, "", VI)["data"]["values"]
    }
    assert shown["Hà Nội"]["ground"] == shown["Huế"]["ground"]
    assert shown["Lào Cai"]["words"] == ""
    assert shown["Lào Cai"]["ground"] != shown["Cà Mau"]["ground"]


def test_ink_is_chosen_by_its_ground() -> None:
    assert readable_on("#ffffff") == readable_on("#f3d9bd") == "#15232b"
    assert readable_on("#0f6b7c") == "#ffffff"
    assert mixed(["#000000", "#ffffff"], 0.5) == "#808080"
