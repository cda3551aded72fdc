"""One file's work as a worker does it: what the cache has is taken from there, the rest is done and kept."""

from __future__ import annotations

import hashlib
import posixpath
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

import extract
from engine import stages
from engine.asked import encode_asked
from engine.cache import Cache
from engine.code_identity import READERS, document_key, header_words_identity, reader_of, result_key, take_over
from engine.convert import Options, cannot_open, our_fault
from engine.corrections import Correction, apply_corrections, corrections_digest
from engine.disk import is_full
from engine.documents import decode_document, encode_document
from engine.limits import Exceeded, Limits, held_to, out_of_memory
from engine.raw_folder import RawFile, open_raw
from engine.refusal import DOCX_SUFFIXES, IMAGE_SUFFIXES, MARKUP_SUFFIXES
from engine.state import ContentName, Verdict, schemas_digest
from extract.document import Document
from extract.sniff import FileKind, file_kind
from tidy.errors import ContractError, UnreadableSource
from tidy.tables import Source

# Whose work a file of a kind may be. A PDF tells only when it has been read whether the OCR had a part in it.
READERS_OF = {
    FileKind.PDF: ("pdf", "pdf+ocr"),
    FileKind.IMAGE: ("image",),
    FileKind.DOCX: ("docx",),
    FileKind.MARKUP: ("markup",),
}
_LIKELY = {
    **dict.fromkeys(DOCX_SUFFIXES, FileKind.DOCX),
    **dict.fromkeys(MARKUP_SUFFIXES, FileKind.MARKUP),
    **dict.fromkeys(IMAGE_SUFFIXES, FileKind.IMAGE),
}
ALL_READERS = tuple(reader for readers in READERS_OF.values() for reader in readers)
NO_READER = "markup"  # a file of no known kind went no further than what this reader passes through too
MOST_TRACE = 10_000
NEVER = ""  # the key of a verdict that holds for this run alone
PASSING = frozenset({"gone", "changed", "unreadable"})  # trouble of this moment, not of the bytes
NOT_KEPT = "not_kept"


@dataclass(frozen=True, slots=True)
class Task:
    """A file to convert, and all that decides the result. It travels to a worker process.

    `file` is None for a file that is gone: then only its stored document can be used. `code` are the digests of the
    code (`code_identity.identities`), so that no worker has to find them.
    """

    file: RawFile | None
    source: Source
    options: Options
    corrections: tuple[Correction, ...]
    cache: Path
    limits: Limits
    code: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> ContentName:
        return content_name(self.source.source_sha256, self.source.source_file)

    def key(self, reader: str) -> str:
        return key_of(self.content, reader, header_words_identity(), self.options, self.corrections)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task: a verdict, or the `errno` of a cache that cannot be written.

    `read` tells whether the file itself was read, and not only what the cache holds of it.
    """

    verdict: Verdict | None
    read: bool = False
    seconds: float = 0.0
    error_number: int = 0


def content_name(sha256: str, name: str) -> ContentName:
    """What a reader may know of a file by its hash and its name."""
    return ContentName(sha256, _suffix(name))


def key_of(content: ContentName, reader: str, words: str, options: Options, corrections: tuple[Correction, ...]) -> str:
    """The key of a result in the cache that was made with some header words."""
    said = (repr(options), corrections_digest(corrections))
    return result_key(_read_from(content, reader), reader, words, said)


def _read_from(content: ContentName, reader: str) -> str:
    """Only text files are read by their suffix too."""
    return " ".join(content) if reader == "markup" else content.sha256


def perform(task: Task) -> Done:
    """Convert the file. Whatever its fault, it is a verdict."""
    return _perform(task, nullcontext())


def perform_within_limits(task: Task) -> Done:
    """The same in a process that is held to the task's limits meanwhile."""
    take_over(task.code)
    return _perform(task, held_to(task.limits))


def _perform(task: Task, holding: AbstractContextManager[None]) -> Done:
    start = time.monotonic()
    try:
        with holding:
            verdict, read = _verdict(task, Cache(task.cache))
    except MemoryError:
        verdict, read = exceeded_verdict(task, out_of_memory(task.limits)), True
    except _CacheUnwritable as error:
        return Done(None, error_number=error.number)
    return Done(verdict, read, time.monotonic() - start)


def exceeded_verdict(task: Task, exceeded: Exceeded) -> Verdict:
    """The verdict on a file that took more than it may, or that no worker survived."""
    reader = READERS_OF[_likely_kind(task.source.source_file)][-1]
    failure = _failure(task, reader, exceeded.code, exceeded.sentence)
    return replace(failure, limits=(task.limits.seconds, task.limits.memory_mb))


def likely_readers(names: Iterable[str]) -> tuple[str, ...]:
    """The modules that will read files of these names, unless their content is not what the names say."""
    kinds = {_likely_kind(name) for name in names}
    return tuple(sorted({READERS[READERS_OF[kind][0]][0] for kind in kinds}))


def _likely_kind(name: str) -> FileKind:
    return _LIKELY.get(_suffix(name), FileKind.PDF)


def _suffix(name: str) -> str:
    """In small letters, with its dot. A Path would have Python intern each of tens of thousands of names."""
    return posixpath.splitext(name)[1].lower()


class _CacheUnwritable(Exception):  # noqa: N818 - it says what is the matter
    """The cache cannot be written: no file's fault, and a reason to stop the run."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _verdict(task: Task, cache: Cache) -> tuple[Verdict, bool]:
    """What becomes of the file, and whether it was read for that."""
    try:
        if task.file is None:
            return _of_document(task, cache, ALL_READERS, None)
        with open_raw(task.file) as path:
            return _of_document(task, cache, _readers(task, path), path)
    except UnreadableSource as error:
        failure = _failure(task, NO_READER, error.code, error.message)
        return (replace(failure, key=NEVER) if error.code in PASSING else failure), True
    except _Changed:
        sentence = "The file changed while it was being read; run again when it is complete."
        return replace(_failure(task, NO_READER, "changed", sentence), key=NEVER), True
    except OSError as error:
        if is_full(error):  # no room for the copy of a file from an archive
            raise _CacheUnwritable(error.errno or 0) from error
        return replace(_failure(task, NO_READER, "unreadable", cannot_open(error)), key=NEVER), True


class _Changed(Exception):  # noqa: N818 - it says what is the matter
    """The file no longer has the bytes that it was known by."""


def _readers(task: Task, path: Path) -> tuple[str, ...]:
    """Whose work the file may be. Raises UnreadableSource for a file that is nobody's."""
    if task.source.source_bytes > extract.MOST_BYTES:
        return (NO_READER,)  # `extract.read` refuses it without looking
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != task.source.source_sha256:
        raise _Changed
    return READERS_OF[file_kind(data)]


def _of_document(task: Task, cache: Cache, readers: tuple[str, ...], path: Path | None) -> tuple[Verdict, bool]:
    if found := _stored_result(task, cache, readers):
        return found, False
    document = _stored_document(task, cache, readers)
    reader, read = readers[-1], document is None
    try:
        if document is None:
            document = _read(task, path)
            reader = reader_of(document)
            _put(cache, "documents", document_key(_read_from(task.content, reader), reader), encode_document(document))
        return _normalized(task, cache, document), read
    except UnreadableSource as error:
        return _failure(task, reader, error.code, error.message), read
    except (MemoryError, _CacheUnwritable):
        raise
    except Exception as error:  # one file's fault must not stop the others
        trace = traceback.format_exc()[-MOST_TRACE:]
        return replace(_failure(task, reader, "internal_error", our_fault(error)), trace=trace), read


def _read(task: Task, path: Path | None) -> Document:
    if path is None:
        raise UnreadableSource(NOT_KEPT, "The file is gone, and nothing is kept that it could be derived from.")
    return extract.read(path, task.source.source_file)


def _normalized(task: Task, cache: Cache, document: Document) -> Verdict:
    from tidy.fragments import encode  # noqa: PLC0415  (loads pyarrow)

    with stages.questions_asked() as asked:
        tables = stages.normalize(document, task.source, keep_signatures=task.options.keep_signatures)
    tables = apply_corrections(tables, task.corrections)
    reader = reader_of(document)
    key = task.key(reader)
    _put(cache, "asked", key, encode_asked(asked))  # first, so that no result is without it
    _put(cache, "results", key, encode(tables))
    findings = ((row.severity, row.code) for row in tables.findings)
    return _success(key, reader, tables.report.page_count, findings)


def _stored_result(task: Task, cache: Cache, readers: Iterable[str]) -> Verdict | None:
    from tidy.fragments import decode  # noqa: PLC0415  (loads pyarrow)

    for reader in readers:
        if data := cache.get("results", task.key(reader)):
            try:
                tables = decode(data).tables
            except ContractError:
                continue
            rows = tables["findings"].to_pylist() if "findings" in tables else []
            pages = tables["reports"].column("page_count")[0].as_py()
            return _success(task.key(reader), reader, pages, ((row["severity"], row["code"]) for row in rows))
    return None


def _stored_document(task: Task, cache: Cache, readers: Iterable[str]) -> Document | None:
    for reader in readers:
        data = cache.get("documents", document_key(_read_from(task.content, reader), reader))
        if data and (document := decode_document(data)):
            return document
    return None


def _put(cache: Cache, kind: str, key: str, data: bytes) -> None:
    try:
        cache.put(kind, key, data)
    except OSError as error:
        raise _CacheUnwritable(error.errno or 0) from error


def _success(key: str, reader: str, pages: int | None, findings: Iterable[tuple[str, str]]) -> Verdict:
    counted = tuple((*kind, count) for kind, count in sorted(Counter(findings).items()))
    return replace(_verdict_now(key, reader), converted=True, pages=pages or 0, findings=counted)


def _failure(task: Task, reader: str, code: str, sentence: str) -> Verdict:
    return replace(_verdict_now(task.key(reader), reader), error_code=code, error=sentence)


def _verdict_now(key: str, reader: str) -> Verdict:
    words = header_words_identity()
    return Verdict(key, reader, schemas_digest(), converted=False, words=words, words_now=words)
