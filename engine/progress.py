"""A progress bar on a terminal: files, pages, failures, time left. Nothing in a log or a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from engine.events import Event, FileDone, Listener, Looking, Publishing, Started, nobody

if TYPE_CHECKING:
    from rich.progress import Progress


@contextmanager
def progress_bar() -> Iterator[Listener]:
    """A listener that draws on stderr while it is a terminal that can be drawn on, and is gone afterwards."""
    from rich.console import Console  # noqa: PLC0415  (not needed where nobody watches)

    console = Console(stderr=True)
    if not console.is_terminal or console.is_dumb_terminal:
        yield nobody
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[told]}", markup=False),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    with bar:
        yield _Drawing(bar)


class _Drawing:
    """Keeps the bar in step with what happens."""

    def __init__(self, bar: Progress) -> None:
        self.bar = bar
        self.row = bar.add_task("Looking at files", total=None, told="")
        self.pages = self.failures = 0

    def __call__(self, event: Event) -> None:
        match event:
            case Looking(seen, files):
                self.bar.update(self.row, total=files, completed=seen)
            case Started(_, to_do, _):
                self.pages = self.failures = 0
                self.bar.reset(self.row, description="Reading reports", total=to_do, told="")
            case FileDone(pages=pages, status=status):
                self.pages += pages
                self.failures += status == "failed"
                self.bar.update(self.row, advance=1, told=self._told())
            case Publishing():
                self.bar.update(self.row, description="Writing tables")
            case _:
                pass

    def _told(self) -> str:
        failed = f", {self.failures:,} failed" if self.failures else ""
        return f"{self.pages:,} pages{failed}"
