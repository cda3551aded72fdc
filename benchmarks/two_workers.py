"""How much faster two workers are than one by the clock, on PDFs and on scans: needs an idle machine of two cores.

python -m benchmarks.two_workers [--pdfs 300] [--scans 16] [--repeat 2]

Seconds of a whole `thai-ita run` into an empty folder. What both need once (start, dictionaries, publishing) is told
by a run over one file, and the ratio is given with it and without.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.command import thai_ita
from benchmarks.drawn_reports import write_drawn


def seconds(raw: Path, workers: int, *more: str) -> float:
    """By the clock. Raises SystemExit where a run fails."""
    with tempfile.TemporaryDirectory() as clean:
        ended = thai_ita("run", raw, clean, "--workers", str(workers), *more)
    if ended.code:
        raise SystemExit(f"the run ended with {ended.code}: {ended.errors[-1000:]}")
    return ended.seconds


def compare(name: str, raw: Path, repeat: int) -> str:
    """A row of the table: the best of so many runs each, in turns."""
    one = two = start = float("inf")
    for _ in range(repeat):
        one = min(one, seconds(raw, 1))
        two = min(two, seconds(raw, 2))
        start = min(start, seconds(raw, 1, "--limit", "1"))
    cells = (
        name,
        f"{one:.1f}",
        f"{two:.1f}",
        f"{start:.1f}",
        f"{one / two:.2f}",
        f"{(one - start) / (two - start):.2f}",
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdfs", type=int, default=300)
    parser.add_argument("--scans", type=int, default=16)
    parser.add_argument("--repeat", type=int, default=2)
    wanted = parser.parse_args()
    print("| files | one worker s | two s | one file s | times as fast | without the start |\n|" + " --- |" * 6)
    with tempfile.TemporaryDirectory() as name:
        for kind, pdfs, scans in (("PDFs", wanted.pdfs, 0), ("scans", 0, wanted.scans)):
            if not pdfs + scans:
                continue
            folder = Path(name) / kind
            write_drawn(folder, pdfs, scans)
            print(compare(f"{pdfs + scans} {kind}", folder, wanted.repeat), flush=True)


if __name__ == "__main__":
    main()
