"""alert_rules.yml is checked when it is read; what is wrong is named with its line."""

from pathlib import Path

import pytest

from orchestration.alerting.rules import RulesRefused, read_rules
from orchestration.settings import Settings

GOOD = "rules:\n  - {id: a, kind: conflict, severity: 1, name_vi: x, name_en: x}\n"


def test_the_default_rules_are_read() -> None:
    rules = read_rules(Settings().alert_rules)
    assert len({rule.id for rule in rules}) == len(rules) > 10


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{id: b, kind: comet, severity: 1, name_vi: x, name_en: x}", "line 3: kind"),
        ("{id: b, kind: fell, severity: 1, name_vi: x, name_en: x, limit: 1}", "line 3: Value error, kind fell needs"),
        ("{id: b, kind: conflict, severity: 1, name_vi: x, name_en: x, limit: 1}", "line 3: Value error, kind conf"),
        ("{id: b, kind: conflict, severity: 7, name_vi: x, name_en: x}", "line 3: severity"),
        ("{id: b, kind: doubtful, severity: 1, name_vi: x, name_en: x, limit: .nan}", "line 3: limit"),
        ("{id: b, kind: conflict, severity: 1, name_vi: x, name_en: x, colour: red}", "line 3: colour"),
        ("{id: 'B C', kind: conflict, severity: 1, name_vi: x, name_en: x}", "line 3: id"),
        ("{id: a, kind: conflict, severity: 1, name_vi: x, name_en: x}", "line 3: there is a rule a already"),
        ("a word", "line 3"),
        ("[unclosed", "line 4 is not valid YAML"),
        ("&a [*a]", "line 3 is not valid YAML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, entry: str, says: str) -> None:
    path = tmp_path / "rules.yml"
    path.write_text(f"{GOOD}  - {entry}\n", "utf-8")
    with pytest.raises(RulesRefused) as refused:
        read_rules(path)
    assert says in str(refused.value)


@pytest.mark.parametrize("text", ["", "rules:", "- a", "rules: {a: b}"])
def test_a_file_without_a_list_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rules.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(RulesRefused, match="must hold a list"):
        read_rules(path)


def test_no_file_and_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RulesRefused, match="cannot be read"):
        read_rules(tmp_path / "none.yml")
    (tmp_path / "bytes.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RulesRefused, match="cannot be read"):
        read_rules(tmp_path / "bytes.yml")
