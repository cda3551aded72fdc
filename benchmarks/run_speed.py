"""How fast a whole run is on one core, from PDFs to published tables, against bare pdfplumber text + tables.

    python -m benchmarks.run_speed FOLDER … [--repeat N]

*Command* is `thai-ita run --workers 1` as a person calls it: its start, its worker, the dictionaries, the caches and
the published tables, against a process in which pdfplumber reads all files. *Work* is what the files cost once all is
loaded: both read them twice in one process, and the second pass counts. Processor seconds; pdfplumber only reads, the
run also mends, normalizes, checks and writes Parquet. Pages that need OCR would count against the run: leave them out.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.command import children_seconds, thai_ita
from benchmarks.speed import by_pdfplumber


def by_run(folder: Path) -> int:
    """One run of the product, without worker processes: this one does all itself."""
    from engine.run import run  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as clean:
        return run(folder, Path(clean), workers=0).statuses["converted"]


def by_reading(folder: Path) -> int:
    """pdfplumber's text and tables of every file."""
    count = 0
    for path in pdfs(folder):
        try:
            by_pdfplumber(path)
            count += 1
        except Exception as error:  # a file that pdfplumber cannot read costs it nothing
            print(f"pdfplumber: {path.name}: {type(error).__name__}", file=sys.stderr)
    return count


JOBS: dict[str, Callable[[Path], int]] = {"thai-ita run": by_run, "pdfplumber": by_reading}


def pdfs(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pdf"))


def gather_files(folders: Sequence[Path], target: Path) -> None:
    """The PDFs of all folders, linked into one; truth and notes beside them are no reports."""
    for number, folder in enumerate(folders):
        for path in pdfs(folder):
            (target / f"{number}_{path.name}").symlink_to(path.resolve())


def in_a_process(job: str, folder: Path, passes: int) -> tuple[int, float, list[float]]:
    """Files, seconds of the whole process, and seconds of each pass in it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.run_speed", "--job", job, "--repeat", str(passes), str(folder)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    whole = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = json.loads(done.stdout.splitlines()[-1])
    return found["files"], whole, found["seconds"]


def passes(job: str, folder: Path, count: int) -> None:
    """The inside of such a process."""
    seconds, files = [], 0
    for _ in range(count):
        start = time.process_time()
        files = JOBS[job](folder)
        seconds.append(time.process_time() - start)
    print(json.dumps({"files": files, "seconds": seconds}))


def by_command(folder: Path) -> float:
    """Seconds of `thai-ita run --workers 1`, its workers with it. Raises SystemExit where it did not convert all."""
    with tempfile.TemporaryDirectory() as clean:
        before = children_seconds()
        ended = thai_ita("run", folder, clean, "--workers", "1")
        if ended.code:
            raise SystemExit(f"the run ended with {ended.code}: {ended.errors[-1000:]}")
        return children_seconds() - before


def compare(folder: Path, repeat: int) -> None:
    """Prints the table."""
    command: dict[str, float] = dict.fromkeys(JOBS, float("inf"))
    work: dict[str, float] = dict.fromkeys(JOBS, float("inf"))
    files = 0
    for _ in range(repeat):
        for job in JOBS:
            files, seconds, passes = in_a_process(job, folder, 2)
            command[job] = min(command[job], by_command(folder) if job == "thai-ita run" else seconds - passes[-1])
            work[job] = min(work[job], passes[-1])
    print(f"{'':14} {'files':>6} {'command s':>10} {'work s':>8}")
    for job in JOBS:
        print(f"{job:14} {files:6} {command[job]:10.2f} {work[job]:8.2f}")
    print(
        f"times as fast as pdfplumber: {command['pdfplumber'] / command['thai-ita run']:.1f} as a command, "
        f"{work['pdfplumber'] / work['thai-ita run']:.1f} once all is loaded"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        passes(options.job, options.folders[0], options.repeat)
        return
    with tempfile.TemporaryDirectory() as target:
        gather_files(options.folders, Path(target))
        compare(Path(target), options.repeat)


if __name__ == "__main__":
    main()
