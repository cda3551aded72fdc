"""Tables of one run appear together or not at all: whatever stops the run, and whatever lies in the folder."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tidy import staging
from tidy.edition import CURRENT, EDITIONS, JOURNAL, STATE, edition_folder, published_intact
from tidy.edition_writer import new_edition

Files = Mapping[str, bytes]

ONE, TWO, THREE = "one.parquet", "two.parquet", "three.parquet"
NAMES = (ONE, TWO, THREE)
OLD = {ONE: b"old 1", TWO: b"same 2", f"{THREE}/year=1/part": b"same 3", f"{THREE}/year=2/part": b"old 3"}
NEW = {ONE: b"new 1", TWO: b"same 2", f"{THREE}/year=1/part": b"same 3", f"{THREE}/year=3/part": b"new 3"}
TURNED = {f"{ONE}/year=1/part": b"turned 1", TWO: b"same 2", THREE: b"turned 3"}  # a file a folder, and the reverse

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are stopped in forked processes")


def write(folder: Path, files: Files) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def put(folder: Path, files: Files, names: Sequence[str] = NAMES) -> tuple[str, ...]:
    with new_edition(folder, names) as edition:
        write(edition.path, files)
        return edition.publish()


def seen(folder: Path, names: Sequence[str] = NAMES) -> dict[str, bytes]:
    """What a reader of the clean folder finds."""
    inner = [(name, path) for name in names for path in staging.files_under(folder / name)]
    return {name if path == "." else f"{name}/{path}": (folder / name / path).read_bytes() for name, path in inner}


def times(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of each file, and of the folder's names."""
    paths = [folder, *(folder / name for name in seen(folder)), *(folder / name for name in NAMES)]
    return {str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in paths}


def editions(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / STATE / EDITIONS).iterdir())


@pytest.fixture(autouse=True)
def synced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The inodes that were asked to be on the disk: only noted, for that takes long and no test cuts the power."""
    inodes: list[int] = []
    monkeypatch.setattr("os.fsync", lambda descriptor: inodes.append(os.fstat(descriptor).st_ino))
    return inodes


@pytest.fixture(params=[True, False], ids=["links", "no links"])
def links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if not request.param:
        monkeypatch.setattr("tidy.staging.symbolic_link", refuse)
        monkeypatch.setattr("tidy.staging.links_work", lambda _: False)
    return bool(request.param)


def refuse(*_: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_tables_are_published_and_replaced(tmp_path: Path, links: bool) -> None:
    assert put(tmp_path, OLD) == NAMES
    assert seen(tmp_path) == OLD
    assert put(tmp_path, NEW) == (ONE, THREE)
    assert seen(tmp_path) == NEW
    assert (tmp_path / ONE).is_symlink() == links
    assert put(tmp_path, TURNED) == (ONE, THREE)
    assert seen(tmp_path) == TURNED
    put(tmp_path, OLD)
    assert seen(tmp_path) == OLD
    assert published_intact(tmp_path)


def test_nothing_new_changes_nothing(tmp_path: Path, links: bool) -> None:
    put(tmp_path, OLD)
    before = times(tmp_path)
    assert put(tmp_path, OLD) == ()
    assert times(tmp_path) == before
    assert len(editions(tmp_path)) == links


def test_a_table_that_is_the_same_stays_the_same_file(tmp_path: Path, links: bool) -> None:
    put(tmp_path, OLD)
    before = {name: (tmp_path / name).stat() for name in OLD}
    put(tmp_path, NEW)
    after = {name: (tmp_path / name).stat() for name in NEW}
    same = [TWO, f"{THREE}/year=1/part"] if links else [TWO]
    for name in same:
        assert (before[name].st_ino, before[name].st_mtime_ns) == (after[name].st_ino, after[name].st_mtime_ns)
    assert before[ONE].st_ino != after[ONE].st_ino


def test_a_table_of_an_earlier_contract_goes(tmp_path: Path, links: bool) -> None:
    put(tmp_path, OLD)
    rest = {name: data for name, data in OLD.items() if name != TWO}
    assert put(tmp_path, rest, (ONE, THREE)) == (TWO,)
    assert not (tmp_path / TWO).exists()
    assert not (tmp_path / TWO).is_symlink()
    assert put(tmp_path, OLD) == (TWO,)
    assert seen(tmp_path) == OLD


def test_readers_keep_what_they_have_open_and_find_the_edition_before(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    reading = edition_folder(tmp_path)
    with (tmp_path / ONE).open("rb") as file:
        put(tmp_path, NEW)
        assert file.read() == b"old 1"
    assert seen(reading) == OLD
    put(tmp_path, OLD | {ONE: b"newer"})
    assert not reading.exists()
    assert len(editions(tmp_path)) == 2


def test_what_is_not_published_leaves_no_trace(tmp_path: Path, links: bool) -> None:
    put(tmp_path, OLD)
    before = times(tmp_path)

    def fail() -> None:
        with new_edition(tmp_path, NAMES) as edition:
            write(edition.path, NEW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert seen(tmp_path) == OLD
    assert times(tmp_path) == before
    assert len(editions(tmp_path)) == links


def test_a_users_own_files_stay(tmp_path: Path, links: bool) -> None:
    own = {"notes.txt": b"mine", "my.parquet": b"mine", "charts/one.png": b"mine", ".hidden": b"mine"}
    write(tmp_path, own)
    put(tmp_path, OLD)
    put(tmp_path, NEW)
    assert {name: (tmp_path / name).read_bytes() for name in own} == own


def test_all_is_on_the_disk_before_the_switch(
    tmp_path: Path, synced: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    link = staging.symbolic_link

    def watched(path: Path, text: str) -> None:
        if path.name == CURRENT:
            new = path.parent / text
            missing = [inner for inner in [*new.rglob("*"), new, new.parent] if inner.stat().st_ino not in synced]
            assert not missing
            synced.clear()
        link(path, text)

    monkeypatch.setattr("tidy.staging.symbolic_link", watched)
    for files in (OLD, NEW):
        put(tmp_path, files)
        assert (tmp_path / STATE).stat().st_ino in synced, "the switch itself has to outlast a power cut"


# Intact or not


def spoil_byte(folder: Path) -> None:
    (folder / ONE).write_bytes(b"OLD 1")


def spoil_time(folder: Path) -> None:
    os.utime(folder / ONE, (1, 1))


def spoil_inode(folder: Path) -> None:
    time = (folder / ONE).stat().st_mtime_ns
    (folder / ONE).rename(folder / "aside")
    (folder / ONE).write_bytes(b"OLD 1")
    os.utime(folder / ONE, ns=(time, time))


SPOILT: list[Callable[[Path], Any]] = [
    spoil_byte,
    spoil_time,
    spoil_inode,
    lambda folder: (folder / TWO).unlink(),
    lambda folder: (folder / THREE / "year=1" / "part").unlink(),
    lambda folder: (folder / THREE / "year=1" / "more").write_bytes(b""),
    lambda folder: shutil.rmtree(folder / STATE),
    lambda folder: (folder / STATE / JOURNAL).write_text("{"),
]


def test_published_tables_are_intact(tmp_path: Path, links: bool) -> None:
    assert not published_intact(tmp_path)
    put(tmp_path, OLD)
    assert published_intact(tmp_path)
    put(tmp_path, NEW)
    assert published_intact(tmp_path)


def test_a_copy_is_intact_after_a_run(tmp_path: Path, links: bool) -> None:
    put(tmp_path / "here", OLD)
    shutil.copytree(tmp_path / "here", tmp_path / "there", symlinks=True)
    assert not published_intact(tmp_path / "there")
    assert put(tmp_path / "there", OLD) == ()
    assert published_intact(tmp_path / "there")


@pytest.mark.parametrize("spoil", SPOILT)
def test_spoilt_tables_are_not_intact_and_are_mended(tmp_path: Path, links: bool, spoil: Callable[[Path], Any]) -> None:
    put(tmp_path, OLD)
    spoil(tmp_path)
    assert not published_intact(tmp_path)
    put(tmp_path, OLD)
    assert seen(tmp_path) == OLD
    assert published_intact(tmp_path)


@pytest.mark.parametrize("told", ["", "[]", "{}", '{"one.parquet": 5}', '{"one.parquet": []}', "\0"])
def test_a_damaged_note_is_no_error(tmp_path: Path, told: str) -> None:
    put(tmp_path, OLD)
    (edition_folder(tmp_path) / "edition.json").write_text(told)
    assert not published_intact(tmp_path)
    assert put(tmp_path, OLD) == ()
    assert published_intact(tmp_path)


def test_the_look_at_the_tables_needs_no_arrow() -> None:
    code = "import sys, tidy.edition; assert not {'pyarrow', 'pandas', 'numpy'} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[1])


# What may lie in the folder


def test_plain_tables_of_an_earlier_version_are_taken_over(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    before = {name: (tmp_path / name).stat().st_ino for name in OLD}
    assert put(tmp_path, OLD) == ()
    assert seen(tmp_path) == OLD
    assert all((tmp_path / name).is_symlink() for name in NAMES)
    assert {name: (tmp_path / name).stat().st_ino for name in OLD} == before
    assert put(tmp_path, NEW) == (ONE, THREE)
    assert seen(tmp_path) == NEW


def test_a_copy_that_followed_the_links_is_taken_over(tmp_path: Path) -> None:
    put(tmp_path / "here", OLD)
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    assert not (tmp_path / "there" / STATE / CURRENT).is_symlink()
    assert put(tmp_path / "there", NEW) == (ONE, THREE)
    assert seen(tmp_path / "there") == NEW


def test_a_copy_of_the_folder_stands_alone(tmp_path: Path) -> None:
    put(tmp_path / "here", OLD)
    subprocess.run(["cp", "-r", tmp_path / "here", tmp_path / "there"], check=True)
    put(tmp_path / "here", NEW)
    (tmp_path / "here").rename(tmp_path / "elsewhere")
    assert seen(tmp_path / "there") == OLD
    assert seen(tmp_path / "elsewhere") == NEW


def test_tables_that_somebody_replaced_are_made_anew(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    (tmp_path / TWO).unlink()
    (tmp_path / TWO).write_bytes(b"somebody's")
    (tmp_path / ONE).unlink()
    (tmp_path / ONE).mkdir()
    assert edition_folder(tmp_path) == tmp_path
    assert put(tmp_path, OLD) == (ONE, TWO)
    assert seen(tmp_path) == OLD


def test_links_may_come_and_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, OLD)
    with monkeypatch.context() as without:
        without.setattr("tidy.staging.links_work", lambda _: False)
        assert put(tmp_path, NEW) == (ONE, THREE)
        assert seen(tmp_path) == NEW
        assert not any((tmp_path / name).is_symlink() for name in NAMES)
        assert published_intact(tmp_path)
    assert put(tmp_path, OLD) == (ONE, THREE)
    assert seen(tmp_path) == OLD
    assert published_intact(tmp_path)


def test_where_there_are_no_hard_links_tables_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.link", refuse)
    write(tmp_path, OLD)
    put(tmp_path, NEW)
    assert seen(tmp_path) == NEW


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_may_refuse_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def no(*_: object, **__: object) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr("os.symlink", no)
    put(tmp_path, OLD)
    assert seen(tmp_path) == OLD
    assert not (tmp_path / ONE).is_symlink()


def test_a_full_disk_is_no_lack_of_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.symlink", no)
    with pytest.raises(OSError, match="No space"):
        put(tmp_path, OLD)
    assert seen(tmp_path) == {}


# Stopped at every moment

WRITES = frozenset({"os.mkdir", "os.rename", "os.link", "os.symlink"})
REMOVES = frozenset({"os.remove", "os.rmdir"})
DONE, STOPPED, FULL = 0, 40, 41


def is_write(event: str, arguments: tuple[Any, ...]) -> bool:
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    return bool(writes) or event in WRITES


def in_child(work: Callable[[], object]) -> int:
    """The exit code of a forked process that does the work."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = DONE
        except OSError as error:
            code = FULL if error.errno == errno.ENOSPC else 1
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(moment: int, work: Callable[[], object]) -> int:
    """Do the work in a process that is gone before its change number `moment` to the disk."""
    left = moment

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if is_write(event, arguments) or event in REMOVES:
            left -= 1
            if left < 0:
                os._exit(STOPPED)

    def doomed() -> None:
        sys.addaudithook(watch)
        work()

    return in_child(doomed)


def full_at(moment: int, work: Callable[[], object]) -> int:
    """Do the work in a process for which the disk is full from its write number `moment` on."""
    left = moment

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if is_write(event, arguments):
            left -= 1
            if left < 0:
                raise OSError(errno.ENOSPC, "No space left on device")

    def doomed() -> None:
        sys.addaudithook(watch)
        work()

    return in_child(doomed)


def each_moment(
    tmp_path: Path, stop: Callable[[int, Callable[[], object]], int], before: Callable[[Path], object], files: Files
) -> Iterator[tuple[Path, int]]:
    """A folder for each moment at which publishing `files` can be stopped, as it then is; the last was not stopped."""
    for moment in range(1000):
        folder = tmp_path / str(moment)
        before(folder)
        code = stop(moment, lambda folder=folder: put(folder, files))  # type: ignore[misc]
        assert code in {DONE, STOPPED, FULL}
        yield folder, code
        if code == DONE:
            assert moment > 10, "it was to be stopped at more moments"
            return


def lose_state(folder: Path) -> None:
    put(folder, OLD)
    shutil.rmtree(folder / STATE)


BEFORE: dict[str, Callable[[Path], object]] = {
    "published": lambda folder: put(folder, OLD),
    "plain": lambda folder: write(folder, OLD),
    "lost state": lose_state,
}


@needs_fork
@pytest.mark.parametrize(
    ("before", "files"), [("published", NEW), ("published", TURNED), ("plain", NEW), ("lost state", NEW)]
)
def test_a_kill_leaves_all_old_or_all_new(tmp_path: Path, before: str, files: Files) -> None:
    old: Files = {} if before == "lost state" else OLD
    for folder, _ in each_moment(tmp_path, killed_at, BEFORE[before], files):
        found = seen(folder)
        if before == "plain":  # a folder of files is for an instant without its name
            assert found in (old, files, {name: old[name] for name in (ONE, TWO)})
        else:
            assert found in (old, files)
        put(folder, files)
        assert seen(folder) == files
        assert published_intact(folder)
        assert len(editions(folder)) <= 2
        assert {path.name for path in folder.iterdir()} == {STATE, *NAMES}


@needs_fork
@pytest.mark.parametrize("files", [NEW, TURNED], ids=["new", "turned"])
def test_without_links_what_was_begun_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: Files
) -> None:
    monkeypatch.setattr("tidy.staging.links_work", lambda _: False)
    for folder, _ in each_moment(tmp_path, killed_at, BEFORE["published"], files):
        if (folder / STATE / JOURNAL).exists():
            assert not published_intact(folder)
            with new_edition(folder, NAMES):
                assert seen(folder) == files
        else:
            assert seen(folder) in (OLD, files)
        put(folder, files)
        assert seen(folder) == files
        assert published_intact(folder)
        assert editions(folder) == []
        assert {path.name for path in folder.iterdir()} == {STATE, *NAMES}


@needs_fork
@pytest.mark.parametrize("before", ["published", "plain"])
def test_a_full_disk_leaves_the_old_tables(tmp_path: Path, before: str) -> None:
    for folder, code in each_moment(tmp_path, full_at, BEFORE[before], NEW):
        found = seen(folder)
        if code == DONE:
            assert found == NEW
            continue
        names = found.keys() if before == "plain" else OLD.keys()
        assert found == {name: OLD[name] for name in names}
        assert {ONE, TWO} <= found.keys()
        assert not [path for path in folder.rglob("*") if path.is_file() and path.read_bytes().startswith(b"new")]
        put(folder, NEW)
        assert seen(folder) == NEW
