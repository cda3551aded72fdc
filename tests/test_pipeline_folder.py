"""What the engine takes for a report in a raw folder, and how it names it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.printable import printable, printable_json, printable_line, source_name
from engine.raw_folder import raw_files
from tidy.errors import UsageError


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def found(raw: Path, clean: Path | None = None) -> dict[str, str | None]:
    return {file.name: file.refusal.code if file.refusal else None for file in raw_files(raw, clean)}


FOLDER = {
    "b.txt": None,
    "a/รายงาน ผล.PDF": None,
    "a/b/c.docx": None,
    "รายงาน ปี พ.ศ.2566": None,
    "รายงาน.ฉบับจริง": None,
    "no suffix": None,
    "old.doc": None,
    "sheet.xlsx": "unknown_suffix",
    "README.md": "not_a_report",
    "a/readme.md": "not_a_report",
    "sources.csv": "not_a_report",
    "corrections.csv": "not_a_report",
    "datapackage.json": "not_a_report",
    "b.txt.license": "not_a_report",
    "notes.md": None,
}
PASSED_OVER = (".hidden.txt", ".git/x.txt", "~$b.docx", "b.golden/scores.txt", "a/c.golden/x.txt", "out/scores.parquet")


def test_every_file_is_a_report_or_has_its_reason(tmp_path: Path) -> None:
    fill(tmp_path, *FOLDER, *PASSED_OVER)
    assert found(tmp_path, tmp_path / "out") == FOLDER
    names = [file.name for file in raw_files(tmp_path, tmp_path / "out")]
    assert names == sorted(names, key=lambda name: name.split("/"))


def test_one_file_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    fill(tmp_path, "README.md")
    assert found(tmp_path / "README.md") == {"README.md": None}


@pytest.mark.parametrize("names", [(), ("README.md", ".hidden.txt")])
def test_a_folder_without_reports_says_what_to_do(tmp_path: Path, names: tuple[str, ...]) -> None:
    fill(tmp_path, *names)
    with pytest.raises(UsageError, match="put PDF, Word, HTML or text files there"):
        raw_files(tmp_path)


def test_no_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no file or folder"):
        raw_files(tmp_path / "raw")


def test_links_are_followed_and_never_round_in_circles(tmp_path: Path) -> None:
    fill(tmp_path, "a/b/one.txt", "real/two.txt")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert found(tmp_path) == {
        "a/b/one.txt": None,
        "a/b/up": "loop",
        "a/link/two.txt": None,
        "gone.txt": "unreadable",
        "real/two.txt": None,
        "self": "unreadable",
    }


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    fill(tmp_path, "a.txt")
    assert found(tmp_path) == {"a.txt": None, "pipe.txt": "not_a_file"}


def refuse_to_list(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    real = os.scandir

    def scandir(path: str):  # type: ignore[no-untyped-def]
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)


def test_a_folder_that_cannot_be_opened_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a.txt", "locked/b.txt")
    refuse_to_list(monkeypatch, "locked")
    assert found(tmp_path) == {"a.txt": None, "locked": "folder_unreadable"}


def test_a_raw_folder_that_cannot_be_opened_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "raw/a.txt")
    refuse_to_list(monkeypatch, "raw")
    with pytest.raises(UsageError, match=r"cannot be opened \(Permission denied\); check its permissions"):
        raw_files(tmp_path / "raw")


def test_a_name_that_is_no_utf8_is_data_all_the_same(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xa1\xd2.txt"))).write_text("x")
    fill(tmp_path, "\\xa1\\xd2.txt", "new\nline.txt")
    assert set(found(tmp_path)) == {"\\xa1\\xd2.txt", "\\\\xa1\\\\xd2.txt", "new\nline.txt"}


@settings(max_examples=80)
@given(st.binary(min_size=1, max_size=8), st.binary(min_size=1, max_size=8))
def test_two_names_never_become_one(one: bytes, other: bytes) -> None:
    names = [source_name(name.decode("utf-8", "surrogateescape")) for name in (one, other)]
    assert (names[0] == names[1]) == (one == other)
    assert all(name.encode() for name in names)


SHOWN = [
    ("บ้านน้ำใส ปี ๒๕๖๖", "บ้านน้ำใส ปี ๒๕๖๖"),
    ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
    ("\x9b2J", "\\x9b2J"),
    ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
    ("a\u202eb", "a\\u202eb"),
    ("a\r\n\nb\u2028c", "a ⏎ b ⏎ c"),
    ("a\tb\u00a0c", "a b c"),
    ("\udcff", "\\xff"),
    ("[bold]x[/bold]", "[bold]x[/bold]"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ("\x7f\x00\x08", "\\x7f\\x00\\x08"),
    ("a\x1cb\x1eb\x1fc", "a ⏎ b ⏎ b\\x1fc"),
    ("\u2066a\u2069\u200f\u061c", "\\u2066a\\u2069\\u200f\\u061c"),
    ("\u200bก\ufeff", "\\u200bก\\ufeff"),
    ("\U000e0041\ue000\ufff9", "\\U000e0041\\ue000\\ufff9"),
    ("ก\u3000ข", "ก ข"),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_text_cannot_steer_a_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


@settings(max_examples=80)
@given(st.text())
def test_what_is_shown_is_always_printable(text: str) -> None:
    assert printable(text).isprintable()
    assert printable_line(text).isprintable()


def test_a_line_of_a_traceback_keeps_its_indent() -> None:
    assert printable_line('  File "x\x1b[2J"') == '  File "x\\x1b[2J"'
    assert printable_line("\tย่อหน้า") == "    ย่อหน้า"
    assert printable_line("a\r\nb") == "a\\x0d\\x0ab"


@settings(max_examples=80)
@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5))
def test_json_that_is_shown_says_the_same(value: object) -> None:
    shown = printable_json(json.dumps(value, ensure_ascii=False, indent=1))
    assert json.loads(shown) == value
    assert all(line.isprintable() for line in shown.split("\n"))


def test_json_shows_what_turns_and_hides_letters() -> None:
    assert printable_json('"ก\u202e\U000e0041"') == '"ก\\u202e\\udb40\\udc41"'
