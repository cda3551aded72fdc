"""Which code makes what: digests of the sources, data files and libraries that decide a result.

They are part of the keys of the cache, so that a change of the code, of a catalogue file or of a library's version
makes anew what it may change, and nothing else. All is found from the packages' own files: nobody raises a number.
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from extract.document import Document, SourceFormat, TextOrigin

OURS = ("engine", "extract", "normalize", "tidy")
READERS = {
    "pdf": ("extract.pdf",),
    "pdf+ocr": ("extract.pdf", "extract.ocr"),
    "image": ("extract.ocr",),
    "docx": ("extract.docx",),
    "markup": ("extract.markup",),
}
_FRONT = ("extract.sniff", "extract.document")  # what every reader passes through, with `extract` itself
_OCR = "extract.ocr"
HEADER_WORDS = ("catalogue", "header_roles.toml")  # in `normalize`
_NORMALIZE, _WORDS = "normalize", "header_words"
_found: dict[str, str] = {}  # digests by name, found once in a process
_NORMALIZE_FOLDERS = ("normalize", "tidy")
_NORMALIZE_MODULES = ("engine.stages", "engine.convert", "engine.corrections")
# What a package is called on PyPI where that is not the name it is imported by.
_DISTRIBUTIONS = {
    "PIL": ("pillow",),
    "bs4": ("beautifulsoup4",),
    "cv2": ("opencv-python-headless", "opencv-python", "opencv-contrib-python-headless", "opencv-contrib-python"),
    "docx": ("python-docx",),
    "fontTools": ("fonttools",),
    "markdown_it": ("markdown-it-py",),
    "pdfminer": ("pdfminer.six",),
}
# Libraries that work behind another, named by no import of ours.
_BEHIND = {"bs4": ("lxml",), "docx": ("lxml",), "pdfplumber": ("pdfminer",), "tesserocr": ("numpy",)}
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([\w., \t]+?)[ \t]*(?:#.*)?$", re.MULTILINE)
_FROM_IMPORT = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(?:\(([^)]*)\)|([^(\n]+))", re.MULTILINE)
_NAMED_IN_STRING = re.compile(r"[\"']((?:engine|extract|normalize|tidy)(?:\.\w+)+)[\"']")
_SCRIPT_BESIDE = re.compile(r"[\"'](\w+)\.py[\"']")
# A page that the text layer could not give: what is read of it depends on the OCR, also on its absence.
_WANTS_OCR = ("ocr", "page_without_text", "page_by_ocr", "text_layer_unfit")


def reader_of(document: Document) -> str:
    """Whose work a document is, as a key of `READERS`. A PDF that needed no OCR does not depend on it."""
    if document.source_format is SourceFormat.IMAGE:
        return "image"
    if document.source_format is SourceFormat.DOCX:
        return "docx"
    if document.source_format is not SourceFormat.PDF:
        return "markup"
    asks = any(notice.code.startswith(_WANTS_OCR) for notice in document.notices)
    digital = document.text_origin is TextOrigin.TEXT_LAYER and not {"ocr", "none"} & set(document.page_readers)
    return "pdf" if digital and not asks else "pdf+ocr"


def identities() -> dict[str, str]:
    """All digests by name, for the workers: finding them takes a quarter of a second, and theirs must be the same."""
    return {
        **{reader: reader_identity(reader) for reader in READERS},
        _NORMALIZE: normalize_identity(),
        _WORDS: header_words_identity(),
    }


def take_over(told: Mapping[str, str]) -> None:
    """Use the digests of the process that leads the run."""
    _found.update(told)


def reader_identity(reader: str) -> str:
    """The digest of all that decides what a reader of `READERS` reads. Raises KeyError for another name."""
    return _once(reader, lambda: _of_reader(reader))


def _once(name: str, find: Callable[[], str]) -> str:
    if name not in _found:
        _found[name] = find()
    return _found[name]


def _of_reader(reader: str) -> str:
    modules = closure((*READERS[reader], *_FRONT), without=() if _OCR in READERS[reader] else (_OCR,))
    files = [_package_folder("extract") / "__init__.py", *modules.values()]
    if _OCR in READERS[reader]:
        files.extend(_data_files(_package_folder("extract")))
    return _digest(files, libraries(modules.values()))


def header_words_identity() -> str:
    """The digest of the header words, which decide only where they are asked: see `standing`."""
    return _once(_WORDS, lambda: _digest([_header_words()], {}))


def normalize_identity() -> str:
    """The digest of what decides all that becomes of a document: rules, catalogue, records, corrections."""
    return _once(_NORMALIZE, _of_normalize)


def _of_normalize() -> str:
    folders = [_package_folder(name) for name in _NORMALIZE_FOLDERS]
    sources = {path for folder in folders for path in folder.rglob("*.py")}
    sources |= set(closure(_NORMALIZE_MODULES, without=("extract",)).values())
    data = {path for folder in folders for path in _data_files(folder)} - {_header_words()}
    return _digest([*sources, *data], libraries(sources))


def _header_words() -> Path:
    return _package_folder("normalize").joinpath(*HEADER_WORDS)


def document_key(sha256: str, reader: str) -> str:
    """The key of a document in the cache: the file's bytes and the reader."""
    return _join("document", sha256, reader_identity(reader))


def result_key(sha256: str, reader: str, words: str, options: Iterable[str]) -> str:
    """The key of a result: the document, the rules, the header words that were asked (`header_words_identity`), and
    what else decides: options, corrections, in a fixed order."""
    return _join("result", document_key(sha256, reader), normalize_identity(), words, *options)


def closure(roots: Sequence[str], without: Sequence[str] = ()) -> dict[str, Path]:
    """Our modules that `roots` need, with them, by name; none whose name is or continues one of `without`.

    Imports inside functions count. A root that does not exist is passed over: not every reader is installed.
    """
    found: dict[str, Path] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        path = None if name in found or _is_of(name, without) else _module_file(name)
        if path is not None:
            found[name] = path
            waiting.extend(candidate for candidate in _imported(path) if candidate.split(".")[0] in OURS)
    return found


def libraries(files: Iterable[Path]) -> dict[str, str]:
    """The libraries that source files import, each with its version; `absent` where it is not installed."""
    tops = {name.split(".")[0] for path in files for name in _imported(path)}
    tops |= {behind for top in tops for behind in _BEHIND.get(top, ())}
    return {top: _version(top) for top in sorted(tops - set(OURS) - sys.stdlib_module_names)}


def _version(top: str) -> str:
    for name in _DISTRIBUTIONS.get(top, (top,)):
        try:
            return version(name)
        except PackageNotFoundError:
            continue
    return "absent"


def _is_of(name: str, families: Sequence[str]) -> bool:
    return any(name == family or name.startswith((f"{family}.", f"{family}_")) for family in families)


@cache
def _package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the package {package} is not installed", name=package)
    return Path(next(iter(spec.submodule_search_locations)))


@cache
def _module_file(name: str) -> Path | None:
    """The source of a module; a name that is no module (`from package import value`) has none."""
    package, *rest = name.split(".")
    base = _package_folder(package).joinpath(*rest)
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if rest and path.is_file():
            return path
    return base / "__init__.py" if not rest else None


@cache
def _imported(path: Path) -> tuple[str, ...]:
    """Dotted names that a file imports: modules, and what is taken from them, since that may be a module too.

    Told from the text, which is ten times as fast as parsing it; a name too many does no harm. Modules of ours that a
    string names (`import_module("…")`, `python -m …`, a script beside it) count.
    """
    text = path.read_text(encoding="utf-8")
    package = ".".join(Path(_name_in_package(path)).parts[:-1])
    beside = (f"{package}.{stem}" for stem in _SCRIPT_BESIDE.findall(text))
    return tuple(dict.fromkeys((*filter(None, _names(text)), *beside)))


def _names(text: str) -> Iterator[str]:
    yield from _NAMED_IN_STRING.findall(text)
    for modules in _IMPORT.findall(text):
        yield from (module.split()[0] for module in modules.split(",") if module.strip())
    for module, bracketed, plain in _FROM_IMPORT.findall(text):
        # `from extract import x` is not followed into all of `extract/__init__.py`, which names every reader.
        yield from ([] if module in OURS else [module])
        taken = (bracketed or plain).split("#")[0] if plain else re.sub(r"#[^\n]*", "", bracketed)
        yield from (f"{module}.{name.split()[0]}" for name in taken.split(",") if name.strip())


def _data_files(folder: Path) -> list[Path]:
    """What a package ships beside its sources: catalogue files, models."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc", ".pyi"} and "__pycache__" not in path.parts
    ]


def _digest(files: Iterable[Path], versions: dict[str, str]) -> str:
    digest = hashlib.sha256()
    python = f"{sys.version_info[0]}.{sys.version_info[1]} {unicodedata.unidata_version}"
    digest.update(repr((python, sorted(versions.items()))).encode())
    for name, path in sorted({_name_in_package(path): path for path in files}.items()):
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


@cache
def _name_in_package(path: Path) -> str:
    """A file's name from its package on, so that the same code in another folder has the same digest."""
    for package in OURS:
        folder = _package_folder(package)
        if path.is_relative_to(folder):
            return f"{package}/{path.relative_to(folder).as_posix()}"
    return path.name


def _join(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]
