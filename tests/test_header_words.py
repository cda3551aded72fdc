"""What a changed header word leaves standing: the questions that a document asks, and what a run makes of them."""

from __future__ import annotations

import copy
import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import extract
from engine import code_identity, stages
from engine.asked import answered_alike, encode_asked
from engine.convert import identify
from engine.limits import Limits
from engine.run import run
from engine.state import Folders
from engine.status import find_status
from extract.document import Document
from normalize import lexicon
from normalize.resources import toml
from normalize.thai import squeeze
from tests.test_catalogue_files import forget
from tidy.tables import ReportTables, Source

ROOT = Path(__file__).parents[1]
SPECIMENS = ROOT / "data" / "raw" / "specimens"
READ_FAST = (
    "follow_up.html",
    "half_year_report.docx",
    "measures_by_issue.md",
    "measures_by_item.txt",
    "score_two_years.txt",
)
UNKNOWN = "ช่องทางเผยแพร่ของเรา"  # "our channel of publication": a header that has no role
NOBODYS = "คำที่ไม่มีรายงานใดพิมพ์"  # a word that no report prints


@dataclass
class HeaderWords:
    """The header words as a test may change them; `changed` makes the program see it."""

    roles: dict[str, Any]
    file: Path
    monkeypatch: pytest.MonkeyPatch
    edits: int = field(default=0)

    def changed(self) -> None:
        self.edits += 1
        self.file.write_text(json.dumps(self.roles), encoding="utf-8")
        code_identity._found.clear()
        forget()


@pytest.fixture
def header_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[HeaderWords]:
    roles = copy.deepcopy(toml("header_roles"))
    file = tmp_path / "header_roles.toml"
    monkeypatch.setattr(lexicon, "toml", {"header_roles": roles}.__getitem__)
    monkeypatch.setattr(code_identity, "_header_words", lambda: file)
    monkeypatch.setattr("engine.run.cores", lambda: 0)  # a worker would not know of the changed words
    words = HeaderWords(roles, file, monkeypatch)
    words.changed()
    yield words
    monkeypatch.undo()
    code_identity._found.clear()
    forget()


@pytest.fixture(scope="module")
def documents() -> list[tuple[Document, Source]]:
    paths = [SPECIMENS / name for name in READ_FAST]
    return [(extract.read(path, path.name), identify(path, path.name)) for path in paths]


def made_of(document: Document, source: Source) -> tuple[ReportTables, set[lexicon.Question]]:
    with lexicon.questions_asked() as questions:
        return stages.normalize(document, source), questions


def test_header_words_are_read_by_the_lexicon_alone() -> None:
    """What else read them would give results that nobody knows to be out of date."""
    readers = [
        path.name
        for path in (ROOT / "normalize").rglob("*.py")
        if re.search(r"[\"']header_roles", path.read_text(encoding="utf-8"))
    ]
    assert readers == ["lexicon.py"]


def test_questions_are_the_same_whatever_was_asked_before(documents: list[tuple[Document, Source]]) -> None:
    """A cache before a question would hide it from the second document that puts it."""
    forget()
    first = [made_of(*one)[1] for one in documents]
    again = [made_of(*one)[1] for one in reversed(documents)]
    assert first == again[::-1]
    assert all(first)


def test_where_the_answers_are_alike_so_are_the_rows(
    documents: list[tuple[Document, Source]], header_words: HeaderWords
) -> None:
    """Over many changes: a word more or less, one that near words are told from, a key."""
    before = [made_of(*one) for one in documents]
    kept = [encode_asked(questions) for _, questions in before]
    printed = sorted({text for _, questions in before for _, text in questions})
    chance = random.Random(7)
    roles = copy.deepcopy(header_words.roles)
    stood = fell = other = 0
    for _ in range(40):
        header_words.roles.clear()
        header_words.roles.update(copy.deepcopy(roles))
        change(header_words.roles, chance, printed)
        header_words.changed()
        for one, (tables, _), data in zip(documents, before, kept, strict=True):
            if answered_alike(data):
                stood += 1
                assert made_of(*one)[0] == tables
            else:
                fell += 1
                other += made_of(*one)[0] != tables
    assert stood > fell >= other > 5, "each must happen, or nothing was tried"


def change(roles: dict[str, Any], chance: random.Random, printed: list[str]) -> None:
    """Half of the changes are to words that the documents print: these get another role, or none."""
    clear = [name for name in roles if name != "ambiguous"]
    kind = chance.choice(("words", "words", "keys"))
    word = chance.choice(printed) if chance.random() < 0.5 else chance.choice(roles[chance.choice(clear)]["words"])
    word = word if kind == "words" else word[: max(4, len(word) // 2)]
    for name in clear:
        roles[name][kind] = [one for one in roles[name][kind] if squeeze(one) != squeeze(word)]
    roles["ambiguous"] = {one: told for one, told in roles["ambiguous"].items() if squeeze(one) != squeeze(word)}
    if chance.random() < 0.6:
        roles[chance.choice(clear)][kind].append(word)


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"questions": 1, "answers": ""}', b"\xff"])
def test_damaged_questions_are_answered_otherwise(data: bytes) -> None:
    assert not answered_alike(data)


def test_words_that_contradict_each_other_answer_nothing(header_words: HeaderWords) -> None:
    data = encode_asked([("", "มาตรการ"), ("peer", "มาตรการ")])
    assert answered_alike(data)
    header_words.roles["budget"]["words"].append("มาตรการ")
    header_words.changed()
    assert not answered_alike(data)


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("engine.plan.SETTLED_NS", 0)  # trust the times of files that were just written
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in READ_FAST:
        shutil.copyfile(SPECIMENS / name, folder / name)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    told = (folder / "measures_by_issue.md").read_text(encoding="utf-8")
    (folder / "another.md").write_text(told.replace("การกำกับติดตาม", UNKNOWN), encoding="utf-8")
    return folder


def tables(clean: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in clean.glob("*.parquet")}


def test_a_new_word_that_no_report_prints_changes_nothing(raw: Path, tmp_path: Path, header_words: HeaderWords) -> None:
    clean = tmp_path / "clean"
    run(raw, clean)
    before = {path.name: path.stat().st_mtime_ns for path in clean.iterdir() if path.is_file()}
    header_words.roles["measure"]["words"].append(NOBODYS)
    header_words.changed()
    assert not find_status(raw, clean, Limits()).again
    result = run(raw, clean)
    assert (result.read, result.derived, result.tables_changed) == (0, 0, False)
    assert {path.name: path.stat().st_mtime_ns for path in clean.iterdir() if path.is_file()} == before
    assert result.statuses == {"converted": len(READ_FAST) + 1, "failed": 1}


def test_a_word_of_one_report_derives_that_report_alone(raw: Path, tmp_path: Path, header_words: HeaderWords) -> None:
    clean, fresh = tmp_path / "clean", tmp_path / "fresh"
    run(raw, clean)
    was = tables(clean)
    header_words.roles["remark"]["words"].append(UNKNOWN)
    header_words.changed()
    assert find_status(raw, clean, Limits()).again == ("another.md",)
    result = run(raw, clean)
    assert (result.read, result.derived) == (0, 1)
    run(raw, fresh)
    assert tables(clean) == tables(fresh)
    header_words.roles["remark"]["words"].remove(UNKNOWN)
    header_words.changed()
    assert run(raw, clean).derived == 1
    assert tables(clean) == was


def test_questions_that_are_gone_make_the_result_anew(raw: Path, tmp_path: Path, header_words: HeaderWords) -> None:
    clean = tmp_path / "clean"
    run(raw, clean)
    shutil.rmtree(Folders(clean).cache / "asked")
    header_words.roles["measure"]["words"].append(NOBODYS)
    header_words.changed()
    result = run(raw, clean)
    assert (result.read, result.derived, result.tables_changed) == (0, len(READ_FAST) + 1, False)
