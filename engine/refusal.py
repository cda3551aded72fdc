"""Why a file of the raw folder is not read, as far as its name and kind tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Formats that a reader exists for or at least has advice for ("open it in Word and save it as .docx").
MARKUP_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})
DOCX_SUFFIXES = frozenset({".docx", ".docm"})
IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".jp2"})
_ADVISED = frozenset({".doc", ".rtf", ".odt", ".mht", ".mhtml", ".zip", ".rar", ".7z", ".gz"})
REPORT_SUFFIXES = frozenset({".pdf"}) | MARKUP_SUFFIXES | DOCX_SUFFIXES | IMAGE_SUFFIXES | _ADVISED
# A dot in a Thai name or before a year starts no suffix: `ITA ปี พ.ศ.2566` is a file without one.
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")
CORRECTIONS, SOURCES = "corrections.csv", "sources.csv"
OWN_PAPERS = frozenset({"readme.md", SOURCES, CORRECTIONS, "datapackage.json"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not read: the status, code and sentence of its row in `files`."""

    status: str
    code: str
    sentence: str


NOT_A_REPORT = Refusal("skipped", "not_a_report", "This file describes the folder and is no report.")
NOT_A_FILE = Refusal("skipped", "not_a_file", "This is no ordinary file.")
MISPLACED = Refusal(
    "skipped",
    "not_a_report",
    "Corrections are read only from the corrections.csv at the top of the raw folder; move its lines there.",
)


def is_hidden(name: str) -> bool:
    """A hidden file, a folder of a program's own, or the lock that Word lays beside an open document."""
    return name.startswith((".", "~$"))


def refusal_of_name(name: str) -> Refusal | None:
    """Why a file of this name, without its folder, is no report; None for one that may be."""
    stem, dot, end = name.lower().rpartition(".")
    suffix = dot + end if stem else ""
    if name.lower() in OWN_PAPERS or suffix == ".license":
        return NOT_A_REPORT
    if suffix in REPORT_SUFFIXES or not _SUFFIX.fullmatch(suffix):
        return None
    return Refusal("skipped", "unknown_suffix", f"Reports do not end in {suffix}; save it as .pdf, .docx or .txt.")


def unreadable(code: str, kind: str, error: OSError) -> Refusal:
    """The refusal of a file or folder that the system does not open."""
    reason = error.strerror or type(error).__name__
    return Refusal("failed", code, f"The {kind} cannot be opened ({reason}); check its permissions or its link.")
