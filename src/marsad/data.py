"""Reads the data files of the program, quickly where PyYAML was built with its parser in C."""

from typing import Any

import yaml

__all__ = ["load_yaml"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(text: str) -> Any:  # Any: plain data
    """Return what a YAML text holds; raises yaml.YAMLError where it is none."""
    return yaml.load(text, Loader=_LOADER)
