"""YAML as people write it by hand: without aliases, by which ten lines may stand for billions."""

from typing import Any

import yaml
from yaml import YAMLError

__all__ = ["YAMLError", "load_plain_yaml"]


class PlainLoader(yaml.SafeLoader):
    """A SafeLoader that knows no `*alias`."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "aliases are not read here", mark)
        return super().compose_node(parent, index)


def load_plain_yaml(text: str) -> Any:
    """The content of a YAML text. Raises YAMLError, ValueError or RecursionError."""
    return yaml.load(text, Loader=PlainLoader)  # noqa: S506 (a SafeLoader)
