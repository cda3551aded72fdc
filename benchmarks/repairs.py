"""What each rule that mends letters changes: places, pages and files, by rule.

    python -m benchmarks.repairs FOLDER …

Text layers are read as the reader reads them, with a count in front of each rule; no page is read from its picture.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extract import pdf_clusters, pdf_content
from extract.pdf_clusters import Cluster
from extract.pdf_content import read_content
from extract.pdf_file import BrokenFileError, open_pdf
from extract.pdf_fonts import FontShelf
from extract.pdf_page import PageRead, read_page
from extract.pdf_thai import NIKHAHIT, PRIVATE, fired_rules
from tidy.errors import UnreadableSource

PATCHED = (
    (pdf_clusters, "_mend"),
    (pdf_clusters, "_ring_or_nothing"),
    (pdf_clusters, "_resolve_aa"),
    (pdf_clusters, "_resolve_odd"),
    (pdf_content, "replace_span"),
)


@contextmanager
def counted(seen: Counter[str]) -> Iterator[None]:
    """Counts into `seen`, while it is open, every place that a rule changes."""
    kept: dict[str, Callable[..., Any]] = {name: getattr(module, name) for module, name in PATCHED}

    def mend(cluster: Cluster) -> None:
        seen.update(dict.fromkeys(fired_rules(cluster.text), 1))
        kept["_mend"](cluster)

    def ring(*arguments: Any) -> str | None:
        found: str | None = kept["_ring_or_nothing"](*arguments)
        seen["a ring called a space or nothing"] += found == NIKHAHIT
        return found

    def resolve_aa(glyphs: Sequence[Any], place: int, *rest: Any) -> str:
        found: str = kept["_resolve_aa"](glyphs, place, *rest)
        seen["AA called SARA AM, or a stem of one"] += found != glyphs[place][0]
        return found

    def resolve_odd(glyphs: Sequence[Any], place: int, *rest: Any) -> str | None:
        found: str | None = kept["_resolve_odd"](glyphs, place, *rest)
        drawn = glyphs[place][0]
        seen["private-use letter named"] += len(drawn) == 1 and ord(drawn) in PRIVATE
        seen["glyph that shows nothing left out"] += found is None and drawn not in ("", "\x00")
        return found

    def actual_text(glyphs: list[Any], span: Any) -> None:
        seen["ActualText taken"] += 1
        kept["replace_span"](glyphs, span)

    changed = (mend, ring, resolve_aa, resolve_odd, actual_text)
    try:
        for (module, name), function in zip(PATCHED, changed, strict=True):
            setattr(module, name, function)
        yield
    finally:
        for module, name in PATCHED:
            setattr(module, name, kept[name])


def pages_of(path: Path) -> Iterator[tuple[PageRead, Counter[str]]]:
    """The pages of a file with what the rules changed on each."""
    with open_pdf(path) as file:
        shelf = FontShelf(file.resources)
        for number, page in enumerate(file.pages(), 1):
            seen: Counter[str] = Counter()
            with counted(seen):
                read = read_page(read_content(page, shelf), shelf.facts(), number, "thai-ita")
            seen["letters from the embedded font"] += read.from_font
            seen["letters beside the page left out"] += read.off_page
            seen["pages turned upright"] += bool(read.turned)
            yield read, +seen


def main(folders: Sequence[str]) -> None:
    places: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    files: defaultdict[str, set[str]] = defaultdict(set)
    read_files = read_pages = letters = 0
    for path in sorted(path for folder in folders for path in Path(folder).glob("*.pdf")):
        try:
            for page, seen in pages_of(path):
                read_pages += 1
                letters += page.fitness.letters
                places.update(seen)
                pages.update(seen.keys())
                for rule in seen:
                    files[rule].add(path.stem)
            read_files += 1
        except (BrokenFileError, UnreadableSource) as error:
            print(f"{path.name} left out: {error}")
    print(f"{read_files} files, {read_pages} pages, {letters} letters")
    print(f"{'rule':36} {'places':>8} {'pages':>6} {'files':>6}")
    for rule, count in places.most_common():
        print(f"{rule:36} {count:8} {pages[rule]:6} {len(files[rule]):6}  {', '.join(sorted(files[rule])[:4])}")


if __name__ == "__main__":
    main(sys.argv[1:])
