"""What a worker may do to itself, for the tests of the pool: it must be found by its name in another process."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from engine.limits import held_to, out_of_memory
from engine.task import Done, Task, exceeded_verdict


def misbehave(task: Task) -> Done:
    """Do what the file's name says."""
    match task.source.source_file.split(".")[0]:
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(600)
        case "deaf":
            signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP})
            time.sleep(600)
        case "quit":
            os._exit(7)
        case "raise":
            raise SystemExit("no way for a worker to end")
        case "threads":  # of the server that this worker was forked from
            return Done(None, error_number=len(list(Path(f"/proc/{os.getppid()}/task").iterdir())))
        case "hoard":
            return _hoard(task)
    return Done(None, read=True, error_number=os.getpid())


def _hoard(task: Task) -> Done:
    try:
        with held_to(task.limits):
            bytearray(task.limits.memory_mb << 21)
    except MemoryError:
        return Done(exceeded_verdict(task, out_of_memory(task.limits)))
    return Done(None)
