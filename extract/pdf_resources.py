"""The names that a content stream may use: fonts, forms and images, property lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdftypes import dict_value

from extract.pdf_fonts import FontFace


@dataclass(slots=True)
class Resources:
    """The resource dictionary of a page or a form; `faces` are the fonts looked up, by name as written."""

    fonts: dict[str, Any]
    forms: dict[str, Any]
    properties: dict[str, Any]
    faces: dict[bytes, FontFace] = field(default_factory=dict)


def named_resources(resources: Any) -> Resources:
    """The fonts, forms and property lists of a resource dictionary; empty where it has none."""
    found = dict_value(resources) if resources else {}

    def named(kind: str) -> dict[str, Any]:
        return {str(key): value for key, value in dict_value(found.get(kind) or {}).items()}

    return Resources(named("Font"), named("XObject"), named("Properties"))
