"""YAML as people write it by hand: without aliases, by which ten lines may stand for billions."""

from typing import Any

import yaml
from yaml import YAMLError

__all__ = ["YAMLError", "lines_of_list", "load_plain_yaml"]


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


def lines_of_list(text: str, key: str) -> dict[int, int]:
    """The line each entry of the list begins at, by its place in it; the list is the value of `key`, or the whole."""
    root = yaml.compose(text, yaml.SafeLoader)
    entries = root
    if isinstance(root, yaml.MappingNode):
        entries = next((value for name, value in root.value if name.value == key), None)
    nodes = entries.value if isinstance(entries, yaml.SequenceNode) else []
    return {number: node.start_mark.line + 1 for number, node in enumerate(nodes)}
