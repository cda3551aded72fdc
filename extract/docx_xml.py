"""Names of Word's markup and the few ways to read a value from it.

Malformed values read as absent, never as an error.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

OFF = frozenset({"0", "false", "off", "none"})

# What holds no drawn text: properties, deleted and moved-away text, field codes, marks of comments.
SILENT = frozenset(
    {W + name for name in ("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr")}
    | {W + name for name in ("sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "ffData", "fldData")}
    | {W + name for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "annotationRef")}
    | {M + name for name in ("rPr", "ctrlPr", "oMathParaPr")}
)


def value(parent: Element | None, name: str) -> str | None:
    """`w:val` of the child w:`name`; None where the child or its value is missing."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(W + "val")


def number(parent: Element | None, name: str) -> int | None:
    """`w:val` of the child w:`name` as a whole number; None where there is none."""
    return whole(value(parent, name))


def whole(text: str | None) -> int | None:
    """A whole number that fits Word's own range of 31 bits, else None."""
    try:
        result = int(text) if text is not None and len(text) <= 11 else None
    except ValueError:
        return None
    return result if result is not None and abs(result) < 2**31 else None


def switch(parent: Element | None, name: str) -> bool | None:
    """An on/off property: True or False where it is written, None where it is not."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(W + "val", "1") not in OFF


def unwrapped(container: Element, wanted: Container[str]) -> Iterator[Element]:
    """The `wanted` elements below `container`, in order, through content controls and other wrappers.

    It does not look inside a wanted element. Of `mc:AlternateContent` it follows one branch only.
    """
    stack = list(reversed(container))
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag in wanted:
            yield element
        elif tag == MC + "AlternateContent":
            branch = drawn_branch(element)
            stack.extend([] if branch is None else reversed(branch))
        elif isinstance(tag, str) and tag not in SILENT:  # comments and entities have no name
            stack.extend(reversed(element))


def drawn_branch(alternate: Element) -> Element | None:
    """The one branch to read: the first choice with text, else a fallback with text, else the first."""
    branches = [branch for branch in alternate if branch.tag in (MC + "Choice", MC + "Fallback")]
    branches.sort(key=lambda branch: branch.tag == MC + "Fallback")
    return next((branch for branch in branches if has_text(branch)), branches[0] if branches else None)


def has_text(element: Element) -> bool:
    """Whether letters or signs stand anywhere below an element, drawn or not."""
    texts = element.iter(W + "t", M + "t", A + "t", W + "sym")
    return any(text.text or text.tag == W + "sym" for text in texts)
