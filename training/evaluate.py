"""Figures of a model on drawn lines: `python -m training.evaluate MODEL.traineddata SETS/*.tif --by face resolution`.

The sets are those of `training.dataset`, drawn in held-out faces for the figures of the model card. Each line is
read as the product reads one: by tesserocr, page segmentation mode 13, from the crop alone. Blanks are not counted,
dashes and quotation marks of one look are one, and NIKHAHIT with SARA AA is SARA AM.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

SAME = str.maketrans({"–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'"})
THAI_DIGITS = frozenset("๐๑๒๓๔๕๖๗๘๙")
COLUMNS = ("kind", "cell", "face", "resolution", "points", "damaged", "text")


@dataclass(slots=True)
class Tally:
    """Counts over some lines; a rate of nothing is printed as a dash."""

    thai: int = 0
    thai_right: int = 0
    arabic: int = 0
    arabic_right: int = 0
    numeric: int = 0
    numeric_right: int = 0
    text: int = 0
    text_right: int = 0
    prose: int = 0
    prose_wrong: int = 0

    def row(self) -> str:
        pairs = (
            (self.thai_right, self.thai),
            (self.arabic_right, self.arabic),
            (self.numeric_right, self.numeric),
            (self.text_right, self.text),
            (self.prose_wrong, self.prose),
        )
        return " | ".join(f"{100 * part / whole:.2f}" if whole else "-" for part, whole in pairs)


def folded(text: str) -> str:
    """The text as it is compared."""
    joined = re.sub("ํ([่-๋]?)า", r"\1ำ", "".join(text.split()).translate(SAME)).replace("เเ", "แ")
    return re.sub("([่-๋])ำ", r"\1ำ", joined)


def alignment(truth: str, read: str) -> Iterator[tuple[str, str]]:
    """The pairs of a shortest edit, '' where a letter was lost or invented."""
    costs = [list(range(len(read) + 1))]
    for row, wanted in enumerate(truth, 1):
        costs.append([row])
        for column, got in enumerate(read, 1):
            change = costs[row - 1][column - 1] + (wanted != got)
            costs[row].append(min(change, costs[row - 1][column] + 1, costs[row][column - 1] + 1))
    row, column = len(truth), len(read)
    while row or column:
        here = costs[row][column]
        if row and column and here == costs[row - 1][column - 1] + (truth[row - 1] != read[column - 1]):
            row, column = row - 1, column - 1
            yield truth[row], read[column]
        elif row and here == costs[row - 1][column] + 1:
            row -= 1
            yield truth[row], ""
        else:
            column -= 1
            yield "", read[column]


def count(tally: Tally, cell: str, kind: str, truth: str, read: str) -> None:
    """Adds one line to a tally."""
    pairs = list(alignment(truth, read))
    for wanted, got in pairs:
        if wanted in THAI_DIGITS:
            tally.thai += 1
            tally.thai_right += wanted == got
        elif wanted.isascii() and wanted.isdigit():
            tally.arabic += 1
            tally.arabic_right += wanted == got
    if cell == "numeric":
        tally.numeric += 1
        tally.numeric_right += truth == read
    elif cell == "text":
        tally.text += 1
        tally.text_right += truth == read
    elif kind in {"prose", "listed"}:
        tally.prose += len(truth)
        tally.prose_wrong += sum(wanted != got for wanted, got in pairs)


def readings(model: Path, sets: list[Path], mode: int, dictionary: bool) -> Iterator[tuple[dict[str, str], str]]:
    """Each line's description and what the model reads in it."""
    import tesserocr  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415  (the counting needs none)

    settings = {} if dictionary else {"load_system_dawg": "0", "load_freq_dawg": "0"}
    with tesserocr.PyTessBaseAPI(path=str(model.parent), lang=model.stem, psm=mode, variables=settings) as reader:
        for path in sets:
            with path.with_suffix(".tsv").open(encoding="utf-8", newline="") as table:
                told = [dict(zip(COLUMNS, row, strict=True)) for row in csv.reader(table, delimiter="\t")]
            with Image.open(path) as pages:
                for page, line in enumerate(told):
                    pages.seek(page)
                    reader.SetImage(pages.convert("L"))
                    reader.SetSourceResolution(int(line["resolution"]))
                    yield line, reader.GetUTF8Text()


def confusions(wrong: Counter[tuple[str, str]]) -> str:
    """The commonest confusions, as `truth>read×times`."""
    return ", ".join(f"{wanted or '∅'}>{got or '∅'}×{times}" for (wanted, got), times in wrong.most_common(30))


def main(arguments: list[str]) -> None:
    """Prints a table of figures, then the commonest confusions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--by", nargs="*", default=[], choices=COLUMNS)
    parser.add_argument("--psm", type=int, default=13)
    parser.add_argument("--no-dictionary", action="store_true")
    parser.add_argument("--wrong", type=Path, help="write the lines that were misread to this file")
    asked = parser.parse_args(arguments)
    tallies: dict[str, Tally] = defaultdict(Tally)
    wrong: Counter[tuple[str, str]] = Counter()
    misread = []
    for line, printed in readings(asked.model, asked.sets, asked.psm, not asked.no_dictionary):
        truth, read = folded(line["text"]), folded(printed)
        for name in {"all", " ".join(line[column] for column in asked.by) or "all"}:
            count(tallies[name], line["cell"], line["kind"], truth, read)
        wrong.update(pair for pair in alignment(truth, read) if pair[0] != pair[1])
        if truth != read:
            misread.append("\t".join([*line.values(), printed.strip()]))
    print("| | Thai digits | Arabic digits | numeric cells | text cells | prose CER |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in sorted(tallies):
        print(f"| {name} | {tallies[name].row()} |")
    print(confusions(wrong))
    if asked.wrong:
        asked.wrong.write_text("\n".join(misread), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
