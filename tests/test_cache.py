"""The cache: whole entries or none, whatever happens to its folder."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from engine.cache import Cache

KEY, OTHER, THIRD = "a" * 40, "b" * 40, "ab" * 20


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def test_what_is_put_is_got(cache: Cache) -> None:
    cache.put("results", KEY, b"")
    cache.put("documents", KEY, b"\x00letters")
    assert cache.get("results", KEY) == b""
    assert cache.get("documents", KEY) == b"\x00letters"
    assert cache.has("results", KEY)
    assert not cache.has("results", OTHER)
    assert cache.get("results", OTHER) is None


@pytest.mark.parametrize(
    ("kind", "key"), [("pages", KEY), ("results", "../../etc"), ("results", ""), ("results", "AB")]
)
def test_no_other_path_can_be_named(cache: Cache, kind: str, key: str) -> None:
    with pytest.raises(ValueError, match="no entry"):
        cache.get(kind, key)


@pytest.mark.parametrize("damage", [b"", b"thai-ita", None, b"x"])
def test_a_damaged_entry_is_none_and_goes(cache: Cache, damage: bytes | None) -> None:
    cache.put("results", KEY, b"a whole result")
    path = cache.path("results", KEY)
    path.write_bytes(path.read_bytes()[:-3] if damage is None else damage)
    assert cache.get("results", KEY) is None
    assert not path.exists()


def test_the_folder_may_go_at_any_time(cache: Cache, tmp_path: Path) -> None:
    cache.put("results", KEY, b"1")
    for path in sorted(tmp_path.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert cache.get("results", KEY) is None
    assert cache.prune(()) == 0
    cache.put("results", KEY, b"2")
    assert cache.get("results", KEY) == b"2"


def test_a_failed_write_leaves_nothing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        cache.put("results", KEY, b"1")
    assert [path for path in cache.folder.rglob("*") if path.is_file()] == []


def test_prune_takes_the_longest_unused_first_and_documents_before_results(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most_bytes=500)
    for age, (kind, key) in enumerate([("results", KEY), ("documents", KEY), ("results", OTHER), ("documents", THIRD)]):
        cache.put(kind, key, b"x" * 200)
        os.utime(cache.path(kind, key), (1e9 + age, 1e9 + age))
    assert cache.prune(keep=[KEY]) == 2
    assert cache.has("results", KEY)  # the oldest, but the published tables are made of it
    assert not cache.has("documents", KEY)
    assert not cache.has("results", OTHER)
    assert cache.has("documents", THIRD)


def test_prune_removes_what_a_kill_left_half_written(cache: Cache) -> None:
    cache.put("results", KEY, b"1")
    old, new = (cache.path("results", KEY).with_name(name) for name in (".part-old", ".part-new"))
    old.write_bytes(b"")
    new.write_bytes(b"")
    os.utime(old, (1e9, 1e9))
    assert cache.prune(()) == 0
    assert not old.exists()
    assert new.exists()  # somebody may be writing it now


def test_use_is_marked_once_a_day(cache: Cache) -> None:
    cache.put("documents", KEY, b"1")
    path = cache.path("documents", KEY)
    os.utime(path, (1e9, 1e9))
    cache.get("documents", KEY)
    marked = path.stat().st_mtime
    assert marked > 1e9
    cache.get("documents", KEY)
    assert path.stat().st_mtime == marked


def test_many_writers_of_one_entry_leave_a_whole_one(cache: Cache) -> None:
    data = [bytes([number]) * 100_000 for number in range(8)]
    threads = [threading.Thread(target=cache.put, args=("results", KEY, part)) for part in data]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.get("results", KEY) in data
