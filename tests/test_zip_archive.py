"""Zip archives in the raw folder: read as folders, and no archive, however made, does harm."""

from __future__ import annotations

import io
import random
import stat
import struct
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import zip_archive
from engine.raw_folder import RawFile, fingerprint_raw, open_raw, raw_files
from engine.zip_archive import zip_members
from engine.zip_directory import DamagedArchive, zip_entries
from tidy.errors import UnreadableSource

Entry = tuple[str | zipfile.ZipInfo, bytes]


def packed(*entries: Entry, method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """An archive of (name, bytes)."""
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", method) as archive:
        warnings.simplefilter("ignore")  # a name twice
        archive.comment = comment
        for name, data in entries:
            archive.writestr(name, data, method)
    return file.getvalue()


def raw_name(name: bytes, *, flags: int = 0, host: int = 0, extra: bytes = b"") -> bytes:
    """An archive of one file, whose name is these bytes."""
    head = struct.pack("<5H3L2H", 20, flags, 0, 0, 0, zlib.crc32(b"x"), 1, 1, len(name), len(extra))
    local = b"PK\x03\x04" + head + name + extra + b"x"
    central = b"PK\x01\x02" + bytes([20, host]) + head + struct.pack("<3H2L", 0, 0, 0, 0o100644 << 16, 0) + name + extra
    return local + central + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 1, 1, len(central), len(local), 0)


def listed(folder: Path, data: bytes) -> dict[str, str | None]:
    """Name and refusal of what an archive `a.zip` gives."""
    (folder / "a.zip").write_bytes(data)
    return {file.name: file.refusal.code if file.refusal else None for file in raw_files(folder)}


def texts(files: Iterable[RawFile]) -> dict[str, bytes]:
    found = {}
    for file in files:
        if not file.refusal:
            with open_raw(file) as path:
                found[file.name] = path.read_bytes()
    return found


def test_an_archive_is_a_folder(tmp_path: Path) -> None:
    inner = packed(("ก/ข.txt", b"inner"), ("deeper.zip", packed(("c.txt", b"c"))), ("sheet.xlsx", b"PK"))
    data = packed(
        ("รายงาน/ก.pdf", b"%PDF-1"),
        ("b.txt", b"b"),
        ("empty/", b""),
        (".hidden", b"h"),
        ("__MACOSX/._b.txt", b"mac"),
        ("~$b.docx", b"lock"),
        ("./c.txt", b"c"),
        ("d//e.txt", b"e"),
        ("readme.md", b"r"),
        ("x.exe", b"x"),
        ("inner.zip", inner),
        ("word.docx", packed(("[Content_Types].xml", b""), ("word/document.xml", b""))),
        ("empty.zip", packed()),
        ("broken.zip", b"PK\x03\x04 and no more"),
        ("text.zip", b"no archive"),
    )
    assert listed(tmp_path, data) == {
        "a.zip/b.txt": None,
        "a.zip/broken.zip": "broken_archive",
        "a.zip/c.txt": None,
        "a.zip/d/e.txt": None,
        "a.zip/empty.zip": "empty_archive",
        "a.zip/inner.zip/deeper.zip": "archive_too_deep",
        "a.zip/inner.zip/sheet.xlsx": "unknown_suffix",
        "a.zip/inner.zip/ก/ข.txt": None,
        "a.zip/readme.md": "not_a_report",
        "a.zip/text.zip": None,
        "a.zip/word.docx": None,
        "a.zip/x.exe": "unknown_suffix",
        "a.zip/รายงาน/ก.pdf": None,
    }
    read = texts(raw_files(tmp_path))
    assert read["a.zip/inner.zip/ก/ข.txt"] == b"inner"
    assert read["a.zip/รายงาน/ก.pdf"] == b"%PDF-1"
    assert read["a.zip/text.zip"] == b"no archive"
    names = [file.name for file in raw_files(tmp_path)]
    assert names == sorted(names, key=lambda name: name.split("/"))
    assert {file.name for file in raw_files(tmp_path / "a.zip")} == set(names), "also where it is all that is given"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_way_of_packing_that_python_knows_is_read(tmp_path: Path, method: int) -> None:
    data = "มาตรการ".encode() * 50_000
    (tmp_path / "a.zip").write_bytes(packed(("a.txt", data), method=method, comment=b"PK\x05\x06 in a comment"))
    assert texts(raw_files(tmp_path)) == {"a.zip/a.txt": data}


DOCUMENTS = {
    "a Word file": packed(("[Content_Types].xml", b""), ("word/document.xml", b"")),
    "a book": packed(("mimetype", b"application/epub+zip"), ("a.html", b"")),
    "a page": b"<html>no archive</html>",
    "nothing": b"",
}


@pytest.mark.parametrize("data", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_is_no_folder(tmp_path: Path, data: bytes) -> None:
    assert listed(tmp_path, data) == {"a.zip": None}


def test_a_copy_has_the_suffix_and_goes_when_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    (tmp_path / "a.zip").write_bytes(packed(("ก.PDF", b"%PDF")))
    (file,) = raw_files(tmp_path / "a.zip")
    with open_raw(file) as path:
        assert (path.suffix, path.parent) == (".PDF", scratch)
    assert not path.exists()
    with pytest.raises(ZeroDivisionError), open_raw(file) as path:
        raise ZeroDivisionError
    assert not list(scratch.iterdir())


UNSAFE = {
    "../../etc/passwd": r"\x2e\x2e/\x2e\x2e/etc/passwd",
    "a/../../b.txt": r"a/\x2e\x2e/\x2e\x2e/b.txt",
    "/etc/passwd": r"\x2fetc/passwd",
    "C:/x.txt": "C:/x.txt",
    "..": r"\x2e\x2e",
    "a" * 300 + ".txt": "a" * 100 + r"\#1",
    "a/" * 600 + "b.txt": "a/" * 50 + r"\#1",
    "folder with bytes/": "folder with bytes",
}


@pytest.mark.parametrize(("name", "shown"), UNSAFE.items())
def test_a_name_that_leads_elsewhere_is_told_and_goes_nowhere(tmp_path: Path, name: str, shown: str) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    assert listed(raw, packed((name, b"evil"), ("good.txt", b"good"))) == {
        f"a.zip/{shown}": "unsafe_name",
        "a.zip/good.txt": None,
    }
    assert texts(raw_files(raw)) == {"a.zip/good.txt": b"good"}
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


def test_names_of_windows_part_folders_by_a_backslash(tmp_path: Path) -> None:
    assert list(listed(tmp_path, raw_name(b"folder\\a.txt"))) == ["a.zip/folder/a.txt"]
    assert list(listed(tmp_path, raw_name(b"folder\\a.txt", host=3))) == ["a.zip/folder\\\\a.txt"]
    assert listed(tmp_path, raw_name(b"..\\a.txt")) == {"a.zip/\\x2e\\x2e/a.txt": "unsafe_name"}
    assert listed(tmp_path, raw_name(b"a\0.txt", host=3)) == {"a.zip/a\\x00.txt": "unsafe_name"}


UTF8 = 0x0800
THAI = "รายงานผล ITA ปี ๒๕๖๖"
NAMES = [
    (raw_name(THAI.encode(), flags=UTF8), THAI),
    (raw_name(THAI.encode()), THAI),  # of a Mac, without the mark
    (raw_name(THAI.encode("cp874")), THAI),  # of a Thai Windows
    (raw_name("สำนักปลัด/ก.pdf".encode("cp874")), "สำนักปลัด/ก.pdf"),
    (raw_name("Übersicht.pdf".encode("cp437")), "Übersicht.pdf"),
    (raw_name("año.pdf".encode("cp437")), "año.pdf"),
    (raw_name("élève août.pdf".encode("cp437")), "élève août.pdf"),
    (raw_name("σΩ.pdf".encode("cp437")), "σΩ.pdf"),
    (raw_name(b"\xd1\xd2\xd3.pdf"), "╤╥╙.pdf"),  # begins with a vowel that hangs on nothing
    (raw_name(b"\xff\xfea.pdf", flags=UTF8), r"\xff\xfea.pdf"),  # marked as what it is not
    (raw_name(b"a\x1b[2Jb.pdf"), "a\x1b[2Jb.pdf"),
    (
        raw_name(b"??.pdf", extra=struct.pack("<2HBL", 0x7075, 5 + 10, 1, zlib.crc32(b"??.pdf")) + "ผล.pdf".encode()),
        "ผล.pdf",
    ),
    (raw_name(b"??.pdf", extra=struct.pack("<2HBL", 0x7075, 5 + 10, 1, 7) + "ผล.pdf".encode()), "??.pdf"),
    (raw_name(b"a.pdf", extra=b"\x75\x70\xff\xffcut"), "a.pdf"),
]


@pytest.mark.parametrize(("data", "name"), NAMES)
def test_names_are_read_in_the_letters_that_they_were_written_in(tmp_path: Path, data: bytes, name: str) -> None:
    assert listed(tmp_path, data) == {f"a.zip/{name}": None}
    assert texts(raw_files(tmp_path)) == {f"a.zip/{name}": b"x"}


@settings(max_examples=60)
@given(st.text(alphabet="กขคงจชดตทนบปพมยรลวสหอะาิีืุเแโไใ่้ ", min_size=4, max_size=12))
def test_a_name_in_windows_874_never_becomes_another_thai_name(name: str) -> None:
    entry = next(zip_entries(io.BytesIO(raw_name(name.encode("cp874")))))
    # Now and then the bytes are UTF-8 too, of letters that no Thai writes: then that stands.
    assert entry.name == name or not any("\u0e00" <= letter <= "\u0e7f" for letter in entry.name)


def test_a_name_twice_is_told_and_both_are_accounted_for(tmp_path: Path) -> None:
    inner = packed(("x.txt", b"inner"))
    data = packed(("a.txt", b"1"), ("a.txt", b"2"), ("./a.txt", b"3"), ("i.zip", inner), ("i.zip/x.txt", b"outer"))
    assert listed(tmp_path, data) == {
        "a.zip/a.txt": None,
        "a.zip/a.txt\\#2": "repeated_name",
        "a.zip/a.txt\\#3": "repeated_name",
        "a.zip/i.zip/x.txt": None,
        "a.zip/i.zip/x.txt\\#2": "repeated_name",
    }
    assert texts(raw_files(tmp_path)) == {"a.zip/a.txt": b"1", "a.zip/i.zip/x.txt": b"inner"}


def linked(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


def encrypted(data: bytes) -> bytes:
    """The archive with the mark of a password on its one file, in both places."""
    local, central = data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8
    changed = bytearray(data)
    changed[local] |= 1
    changed[central] |= 1
    return bytes(changed)


def claiming(data: bytes, *, size: int | None = None, crc: int | None = None, method: int | None = None) -> bytes:
    """The archive whose directory says another size, checksum or method of its first file."""
    changed = bytearray(data)
    central = data.index(b"PK\x01\x02")
    for place, form, value in ((24, "<L", size), (16, "<L", crc), (10, "<H", method)):
        if value is not None:
            struct.pack_into(form, changed, central + place, value)
    return bytes(changed)


MEMBERS = {
    "a link": (packed((linked("a.txt"), b"/etc/passwd")), "not_a_file"),
    "a password": (encrypted(packed(("a.txt", b"secret"))), "encrypted"),
    "a rare method": (claiming(packed(("a.txt", b"x")), method=9), "unknown_packing"),
    "more than a report has": (claiming(packed(("a.txt", b"x" * 100)), size=60 << 20), "too_large"),
    "a bomb": (packed(("a.txt", b"\0" * 20_000_000)), "archive_bomb"),
}


@pytest.mark.parametrize(("data", "code"), MEMBERS.values(), ids=MEMBERS)
def test_a_member_that_is_not_read_is_told_and_not_unpacked(tmp_path: Path, data: bytes, code: str) -> None:
    assert listed(tmp_path, data) == {"a.zip/a.txt": code}
    (file,) = raw_files(tmp_path)
    assert fingerprint_raw(file) is None
    with pytest.raises(UnreadableSource) as told, open_raw(file):
        pass
    assert told.value.code == code
    assert file.refusal
    assert file.refusal.sentence.endswith(".")


TEXT = packed(("a.txt", b"a text of some length " * 40))
LIES = {
    "a smaller size": claiming(TEXT, size=10),
    "a larger size": claiming(TEXT, size=5_000),
    "another checksum": claiming(TEXT, crc=1),
    "another method": claiming(TEXT, method=zipfile.ZIP_STORED),
    "bzip2 that is none": claiming(TEXT, method=zipfile.ZIP_BZIP2),
    "lzma that is none": claiming(TEXT, method=zipfile.ZIP_LZMA),
    "no local header": TEXT.replace(b"PK\x03\x04", b"PK\x03\x05", 1).replace(b"PK\x03\x05", b"PK\x05\x06", 1),
}


@pytest.mark.parametrize("data", LIES.values(), ids=LIES)
def test_a_member_that_lies_is_told(tmp_path: Path, data: bytes) -> None:
    assert listed(tmp_path, data) == {"a.zip/a.txt": None}
    (file,) = raw_files(tmp_path)
    with pytest.raises(UnreadableSource) as told, open_raw(file):
        pass
    assert told.value.code == "broken_archive"


def test_an_archive_that_is_another_when_it_is_read_is_told(tmp_path: Path) -> None:
    listed(tmp_path, packed(("a.txt", b"a" * 50), ("b.txt", b"b")))
    one, other = raw_files(tmp_path)
    before = fingerprint_raw(one)
    (tmp_path / "a.zip").write_bytes(packed(("longer name.txt", b"c" * 500)))
    assert fingerprint_raw(one) != before
    for file in (one, other):
        with pytest.raises(UnreadableSource), open_raw(file):
            pass
    (tmp_path / "a.zip").unlink()
    assert fingerprint_raw(one) is None
    with pytest.raises(UnreadableSource, match="is gone now"), open_raw(one):
        pass


def overlapping(count: int) -> bytes:
    """A small archive whose directory names its one packed file many times."""
    single = packed(("a.txt", b"\0" * 1_000))
    start = single.index(b"PK\x01\x02")
    central = single[start : single.index(b"PK\x05\x06")]
    entries = b"".join(central.replace(b"a.txt", b"%05d" % number) for number in range(count))
    return single[:start] + entries + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 0, 0, len(entries), start, 0)


WHOLE = {
    "cut short": (TEXT[:100], "broken_archive"),
    "its end alone": (b"PK\x05\x06" + b"\xff" * 18, "broken_archive"),
    "a part of several": (TEXT[:-18] + b"\1" + TEXT[-17:], "broken_archive"),
    "no directory where it says": (TEXT[:-6] + b"\xff\xff\xff\x00" + TEXT[-2:], "broken_archive"),
    "no files": (packed(("folder/", b""), (".hidden", b"")), "empty_archive"),
    "none": (packed(), "empty_archive"),
    "files over each other": (overlapping(500), "broken_archive"),
}


@pytest.mark.parametrize(("data", "code"), WHOLE.values(), ids=WHOLE)
def test_an_archive_that_is_not_read_has_a_row_of_its_own(tmp_path: Path, data: bytes, code: str) -> None:
    assert listed(tmp_path, data) == {"a.zip": code}


def test_limits_of_a_whole_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed(("a.txt", b"a" * 100), ("b.zip", packed(("c.txt", b"c"), ("d.txt", b"d"))))
    assert len(listed(tmp_path, data)) == 3
    with monkeypatch.context() as patch:
        patch.setattr(zip_archive, "MOST_MEMBERS", 3)
        assert listed(tmp_path, data) == {"a.zip": "too_many_members"}
    with monkeypatch.context() as patch:
        patch.setattr(zip_archive, "MOST_UNPACKED", 99)
        assert listed(tmp_path, data) == {"a.zip": "too_large"}
    with monkeypatch.context() as patch:
        patch.setattr(zip_archive, "MOST_NESTED", 10)
        assert listed(tmp_path, data) == {"a.zip/a.txt": None, "a.zip/b.zip": "too_large"}
    many = packed(*((f"{number}.txt", b"\0" * 9_000_000) for number in range(3)))
    with monkeypatch.context() as patch:
        patch.setattr(zip_archive, "MOST_RATIO", 100)
        assert listed(tmp_path, many) == {"a.zip": "archive_bomb"}


def test_one_archive_that_is_hostile_costs_the_others_nothing(tmp_path: Path) -> None:
    (tmp_path / "good.zip").write_bytes(packed(("a.txt", b"a")))
    assert listed(tmp_path, TEXT[:80]) == {"a.zip": "broken_archive", "good.zip/a.txt": None}


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_archives_that_were_damaged_raise_nothing_else(data: st.DataObject) -> None:
    seed = data.draw(st.integers(0, 1 << 30))
    changed = bytearray(packed(("ก.txt", b"some text " * 9), ("i.zip", packed(("b.txt", b"b"))), ("c.txt", b"c")))
    chance = random.Random(seed)
    for _ in range(data.draw(st.integers(1, 12))):
        changed[chance.randrange(4, len(changed))] = chance.choice([0, 1, 0x50, 0x7F, 0xFF, chance.randrange(256)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        path.write_bytes(bytes(changed))
        files = raw_files(path)
        assert len({file.name for file in files}) == len(files)
        for file in files:
            assert file.name.encode()
            with suppress(UnreadableSource), open_raw(file):
                pass


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_bytes_that_are_no_archive_are_told_or_none(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"PK\x05\x06", b"PK\x03\x04PK\x05\x06"):
        with suppress(DamagedArchive):
            list(zip_entries(io.BytesIO(start + data)))


NO_NUL = st.characters(exclude_characters="\0", exclude_categories=["Cs"])  # a name ends at a NUL


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(NO_NUL, min_size=1, max_size=9), st.binary(max_size=40)), max_size=6))
def test_the_directory_says_what_the_standard_library_reads(entries: list[Entry]) -> None:
    file = io.BytesIO(packed(*((str(name).encode(errors="replace").decode(), data) for name, data in entries)))
    with zipfile.ZipFile(file) as archive:
        expected = [(info.header_offset, info.CRC, info.file_size, info.compress_size) for info in archive.infolist()]
    found = list(zip_entries(file))
    assert [(entry.start, entry.crc, entry.size, entry.packed) for entry in found] == expected


def test_an_archive_beyond_four_gigabytes_has_its_sizes_elsewhere() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(b"a")
    data = file.getvalue()
    end = data.index(b"PK\x05\x06")
    start, size = data.index(b"PK\x01\x02"), end - data.index(b"PK\x01\x02")
    record = b"PK\x06\x06" + struct.pack("<Q2H2L4Q", 44, 45, 45, 0, 0, 1, 1, size, start)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, end, 1)
    long = data[:end] + record + locator + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 1, 1, *[0xFFFFFFFF] * 2, 0)
    with zipfile.ZipFile(io.BytesIO(long)) as archive:
        assert archive.namelist() == ["a.txt"]
    (entry,) = zip_entries(io.BytesIO(long))
    assert (entry.name, entry.size, entry.start) == ("a.txt", 1, 0)


def test_many_members_are_each_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed(*((f"{number}.txt", b"%d" % number) for number in range(500))))
    members = zip_members(path)
    assert isinstance(members, tuple)
    assert len(members) == 500
    assert texts(raw_files(path))["a.zip/499.txt"] == b"499"
