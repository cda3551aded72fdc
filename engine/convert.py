"""One file to one outcome: a pure call, without a cache, limits or a worker; and the rows of `files`."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass
from pathlib import Path

import extract
from engine import stages
from engine.printable import source_name
from tidy.errors import UnreadableSource
from tidy.records import File
from tidy.tables import ReportTables, Source

REPORT_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Options:
    """What the user may choose about the reading of every file."""

    keep_signatures: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its row of `files`, its tables if converted, the traceback of a fault."""

    file: File
    tables: ReportTables | None = None
    trace: str | None = None


def convert(path: Path, root: Path, options: Options, source_url: str | None = None) -> Outcome:
    """Read the file at `path`, named relative to `root`. Raises nothing but what stops the whole run.

    A file that cannot be read, or a fault of the program on it, is an outcome with the status `failed`.
    """
    name = source_name(path.relative_to(root).as_posix())
    try:
        source = identify(path, name, source_url)
    except OSError as error:
        return Outcome(failed(name, None, "unreadable", cannot_open(error)))
    try:
        tables = stages.normalize(extract.read(path), source, keep_signatures=options.keep_signatures)
    except UnreadableSource as error:
        return Outcome(failed(name, source, error.code, error.message))
    except Exception as error:  # one file's fault must not stop the others
        return Outcome(failed(name, source, "internal_error", our_fault(error)), trace=traceback.format_exc())
    return Outcome(converted(source), tables)


def identify(path: Path, name: str, source_url: str | None = None) -> Source:
    """Size and hash of a file. Raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
    return source_of(name, digest, size, source_url)


def source_of(name: str, digest: str, size: int, source_url: str | None = None) -> Source:
    """A file by its name and content."""
    return Source(
        report_id=digest[:REPORT_ID_DIGITS],
        source_file=name,
        source_sha256=digest,
        source_bytes=size,
        source_url=source_url,
    )


def converted(source: Source) -> File:
    """The row of a file that became rows of other tables."""
    return _file(source.source_file, source, "converted", report_id=source.report_id)


def failed(name: str, source: Source | None, code: str, sentence: str) -> File:
    """The row of a file that could not be converted; without `source` not even its bytes are known."""
    return _file(name, source, "failed", error_code=code, error=sentence)


def skipped(name: str, source: Source | None, code: str, sentence: str) -> File:
    """The row of a file that is no report."""
    return _file(name, source, "skipped", error_code=code, error=sentence)


def duplicate(source: Source, first: str, *, converted: bool = True) -> File:
    """The row of a file whose bytes an earlier file, `first`, has."""
    sentence = f"This file has the same bytes as {first}, which {'was' if converted else 'could not be'} converted."
    return _file(
        source.source_file,
        source,
        "duplicate",
        error_code="duplicate",
        error=sentence,
        report_id=source.report_id if converted else None,
    )


def _file(
    name: str,
    source: Source | None,
    status: str,
    *,
    error_code: str | None = None,
    error: str | None = None,
    report_id: str | None = None,
) -> File:
    return File(
        source_file=name,
        source_sha256=source.source_sha256 if source else None,
        source_bytes=source.source_bytes if source else None,
        status=status,
        error_code=error_code,
        error=error,
        report_id=report_id,
    )


def cannot_open(error: OSError) -> str:
    """The sentence for a file that the system does not let us read."""
    return f"The file cannot be opened ({error.strerror}); check its permissions."


def our_fault(error: Exception) -> str:
    """The sentence for a fault of the program."""
    kind = type(error).__name__
    return f"The program failed on this file ({kind}); run again with --debug and report what it says."
