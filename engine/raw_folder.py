"""The files of the raw folder: which are reports, which are not, and why."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.printable import source_name
from tidy.errors import UsageError

# Formats that a reader exists for or at least has advice for ("open it in Word and save it as .docx").
REPORT_SUFFIXES = frozenset(
    {".pdf", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".docm"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".jp2"}
    | {".doc", ".rtf", ".odt", ".mht", ".mhtml", ".zip", ".rar", ".7z", ".gz"}
)
# A dot in a Thai name or before a year starts no suffix: `ITA ปี พ.ศ.2566` is a file without one.
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")
OWN_PAPERS = frozenset({"readme.md", "sources.csv", "corrections.csv", "datapackage.json"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not read: the status, code and sentence of its row in `files`."""

    status: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file, its name relative to the raw folder as data, and why it is not read, if it is not."""

    path: Path
    name: str
    refusal: Refusal | None = None


NOT_A_REPORT = Refusal("skipped", "not_a_report", "This file describes the folder and is no report.")
NOT_A_FILE = Refusal("skipped", "not_a_file", "This is no ordinary file.")


def raw_files(raw: Path, clean: Path | None = None) -> tuple[RawFile, ...]:
    """Every file under `raw` in the order of its path, or the one file that `raw` is; nothing under `clean`.

    Hidden files, Word's `~$` locks and the `*.golden` folders of tests are passed over. Raises UsageError
    where there is nothing to convert.
    """
    if not raw.exists():
        raise UsageError(
            f"There is no file or folder {raw}; put reports there, or name another: thai-ita run RAW CLEAN."
        )
    if raw.is_file():
        return (RawFile(raw, source_name(raw.name), _not_ordinary(raw)),)
    found = sorted(_walk(raw, raw, _identity(clean), frozenset()), key=lambda file: file.name.split("/"))
    if all(file.refusal is NOT_A_REPORT for file in found):
        raise UsageError(f"{raw} has no reports; put PDF, Word, HTML or text files there and run again.")
    return tuple(found)


def _walk(
    root: Path, folder: Path, clean: tuple[int, int] | None, above: frozenset[tuple[int, int]]
) -> Iterator[RawFile]:
    """`above` are the folders that the walk is in: a link back to one of them would never end."""
    identity = _identity(folder)
    if identity is None or identity in above or identity == clean:
        return
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield RawFile(folder, _name(root, folder), _unreadable("folder_unreadable", "folder", error))
        return
    for path in paths:
        if path.name.startswith((".", "~$")):
            continue
        if not path.is_dir():
            yield RawFile(path, _name(root, path), _refusal(path))
        elif path.suffix != ".golden":
            yield from _walk(root, path, clean, above | {identity})


def _name(root: Path, path: Path) -> str:
    return source_name(path.relative_to(root).as_posix())


def _identity(path: Path | None) -> tuple[int, int] | None:
    """What tells one folder from another, whatever its path."""
    try:
        status = path.stat() if path else None
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status else None


def _refusal(path: Path) -> Refusal | None:
    if path.name.lower() in OWN_PAPERS or path.suffix == ".license":
        return NOT_A_REPORT
    if refusal := _not_ordinary(path):
        return refusal
    suffix = path.suffix.lower()
    if suffix in REPORT_SUFFIXES or not _SUFFIX.fullmatch(suffix):
        return None
    return Refusal("skipped", "unknown_suffix", f"Reports do not end in {suffix}; save it as .pdf, .docx or .txt.")


def _not_ordinary(path: Path) -> Refusal | None:
    try:
        return None if stat.S_ISREG(path.stat().st_mode) else NOT_A_FILE
    except OSError as error:  # a link to nowhere
        return _unreadable("unreadable", "file", error)


def _unreadable(code: str, kind: str, error: OSError) -> Refusal:
    return Refusal(
        "failed", code, f"The {kind} cannot be opened ({error.strerror}); check its permissions or its link."
    )
