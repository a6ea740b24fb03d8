"""The JSON schemas of the YAML files, by which editors complete and check them.

They are made from the types, and shipped as files. What is written for an editor needs no network: a YAML file names
its schema in the first line, and the schema lies beside it.
"""

from __future__ import annotations

import ast
import functools
import inspect
import json
import textwrap
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

Schema = dict[str, Any]
"""A JSON schema as values."""
DECK = "deck.schema.json"
SETTINGS = "essay2anki.schema.json"


def first_line(name: str) -> str:
    """The comment by which an editor finds the schema of a file beside it."""
    return f"# yaml-language-server: $schema={name}"


def is_named(name: str, text: str) -> bool:
    """Whether a file begins with that comment."""
    return text.startswith(first_line(name) + "\n")


def shipped(name: str) -> str:
    """The text of a schema."""
    from importlib import resources  # noqa: PLC0415 - whoever only has settings read need not wait for it

    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def dumped(schema: Schema) -> str:
    """The text of a schema that was made. It names no dialect, since that would be an address; it is draft 7."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


@functools.cache
def docs_of(cls: type) -> Mapping[str, str]:
    """Field → its docstring, on one line, for those fields of a class that have one."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(body, ast.ClassDef)
    docs: dict[str, str] = {}
    for declared, below in pairwise(body.body):
        target = declared.target if isinstance(declared, ast.AnnAssign) else None
        if isinstance(target, ast.Name) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            docs[target.id] = " ".join(str(below.value.value).split())
    return docs
