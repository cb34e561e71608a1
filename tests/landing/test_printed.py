"""What is printed is never lost: it is kept as text, or its value gives it back."""

from hypothesis import given
from hypothesis import strategies as st

from orchestration.landing.printed import Printed, printed_columns, vietnamese


def shown(columns: dict[str, dict[str, str] | None], measure: str, value: float) -> str:
    """As the warehouse shows it: the text where one is kept, else the count in Vietnamese groups."""
    return (columns["cells"] or {}).get(measure) or vietnamese(value)


@given(st.integers(0, 10**12), st.sampled_from(["{}", "{:,}", " {}", "({})", "{}.0"]))
def test_every_way_of_printing_a_count_comes_back(value: int, style: str) -> None:
    for text in (style.format(value), style.format(value).replace(",", ".")):
        columns = printed_columns({"received": Printed("Nhận", text, float(value))})
        assert shown(columns, "received", float(value)) == text


def test_rates_keep_their_text_and_nothing_else_is_kept_twice() -> None:
    columns = printed_columns(
        {
            "received": Printed("Nhận", "1.234", 1234.0, (10, 15)),
            "stated_on_time_rate": Printed("Tỷ lệ", "97", 97.0, (20, 22)),
            "paused": Printed("Tạm dừng", "--", None, (30, 32)),
        }
    )
    assert columns == {
        "labels": {"received": "Nhận", "stated_on_time_rate": "Tỷ lệ", "paused": "Tạm dừng"},
        "cells": {"stated_on_time_rate": "97", "paused": "--"},
        "spans": {"received": [10, 15], "stated_on_time_rate": [20, 22], "paused": [30, 32]},
    }
