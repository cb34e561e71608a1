"""Every indicator of the catalogue is read in sentences of our own: its code, value, unit, kind and time."""

import csv
from datetime import date
from pathlib import Path

import pytest

from orchestration.reading import Document, read_statements
from orchestration.reading.vocabulary import INDICATORS, read_csv

TABLE = Path(__file__).parent / "catalogue_sentences.csv"
UNMEASURED = {"milestone", "document", "category"}


def sentences() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="|"))


@pytest.mark.parametrize("row", sentences(), ids=lambda row: f"{row['indicator']}-{row['quote']}")
def test_an_indicator_is_read(row: dict[str, str]) -> None:
    read = read_statements(Document(row["sentence"], place_key="10-2004"))
    told = [s for s in read if s.quote == row["quote"]]
    assert len(told) == 1, [(s.quote, s.indicator_code) for s in read]
    (statement,) = told
    days = [date.fromisoformat(row[side]) if row[side] else None for side in ("start", "end")]
    assert (statement.indicator_code, statement.value, statement.unit) == (
        row["indicator"],
        float(row["value"]),
        row["unit"],
    )
    assert (statement.kind, [statement.period_start, statement.period_end]) == (row["kind"], days)


def test_no_indicator_is_left_out() -> None:
    measured = {row["indicator_code"] for row in read_csv(INDICATORS) if row["value_type"] not in UNMEASURED}
    assert measured == {row["indicator"] for row in sentences()}
