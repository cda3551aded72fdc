"""What a run tells: events, the log, the bar, the status, one run at a time, and the command line around them."""

from __future__ import annotations

import fcntl
import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

import pipeline
from engine.events import Ended, Event, FileDone, Looking, Publishing, Started, json_line
from engine.limits import Limits
from engine.lock import locked
from engine.progress import progress_bar
from engine.run import run
from engine.run_log import MOST_LOGS, RunLog
from engine.state import Folders
from engine.status import find_status, status_lines
from engine.summary import summary
from tests.test_run_again import settled, write
from tidy.errors import UsageError
from tidy.frames import load

pytestmark = pytest.mark.usefixtures("stand_in")
EVIL = "=cmd\x1b[2J<img src=x onerror=alert(1)>\u202e"


def thai_ita(*arguments: str | Path) -> Result:
    return CliRunner().invoke(pipeline.app, [str(argument) for argument in arguments])


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return write(tmp_path / "raw", a="first", b="second", c="unreadable")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return tmp_path / "clean"


def test_a_listener_is_told_of_each_file(raw: Path, clean: Path) -> None:
    events: list[Event] = []
    run(raw, clean, listener=events.append)
    kinds = [type(event).__name__ for event in events]
    assert kinds == ["Looking", "Started", "FileDone", "FileDone", "FileDone", "Publishing"]
    assert [(event.file, event.status) for event in events if isinstance(event, FileDone)] == [
        ("a.txt", "converted"),
        ("b.txt", "converted"),
        ("c.txt", "failed"),
    ]


def test_json_is_an_event_a_line_and_nothing_else(raw: Path, clean: Path) -> None:
    write(raw, **{EVIL: "unreadable too"})
    result = thai_ita("run", raw, clean, "--json")
    assert result.exit_code == 3
    assert result.stdout.isascii()
    assert not set(result.stdout) - set(map(chr, range(32, 127))) - {"\n"}
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert {event["event"] for event in events} == {"looking", "started", "file", "publishing", "ended"}
    assert EVIL + ".txt" in [event.get("file") for event in events]
    assert events[-1]["files"] == {"converted": 2, "failed": 2, "skipped": 0, "duplicate": 0}
    assert events[-1]["exit_code"] == 3
    again = [json.loads(line) for line in thai_ita("run", raw, clean, "--json").stdout.splitlines()]
    assert [event["event"] for event in again] == ["looking", "ended"]
    assert again[-1]["tables_changed"] is False


def test_a_run_that_did_something_leaves_a_log_safe_to_print(raw: Path, clean: Path) -> None:
    write(raw, **{EVIL: "boom"})
    run(raw, clean)
    (log,) = Folders(clean).logs.iterdir()
    text = log.read_text(encoding="utf-8")
    assert "converted a.txt (0 pages" in text
    assert "failed c.txt" in text
    assert "no_text: The file has no text" in text
    assert "ZeroDivisionError" in text
    assert all(line.isprintable() for line in text.split("\n"))
    run(raw, clean)
    assert list(Folders(clean).logs.iterdir()) == [log]


def test_only_the_newest_logs_are_kept(tmp_path: Path) -> None:
    for _ in range(MOST_LOGS + 3):
        with RunLog(tmp_path) as log:
            log(Started(1, 1, 1))
    assert len(list(tmp_path.iterdir())) == MOST_LOGS
    with RunLog(tmp_path / "nowhere" / "file.log" / "\0") as log, pytest.raises(ValueError, match="null byte"):
        log.folder.mkdir()


def test_a_stopped_run_says_so_in_its_log(raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tidy.publish.publish_stream", stop)
    assert thai_ita("run", raw, clean).exit_code == 130
    (log,) = Folders(clean).logs.iterdir()
    assert "stopped: KeyboardInterrupt" in log.read_text(encoding="utf-8")
    monkeypatch.undo()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def draw(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rich.console.Console", lambda **_: Console(file=stream, width=100, _environ={"TERM": "xterm"}))
    with progress_bar() as listener:
        for event in (
            Looking(0, 3),
            Started(3, 2, 1),
            FileDone("a", "converted", pages=12),
            FileDone("b", "failed"),
            Publishing(1),
            Ended(0),
        ):
            listener(event)


def test_a_bar_is_drawn_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rich.console.Console.is_dumb_terminal", False)
    terminal, pipe = Terminal(), io.StringIO()
    draw(terminal, monkeypatch)
    assert "12 pages, 1 failed" in terminal.getvalue()
    draw(pipe, monkeypatch)
    assert pipe.getvalue() == ""


def test_the_events_are_plain_json() -> None:
    assert json.loads(json_line(Ended(3, {"read": 1}))) == {"event": "ended", "exit_code": 3, "read": 1}
    assert json.loads(json_line(Started(3, 2, 1))) == {"event": "started", "files": 3, "to_do": 2, "workers": 1}


def test_the_status_says_what_a_run_would_do(raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(monkeypatch)
    before = find_status(raw, clean, Limits())
    assert before.new == ("a.txt", "b.txt", "c.txt")
    assert not clean.exists()
    run(raw, clean)
    same = find_status(raw, clean, Limits())
    assert (same.new, same.changed, same.again, same.removed, same.done) == ((), (), (), (), 3)
    assert [(one.name, one.code) for one in same.failed] == [("c.txt", "no_text")]
    write(raw, b="second, changed", d="fourth")
    (raw / "a.txt").unlink()
    monkeypatch.setattr("engine.code_identity.normalize_identity", lambda: "another")
    then = find_status(raw, clean, Limits())
    assert (then.new, then.changed, then.again, then.removed) == (("d.txt",), ("b.txt",), ("c.txt",), ("a.txt",))
    (clean / "scores.parquet").unlink()
    lines = list(status_lines(find_status(raw, clean, Limits()), "thai-ita retry"))
    assert "1 failed: no_text 1" in lines
    assert any(line.startswith("The tables are not as the last run wrote them") for line in lines)


def test_status_and_retry_from_the_command_line(raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(monkeypatch)
    assert thai_ita("run", raw, clean, "--keep-signatures", "--partition-by", "fiscal_year_be").exit_code == 3
    shown = thai_ita("status", raw, clean)
    assert shown.exit_code == 0
    assert "c.txt: The file has no text" in shown.stdout
    assert f"Try them again with: thai-ita retry {raw} {clean}\n" in shown.stdout
    assert json.loads(thai_ita("status", raw, clean, "--json").stdout)["done"] == 3
    again = thai_ita("retry", raw, clean, "--timeout", "60")
    assert again.exit_code == 3
    assert "  1 done again" in again.stdout
    assert "(as they were before)" in again.stdout, "retry knows the options of the run before"
    assert thai_ita("status", raw.parent / "nowhere", clean).exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [("--workers", "0"), ("--timeout", "0"), ("--memory", "1"), ("--limit", "-1"), ("--only",), ("--workers", "two")],
)
def test_wrong_options_are_refused(raw: Path, clean: Path, arguments: tuple[str, ...]) -> None:
    assert thai_ita("run", raw, clean, *arguments).exit_code == 2
    assert not clean.exists()


@pytest.fixture
def other_run(clean: Path) -> Iterator[io.TextIOWrapper]:
    """The lock as another process holds it."""
    Folders(clean).hidden.mkdir(parents=True)
    with Folders(clean).lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def test_a_second_run_says_so_or_waits(raw: Path, clean: Path, other_run: io.TextIOWrapper) -> None:
    refused = thai_ita("run", raw, clean, "--no-wait")
    assert refused.exit_code == 2
    assert "Another run is writing" in refused.stderr
    assert not list(clean.glob("*.parquet"))
    said: list[str] = []

    def say(sentence: str) -> None:
        said.append(sentence)
        write(raw, d="came while it waited")
        threading.Timer(0.1, fcntl.flock, (other_run, fcntl.LOCK_UN)).start()

    run(raw, clean, say=say)
    assert len(said) == 1
    assert "waiting until it is done" in said[0]
    assert len(load(clean)["reports"]) == 3, "the files are those of now, not of before it waited"


def test_a_lock_ends_with_its_run(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path / "lock", tmp_path, wait=False, say=print) as waited:
            assert not waited
            with pytest.raises(UsageError), locked(tmp_path / "lock", tmp_path, wait=False, say=print):
                pass
    with (
        pytest.raises(UsageError, match="cannot be written"),
        locked(tmp_path / "a" / "lock", tmp_path, wait=False, say=print),
    ):
        pass


def test_a_long_list_is_cut_in_the_summary(tmp_path: Path, clean: Path) -> None:
    raw = write(tmp_path / "many", a="first", **{f"f{number:03}": f"unreadable {number}" for number in range(30)})
    run(raw, clean, workers=0)
    write(raw, **{f"n{number:03}": f"new {number}" for number in range(9)})
    lines = list(summary(run(raw, clean)))
    assert "  9 new: n000.txt, n001.txt, n002.txt, n003.txt, n004.txt and 4 more" in lines
    assert "  failed 10 more: no_text 10; the table files tells each" in lines
    assert len(lines) < 40


def test_corrections_and_sources_of_no_file_are_told(raw: Path, clean: Path) -> None:
    (raw / "corrections.csv").write_text(
        "report,table,key,column,expected,value,reason,who,when\nz.txt,reports,,title,a,b,wrong,me,2026-01-01\n"
    )
    (raw / "sources.csv").write_text("file,url,published\na.txt,https://example.go.th/a,2023-05-01\n")
    lines = list(summary(run(raw, clean)))
    assert "  corrections.csv, line 2 names z.txt, and there is no such report" in lines
    reports = load(clean)["reports"].set_index("source_file")
    assert reports.loc["a.txt", "source_url"] == "https://example.go.th/a"
    assert str(reports.loc["a.txt", "source_published"]) == "2023-05-01"
    (raw / "sources.csv").write_text("file,url\na.txt,https://example.go.th/moved\n")
    result = run(raw, clean)
    assert (result.read, result.derived, result.tables_changed) == (0, 0, True)
    assert load(clean)["reports"].set_index("source_file").loc["a.txt", "source_url"] == "https://example.go.th/moved"


def test_a_correction_does_its_report_again_and_no_other(raw: Path, clean: Path) -> None:
    run(raw, clean)
    (raw / "corrections.csv").write_text(
        "report,table,key,column,expected,value,reason,who,when\na.txt,reports,,title,first,mended,wrong,me,2026-01-01\n"
    )
    result = run(raw, clean)
    assert (result.read, result.derived) == (0, 1)
    assert sorted(load(clean)["reports"]["title"]) == ["mended", "second"]
    assert list(load(clean)["corrections"]["status"]) == ["applied"]
