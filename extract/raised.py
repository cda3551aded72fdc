"""Figures that are set raised behind others (a footnote's number), kept apart from them: `92.10` and a raised 1 are no
92.101."""

from __future__ import annotations

import re

_FIGURES = str.maketrans("0123456789๐๑๒๓๔๕๖๗๘๙()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_NOTE = re.compile(r"\s*[(]?[0-9๐-๙]{1,2}(?:\s*,\s*[0-9๐-๙]{1,2})*[)]?\s*")


def raised(text: str, before: str) -> str:
    """The text of a superscript: figures right behind a figure in Unicode's own raised ones, anything else as it is.
    `before` is what stands before it in the line."""
    if not before[-1:].isdecimal() or _NOTE.fullmatch(text) is None:
        return text
    return text.translate(_FIGURES)
