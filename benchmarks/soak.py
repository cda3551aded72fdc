"""Thousands of reports: throughput, memory, the cost of one as the number grows, and what a second run costs.

python -m benchmarks.soak [--counts 100 1000 10000] [--workers 2] [--of small] [--scans 10]

`--of small`: texts, Markdown and HTML of a page. `--of drawn`: PDFs of four pages, and of a hundred `--scans` are one
scanned page.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.command import OWN_PACKAGES, ROOT, Ended, children_seconds, thai_ita
from benchmarks.small_reports import write_reports

HEADER_WORDS = Path("normalize", "catalogue", "header_roles.toml")
WORD_OF_ALL = '"ผู้รับผิดชอบ", '  # responsible: a word of its own there, and known by its parts without
WORD_OF_NONE = '"ผู้ที่ได้รับมอบหมายให้ทำ", '  # "who is told to do it"


@dataclass(frozen=True, slots=True)
class Soaked:
    """One number of reports: the first run, an unchanged rerun, one with a header word that none of them prints, and
    one without a header word that all of them print."""

    count: int
    first: Ended
    processor_seconds: float
    rerun: Ended
    new_word: Ended
    lost_word: Ended

    def row(self, base: Soaked) -> str:
        each, base_each = self.processor_seconds / self.count, base.processor_seconds / base.count
        cells = (
            f"{self.count:,}",
            f"{self.count / self.first.seconds:.1f}",
            f"{each * 1000:.0f}",
            f"{each / base_each:.2f}",
            f"{self.first.megabytes:.0f}",
            f"{self.first.megabytes / base.first.megabytes:.2f}",
            f"{self.rerun.seconds:.2f}",
            f"{self.rerun.megabytes:.0f}",
            f"{self.new_word.seconds:.2f}",
            f"{self.first.seconds / self.new_word.seconds:.1f}",
            f"{self.lost_word.seconds:.1f}",
            f"{self.first.seconds / self.lost_word.seconds:.1f}",
        )
        return "| " + " | ".join(cells) + " |"


HEADS = (
    "reports", "reports/s", "CPU ms a report", "ratio", "parent MB", "ratio", "rerun s", "rerun MB",
    "word of none s", "times faster", "word of all s", "times faster",
)  # fmt: skip


def write_archive(folder: Path, count: int, percent: int) -> None:
    """In a process of its own: a command's peak of memory would else begin with what drawing took in this one."""
    scans = count * percent // 100
    command = [sys.executable, "-m", "benchmarks.drawn_reports", str(folder)]
    subprocess.run([*command, "--pdfs", str(count - scans), "--scans", str(scans)], check=True, cwd=ROOT)


def soak(folder: Path, source: Path, count: int, workers: int, write: Callable[[Path, int], None]) -> Soaked:
    """Four runs over `count` reports with the sources in `source`, of which one header word is changed at a time."""
    raw, clean = folder / f"raw-{count}", folder / f"clean-{count}"
    write(raw, count)
    before = children_seconds()
    first = thai_ita("run", raw, clean, "--workers", str(workers), source=source)
    processor = children_seconds() - before
    rerun = thai_ita("run", raw, clean, "--workers", str(workers), source=source)
    words = source / HEADER_WORDS
    was = words.read_text(encoding="utf-8")
    if was.count(WORD_OF_ALL) != 1:
        raise SystemExit(f"{words} no longer has {WORD_OF_ALL}")
    changed: list[Ended] = []
    for text in (was.replace(WORD_OF_ALL, WORD_OF_ALL + WORD_OF_NONE), was.replace(WORD_OF_ALL, "")):
        words.write_text(text, encoding="utf-8")
        changed.append(thai_ita("run", raw, clean, "--workers", str(workers), source=source))
    words.write_text(was, encoding="utf-8")
    for ended in (first, rerun, *changed):
        if ended.code:
            raise SystemExit(f"a run ended with {ended.code}: {ended.errors[-1000:]}")
    return Soaked(count, first, processor, rerun, *changed)


def copy_sources(folder: Path) -> Path:
    """The packages in a folder of their own, so that a header word may be changed there."""
    for name in OWN_PACKAGES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pipeline.py", folder)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--of", choices=("small", "drawn"), default="small")
    parser.add_argument("--scans", type=int, default=10)
    wanted = parser.parse_args()
    write = write_reports if wanted.of == "small" else partial(write_archive, percent=wanted.scans)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = copy_sources(folder / "source")
        print("| " + " | ".join(HEADS) + " |\n|" + " --- |" * len(HEADS))
        base: Soaked | None = None
        for count in wanted.counts:
            done = soak(folder, source, count, wanted.workers, write)
            base = base or done
            print(done.row(base), flush=True)


if __name__ == "__main__":
    main()
