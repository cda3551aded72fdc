"""Is text told unfit whose fonts call letters by other letters' names? Rewrites the ToUnicode maps of PDFs in grades.

    python -m benchmarks.scrambled FOLDER …

Of each grade: pages with 100 Thai letters and more that are told unfit, of all. `sound` must give none.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from extract.pdf_content import read_content
from extract.pdf_file import BrokenFileError, open_pdf
from extract.pdf_fonts import FontShelf
from extract.pdf_page import PageRead, read_page
from extract.pdf_tounicode import read_to_unicode
from tidy.errors import UnreadableSource

CONSONANTS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
COMMON = "นกรงมอยลสทวดบคหตปจชพ"
VOWELS = "ะัาำิีึืุูเแโใไ็่้๊๋์"
FEW_LETTERS = 100


def _turned(letters: Sequence[str]) -> dict[str, str]:
    return dict(zip(letters, [*letters[1:], letters[0]], strict=True))


def grades(seed: int = 7) -> dict[str, Mapping[str, str]]:
    """Letter to the letter that the map gives for it, by grade from sound to hopeless."""
    rng = random.Random(seed)
    mixed = [*CONSONANTS, *VOWELS]
    rng.shuffle(mixed)
    vowels = list(VOWELS)
    rng.shuffle(vowels)
    return {
        "sound": {},
        "2 common consonants": _turned(rng.sample(COMMON, 2)),
        "4 common consonants": _turned(rng.sample(COMMON, 4)),
        "8 common consonants": _turned(rng.sample(COMMON, 8)),
        "all consonants": _turned(CONSONANTS),
        "vowels and tones": dict(zip(VOWELS, vowels, strict=True)),
        "every letter by one": {chr(code): chr(code + 1) for code in range(0x0E01, 0x0E4E)},
        "all mixed": dict(zip([*CONSONANTS, *VOWELS], mixed, strict=True)),
        "as Latin-1": {chr(code): chr(code - 0x0E00 + 0xA0) for code in range(0x0E01, 0x0E5B)},
    }


def scramble(source: Path, target: Path, exchanged: Mapping[str, str]) -> None:
    """Writes a PDF with the letters of its ToUnicode maps exchanged."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(source) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream) and "/Width" not in thing:
                data = _stream_data(thing)
                if b"begincmap" in data:
                    thing.write(exchange(data, exchanged))
        document.save(target)


def _stream_data(stream: object) -> bytes:
    try:
        return bytes(stream.read_bytes())  # type: ignore[attr-defined]
    except Exception:  # a filter that pikepdf does not know: no map
        return b""


def exchange(data: bytes, exchanged: Mapping[str, str]) -> bytes:
    """A ToUnicode map with its letters exchanged, all entries written one by one."""
    found = read_to_unicode(data)
    if found is None:
        return data
    space = re.search(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>", data)
    digits = len(space.group(1)) if space else 4
    rows = [
        f"<{code:0{digits}x}> <{''.join(exchanged.get(letter, letter) for letter in text).encode('utf-16-be').hex()}>"
        for code, text in found.cid2unichr.items()
        if isinstance(text, str)
    ]
    low, high = "0" * digits, "f" * digits
    parts = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap", "1 begincodespacerange"]
    parts += [f"<{low}> <{high}>", "endcodespacerange"]
    for start in range(0, len(rows), 100):
        block = rows[start : start + 100]
        parts += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*parts, "endcmap end end"]).encode()


def read_pages(path: Path) -> list[PageRead]:
    """The pages of a file as their text layer gives them."""
    with open_pdf(path) as file:
        shelf = FontShelf(file.resources)
        return [
            read_page(read_content(page, shelf), shelf.facts(), number, "thai-ita")
            for number, page in enumerate(file.pages(), 1)
        ]


def main(folders: Sequence[str]) -> None:
    files = sorted(path for folder in folders for path in Path(folder).glob("*.pdf"))
    print(f"{'grade':22} {'told unfit':>10} {'of pages':>9} {'letters in no word, least / middle / most':>42}")
    with tempfile.TemporaryDirectory() as scratch:
        sound: dict[Path, set[int]] = {}
        for name, exchanged in grades().items():
            told, shares = 0, []
            for path in files:
                target = Path(scratch) / path.name
                try:
                    scramble(path, target, exchanged)
                    pages = read_pages(target)
                except (BrokenFileError, UnreadableSource):
                    continue
                if not exchanged:
                    sound[path] = {page.number for page in pages if page.fitness.thai >= FEW_LETTERS}
                wanted = [page for page in pages if page.number in sound.get(path, ())]
                told += sum(not page.fitness.fit for page in wanted)
                shares += [page.fitness.unknown / max(1, page.fitness.in_words) for page in wanted]
            shares.sort()
            middle = " / ".join(f"{shares[place]:.3f}" for place in (0, len(shares) // 2, -1))
            print(f"{name:22} {told:10} {len(shares):9} {middle:>42}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
