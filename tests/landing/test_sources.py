"""raw/sources.yml: each folder declared once, and an error that names what is wrong."""

import pytest

from orchestration.landing.refusal import Refused
from orchestration.landing.sources import UNDECLARED, read_registry

TWO = """
sources:
  - {id: press, folder: articles, kind: articles, name: Báo chí}
  - {id: city, folder: articles/city, kind: articles, name: Cổng thành phố, official: true, rhythm_days: 7}
"""


def test_the_longest_folder_decides() -> None:
    registry = read_registry(TWO)
    assert registry.source_of("articles/city/a.md").id == "city"
    assert registry.source_of("articles/cityhall/a.md").id == "press"
    assert registry.source_of("portals/x.html") is UNDECLARED


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("sources: [", "registry_not_yaml", "dòng"),
        ("sources: none", "registry_not_list", "sources"),
        ("sources:\n  - {id: a}", "registry_bad_source", "nguồn a (dòng 2): name"),
        ("sources:\n  - {id: a, name: A, kind: radio}", "registry_bad_source", "kind"),
        ("sources:\n  - {id: a, name: A, colour: red}", "registry_bad_source", "colour"),
        ("sources:\n  - {id: a, name: A, shape: table, heading: Hôm nay}", "registry_bad_source", "shape: widget"),
        ("sources:\n  - just text", "registry_bad_source", "thứ 1"),
        ("sources:\n  - {id: a, name: A}\n  - {id: a, name: B}", "registry_repeats", "a"),
    ],
)
def test_a_wrong_declaration_is_named(text: str, code: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        read_registry(text)
    assert refused.value.reason.code == code
    assert says in refused.value.reason.text
