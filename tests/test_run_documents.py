"""What the cache and the state hold between runs: nothing that was put there by others does harm."""

from __future__ import annotations

import pickle
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from engine.documents import decode_document, encode_document
from engine.state import (
    Content,
    Index,
    LastRun,
    Listed,
    Verdict,
    load_index,
    load_last_run,
    save_index,
    save_last_run,
)

SPECIMENS = Path(__file__).parents[1] / "data" / "raw" / "specimens"


@pytest.mark.parametrize(
    "name", ["follow_up.html", "half_year_report.docx", "scores_turned.pdf", "measures_by_item.txt"]
)
def test_a_document_comes_back_as_it_was(name: str) -> None:
    document = extract.read(SPECIMENS / name)
    data = encode_document(document)
    assert decode_document(data) == document
    assert encode_document(extract.read(SPECIMENS / name)) == data


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.mkdir, (Path("made by a pickle"),)  # type: ignore[return-value]


def test_a_pickle_of_anything_else_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for value in (Evil(), [Evil()], {"a": 1}, None, Verdict("", "", "", converted=True)):
        assert decode_document(zlib.compress(pickle.dumps(value))) is None
    assert not list(tmp_path.iterdir())


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_bytes_that_are_no_document_are_none(data: bytes) -> None:
    assert decode_document(data) is None
    assert decode_document(zlib.compress(data)) is None


INDEX = Index(
    {"ก.txt": Content(7, "a" * 64, 1)},
    {
        "a .txt": Verdict("k", "markup", "s", converted=True, pages=3, findings=(("error", "year_unknown", 2),)),
        "b .pdf": Verdict("k", "pdf", "s", False, "timed_out", "Too long.", (1.5, 64), trace="\x1b"),
    },
)
LAST = LastRun(
    "d", "t", True, False, "fiscal_year_be", {"reports": 1}, {"ก.txt": Listed("a" * 64, 1, "failed", "c", "Why.")}
)


def test_the_state_comes_back_as_it_was(tmp_path: Path) -> None:
    save_index(tmp_path / "index.jsonl", INDEX)
    save_last_run(tmp_path / "last-run.jsonl", LAST)
    assert load_index(tmp_path / "index.jsonl") == INDEX
    assert load_last_run(tmp_path / "last-run.jsonl") == LAST
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.jsonl", "last-run.jsonl"]


def test_the_state_is_not_written_again_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "index.jsonl"
    save_index(path, INDEX)
    before = path.stat()
    save_index(path, INDEX)
    assert path.stat() == before


HEAD, HEAD_2 = b'{"form":2,"entries":1}\n', b'{"form":2,"entries":2}\n'
RUN = b'["d","t",[true,false,null],{}]\n'
DAMAGED = [b"", b"null", b"[]", b"{}", b'{"form": 0}', b'{"form": 2}', b"\xff", b'{"form": 1, "entries": 0}\n']
DAMAGED += [HEAD, HEAD + b"1\n", HEAD + b"[]\n", HEAD + b'["content"]\n', HEAD + b'["content", 1, [], "", 1]\n']
DAMAGED += [HEAD + b'["verdict", "a"]\n', HEAD + b'["d", "t", [], {}]\n', HEAD + b"[" * 100_000]
DAMAGED += [HEAD_2 + RUN, HEAD_2 + RUN + b'["a"]\n', HEAD_2 + RUN + b'["a", "h", 1, "converted"', HEAD + RUN + RUN]


@pytest.mark.parametrize("data", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_state_is_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "state").write_bytes(data)
    assert load_index(tmp_path / "state") == Index()
    assert load_last_run(tmp_path / "state") == LastRun()
