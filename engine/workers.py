"""The pool of worker processes: many files at once, each within its limits, none able to stop the others.

Workers are forked from a server process that has loaded what they all need (`engine.preload`) and that has no threads.
They never run the user's main script, so that a script may call `run` without further ado.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import types
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import context, forkserver, popen_forkserver
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.limits import Exceeded, Limits, crashed, never_dump_core, timed_out
from engine.task import Done, Task, exceeded_verdict, perform, perform_within_limits

if TYPE_CHECKING:
    from pebble import ProcessPool

Perform = Callable[[Task], Done]
Finished = Generator[tuple[Task, Done], None, None]

TASKS_AHEAD = 2  # for each worker: one to do and one to take up at once
TASKS_A_WORKER = 250  # then a fresh one takes over, so that what a library leaks is given back
STALL_SECONDS = 60.0  # beyond the time limit: the pool itself must be stuck
MOST_ATTEMPTS = 3
READERS_NEEDED = "THAI_ITA_READERS"  # in the environment of the server: the modules that it shall load
# One thread a worker: the workers themselves keep the processors busy. And none in the server that they are forked
# from, since a fork of a process with threads may stand still for ever: the last is that of pyarrow's allocator.
ONE_THREAD = {
    "OMP_THREAD_LIMIT": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}


@dataclass(frozen=True, slots=True)
class Crew:
    """How many workers, what each file may take, and where they put what is only needed for a moment.

    `readers` are the modules that will read most of the files: what they share is loaded only once. `meanwhile` is
    done in this process while the workers load that.
    """

    workers: int
    limits: Limits
    scratch: Path
    readers: tuple[str, ...] = ()
    meanwhile: Callable[[], None] = lambda: None


def cores() -> int:
    """How many processors this process may use."""
    with suppress(AttributeError):  # macOS cannot tell
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def work(tasks: Iterable[Task], crew: Crew, do: Perform = perform_within_limits) -> Finished:
    """Do all tasks, in any order; of `tasks` only a few are drawn ahead. Without workers they are done right here.

    Closing the generator stops the workers at once, whatever they are doing.
    """
    return _Pool(crew, do).work(iter(tasks)) if crew.workers else _one_by_one(tasks)


def _one_by_one(tasks: Iterable[Task]) -> Finished:
    for task in tasks:
        yield task, perform(task)


class _Pool:
    """A pebble pool that is set up anew where it breaks."""

    def __init__(self, crew: Crew, do: Perform) -> None:
        self.crew = crew
        self.do = do
        self.waiting: dict[Future[Done], Task] = {}
        self.attempts: dict[str, int] = {}
        self.pool: ProcessPool | None = None

    def work(self, tasks: Iterator[Task]) -> Finished:
        try:
            self.pool = _pebble_pool(self.crew)  # its server loads while the tasks are made
            self._fill(tasks)
            self.crew.meanwhile()
            while self._fill(tasks):
                yield from self._finished()
        finally:
            self._stop()

    def _fill(self, tasks: Iterator[Task]) -> bool:
        """Give the workers enough to do. False where nothing is left."""
        while len(self.waiting) < self.crew.workers * TASKS_AHEAD:
            task = next(tasks, None)
            if task is None:
                break
            self._schedule(task)
        return bool(self.waiting)

    def _schedule(self, task: Task) -> None:
        if self.pool is None:
            self.pool = _pebble_pool(self.crew)
        self.waiting[self.pool.schedule(self.do, (task,), timeout=self.crew.limits.seconds)] = task

    def _finished(self) -> Iterator[tuple[Task, Done]]:
        done, _ = wait(self.waiting, self.crew.limits.seconds + STALL_SECONDS, FIRST_COMPLETED)
        if not done or any(isinstance(future.exception(), BrokenProcessPool) for future in done):
            yield from self._begin_again()
            return
        for future in done:
            task = self.waiting.pop(future)
            yield task, _done(task, future)

    def _begin_again(self) -> Iterator[tuple[Task, Done]]:
        """The pool broke, and nobody knows on which file: try each again, but not for ever."""
        self._stop()
        futures, self.waiting = self.waiting, {}
        for future, task in futures.items():
            if future.done() and not isinstance(future.exception(), BrokenProcessPool):
                yield task, _done(task, future)
                continue
            name = task.source.source_sha256
            self.attempts[name] = self.attempts.get(name, 0) + 1
            if self.attempts[name] < MOST_ATTEMPTS:
                self._schedule(task)
            else:
                yield task, _of_exceeded(task, crashed(1, self.crew.limits))

    def _stop(self) -> None:
        if self.pool is not None:
            self.pool.stop()  # type: ignore[no-untyped-call]
            self.pool.join()
            self.pool = None


def _done(task: Task, future: Future[Done]) -> Done:
    from pebble import ProcessExpired  # noqa: PLC0415

    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, TimeoutError):
        return _of_exceeded(task, timed_out(task.limits))
    exit_code = error.exitcode if isinstance(error, ProcessExpired) else 1  # else it raised what no code should
    return _of_exceeded(task, crashed(exit_code, task.limits))


def _of_exceeded(task: Task, exceeded: Exceeded) -> Done:
    return Done(exceeded_verdict(task, exceeded), read=True)


def _pebble_pool(crew: Crew) -> ProcessPool:
    from pebble import ProcessPool  # noqa: PLC0415  (not needed where there is nothing to do)

    _start_server(crew.readers)
    return ProcessPool(crew.workers, TASKS_A_WORKER, _enter_service, (str(crew.scratch),), _Context())


def _start_server(readers: Iterable[str]) -> None:
    """Start the server with the modules that this process knows, deaf to the Ctrl-C that is meant for the run."""
    forkserver.set_forkserver_preload(["engine.preload"])
    path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    said = {"PYTHONPATH": path, READERS_NEEDED: " ".join(readers), **ONE_THREAD}
    with _environment(said), _deaf_to_interrupts():
        forkserver.ensure_running()


@contextmanager
def service_ended() -> Iterator[None]:
    """At the end of the block end the server that workers come from, if one was started.

    It would end with this process. But when it is waited for, what it and the workers took is counted to this process.
    """
    try:
        yield
    finally:
        server: Any = forkserver._forkserver
        if server._forkserver_pid is not None:
            with suppress(OSError):
                os.kill(server._forkserver_pid, signal.SIGKILL)
                server._stop()


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """A process started now ignores Ctrl-C from its first moment on."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _enter_service(scratch: str) -> None:
    """In a new worker: die when told to even within a library, print nothing, leave nothing outside `scratch`."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    never_dump_core()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # what a library prints about a report may steer a terminal
        os.dup2(nowhere, stream)
    tempfile.tempdir = scratch


class _Popen(popen_forkserver.Popen):
    """Starts a worker that does not import the main script."""

    def _launch(self, process_obj: Any) -> None:
        with _main_hidden():
            super()._launch(process_obj)  # type: ignore[misc]


class _Process(context.ForkServerProcess):
    @staticmethod
    def _Popen(process_obj: Any) -> _Popen:  # noqa: N802 - named by multiprocessing
        return _Popen(process_obj)


class _Context(context.ForkServerContext):
    Process = _Process


_HIDING = threading.Lock()


@contextmanager
def _main_hidden() -> Iterator[None]:
    with _HIDING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
