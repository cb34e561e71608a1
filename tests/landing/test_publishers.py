"""A capture of an open-data portal, landed: two figures of the place that the source declares, of the day it says."""

from datetime import date
from pathlib import Path

import pytest

from orchestration.landing.land import land
from orchestration.landing.refusal import Refused
from orchestration.landing.scan import describe
from orchestration.landing.sidecar import Sidecar
from orchestration.landing.sources import Source
from tests.portals.test_catalogue import answer

SOURCE = Source(id="mo", folder="portals/mo", kind="portal", shape="catalogue", name="Cổng", place="tỉnh Thanh Hóa")


def landed(raw: Path, text: str, note: Sidecar, source: Source = SOURCE) -> list[tuple[object, ...]]:
    path = raw / "portals" / "mo" / "a.json"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    rows = land(describe(raw, path), note, source).rows["published_value"]
    return [
        (row["indicator_code"], row["value"], row["cell_text"], row["place_key"], row["period_end"]) for row in rows
    ]


def test_the_share_and_the_data_sets_are_of_the_place_and_the_day(tmp_path: Path) -> None:
    assert landed(tmp_path, answer(3, 0, 1, 0), Sidecar(captured_at="2026-03-01 08:00:00")) == [
        ("open_data_agency_rate", 50.0, "2/4 cơ quan", "38-2025", date(2026, 3, 1)),
        ("open_datasets_published", 4.0, "4 bộ dữ liệu", "38-2025", date(2026, 3, 1)),
    ]


def test_a_sample_of_no_place_is_of_no_place(tmp_path: Path) -> None:
    source = SOURCE.model_copy(update={"place": None})
    assert {row[3] for row in landed(tmp_path, answer(1), Sidecar(captured_at="2026-03-01"), source)} == {None}


def test_without_a_day_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="captured_at"):
        landed(tmp_path, answer(1), Sidecar())
