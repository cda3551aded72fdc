"""The rows of the table `files`: each file of the raw folder and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.convert import converted, duplicate, failed, skipped
from engine.plan import NOT_CHOSEN, Seen
from engine.raw_folder import Refusal
from engine.state import Verdict
from tidy.records import File
from tidy.tables import Source

SourceOf = Callable[[str, str, int], Source]  # of a name, a SHA-256 and a size


@dataclass(frozen=True, slots=True)
class Row:
    """A file's row. A file that was read, and is no duplicate, also has its verdict."""

    file: File
    verdict: Verdict | None = None


def files_table(
    seen: Iterable[Seen], firsts: Mapping[str, Seen], verdict_of: Callable[[Seen], Verdict | None], source_of: SourceOf
) -> Iterator[Row]:
    """A row for each file. One that is gone, and of which nothing can be kept, has none."""
    for one in seen:
        source = source_of(one.name, one.sha256, one.size or 0) if one.sha256 else None
        if one.refusal:
            yield Row(_refused(one.name, source, one.refusal))
        elif source is None:
            yield Row(_refused(one.name, None, NOT_CHOSEN))
        else:
            yield from _of_content(one, firsts[source.source_sha256], verdict_of, source)


def _of_content(one: Seen, first: Seen, verdict_of: Callable[[Seen], Verdict | None], source: Source) -> Iterator[Row]:
    verdict = verdict_of(first)
    if verdict is None:
        if one.file:
            yield Row(_refused(one.name, source, NOT_CHOSEN))
    elif one.name != first.name:
        yield Row(duplicate(source, first.name, converted=verdict.converted))
    elif verdict.converted:
        yield Row(converted(source), verdict)
    else:
        yield Row(failed(one.name, source, verdict.error_code or "", verdict.error or ""), verdict)


def _refused(name: str, source: Source | None, refusal: Refusal) -> File:
    status = failed if refusal.status == "failed" else skipped
    return status(name, source, refusal.code, refusal.sentence)
