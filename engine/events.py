"""What happens during a run, told to whoever listens: the progress bar, the log, `--json`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Looking:
    """The raw folder is looked through: `seen` of `files` files are known by their content."""

    seen: int
    files: int


@dataclass(frozen=True, slots=True)
class Started:
    """Reading begins: of all `files`, `to_do` have to be read or derived anew."""

    files: int
    to_do: int
    workers: int


@dataclass(frozen=True, slots=True)
class FileDone:
    """One file is done. `read` is False where only its stored document or result was used."""

    file: str
    status: str
    error_code: str | None = None
    error: str | None = None
    pages: int = 0
    seconds: float = 0.0
    read: bool = True
    trace: str | None = None


@dataclass(frozen=True, slots=True)
class Publishing:
    """All files are done, the tables are being written."""

    reports: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The run is over: what `thai-ita run` prints as its summary, as data."""

    exit_code: int
    facts: dict[str, Any] = field(default_factory=dict)


Event = Looking | Started | FileDone | Publishing | Ended
Listener = Callable[[Event], None]

NAMES = {Looking: "looking", Started: "started", FileDone: "file", Publishing: "publishing", Ended: "ended"}


def nobody(event: Event) -> None:
    """A listener that passes everything over."""


def json_line(event: Event) -> str:
    """The event as one line of JSON in ASCII, so that no text from a report can steer what prints it."""
    facts = asdict(event)
    return json.dumps({"event": NAMES[type(event)], **facts.pop("facts", {}), **facts}, ensure_ascii=True)
