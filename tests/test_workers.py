"""The pool of workers: no file can stop the others, whatever becomes of the worker that reads it."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from engine.convert import Options, source_of
from engine.limits import Limits, crashed, held_to
from engine.run import run
from engine.task import Task
from engine.workers import Crew, cores, work
from tests.faults import misbehave

ROOT = Path(__file__).parents[1]
LIMITS = Limits(5, 128)  # seconds: a machine under load may take two to do nothing


def task(name: str, number: int = 0) -> Task:
    source = source_of(f"{name}.txt", f"{number:064x}", 1)
    return Task(None, source, Options(), (), Path("nowhere"), LIMITS)


def tasks(names: Sequence[str]) -> Iterator[Task]:
    return (task(name, number) for number, name in enumerate(names))


FAULTS = {
    "crash": "crashed",
    "quit": "crashed",
    "raise": "crashed",
    "killed": "out_of_memory",
    "hoard": "out_of_memory",
    "hang": "timed_out",
}


def test_a_fault_costs_its_own_file_alone(tmp_path: Path) -> None:
    names = [*FAULTS, *(f"good{number}" for number in range(8))]
    names.sort(key=lambda name: name[-1])  # the good ones among the bad ones
    done = {one.source.source_file: result for one, result in work(tasks(names), Crew(2, LIMITS, tmp_path), misbehave)}
    codes = {name: done[f"{name}.txt"].verdict for name in FAULTS}
    assert {name: verdict and verdict.error_code for name, verdict in codes.items()} == FAULTS
    assert all(
        verdict and verdict.limits == (LIMITS.seconds, LIMITS.memory_mb) and "thai-ita retry" in str(verdict.error)
        for verdict in codes.values()
    )
    assert all(done[f"good{number}.txt"].read for number in range(8))
    assert len(done) == len(names)


def test_a_pool_that_is_closed_stops_at_once(tmp_path: Path) -> None:
    finished = work(tasks(["good", "hang", "hang"]), Crew(2, Limits(600, 128), tmp_path), misbehave)
    assert next(finished)[0].source.source_file == "good.txt"
    start = time.monotonic()
    finished.close()
    assert time.monotonic() - start < 3


def test_tasks_are_drawn_only_as_they_are_needed(tmp_path: Path) -> None:
    drawn = []

    def many() -> Iterator[Task]:
        for number in range(1000):
            drawn.append(number)
            yield task(f"good{number}", number)

    finished = work(many(), Crew(1, LIMITS, tmp_path), misbehave)
    next(finished)
    finished.close()
    assert len(drawn) < 10


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not list threads as files")
def test_what_is_to_be_done_meanwhile_is_done_before_anything_is_back(tmp_path: Path) -> None:
    told: list[str] = []
    drawn: list[str] = []

    def three() -> Iterator[Task]:
        for one in tasks(["good", "good", "good"]):
            drawn.append(one.source.source_sha256)
            yield one

    crew = Crew(1, LIMITS, tmp_path, meanwhile=lambda: told.append(f"after {len(drawn)}"))
    done = [told.copy() for _ in work(three(), crew, misbehave)]
    assert done == [["after 2"]] * 3, "once, when the workers had their first tasks"


def test_workers_are_forked_from_a_process_without_threads(tmp_path: Path) -> None:
    """A library that starts one when it is loaded must be told not to, or be left to the workers."""
    ((_, done),) = work(tasks(["threads"]), Crew(1, LIMITS, tmp_path), misbehave)
    assert done.error_number == 1


def test_every_processor_works() -> None:
    assert cores() >= 1


SCRIPT = """
from pathlib import Path
from engine.run import run
result = run(Path("raw"), Path("clean"), workers=2)
print(result.exit_code, dict(result.statuses))
"""


def test_a_script_may_call_it_without_a_guard(tmp_path: Path) -> None:
    """And whatever a worker prints goes nowhere."""
    fill(tmp_path / "raw")
    (tmp_path / "script.py").write_text(SCRIPT)
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "3 {'converted': 4, 'failed': 1}\n"
    assert done.stderr == ""


def test_the_number_of_workers_cannot_be_seen_in_the_tables(tmp_path: Path) -> None:
    raw = fill(tmp_path / "raw")
    for workers in (0, 1, 4):
        result = run(raw, tmp_path / str(workers), workers=workers)
        assert result.statuses == {"converted": 4, "failed": 1}
    for path in (tmp_path / "1").glob("[a-z]*"):
        assert path.read_bytes() == (tmp_path / "4" / path.name).read_bytes(), path.name
        assert path.read_bytes() == (tmp_path / "0" / path.name).read_bytes(), path.name


def fill(raw: Path) -> Path:
    raw.mkdir()
    for number in range(3):
        (raw / f"{number}.txt").write_text(f"รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 256{number}", encoding="utf-8")
    (raw / "page.html").write_text("<p>คะแนน ๙๐.๕</p>", encoding="utf-8")
    (raw / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    return raw


ENDINGS = [
    (-signal.SIGXCPU, "timed_out", "more than 5 seconds"),
    (-signal.SIGKILL, "out_of_memory", "lack of memory"),
    (-signal.SIGSEGV, "crashed", "(SIGSEGV)"),
    (7, "crashed", "(exit code 7)"),
    (-999, "crashed", "(exit code -999)"),
]


@pytest.mark.parametrize(("exit_code", "code", "words"), ENDINGS)
def test_the_end_of_a_worker_is_told_in_words(exit_code: int, code: str, words: str) -> None:
    told = crashed(exit_code, LIMITS)
    assert told.code == code
    assert words in told.sentence


def test_limits_hold_within_the_block_alone() -> None:
    kinds = (resource.RLIMIT_CPU, resource.RLIMIT_DATA)
    before = [resource.getrlimit(kind) for kind in kinds]
    with held_to(LIMITS):
        (seconds, _), (memory, _) = (resource.getrlimit(kind) for kind in kinds)
        assert 0 < seconds - time.process_time() < 2 + 60
        assert sys.platform != "linux" or 128 << 20 <= memory < 1 << 40
        with held_to(Limits(1000, 100_000)):
            assert resource.getrlimit(resource.RLIMIT_CPU)[0] == seconds, "a limit from outside still holds"
    assert [resource.getrlimit(kind) for kind in kinds] == before


@pytest.mark.parametrize("limits", [Limits(1, 64), Limits(0.5, 100_000)])
def test_limits_cover_what_is_not_more(limits: Limits) -> None:
    assert limits.cover(limits)
    assert not limits.cover(Limits(limits.seconds * 2, limits.memory_mb))
    assert not limits.cover(Limits(limits.seconds, limits.memory_mb * 2))
