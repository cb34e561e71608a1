"""alert_rules.yml: when somebody has to look, declared and not coded."""

from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from orchestration.landing.plain_yaml import YAMLError, lines_of_list, load_plain_yaml

Kind = Literal[
    "conflict",
    "aim_missed",
    "off_path",
    "past_limit",
    "jumped",
    "fell",
    "milestone_slipped",
    "rank_lost",
    "doubtful",
    "layout_changed",
    "quarantined",
    "stale_source",
    "held_back",
]
NEEDS: dict[str, tuple[str, ...]] = {
    "off_path": ("limit",),
    "past_limit": ("indicator", "limit"),
    "fell": ("factor", "limit"),
    "milestone_slipped": ("limit",),
    "rank_lost": ("limit",),
    "doubtful": ("limit",),
    "stale_source": ("limit",),
}
MAY_NAME_AN_INDICATOR = {"conflict", "aim_missed", "off_path", "past_limit", "jumped", "fell", "doubtful"}
OF_A_PLACE = {*MAY_NAME_AN_INDICATOR, "milestone_slipped", "rank_lost"}


class RulesRefused(ValueError):
    """The rules cannot be read; the message names the line."""


class Rule(BaseModel):
    """One reason to look. `limit` and `factor` mean what the kind says they mean (docs/alerts.md)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    kind: Kind
    severity: Literal[1, 2, 3]
    name_vi: str = Field(min_length=1)
    name_en: str = Field(min_length=1)
    indicator: str | None = None
    place: str | None = None
    limit: float | None = Field(default=None, allow_inf_nan=False)
    factor: float | None = Field(default=None, gt=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def has_what_its_kind_needs(self) -> Self:
        given = {name for name in ("indicator", "place", "limit", "factor") if getattr(self, name) is not None}
        needed = set(NEEDS.get(self.kind, ()))
        allowed = needed | ({"indicator"} if self.kind in MAY_NAME_AN_INDICATOR else set())
        allowed |= {"place"} if self.kind in OF_A_PLACE else set()
        if missing := sorted(needed - given):
            raise ValueError(f"kind {self.kind} needs {', '.join(missing)}")
        if idle := sorted(given - allowed):
            raise ValueError(f"kind {self.kind} has no use for {', '.join(idle)}")
        return self


def read_rules(path: Path) -> list[Rule]:
    """The rules of a file. Raises RulesRefused naming the line of the rule that is wrong."""
    try:
        text = path.read_text("utf-8")
        content = load_plain_yaml(text)
    except (OSError, UnicodeDecodeError) as error:
        raise RulesRefused(f"{path.name} cannot be read: {error}") from error
    except (YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise RulesRefused(f"{path.name}{where} is not valid YAML") from error
    entries = content.get("rules") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise RulesRefused(f"{path.name} must hold a list `rules:`")
    lines = lines_of_list(text, "rules")
    rules: list[Rule] = []
    for number, entry in enumerate(entries):
        where = f"{path.name}, line {lines.get(number, '?')}"
        rule = read_rule(entry, where)
        if rule.id in {known.id for known in rules}:
            raise RulesRefused(f"{where}: there is a rule {rule.id} already")
        rules.append(rule)
    return rules


def read_rule(entry: Any, where: str) -> Rule:
    try:
        return Rule.model_validate(entry)
    except ValidationError as error:
        wrong = "; ".join(
            ": ".join(filter(None, (".".join(map(str, problem["loc"])), problem["msg"]))) for problem in error.errors()
        )
        raise RulesRefused(f"{where}: {wrong}") from error
