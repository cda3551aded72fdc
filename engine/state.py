"""What is remembered between runs: which bytes each file has, what became of them, and what was published.

Two files of JSON lines in the hidden folder of the clean folder. Both may be deleted at any time: then every file is
looked at again, and what the cache holds is not read again.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from engine.state_file import read_entries, write_entries
from tidy.registry import TABLES

HIDDEN = ".thai-ita"
Once = dict[str, str]  # texts that are kept once, by themselves
FORM = 5
_UNREADABLE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, StopIteration)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the hidden state of a clean folder lies."""

    clean: Path

    @property
    def hidden(self) -> Path:
        return self.clean / HIDDEN

    @property
    def cache(self) -> Path:
        return self.hidden / "cache"

    @property
    def index(self) -> Path:
        return self.hidden / "index.jsonl"

    @property
    def last_run(self) -> Path:
        return self.hidden / "last-run.jsonl"

    @property
    def logs(self) -> Path:
        return self.hidden / "logs"

    @property
    def lock(self) -> Path:
        return self.hidden / "lock"

    @property
    def scratch(self) -> Path:
        return self.hidden / "scratch"


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes that a file had when it had a fingerprint (`raw_folder.fingerprint_raw`), which is kept as a digest:
    its numbers would take five times as much memory."""

    fingerprint: int
    sha256: str
    size: int

    def has(self, fingerprint: Sequence[int] | None) -> bool:
        """Whether these are still the bytes of a file with this fingerprint."""
        return fingerprint is not None and self.fingerprint == digest_of_numbers(fingerprint)


def digest_of_numbers(numbers: Sequence[int]) -> int:
    return int.from_bytes(hashlib.blake2b(repr(tuple(numbers)).encode(), digest_size=8).digest())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of some bytes.

    `key` names all that it was made of (see `code_identity.result_key`), `reader` whose work it is, `schemas` the
    tables that it was made for. `limits` (seconds, megabytes) are set where more of them could change the failure.
    `findings` counts by severity and code. `words` are the header words (`code_identity.header_words_identity`) that
    the result was made with, `words_now` the latest that are known to give the same.
    """

    key: str
    reader: str
    schemas: str
    converted: bool
    error_code: str | None = None
    error: str | None = None
    limits: tuple[float, int] | None = None
    pages: int = 0
    findings: tuple[tuple[str, str, int], ...] = ()
    trace: str | None = None
    words: str = ""
    words_now: str = ""


class ContentName(NamedTuple):
    """What a reader may know of a file: its bytes, and its suffix (small letters, with the dot), which decides what
    these leave open."""

    sha256: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Verdicts by what was read. There are tens of thousands: no text of its own is kept for the name of each."""

    _of_suffix: dict[str, dict[str, Verdict]] = field(default_factory=dict)

    def get(self, content: ContentName | None) -> Verdict | None:
        return self._of_suffix.get(content.suffix, {}).get(content.sha256) if content else None

    def put(self, content: ContentName, verdict: Verdict) -> None:
        self._of_suffix.setdefault(content.suffix, {})[content.sha256] = verdict

    def entries(self, there: Container[str]) -> Iterator[tuple[ContentName, Verdict]]:
        """In order, those on bytes whose SHA-256 is among `there`."""
        for suffix, found in sorted(self._of_suffix.items()):
            for sha256 in sorted(filter(there.__contains__, found)):
                yield ContentName(sha256, suffix), found[sha256]


@dataclass(frozen=True, slots=True)
class Index:
    """Files by name, and what became of their bytes."""

    contents: dict[str, Content] = field(default_factory=dict)
    verdicts: Verdicts = field(default_factory=Verdicts)


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the last run, as the table `files` has it."""

    sha256: str | None
    size: int | None
    status: str
    error_code: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class LastRun:
    """What was published last.

    `digest` is of all that decides it, `tables` of the files on disk as they were noted then; `rows` counts by table,
    `files` are those of the raw folder.
    """

    digest: str = ""
    tables: str = ""
    keep_signatures: bool = False
    keep_missing: bool = False
    partition_by: str | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, Listed] = field(default_factory=dict)


def load_index(path: Path, once: Once | None = None) -> Index:
    """The index, or an empty one where there is none that can be read. Of the names and hashes that are in `once`, or
    come again, one text is kept."""
    index, same = Index(), ({} if once is None else once).setdefault
    with contextlib.suppress(*_UNREADABLE):
        for kind, name, *values in read_entries(path, FORM):
            if kind == "content":
                fingerprint, sha256, size = values
                _check(str, name, sha256)
                _check(int, fingerprint, size)
                index.contents[same(name, name)] = Content(fingerprint, same(sha256, sha256), size)
            else:
                suffix, *told = values
                _check(str, name, suffix)
                index.verdicts.put(ContentName(same(name, name), suffix), _verdict(*told))
        return index
    return Index()


def _check(kind: type, *values: object) -> None:
    """Raises TypeError for a value that a damaged or foreign file has there."""
    for value in values:
        if not isinstance(value, kind):
            raise TypeError(f"{value!r} is no {kind.__name__}")


def _verdict(
    key: str,
    reader: str,
    schemas: str,
    converted: bool,
    code: str | None,
    error: str | None,
    limits: list[Any] | None,
    pages: int,
    findings: list[list[Any]],
    trace: str | None,
    *words: str,
) -> Verdict:
    _check(str, key, reader, schemas, *words)
    _check(int, converted, pages)
    told = tuple((severity, name, count) for severity, name, count in findings)
    within = (limits[0], limits[1]) if limits else None
    return in_one_place(Verdict(key, reader, schemas, converted, code, error, within, pages, told, trace, *words))


def in_one_place(verdict: Verdict) -> Verdict:
    """The verdict with all that thousands of verdicts say kept in memory once."""
    return replace(
        verdict,
        reader=sys.intern(verdict.reader),
        schemas=sys.intern(verdict.schemas),
        error_code=verdict.error_code and sys.intern(verdict.error_code),
        error=verdict.error and sys.intern(verdict.error),
        findings=_one(verdict.findings),
        words=sys.intern(verdict.words),
        words_now=sys.intern(verdict.words_now),
    )


@lru_cache(maxsize=10_000)
def _one(told: tuple[tuple[str, str, int], ...]) -> tuple[tuple[str, str, int], ...]:
    return told


def save_index(path: Path, index: Index, there: Container[str]) -> None:
    """Of the verdicts those on bytes whose SHA-256 is among `there`. Raises OSError."""
    contents = (["content", name, *astuple(index.contents[name])] for name in sorted(index.contents))
    verdicts = (["verdict", *content, *astuple(verdict)] for content, verdict in index.verdicts.entries(there))
    write_entries(path, FORM, chain(contents, verdicts))


def load_last_run(path: Path, once: Once | None = None) -> LastRun:
    """What the last run published; an empty one where that is not known. `once` as with `load_index`."""
    same = ({} if once is None else once).setdefault
    with contextlib.suppress(*_UNREADABLE):
        entries = read_entries(path, FORM)
        digest, tables, (keep_signatures, keep_missing, partition_by), rows = next(entries)
        files: dict[str, Listed] = {}
        for name, sha256, size, status, code, error in entries:
            _check(str, name, sha256 or "", status, code or "", error or "")
            _check(int, size or 0)
            files[same(name, name)] = Listed(sha256 and same(sha256, sha256), size, sys.intern(status), code, error)
        return LastRun(digest, tables, keep_signatures, keep_missing, partition_by, dict(rows), files)
    return LastRun()


def save_last_run(path: Path, last: LastRun) -> None:
    """Raises OSError."""
    options = [last.keep_signatures, last.keep_missing, last.partition_by]
    head = [last.digest, last.tables, options, dict(last.rows)]
    files = ([name, *astuple(listed)] for name, listed in last.files.items())
    write_entries(path, FORM, chain([head], files))


def schemas_digest() -> str:
    """A digest of all tables and columns: rows made for others cannot be published with these."""
    told = [(name, column.name, str(column.column.type)) for name, table in TABLES.items() for column in table.columns]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
