"""`sources.csv`: where each report comes from, and what is said where a person's file cannot be read."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.csv_paper import day_of, read_paper
from engine.sources import SourceNote, note_of, source_notes, without_file
from tests.test_pipeline_folder import fill
from tests.test_zip_archive import packed
from tidy.errors import UsageError

DAY = datetime.date(2023, 3, 1)


def write(folder: Path, text: str | bytes, name: str = "sources.csv") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def url_of(folder: Path, name: str) -> str | None:
    note = note_of(source_notes(folder), name)
    return note.url if note else None


def test_sources_say_where_and_when_a_file_was_published(tmp_path: Path) -> None:
    write(
        tmp_path,
        "\ufefffile,url,published,retrieved,note\r\n"
        'a/น้ำใส.txt,https://example.go.th/1,2023-03-01,2026-01-31,"a, b"\r\n'
        "b.txt,,2023-03-01,,\r\n\r\n"
        ",,,,\r\n"
        "none.txt,,,,\r\n"
        'gone.txt,https://example.go.th/2,,,"two\nlines"\r\n',
    )
    fill(tmp_path, "a/น้ำใส.txt", "b.txt")
    write(tmp_path, "url;note;file\nhttps://example.go.th/3;=1+1;./more.txt\n", "a/sources.csv")
    write(tmp_path, "File\tURL\tmine\n../up.txt\thttps://example.go.th/4\tx\n", "b/Sources.CSV")
    notes = source_notes(tmp_path)
    assert note_of(notes, "a/น้ำใส.txt") == SourceNote(
        "https://example.go.th/1", DAY, datetime.date(2026, 1, 31), "a, b"
    )
    assert note_of(notes, "b.txt") == SourceNote(None, DAY)
    assert note_of(notes, "a/more.txt") == SourceNote("https://example.go.th/3", note="=1+1")
    assert note_of(notes, "up.txt") == SourceNote("https://example.go.th/4")
    assert note_of(notes, "none.txt") is None
    assert without_file(notes, ["a/น้ำใส.txt", "b.txt", "a/more.txt", "up.txt"]) == ["gone.txt"]


def test_the_paper_beside_a_single_file_counts(tmp_path: Path) -> None:
    fill(tmp_path, "a/b.txt")
    write(tmp_path, "file,url\nb.txt,u\n", "a/sources.csv")
    assert url_of(tmp_path / "a" / "b.txt", "b.txt") == "u"
    assert source_notes(tmp_path / "a" / "c" / "nothing.txt") == {}


def test_names_are_compared_composed(tmp_path: Path) -> None:
    write(tmp_path, "file,url\ncafe\u0301.txt,u\n")
    assert url_of(tmp_path, "caf\u00e9.txt") == "u"


def test_a_name_may_be_written_as_it_is_or_as_the_tables_show_it(tmp_path: Path) -> None:
    write(tmp_path, "file,url\n\\xa1.txt,byte\na\\b.txt,plain\n")
    notes = source_notes(tmp_path)
    assert [note.url for name in ("\\xa1.txt", "a\\\\b.txt") if (note := note_of(notes, name))] == ["byte", "plain"]
    assert without_file(notes, ["\\xa1.txt", "a\\\\b.txt"]) == []


def test_an_archive_gives_its_source_to_the_files_in_it(tmp_path: Path) -> None:
    (tmp_path / "2566.zip").write_bytes(packed(("a/b.txt", b"b"), ("c.txt", b"c")))
    write(tmp_path, "file,url\n2566.zip,archive\n2566.zip/a/b.txt,file\nother.zip,u\n")
    assert url_of(tmp_path, "2566.zip/a/b.txt") == "file"
    assert url_of(tmp_path, "2566.zip/c.txt") == "archive"
    assert url_of(tmp_path, "2566.zip/i.zip/c.txt") == "archive"
    assert url_of(tmp_path, "2566.zipped/c.txt") is None
    assert without_file(source_notes(tmp_path), ["2566.zip/a/b.txt", "2566.zip/c.txt"]) == ["other.zip"]


WRONG = [
    (b"name,address\na,b\n", "needs the columns file and url in its first line, and file is missing"),
    (b"file\na\n", "url is missing"),
    (b"file,url,url\na,b,c\n", "has the column url twice"),
    (b"file,url\na.txt\n", "line 2: the field url is missing"),
    (b"file,url\na.txt,u,more\n", "line 2: more fields than columns; put quotation marks"),
    (
        "file,url\nb,c\nรายงาน,ข\n".encode("cp874"),
        r"line 3: this looks like Thai in Windows-874 \(ANSI\); save it as CSV",
    ),
    ("file,url\ncafé,x".encode("latin-1"), "line 2: these letters are no UTF-8; save it as CSV in UTF-8"),
    ("file\turl\na\tb\n".encode("utf-16"), r"this is UTF-16 \(Excel's “Unicode Text”\); save it as CSV in UTF-8"),
    (b'file,url\nx,y\n"a,b\n', "line 3: the quotation marks are not closed"),
    (b'file,url\n"' + b"x" * 200_000 + b'",u\n', "line 2: a field is too long"),
    (
        b"file,url,published\na,u,2566-03-01\n",
        "line 2, published: “2566-03-01” is of the Buddhist era; write 2023-03-01",
    ),
    (b"file,url,retrieved\na,u,2023-3-1\n", "line 2, retrieved: “2023-3-1” is no day; write it as 2023-03-01"),
    (b'file,url,retrieved,note\na,u,,"x\ny"\nb,u,1/3/2566,\n', "line 4, retrieved: “1/3/2566” is no day"),
    (b"file,url\na,u\nb,v\na,w\n", "line 4: this file was named before, with another source"),
]


@pytest.mark.parametrize(("data", "reason"), WRONG)
def test_sources_that_cannot_be_read_are_one_sentence(tmp_path: Path, data: bytes, reason: str) -> None:
    write(tmp_path, data)
    with pytest.raises(UsageError, match=reason) as told:
        source_notes(tmp_path)
    assert str(told.value).startswith(str(tmp_path / "sources.csv"))
    assert str(told.value).endswith(".")


def test_the_same_said_twice_is_no_trouble(tmp_path: Path) -> None:
    write(tmp_path, "file,url\nb/a,u\nb/a,u\n")
    write(tmp_path, "file,url\na,u\n", "b/sources.csv")
    assert url_of(tmp_path, "b/a") == "u"


def test_a_folder_or_a_huge_file_is_no_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.csv_paper.MOST_BYTES", 5)
    path = write(tmp_path, b"file,url\n")
    for wrong, reason in ((tmp_path, "no ordinary file"), (path, "has more than 0 MB"), (tmp_path / "x", "cannot be")):
        with pytest.raises(UsageError, match=reason):
            list(read_paper(wrong, ("file", "url"), ("file",)))


DAYS = [
    ("2023-03-01", DAY),
    ("2024-02-29", datetime.date(2024, 2, 29)),
    ("2023-02-29", "no day of the calendar"),
    ("2566-02-30", "no day of the calendar"),
    ("2567-02-29", "Buddhist era; write 2024-02-29"),
    ("0023-03-01", "too long ago"),
    ("๒๐๒๓-๐๓-๐๑", "no day; write it as 2023-03-01"),
    ("20230301", "no day"),
    ("2023-W09-3", "no day"),
    ("2023-03-01T10:00", "no day"),
    ("01/03/2023", "no day"),
    ("มีนาคม 2566", "no day"),
]


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_a_day_is_read_strictly(text: str, expected: datetime.date | str) -> None:
    if isinstance(expected, datetime.date):
        assert day_of(text) == expected
    else:
        with pytest.raises(ValueError, match=expected):
            day_of(text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=120))
def test_any_bytes_are_read_or_told(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("paper") / "sources.csv"
    for start in (b"", b"file,url\n", b"file;url;note\r\n"):
        path.write_bytes(start + data)
        try:
            entries = list(read_paper(path, ("file", "url", "note"), ("file", "url")))
        except UsageError:
            continue
        assert all(set(entry.values) == {"file", "url", "note"} for entry in entries)
