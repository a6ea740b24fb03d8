"""YAML → its nodes, within limits. What people write by hand is small and flat, and says each thing where it stands.

All scalars are text. libyaml itself stops at a thousand levels; a loader written in Python stops earlier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml.nodes import Node

LARGEST = 10_000_000
"""Bytes of a file: a deck of ten thousand cards."""


class YamlError(Exception):
    """Why a text cannot be read as YAML."""

    def __init__(self, reason: str, line: int | None = None, *, shared: bool = False) -> None:
        """Carry the reason, the line (from 0) if it is known, and whether something was to stand in two places."""
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.shared = shared


def compose(text: str | bytes) -> Node | None:
    """The root of a text; none if it is empty.

    Raises:
        YamlError: It is no YAML, too deep or too large, or refers to a part of itself: so a line can grow to billions.
    """
    import yaml  # noqa: PLC0415 - only where there is such a file

    if len(text) > LARGEST:
        raise YamlError(f"the file is larger than {LARGEST // 1_000_000} MB")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # in C where it can be: ten times as fast
    try:
        root: Node | None = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        raise YamlError(getattr(error, "problem", None) or str(error), mark.line if mark else None) from error
    except RecursionError as error:
        raise YamlError("it is nested too deeply") from error
    if root is not None:
        _check_once(root)
    return root


def _check_once(root: Node) -> None:
    """See that no node stands in two places."""
    seen: set[int] = set()
    left = [root]
    while left:
        node = left.pop()
        if id(node) in seen:
            raise YamlError("“&” and “*” let this stand in two places", node.start_mark.line, shared=True)
        seen.add(id(node))
        if isinstance(node.value, list):
            for each in node.value:
                left += each if isinstance(each, tuple) else (each,)
