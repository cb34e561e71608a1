"""Who shares data on an open-data portal: counted from its own answer, or refused with what is missing."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.portals.catalogue import NotCatalogue, Publishers, read_publishers


def answer(*counts: Any) -> str:
    agencies = [{"name": f"so-{i}", "title": f"Sở {i}", "package_count": n} for i, n in enumerate(counts)]
    return json.dumps({"success": True, "result": agencies})


def test_agencies_that_share_nothing_are_of_the_whole() -> None:
    found = read_publishers(answer(3, 0, 1, 0))
    assert found == Publishers(listed=4, sharing=2, datasets=4)
    assert found.rate == 50


@given(st.lists(st.integers(0, 500), min_size=1, max_size=50))
def test_the_share_is_that_of_the_counts(counts: list[int]) -> None:
    found = read_publishers(answer(*counts))
    assert found.listed == len(counts)
    assert found.datasets == sum(counts)
    assert found.rate == round(100 * sum(n > 0 for n in counts) / len(counts), 2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<html>", "JSON"),
        ("[" * 100_000, "JSON"),
        ("[]", "success"),
        ('{"success": false, "result": []}', "success"),
        ('{"success": true, "result": []}', "0 cơ quan"),
        ('{"success": true, "result": ["so-a"]}', "name"),
        ('{"success": true, "result": [{"title": "Sở A"}]}', "package_count"),
        ('{"success": true, "result": [{"name": "a", "package_count": "3"}]}', "package_count"),
        ('{"success": true, "result": [{"name": "a", "package_count": true}]}', "package_count"),
        ('{"success": true, "result": [{"name": "a", "package_count": -1}]}', "package_count"),
        (answer(1).replace("}]", '}, {"name": "so-0", "package_count": 2}]'), "hai lần"),
    ],
)
def test_what_is_no_such_answer_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(NotCatalogue, match=says):
        read_publishers(text)
