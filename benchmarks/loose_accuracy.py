"""How exact tables are read whose rules are partly missing or which are told by shading alone.

    python -m benchmarks.loose_accuracy [FOLDER]

Draws them first if FOLDER (default: a temporary folder) has none. A figure each ruling and producer: cells with their
row, column and spans exact, in per cent of all cells with text; in brackets where other than one table was found.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.accuracy import Score, score_tables
from benchmarks.loose_corpus import PRODUCERS, RULINGS, draw, draw_notes, reports, truth_of
from extract.pdf import read_pdf


def measure(folder: Path) -> tuple[dict[tuple[str, str], Score], dict[tuple[str, str], list[str]]]:
    """Scores and faults by ruling and producer."""
    truth = {report.name: truth_of(report) for report in reports()}
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    faults: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*__*__*.pdf")):
        ruling, name, tag = path.stem.split("__")
        document = read_pdf(path)
        score = Score()
        score_tables(score, truth[name], document)
        total = scores[ruling, tag]
        total.cells += score.cells
        total.cells_exact += score.cells_exact
        total.cells_placed += score.cells_placed
        if score.cells_placed < score.cells or len(document.tables) != 1:
            faults[ruling, tag].append(
                f"{name}: {len(document.tables)} tables, {100 * score.cells_exact / score.cells:.0f} exact, "
                f"{100 * score.cells_placed / score.cells:.0f} placed"
            )
    return dict(scores), dict(faults)


def main(arguments: list[str]) -> None:
    names = [argument for argument in arguments if not argument.startswith("--")]
    folder = Path(names[0]) if names else Path(tempfile.mkdtemp(prefix="thai-ita-loose-"))
    if not list(folder.glob("*__*__*.pdf")):
        for line in draw(folder):
            print("not drawn:", line)
    scores, faults = measure(folder)
    tags = [tag for tag in PRODUCERS if any(key[1] == tag for key in scores)]
    print(f"{'ruling':14}" + "".join(f"{tag:>14}" for tag in tags) + "   cells exact / placed, %")
    for ruling in RULINGS:
        line = f"{ruling.name:14}"
        for tag in tags:
            score = scores.get((ruling.name, tag), Score())
            exact = 100 * score.cells_exact / max(1, score.cells)
            line += f"{f'{exact:.0f} / {100 * score.cells_placed / max(1, score.cells):.0f}':>14}"
        print(line)
    notes = draw_notes(folder / "notes")
    false = [path.stem for path in notes if read_pdf(path).tables]
    print(f"{len(notes)} pages of prose with frames and bands: {len(false)} with a table {' '.join(false)}")
    if "--faults" in arguments:
        for (name, tag), lines in sorted(faults.items()):
            for line in lines:
                print(f"{name:14} {tag:12} {line}")


if __name__ == "__main__":
    main(sys.argv[1:])
