"""Runs killed at random moments, then one to the end: its tables must be those of an undisturbed run, byte for byte.

python -m benchmarks.kills [--kills 50] [--reports 300] [--workers 1 4]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.command import start, table_bytes, thai_ita
from benchmarks.small_reports import write_reports


def kill_at_random(raw: Path, clean: Path, workers: int, longest: float, dice: random.Random) -> bool:
    """Start a run and kill it, workers and all, within `longest` seconds. False where it had ended before."""
    process = start("run", raw, clean, "--workers", str(workers), quiet=True)
    time.sleep(dice.uniform(0.05, longest))
    running = process.poll() is None
    # Half of the times only the parent dies, as when somebody kills it by its number: its workers must end too.
    with contextlib.suppress(ProcessLookupError):
        if dice.random() < 0.5:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    return running


def leftovers(clean: Path) -> list[str]:
    """What a killed run may not leave in sight of a person: half-written files beside the tables."""
    return [
        path.name for path in clean.iterdir() if path.suffix not in {".parquet", ".json"} and path.name != ".thai-ita"
    ]


def disturbed(folder: Path, raw: Path, workers: int, kills: int, longest: float) -> list[str]:
    """The faults found with this many workers."""
    clean, dice, faults, hits = folder / f"clean-{workers}", random.Random(workers), [], 0
    previous: dict[str, str] = {}
    for _ in range(kills):
        hits += kill_at_random(raw, clean, workers, longest, dice)
        now = table_bytes(clean) if clean.exists() else {}
        if now and previous and now != previous and set(now) != set(previous):
            faults.append(f"tables are missing after a kill: {sorted(set(previous) - set(now))}")
        previous = now or previous
    ended = thai_ita("run", raw, clean, "--workers", str(workers))
    whole = thai_ita("run", raw, folder / f"whole-{workers}", "--workers", str(workers))
    if (ended.code, whole.code) != (0, 0):
        faults.append(f"exit codes {ended.code}, {whole.code}: {ended.errors[-500:]}")
    if table_bytes(clean) != table_bytes(folder / f"whole-{workers}"):
        faults.append("the tables differ from those of an undisturbed run")
    faults += [f"left behind: {name}" for name in leftovers(clean)]
    print(
        f"{workers} workers: {hits} of {kills} kills met a running process; last run {ended.seconds:.1f} s", flush=True
    )
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 4])
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_reports(folder / "raw", wanted.reports)
        undisturbed = thai_ita("run", folder / "raw", folder / "first", "--workers", "2")
        faults = [
            fault
            for workers in wanted.workers
            for fault in disturbed(folder, folder / "raw", workers, wanted.kills, undisturbed.seconds / 3)
        ]
        same = {workers: table_bytes(folder / f"whole-{workers}") for workers in wanted.workers}
        if any(tables != table_bytes(folder / "first") for tables in same.values()):
            faults.append("the number of workers changes the tables")
    for fault in faults:
        print(f"FAULT {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
