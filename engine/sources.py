"""`sources.csv` in the raw folder: where each report was published."""

from __future__ import annotations

import csv
import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from engine.printable import source_name
from tidy.errors import UsageError

SOURCES = "sources.csv"
COLUMNS = ("file", "url")  # `published`, `retrieved` and `note` are for people


def source_urls(raw: Path) -> Mapping[str, str]:
    """The URL of each file that a `sources.csv` names, by the file's name as data.

    A `sources.csv` may lie in any folder of `raw`; its `file` column is relative to where it lies. Raises
    UsageError for one that cannot be read.
    """
    folder = raw if raw.is_dir() else raw.parent
    papers = sorted(raw.rglob(SOURCES)) if raw.is_dir() else [folder / SOURCES]
    return {name: url for paper in papers if paper.is_file() for name, url in _entries(paper, folder)}


def url_of(urls: Mapping[str, str], name: str) -> str | None:
    """The URL of a file. macOS may take names apart (é to e and a mark), so both are compared composed."""
    return urls.get(_composed(name))


def without_file(urls: Mapping[str, str], names: Iterable[str]) -> list[str]:
    """The entries that no file has: a name spelled wrong, or a file that is gone."""
    return sorted(urls.keys() - set(map(_composed, names)))


def _entries(paper: Path, root: Path) -> Iterator[tuple[str, str]]:
    try:
        with paper.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{paper} cannot be read ({error}); save it as CSV in UTF-8.") from error
    for row in rows:
        if None in (row.get(column) for column in COLUMNS):
            raise UsageError(f"{paper} needs the columns file and url in every row; see data/raw/README.md.")
        name, url = row["file"].strip(), row["url"].strip()
        if name and url:
            place = posixpath.normpath(f"{paper.parent.relative_to(root).as_posix()}/{name}")
            yield _composed(source_name(place)), url


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
