"""How exact the reader is on the drawn corpus: text, spaces, cells, spans, by producer.

    python -m benchmarks.accuracy [CORPUS] [--against-pdfplumber]

Draws the corpus first if CORPUS (default: a temporary folder) has none.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.corpus import draw
from benchmarks.stitch import joined_tables
from extract.document import Document
from extract.pdf import read_pdf


@dataclass(slots=True)
class Score:
    """Counts of one producer; all are added up over its documents."""

    letters: int = 0
    wrong: int = 0
    spaces: int = 0
    paragraphs: int = 0
    paragraphs_exact: int = 0
    cells: int = 0
    cells_exact: int = 0
    cells_spaced: int = 0
    cells_placed: int = 0

    def row(self) -> str:
        return (
            f"{100 * self.wrong / max(1, self.letters):7.3f} {1000 * self.spaces / max(1, self.letters):7.2f} "
            f"{100 * self.paragraphs_exact / max(1, self.paragraphs):6.1f} "
            f"{100 * self.cells_exact / max(1, self.cells):7.1f} {100 * self.cells_spaced / max(1, self.cells):7.1f} "
            f"{100 * self.cells_placed / max(1, self.cells):7.1f}"
        )


HEADER = f"{'producer':24} {'CER %':>7} {'sp/1000':>7} {'par %':>6} {'cell %':>7} {'spaced':>7} {'placed':>7}"


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def wrong_spaces(truth: str, found: str) -> int:
    """Spaces too many and too few, for texts whose other letters are the same."""

    def places(text: str) -> set[int]:
        at, seen = 0, set()
        for letter in text:
            if letter.isspace():
                seen.add(at)
            else:
                at += 1
        return seen

    return len(places(truth.strip()) ^ places(found.strip()))


def score_prose(score: Score, truth: list[str], document: Document) -> None:
    found = [paragraph.text for paragraph in document.paragraphs]
    whole, read = "\n".join(truth), "\n".join(found)
    score.letters += len(bare(whole))
    score.wrong += Levenshtein.distance(bare(whole), bare(read))
    if bare(whole) == bare(read):
        score.spaces += wrong_spaces(whole, read)
    score.paragraphs += len(truth)
    score.paragraphs_exact += common([spaced(part) for part in truth], [spaced(part) for part in found])


def score_tables(score: Score, truth: list[list[object]], document: Document) -> None:
    cells = [(int(str(row)), int(str(col)), str(text), int(str(cs)), int(str(rs))) for row, col, text, cs, rs in truth]
    wanted = [cell for cell in cells if cell[2].strip()]
    found = [
        (row, col, text, cs, rs)
        for table in joined_tables(document)
        for (row, col), (text, cs, rs) in table.cells.items()
    ]
    score.cells += len(wanted)
    score.cells_exact += common([bare(cell[2]) for cell in wanted], [bare(cell[2]) for cell in found])
    score.cells_spaced += common([spaced(cell[2]) for cell in wanted], [spaced(cell[2]) for cell in found])
    score.cells_placed += common(
        [f"{row} {col} {cs} {rs} {bare(text)}" for row, col, text, cs, rs in wanted],
        [f"{row} {col} {cs} {rs} {bare(text)}" for row, col, text, cs, rs in found],
    )


def common(left: Iterable[str], right: Iterable[str]) -> int:
    return sum((Counter(left) & Counter(right)).values())


def measure(folder: Path) -> dict[str, Score]:
    """The scores of every producer whose files are in `folder`."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    scores: dict[str, Score] = defaultdict(Score)
    for path in sorted(folder.glob("*__*.pdf")):
        name, tag = path.stem.split("__")
        document = read_pdf(path)
        if all(isinstance(block, str) for block in truth[name]):
            score_prose(scores[tag], truth[name], document)
        else:
            grid = next(block for block in truth[name] if not isinstance(block, str))
            score_tables(scores[tag], grid, document)
    return dict(scores)


def measure_pdfplumber(folder: Path) -> dict[str, Score]:
    """The same for bare pdfplumber: `extract_text` and `extract_tables`, tables not joined over pages."""
    import pdfplumber  # noqa: PLC0415

    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    scores: dict[str, Score] = defaultdict(Score)
    for path in sorted(folder.glob("*__*.pdf")):
        name, tag = path.stem.split("__")
        score = scores[tag]
        text, cells = [], []
        with pdfplumber.open(path) as document:
            for page in document.pages:
                text.append(page.extract_text())
                cells += [cell or "" for table in page.extract_tables() for row in table for cell in row]
                page.close()
        grid = next((block for block in truth[name] if not isinstance(block, str)), None)
        if grid is None:
            whole, read = bare("\n".join(truth[name])), bare("\n".join(text))
            score.letters += len(whole)
            score.wrong += Levenshtein.distance(whole, read)
        else:
            wanted = [bare(str(cell[2])) for cell in grid if str(cell[2]).strip()]
            score.cells += len(wanted)
            score.cells_exact += common(wanted, [bare(cell) for cell in cells])
    return dict(scores)


def main(arguments: list[str]) -> None:
    names = [argument for argument in arguments if not argument.startswith("--")]
    folder = Path(names[0]) if names else Path(tempfile.mkdtemp(prefix="thai-ita-corpus-"))
    if not (folder / "truth.json").exists():
        for line in draw(folder):
            print("not drawn:", line)
    scores = measure(folder)
    print(HEADER)
    for tag, score in sorted(scores.items()):
        print(f"{tag:24} {score.row()}")
    if "--against-pdfplumber" in arguments:
        print(f"\n{'bare pdfplumber':24} {'CER %':>7} {'cell %':>7}")
        for tag, score in sorted(measure_pdfplumber(folder).items()):
            wrong = 100 * score.wrong / max(1, score.letters)
            print(f"{tag:24} {wrong:7.3f} {100 * score.cells_exact / max(1, score.cells):7.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
