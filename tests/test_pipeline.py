"""The command line from end to end, with a stand-in for the meaning of documents."""

from __future__ import annotations

import json
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import pipeline
from engine.convert import Options, Outcome, convert
from tests.conftest import BODY, report_id
from tidy.frames import load

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.usefixtures("stand_in")


def thai_ita(*arguments: str | Path) -> Result:
    return CliRunner().invoke(pipeline.app, [str(argument) for argument in arguments])


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def files(clean: Path) -> dict[str, tuple[str, str | None]]:
    table = load(clean)["files"].astype(object)
    columns = [table[name].where(table[name].notna(), None) for name in ("source_file", "status", "error_code")]
    return {name: (status, code) for name, status, code in zip(*columns, strict=True)}


def test_a_folder_becomes_tables(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", one="ข้อความหนึ่ง", two="ข้อความสอง")
    result = thai_ita("run", raw, tmp_path / "clean")
    assert result.exit_code == 0, result.output
    assert "2 converted, 0 failed, 0 skipped, 0 duplicate" in result.stdout
    assert "warning 2: column_unmapped 2" in result.stdout
    assert "scores 2" in result.stdout
    assert result.stderr == ""
    tables = load(tmp_path / "clean")
    assert len(tables["reports"]) == 2
    assert list(tables["organizations"]["organization_id"]) == [BODY]
    assert set(tables["indicators"]["fiscal_year_be"]) == {2566}


def test_each_file_has_its_row_and_one_failure_stops_no_other(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", a="first", b="first", c="unreadable", d="boom", e="")
    (raw / "x.xlsx").write_text("x")
    result = thai_ita("run", raw, tmp_path / "clean")
    assert result.exit_code == 3
    assert files(tmp_path / "clean") == {
        "a.txt": ("converted", None),
        "b.txt": ("duplicate", "duplicate"),
        "c.txt": ("failed", "no_text"),
        "d.txt": ("failed", "internal_error"),
        "e.txt": ("failed", "empty_file"),
        "x.xlsx": ("skipped", "unknown_suffix"),
    }
    rows = load(tmp_path / "clean")["files"].set_index("source_file")
    assert rows["report_id"].nunique() == 1
    assert list(rows.index[rows["report_id"].notna()]) == ["a.txt", "b.txt"]
    assert rows["source_sha256"].notna().all()
    assert "failed c.txt: The file has no text" in result.stdout
    assert "ZeroDivisionError" in result.stdout
    assert "Traceback" not in result.output


def test_a_traceback_is_printed_when_asked_for(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", d="boom")
    result = thai_ita("run", raw, tmp_path / "clean", "--debug")
    assert result.exit_code == 4
    assert "Traceback" in result.stderr


def test_skipped_and_duplicate_files_are_no_failures(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", a="first", b="first")
    (raw / "x.xlsx").write_text("x")
    assert thai_ita("run", raw, tmp_path / "clean").exit_code == 0


def test_none_converted_has_its_own_exit_code(tmp_path: Path) -> None:
    assert thai_ita("run", write(tmp_path / "raw", a="unreadable"), tmp_path / "clean").exit_code == 4
    assert files(tmp_path / "clean") == {"a.txt": ("failed", "no_text")}


@pytest.mark.parametrize(
    ("raw", "clean", "sentence"),
    [
        ("nowhere", "clean", "There is no file or folder"),
        ("empty", "clean", "has no reports"),
        ("raw", "raw", "one folder"),
        ("raw", "raw/a.txt", "is a file"),
        ("raw", "raw/a.txt/clean", "cannot be written"),
    ],
)
def test_wrong_arguments_are_said_in_one_sentence(tmp_path: Path, raw: str, clean: str, sentence: str) -> None:
    write(tmp_path / "raw", a="first")
    (tmp_path / "empty").mkdir()
    result = thai_ita("run", tmp_path / raw, tmp_path / clean)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_the_defaults_are_the_folders_of_the_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "data" / "raw", a="first")
    assert thai_ita("run").exit_code == 0
    assert (tmp_path / "data" / "clean" / "reports.parquet").is_file()


def test_one_file_may_be_converted_and_folders_may_lie_in_each_other(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", a="first", b="second")
    assert thai_ita("run", raw / "a.txt", tmp_path / "one").exit_code == 0
    assert list(files(tmp_path / "one")) == ["a.txt"]
    for clean in (tmp_path, raw / "clean"):
        for _ in range(2):  # the second time the tables of the first are there
            assert thai_ita("run", raw, clean).exit_code == 0
            assert list(files(clean)) == ["a.txt", "b.txt"]


def test_sources_give_the_address_and_a_lost_entry_is_said(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", a="first")
    (raw / "sources.csv").write_text("file,url\na.txt,https://example.go.th/a\nb.txt,https://example.go.th/b\n")
    result = thai_ita("run", raw, tmp_path / "clean")
    assert list(load(tmp_path / "clean")["reports"]["source_url"]) == ["https://example.go.th/a"]
    assert "sources.csv names b.txt, and there is no such file" in result.stdout


def test_the_same_input_gives_the_same_bytes_wherever_it_is(tmp_path: Path) -> None:
    for place in ("one", "other"):
        write(tmp_path / place / "raw", a="first", b="second")
        assert thai_ita("run", tmp_path / place / "raw", tmp_path / place / "clean").exit_code == 0
    for path in (tmp_path / "one" / "clean").glob("[a-z]*"):
        assert path.read_bytes() == (tmp_path / "other" / "clean" / path.name).read_bytes()
    again = thai_ita("run", tmp_path / "one" / "raw", tmp_path / "one" / "clean")
    assert "(as they were before)" in again.stdout


def test_options_reach_the_meaning_and_the_tables(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", a="first")
    assert (
        thai_ita("run", raw, tmp_path / "clean", "--keep-signatures", "--partition-by", "fiscal_year_be").exit_code == 0
    )
    assert list(load(tmp_path / "clean")["reports"]["title"]) == ["signed"]
    assert (tmp_path / "clean" / "reports.parquet" / "fiscal_year_be=2566").is_dir()
    assert thai_ita("run", raw, tmp_path / "clean", "--partition-by", "province").exit_code == 2


def test_names_and_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", **{"a\x1b[2J[red]": "unreadable", "b": "x\u009b2J[bold]y"})
    result = thai_ita("run", raw, tmp_path / "clean")
    shown = thai_ita("show", raw / "b.txt").output + thai_ita("show", raw / "b.txt", "--json").output
    assert not {"\x1b", "\x9b"} & set(result.output + shown)
    assert "a\\x1b[2J[red].txt" in result.stdout
    assert "[bold]y" in shown


def test_ctrl_c_ends_the_run_and_leaves_the_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = write(tmp_path / "raw", a="first")

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("engine.stages.normalize", stop)
    result = thai_ita("run", raw, tmp_path / "clean")
    assert result.exit_code == 130
    assert result.stderr == ("thai-ita: Stopped; the tables are as they were before, and what was read is kept.\n")
    assert not list((tmp_path / "clean").glob("*.parquet"))


def test_our_own_fault_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.running.files_table", lambda *_: 1 / 0)
    result = thai_ita("run", write(tmp_path / "raw", a="first"), tmp_path / "clean")
    assert result.exit_code == 1
    assert "please report it" in result.stderr


def test_show_prints_one_report(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", a="หัวเรื่องรายงาน", c="unreadable", d="boom")
    result = thai_ita("show", raw / "a.txt")
    assert result.exit_code == 0
    assert all(word in result.stdout for word in ("หัวเรื่องรายงาน", "91.5", "จัดทำคู่มือ", "column_unmapped"))
    assert "ประชุม" in thai_ita("show", raw / "a.txt", "--table", "measure_items").stdout
    assert "has no cells" in thai_ita("show", raw / "a.txt", "--table", "cells").stdout
    assert thai_ita("show", raw / "a.txt", "--table", "people").exit_code == 2
    assert thai_ita("show", raw).exit_code == 2
    assert thai_ita("show", raw / "c.txt").exit_code == 3
    assert "The file has no text" in thai_ita("show", raw / "c.txt").stderr
    assert thai_ita("show", raw / "d.txt").exit_code == 1


def test_show_gives_json(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", a="หัวเรื่อง")
    tables = json.loads(thai_ita("show", raw / "a.txt", "--json").stdout)
    assert tables["scores"][0]["score"] == 91.5
    assert list(json.loads(thai_ita("show", raw / "a.txt", "--json", "--table", "reports").stdout)) == ["reports"]


def test_the_catalogue_is_printed_by_year() -> None:
    assert thai_ita("catalogue").stdout.splitlines() == ["2566  2 codes", "2567  2 codes"]
    assert "overall" in thai_ita("catalogue", "2566").stdout
    unknown = thai_ita("catalogue", "2500")
    assert unknown.exit_code == 2
    assert "no fiscal year 2500" in unknown.stderr


def test_help_and_version() -> None:
    assert "thai-ita run" in thai_ita("--help").stdout
    assert "Examples" in thai_ita("--help").stdout
    assert thai_ita("--version").stdout.count(".") >= 2
    assert thai_ita("run", "--nonsense").exit_code == 2


def test_one_file_is_one_pure_call_that_can_travel(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", a="first", c="unreadable")
    call = pickle.loads(pickle.dumps((raw / "a.txt", raw, Options())))
    outcome = convert(*call)
    back: Outcome = pickle.loads(pickle.dumps(outcome))
    assert back == outcome == convert(*call)
    assert convert(raw / "c.txt", raw, Options()).file.error_code == "no_text"
    assert convert(raw / "gone.txt", raw, Options()).file.error_code == "unreadable"


def test_report_ids_are_the_start_of_the_hash(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", a="first")
    row = load_reports(raw, tmp_path / "clean").iloc[0]
    assert row["report_id"] == row["source_sha256"][:16]
    assert len(report_id(1)) == len(row["report_id"])


def load_reports(raw: Path, clean: Path) -> pd.DataFrame:
    assert thai_ita("run", raw, clean).exit_code == 0
    return load(clean)["reports"]


STOPPED_WHILE = """
import builtins, os, runpy, signal
import_now = builtins.__import__
def stopping(name, *more):
    if name == {moment!r}:
        os.kill(os.getpid(), signal.SIGINT)
    return import_now(name, *more)
builtins.__import__ = stopping
runpy.run_module("pipeline", run_name="__main__")
"""


@pytest.mark.parametrize("moment", ["typer", "tidy.registry"])
def test_ctrl_c_while_the_libraries_load_ends_it_without_a_word(moment: str) -> None:
    command = [sys.executable, "-c", STOPPED_WHILE.format(moment=moment), "run", "nowhere", "no tables"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")
