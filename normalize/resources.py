"""The catalogue files of the package: words, rules and lists that are data, read once."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

CATALOGUE = files("normalize") / "catalogue"


class CatalogueError(Exception):
    """A catalogue file contradicts itself: a fault of the package, never of the data."""


@cache
def toml(name: str) -> dict[str, Any]:
    """One TOML file of the catalogue, by its name without the ending."""
    return tomllib.loads((CATALOGUE / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """One CSV file of the catalogue, a dict a row."""
    text = (CATALOGUE / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text, newline="")))
