"""YAML as an editor loads it: the core types of YAML 1.2, where our own reader sees text only."""

from __future__ import annotations

import re
from typing import Any

import yaml


class CoreLoader(yaml.SafeLoader):
    """PyYAML speaks YAML 1.1 (`on` is true, a date is a date); these are the rules of 1.2."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
):
    CoreLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first
    )


def load_core(text: str) -> Any:
    """The document as JSON would have it: every key is text."""
    return _with_text_keys(yaml.load(text, CoreLoader))


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {_as_key(key): _with_text_keys(one) for key, one in value.items()}
    return [_with_text_keys(one) for one in value] if isinstance(value, list) else value


def _as_key(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) else "" if key is None else str(key)
