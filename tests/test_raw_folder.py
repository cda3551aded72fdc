"""The raw folder as the open web and years of use leave it: deep, linked in circles, full of odd names, changing."""

from __future__ import annotations

import inspect
import os
import pickle
import socket
import sys
from pathlib import Path

import pytest

from engine.printable import printable
from engine.raw_folder import RawFile, fingerprint_raw, open_raw, own_papers, raw_files
from tests.test_pipeline_folder import fill, found
from tidy.errors import UnreadableSource, UsageError

# Each is one file's name on disk, and how it is printed.
ODD_NAMES = {
    b"=cmd|'C calc'!A0.txt": "=cmd|'C calc'!A0.txt",
    b"+1.txt": "+1.txt",
    b"-rf.txt": "-rf.txt",
    b"@SUM(A1).txt": "@SUM(A1).txt",
    b"<img src=x onerror=alert(1)>.txt": "<img src=x onerror=alert(1)>.txt",
    b"\x1b]0;owned\x07\x1b[2J.txt": r"\x1b]0;owned\x07\x1b[2J.txt",
    b"a\nb\rc.txt": "a ⏎ b ⏎ c.txt",
    "\u202etxt.exe.txt".encode(): r"\u202etxt.exe.txt",
    "\u0085\u009b31m.txt".encode(): r"\x9b31m.txt",
    b"\xa1\xd2\xc3.txt": r"\xa1\xd2\xc3.txt",
    b"\xff\xfe": r"\xff\xfe",
    b"back\\slash.txt": r"back\\slash.txt",
    b"%s%n{0}[bold].txt": "%s%n{0}[bold].txt",
    b" ": "",
    ("ก" * 83 + ".txt").encode(): "ก" * 83 + ".txt",
    b"'; DROP TABLE files; --.txt": "'; DROP TABLE files; --.txt",
    "cafe\u0301.txt".encode(): "cafe\u0301.txt",
    "caf\u00e9.txt".encode(): "caf\u00e9.txt",
}


def test_any_name_that_the_system_allows_is_listed_read_and_printed(tmp_path: Path) -> None:
    for name in ODD_NAMES:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(name)
    files = raw_files(tmp_path)
    assert {printable(file.name) for file in files} == set(ODD_NAMES.values())
    assert len({file.name for file in files}) == len(ODD_NAMES)
    for file in files:
        assert file.name.encode("utf-8")
        with open_raw(pickle.loads(pickle.dumps(file))) as path:
            assert path.read_bytes() == os.fsencode(file.path.name)


def test_a_folder_deeper_than_a_path_may_be_is_told(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(30):
        os.mkdir("x" * 200, dir_fd=here)
        there = os.open("x" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = there
    os.close(here)
    codes = found(tmp_path)
    assert codes.pop("a.txt") is None
    assert list(codes.values()) == ["folder_unreadable"]


def test_folders_within_folders_have_no_end_of_their_own(tmp_path: Path) -> None:
    fill(tmp_path, "/".join(["d"] * 200) + "/a.txt")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        assert list(found(tmp_path)) == ["/".join(["d"] * 200) + "/a.txt"]
    finally:
        sys.setrecursionlimit(limit)


def test_links_that_multiply_are_followed_once(tmp_path: Path) -> None:
    for level in range(12):
        folder = tmp_path / "raw" / f"level{level:02}"
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text("x", encoding="utf-8")
        for link in ("one", "two"):
            (folder / link).symlink_to(tmp_path / "raw" / f"level{level + 1:02}", target_is_directory=True)
    codes = list(found(tmp_path / "raw").values())
    assert len(codes) < 100
    assert codes.count(None) == 12 + 11
    assert "repeated_folder" in codes


def test_a_link_to_what_the_folder_lies_in_is_a_loop(tmp_path: Path) -> None:
    fill(tmp_path, "secret.txt", "raw/a.txt")
    (tmp_path / "raw" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "raw" / "root").symlink_to("/", target_is_directory=True)
    assert found(tmp_path / "raw") == {"a.txt": None, "root": "loop", "up": "loop"}


def test_a_linked_raw_folder_and_linked_files_are_read(tmp_path: Path) -> None:
    fill(tmp_path, "real/a.txt", "elsewhere/b.txt")
    (tmp_path / "real" / "b.txt").symlink_to(tmp_path / "elsewhere" / "b.txt")
    (tmp_path / "raw").symlink_to(tmp_path / "real", target_is_directory=True)
    assert found(tmp_path / "raw") == {"a.txt": None, "b.txt": None}


def test_a_socket_and_a_device_are_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket has at most 107 bytes
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        (tmp_path / "null.txt").symlink_to(os.devnull)
        (tmp_path / "null.zip").symlink_to(os.devnull)
        fill(tmp_path, "a.txt")
        files = {file.name: file for file in raw_files(tmp_path)}
    assert {name: file.refusal and file.refusal.code for name, file in files.items()} == {
        "a.txt": None,
        "null.txt": "not_a_file",
        "null.zip": "not_a_file",
        "socket.txt": "not_a_file",
    }
    assert fingerprint_raw(files["socket.txt"]) is None
    with pytest.raises(UnreadableSource, match="no ordinary file"), open_raw(files["socket.txt"]):
        pass


def test_a_file_that_goes_or_turns_after_it_was_listed_is_told(tmp_path: Path) -> None:
    fill(tmp_path, "gone.txt", "pipe.txt")
    gone, pipe = raw_files(tmp_path)
    gone.path.unlink()
    pipe.path.unlink()
    os.mkfifo(pipe.path)
    for file, code in ((gone, "gone"), (pipe, "not_a_file")):
        assert fingerprint_raw(file) is None
        with pytest.raises(UnreadableSource) as told, open_raw(file):
            pass
        assert told.value.code == code


def test_a_fingerprint_changes_with_the_file(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    (file,) = raw_files(tmp_path)
    before = fingerprint_raw(file)
    assert before == fingerprint_raw(file)
    file.path.write_text("more", encoding="utf-8")
    assert fingerprint_raw(file) != before
    assert fingerprint_raw(RawFile(str(tmp_path.parent), tmp_path.name)) is None


def test_the_clean_folder_is_no_part_of_the_raw_one(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "clean/x.txt", "clean/.thai-ita/y.txt")
    (tmp_path / "link").symlink_to(tmp_path / "clean", target_is_directory=True)
    assert found(tmp_path, tmp_path / "clean") == {"a.txt": None}


def test_papers_lie_in_any_folder_and_corrections_at_the_top(tmp_path: Path) -> None:
    fill(
        tmp_path,
        "a.txt",
        "Sources.CSV",
        "b\\c/sources.csv",
        "b\\c/corrections.csv",
        "corrections.csv",
        ".d/sources.csv",
    )
    assert [folder for _, folder in own_papers(tmp_path, "sources.csv")] == ["", "b\\\\c/"]
    refusals = {file.name: file.refusal for file in raw_files(tmp_path)}
    assert "at the top" in str(refusals["b\\\\c/corrections.csv"])
    assert "at the top" not in str(refusals["corrections.csv"])


@pytest.mark.parametrize("name", ["x" * 300, "a.txt/b.txt", "nul\0"])
def test_a_path_that_cannot_be_is_one_sentence(tmp_path: Path, name: str) -> None:
    fill(tmp_path, "a.txt")
    with pytest.raises(UsageError, match=r"There is no file or folder|cannot be opened"):
        raw_files(tmp_path / name)


def test_many_files_are_listed_in_order(tmp_path: Path) -> None:
    for number in range(700):
        (tmp_path / f"{number % 7}-{number}.txt").touch()
    names = [file.name for file in raw_files(tmp_path)]
    assert names == sorted(names)
    assert len(names) == 700
