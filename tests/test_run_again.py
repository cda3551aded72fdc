"""A run after a run: what is new is done, what is not is left alone, and what is gone is told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from engine.cache import Cache
from engine.convert import Options
from engine.events import Event, FileDone
from engine.limits import Limits
from engine.plan import Choice, look
from engine.raw_folder import RawFile, raw_files
from engine.result import RunResult
from engine.run import run
from engine.state import Folders
from engine.summary import summary
from tests.conftest import a_finding, meaning_of
from tidy.errors import DiskFull, UsageError
from tidy.frames import load

pytestmark = pytest.mark.usefixtures("stand_in")


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))  # as if it had been there for long
    return folder


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return write(tmp_path / "raw", a="first", b="second", c="unreadable")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return tmp_path / "clean"


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder with its times."""
    paths = sorted(folder.rglob("*"))
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_ino) for path in paths}


def titles(clean: Path) -> list[str]:
    return sorted(load(clean)["reports"]["title"])


def statuses(result: RunResult) -> dict[str, tuple[str, str | None]]:
    return {file.source_file: (file.status, file.error_code) for file in result.files}


def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the times of files that were just written."""
    monkeypatch.setattr("engine.plan.SETTLED_NS", 0)


def test_nothing_new_changes_no_byte_and_no_time(raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(monkeypatch)
    first = run(raw, clean)
    assert (first.read, first.derived, first.tables_changed, first.first_run) == (3, 0, True, True)
    before = state(clean)
    again = run(raw, clean)
    assert state(clean) == before
    assert (again.read, again.derived, again.tables_changed, again.first_run) == (0, 0, False, False)
    assert (again.files, again.rows, again.findings) == (first.files, first.rows, first.findings)
    assert again.exit_code == first.exit_code == 3


def test_new_changed_and_removed_files_are_told(raw: Path, clean: Path) -> None:
    run(raw, clean)
    write(raw, b="another", d="fourth")
    (raw / "a.txt").unlink()
    result = run(raw, clean)
    assert result.changes.new == ("d.txt",)
    assert result.changes.changed == ("b.txt",)
    assert result.changes.removed == ("a.txt",)
    assert result.read == 2
    assert titles(clean) == ["another", "fourth"]
    lines = list(summary(result))
    assert {"  1 new: d.txt", "  1 changed: b.txt", "  1 removed: a.txt"} <= set(lines)


def test_a_missing_report_is_kept_if_asked_for(raw: Path, clean: Path) -> None:
    run(raw, clean)
    before = (clean / "reports.parquet").read_bytes()
    (raw / "a.txt").unlink()
    kept = run(raw, clean, choice=Choice(keep_missing=True))
    assert titles(clean) == ["first", "second"]
    assert kept.changes.removed == ()
    assert (clean / "reports.parquet").read_bytes() == before
    assert not run(raw, clean, choice=Choice(keep_missing=True)).tables_changed
    run(raw, clean)
    assert titles(clean) == ["second"]


def test_a_missing_report_is_derived_anew_from_what_was_read(raw: Path, clean: Path) -> None:
    run(raw, clean)
    (raw / "a.txt").unlink()
    result = run(raw, clean, Options(keep_signatures=True), choice=Choice(keep_missing=True))
    assert titles(clean) == ["signed", "signed"]
    assert (result.read, result.derived) == (0, 3)
    shutil.rmtree(Folders(clean).cache)
    run(raw, clean, choice=Choice(keep_missing=True))
    assert titles(clean) == ["second"], "nothing is left that the missing one could be derived from"


def test_a_renamed_file_is_not_read_again(raw: Path, clean: Path) -> None:
    run(raw, clean)
    (raw / "a.txt").rename(raw / "z.txt")
    result = run(raw, clean, choice=Choice(keep_missing=True))
    assert (result.read, result.derived) == (0, 0)
    assert sorted(load(clean)["reports"]["source_file"]) == ["b.txt", "z.txt"]


def test_the_suffix_of_a_text_file_decides_how_it_is_read(raw: Path, clean: Path) -> None:
    run(raw, clean)
    (raw / "a.txt").rename(raw / "a.md")
    assert run(raw, clean).read == 1


@pytest.mark.parametrize(
    ("pattern", "chosen"),
    [
        ("b.*", ["b.txt"]),
        ("b.txt", ["b.txt"]),
        ("sub", ["sub/s.txt"]),
        ("sub/", ["sub/s.txt"]),
        ("*/s*", ["sub/s.txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("*.pdf", []),
        ("B.txt", []),
    ],
)
def test_only_some_files_are_worked_on(raw: Path, clean: Path, pattern: str, chosen: list[str]) -> None:
    write(raw / "sub", s="third")
    result = run(raw, clean, choice=Choice(only=(pattern,)))
    assert [name for name, (status, _) in statuses(result).items() if status == "converted"] == chosen
    assert set(statuses(result).values()) <= {("converted", None), ("skipped", "not_chosen")}
    assert result.exit_code == (0 if chosen else 4)


def test_files_that_are_not_chosen_keep_what_they_were(raw: Path, clean: Path) -> None:
    run(raw, clean)
    write(raw, a="first, changed", b="second, changed", d="fourth")
    result = run(raw, clean, choice=Choice(only=("b.txt",)))
    assert titles(clean) == ["first", "second, changed"]
    assert statuses(result)["d.txt"] == ("skipped", "not_chosen")
    assert statuses(result)["c.txt"] == ("failed", "no_text")
    assert titles(clean) == ["first", "second, changed"]
    run(raw, clean)
    assert titles(clean) == ["first, changed", "fourth", "second, changed"]


def test_files_that_are_not_chosen_keep_what_other_options_made(raw: Path, clean: Path) -> None:
    run(raw, clean)
    run(raw, clean, Options(keep_signatures=True), choice=Choice(only=("b.txt",)))
    assert titles(clean) == ["first", "signed"]


def test_what_a_stopped_run_converted_is_there_whatever_is_chosen(
    raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(monkeypatch)

    def stop(event: Event) -> None:
        if isinstance(event, FileDone):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(raw, clean, listener=stop, workers=0)
    first = run(raw, clean, choice=Choice(only=("b.txt",)))
    assert titles(clean) == ["first", "second"]
    assert statuses(first)["c.txt"] == ("skipped", "not_chosen")
    again = run(raw, clean, choice=Choice(only=("b.txt",)))
    assert (again.tables_changed, again.files) == (False, first.files)


def test_folders_named_the_wrong_way_round_are_left_alone(raw: Path, clean: Path) -> None:
    run(raw, clean)
    before = state(raw)
    with pytest.raises(UsageError, match="holds tables and no reports"):
        run(clean, raw)
    assert state(raw) == before
    write(clean, a="first, elsewhere")
    run(clean, clean / "tables")
    assert titles(clean / "tables") == ["first, elsewhere"]


def test_a_limit_goes_through_the_files_step_by_step(raw: Path, clean: Path) -> None:
    done = []
    for _ in range(4):
        result = run(raw, clean, choice=Choice(limit=1))
        done.append(result.statuses["skipped"])
    assert done == [2, 1, 0, 0]
    assert titles(clean) == ["first", "second"]


def test_failures_are_remembered_until_they_are_tried_again(
    raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(raw, clean)
    assert run(raw, clean).read == 0
    monkeypatch.setattr("engine.stages.normalize", lambda *_, **__: 1 / 0)
    assert run(raw, clean).derived == 0, "the same code gives the same"
    result = run(raw, clean, choice=Choice(retry=True))
    assert result.derived == 1, "what was read of it is still good"
    assert statuses(result)["c.txt"] == ("failed", "internal_error")
    assert "ZeroDivisionError" in result.traces["c.txt"]
    assert "ZeroDivisionError" in run(raw, clean).traces["c.txt"], "also when it is only remembered"
    monkeypatch.setattr("engine.stages.normalize", meaning_of)


def test_more_time_or_memory_is_a_reason_to_try_again(raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(*_: object, **__: object) -> None:
        raise MemoryError

    write(raw, c="third")
    run(raw, clean, choice=Choice(only=("a.txt", "b.txt")))
    monkeypatch.setattr("engine.stages.normalize", hungry)
    result = run(raw, clean, limits=Limits(10, 100))
    assert statuses(result)["c.txt"] == ("failed", "out_of_memory")
    monkeypatch.setattr("engine.stages.normalize", meaning_of)
    assert run(raw, clean, limits=Limits(5, 100)).statuses["failed"] == 1
    assert run(raw, clean, limits=Limits(10, 200)).statuses["failed"] == 0


def test_changed_code_does_what_it_made_again_and_reads_nothing(
    raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(raw, clean)
    monkeypatch.setattr("engine.code_identity.normalize_identity", lambda: "another")
    monkeypatch.setattr("engine.running.normalize_identity", lambda: "another")
    result = run(raw, clean)
    assert (result.read, result.derived, result.tables_changed) == (0, 3, False)
    assert "  3 done again, as the program, its options or a limit is another" in summary(result)


def test_a_cache_that_is_gone_or_damaged_is_made_again(raw: Path, clean: Path) -> None:
    run(raw, clean)
    before = (clean / "reports.parquet").read_bytes()
    folders = Folders(clean)
    shutil.rmtree(folders.cache)
    assert run(raw, clean).read == 0, "what is published is whole, nothing is needed"
    (clean / "scores.parquet").unlink()
    assert run(raw, clean).read == 2
    for path in (folders.cache / "results").rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    (clean / "scores.parquet").unlink()
    result = run(raw, clean)
    assert (result.read, result.derived) == (0, 2)
    for path in (folders.index, folders.last_run):
        path.write_bytes(b'{"form": 2, "entries"')
    run(raw, clean)
    assert (clean / "reports.parquet").read_bytes() == before


def test_tables_that_somebody_changed_are_written_again(raw: Path, clean: Path) -> None:
    run(raw, clean)
    before = (clean / "scores.parquet").read_bytes()
    (clean / "scores.parquet").unlink()
    (clean / "scores.parquet").write_bytes(b"mine")
    assert run(raw, clean).tables_changed
    assert (clean / "scores.parquet").read_bytes() == before


def test_findings_of_severity_error_count_when_asked_for(
    raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def doubtful(document, source, **options):  # type: ignore[no-untyped-def]
        tables = meaning_of(document, source, **options)
        severity = "error" if "first" in document.paragraphs[0].text else "warning"
        code = "year_unknown"
        return tables.__class__(
            **{name: getattr(tables, name) for name in tables.__slots__}
            | {"findings": (a_finding(int(source.report_id, 16), code, severity=severity),)}
        )

    monkeypatch.setattr("engine.stages.normalize", doubtful)
    result = run(raw, clean, strict=True)
    assert result.exit_code == 5
    assert [(one.source_file, one.errors) for one in result.doubtful] == [("a.txt", (("year_unknown", 1),))]
    assert "  look first at a.txt: year_unknown 1" in summary(result)
    assert run(raw, clean).exit_code == 3


def test_a_full_disk_leaves_the_tables(raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(raw, clean)
    before = {path.name: path.read_bytes() for path in clean.glob("[a-z]*")}
    write(raw, d="fourth")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    put = Cache.put
    monkeypatch.setattr("engine.cache.Cache.put", full)
    with pytest.raises(DiskFull, match="make room and run again"):
        run(raw, clean)
    monkeypatch.setattr("engine.cache.Cache.put", put)
    monkeypatch.setattr("tidy.edition_writer.NewEdition.publish", full)
    with pytest.raises(DiskFull):
        run(raw, clean)
    assert {path.name: path.read_bytes() for path in clean.glob("[a-z]*")} == before


def test_a_folder_that_cannot_be_written_is_said(raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("engine.cache.Cache.put", forbidden)
    with pytest.raises(UsageError, match="cannot be written"):
        run(raw, clean)


def test_a_file_that_changes_while_it_is_read_is_tried_again(
    raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_and_change(*arguments: Any) -> Any:
        found = look(*arguments)
        (raw / "a.txt").write_text("longer than it was")
        return found

    monkeypatch.setattr("engine.running.look", look_and_change)
    assert statuses(run(raw, clean))["a.txt"] == ("failed", "changed")
    monkeypatch.setattr("engine.running.look", look)
    assert statuses(run(raw, clean))["a.txt"] == ("converted", None)


def test_a_file_that_is_gone_before_it_is_looked_at_is_told(
    raw: Path, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.run.raw_files", lambda *_: (*raw_files(raw), RawFile(str(raw), "z.txt")))
    assert statuses(run(raw, clean))["z.txt"] == ("failed", "gone")


def test_duplicates_follow_their_first_file(raw: Path, clean: Path) -> None:
    write(raw, a2="first", c2="unreadable")
    result = run(raw, clean)
    assert statuses(result)["a2.txt"] == statuses(result)["c2.txt"] == ("duplicate", "duplicate")
    sentences = {file.source_file: file.error for file in result.files}
    assert sentences["a2.txt"] == "This file has the same bytes as a.txt, which was converted."
    assert sentences["c2.txt"] == "This file has the same bytes as c.txt, which could not be converted."
    (raw / "a.txt").unlink()
    again = run(raw, clean)
    assert statuses(again)["a2.txt"] == ("converted", None)
    assert again.read == 0
