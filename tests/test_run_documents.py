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
    FORM,
    Content,
    ContentName,
    Index,
    LastRun,
    Listed,
    Verdict,
    Verdicts,
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


CONTENTS = {"ก.txt": Content(7, "a" * 64, 1)}
FAILED = Verdict("k", "pdf", "s", False, "timed_out", "Too long.", (1.5, 64), trace="\x1b")
VERDICTS = [
    (
        ContentName("a" * 64, ".txt"),
        Verdict("k", "markup", "s", converted=True, pages=3, findings=(("error", "year_unknown", 2),)),
    ),
    (ContentName("a" * 64, ". md"), FAILED),
    (ContentName("b" * 64, ".pdf"), FAILED),
]
LAST = LastRun(
    "d", "t", True, False, "fiscal_year_be", {"reports": 1}, {"ก.txt": Listed("a" * 64, 1, "failed", "c", "Why.")}
)


def index() -> Index:
    verdicts = Verdicts()
    for content, verdict in VERDICTS:
        verdicts.put(content, verdict)
    return Index(CONTENTS, verdicts)


def test_the_state_comes_back_as_it_was(tmp_path: Path) -> None:
    save_index(tmp_path / "index.jsonl", index(), {"a" * 64, "b" * 64})
    save_last_run(tmp_path / "last-run.jsonl", LAST)
    assert load_index(tmp_path / "index.jsonl") == index()
    assert load_last_run(tmp_path / "last-run.jsonl") == LAST
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.jsonl", "last-run.jsonl"]


def test_verdicts_on_bytes_that_are_gone_are_not_kept(tmp_path: Path) -> None:
    save_index(tmp_path / "index.jsonl", index(), {"b" * 64})
    kept = load_index(tmp_path / "index.jsonl").verdicts
    assert [kept.get(content) for content, _ in VERDICTS] == [None, None, FAILED]


def test_the_state_is_not_written_again_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "index.jsonl"
    save_index(path, index(), {"b" * 64})
    before = path.stat()
    save_index(path, index(), {"b" * 64})
    assert path.stat() == before


@pytest.mark.parametrize("name", ["index", "last-run"])
def test_a_state_that_lost_a_line_is_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    save_index(path, index(), {"a" * 64}) if name == "index" else save_last_run(path, LAST)
    load = load_index if name == "index" else load_last_run
    none: Index | LastRun = Index() if name == "index" else LastRun()
    assert load(path) != none
    lines = path.read_bytes().splitlines(keepends=True)
    for lost in range(len(lines)):
        path.write_bytes(b"".join(lines[:lost] + lines[lost + 1 :]))
        assert load(path) == none
    path.write_bytes(b"".join([*lines, lines[-1]]))
    assert load(path) == none


HEAD = b'{"form":%d}\n' % FORM
RUN = b'["d","t",[true,false,null],{}]\n'
END, END_2 = b'{"entries":1}\n', b'{"entries":2}\n'
DAMAGED = [b"", b"null", b"[]", b"{}", b'{"form": 0}', b'{"form": %d}' % FORM, b"\xff", b'{"form": 1}\n{"entries":0}\n']
DAMAGED += [HEAD, HEAD + b"1\n", HEAD + b"[]\n" + END, HEAD + b'["content"]\n' + END]
DAMAGED += [HEAD + b'["content", 1, [], "", 1]\n' + END, HEAD + b'["verdict", "a"]\n' + END]
DAMAGED += [HEAD + b'["verdict", "a", ".b", 1, "pdf", "s", true, null, null, null, 1, [], null, "", ""]\n' + END]
DAMAGED += [HEAD + RUN + b'["a", 1, 1, "converted", null, null]\n' + END_2]
DAMAGED += [HEAD + b'["verdict", "a", "b"]\n' + END, HEAD + b'["d", "t", [], {}]\n' + END, HEAD + b"[" * 100_000]
DAMAGED += [HEAD + RUN, HEAD + RUN + END_2, HEAD + RUN + b'["a"]\n' + END_2, HEAD + RUN + b"{}\n"]
DAMAGED += [HEAD + RUN + b'["a", "h", 1, "converted"', HEAD + RUN + RUN + END, HEAD + RUN + RUN + END_2]


@pytest.mark.parametrize("data", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_state_is_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "state").write_bytes(data)
    assert load_index(tmp_path / "state") == Index()
    assert load_last_run(tmp_path / "state") == LastRun()
