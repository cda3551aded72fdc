"""The digests of the code: each changes with what decides a result, and with nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

from engine import code_identity
from engine.code_identity import OURS, READERS, closure, document_key, libraries, reader_of, result_key
from extract.document import Document, Notice, SourceFormat, TextOrigin

ROOT = Path(__file__).parents[1]

PRINT = """
from engine.code_identity import READERS, header_words_identity, normalize_identity, reader_identity
for name in READERS:
    print(name, reader_identity(name))
print("normalize", normalize_identity())
print("header words", header_words_identity(), sep=":")
"""


def identities(tree: Path) -> dict[str, str]:
    output = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=tree,
        env={"PYTHONPATH": str(tree)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    pairs = (line.replace(":", " ").rsplit(" ", 1) for line in output.splitlines())
    return {pair[0]: pair[1] for pair in pairs}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the packages, to change at will."""
    folder = tmp_path_factory.mktemp("tree")
    for package in OURS:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def before(tree: Path) -> dict[str, str]:
    return identities(tree)


def test_the_same_code_elsewhere_is_the_same(before: dict[str, str]) -> None:
    assert before == identities(ROOT)


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("extract/pdf_thai.py", {"pdf", "pdf+ocr", "image"}),  # a picture's lines become paragraphs as a PDF's do
        ("extract/ocr_grid.py", {"pdf+ocr", "image"}),
        ("extract/pdf_page.py", {"pdf", "pdf+ocr", "image"}),  # where it stands which pages need OCR
        ("extract/pdf_pdfium.py", {"pdf", "pdf+ocr"}),
        ("extract/docx_tables.py", {"docx"}),
        ("extract/html_tree.py", {"markup"}),
        ("extract/document.py", set(READERS)),
        ("extract/sniff.py", set(READERS)),
        ("normalize/catalogue/header_roles.toml", {"header words"}),
        ("normalize/catalogue/lost_marks.toml", {"normalize"}),
        ("normalize/thai.py", {"normalize"}),
        ("tidy/report_records.py", {"normalize"}),
        ("engine/stages.py", {"normalize"}),
        ("engine/summary.py", set()),
    ],
)
def test_a_changed_file_changes_what_depends_on_it(
    tree: Path, before: dict[str, str], file: str, changes: set[str]
) -> None:
    path = tree / file
    was = path.read_bytes()
    path.write_bytes(was + b"\n# another\n")
    try:
        after = identities(tree)
    finally:
        path.write_bytes(was)
    changed = {name for name in before if before[name] != after[name]}
    # The documents' own module is read by normalize too, but what it makes of a document is keyed by the document.
    assert changed - {"normalize"} == changes - {"normalize"}
    assert ("normalize" in changed) == ("normalize" in changes)


def test_every_library_of_the_readers_has_a_version() -> None:
    names = {name for reader in READERS for name in libraries(closure(READERS[reader]).values())}
    known = packages_distributions()
    assert names  # an empty set would pass
    for name in names & known.keys():
        assert code_identity._version(name) in {version(distribution) for distribution in known[name]}


def test_no_reader_reaches_every_other() -> None:
    assert "extract.docx" not in closure(READERS["pdf"])
    assert "extract.pdf" not in closure(READERS["markup"])
    assert not any(name.startswith("normalize") for reader in READERS for name in closure(READERS[reader]))


def test_keys_tell_files_readers_and_options_apart() -> None:
    one, other = "0" * 64, "1" * 64
    keys = [
        document_key(one, "pdf"),
        document_key(other, "pdf"),
        document_key(one, "docx"),
        result_key(one, "pdf", "words", ()),
        result_key(one, "pdf", "others", ()),
        result_key(one, "pdf", "words", ("keep_signatures",)),
        result_key(one, "pdf", "words", ("", "keep_signatures")),
    ]
    assert len(set(keys)) == len(keys)
    assert all(len(key) == 40 for key in keys)


@pytest.mark.parametrize(
    ("document", "reader"),
    [
        (Document(SourceFormat.TEXT, TextOrigin.MARKUP, ()), "markup"),
        (Document(SourceFormat.HTML, TextOrigin.MARKUP, ()), "markup"),
        (Document(SourceFormat.DOCX, TextOrigin.MARKUP, ()), "docx"),
        (Document(SourceFormat.IMAGE, TextOrigin.OCR, ()), "image"),
        (Document(SourceFormat.PDF, TextOrigin.TEXT_LAYER, (), page_readers=("thai-ita",)), "pdf"),
        (Document(SourceFormat.PDF, TextOrigin.TEXT_LAYER, (), page_readers=("thai-ita", "none")), "pdf+ocr"),
        (Document(SourceFormat.PDF, TextOrigin.MIXED, (), page_readers=("thai-ita", "ocr")), "pdf+ocr"),
        (
            Document(SourceFormat.PDF, TextOrigin.TEXT_LAYER, (), notices=(Notice("page_without_text", "", 1),)),
            "pdf+ocr",
        ),
    ],
)
def test_whose_work_a_document_is(document: Document, reader: str) -> None:
    assert reader_of(document) == reader
