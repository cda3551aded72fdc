"""The parts of a Word file and how they point at each other."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extract.docx_archive import Archive, broken, part_key
from extract.docx_remarks import Remarks
from extract.docx_xml import Element
from tidy.errors import UnreadableSource

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DEFAULT_MAIN = "word/document.xml"

Parse = Callable[[bytes], Element]


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another part needs. `kind` is the last word of its type: `styles`, `header`, `image` …"""

    relation_id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file's main part, and the parts that it points at."""

    archive: Archive
    parse: Parse
    main_name: str
    relations: tuple[Relation, ...]
    remarks: Remarks

    def main(self) -> Element:
        """The root of the main part. Raises `UnreadableSource` (broken_archive)."""
        data = self.archive.read(self.main_name)
        if data is None:
            raise broken("it has no text part")
        return self.parse(data)

    def of_kind(self, kind: str) -> Iterator[Relation]:
        return (relation for relation in self.relations if relation.kind == kind)

    def only(self, kind: str) -> Element | None:
        """The root of the one part of a kind, or None."""
        relation = next(self.of_kind(kind), None)
        return None if relation is None else self.root(relation)

    def root(self, relation: Relation) -> Element | None:
        """The root of a part that the text can do without: None, and noted, where it cannot be read."""
        try:
            data = self.archive.read(relation.target)
            if data is not None:
                return self.parse(data)
        except UnreadableSource as error:
            if error.code != "broken_archive":
                raise
        self.remarks.unreadable_parts.append(relation.target)
        return None


def open_package(archive: Archive, parse: Parse, remarks: Remarks) -> Package:
    """Finds the main part and its relations. Raises `UnreadableSource` (broken_archive)."""
    starts = _relations(archive, parse, "")
    named = next((relation.target for relation in starts if relation.kind == "officeDocument"), None)
    main_name = named if named and part_key(named) in archive.members else _DEFAULT_MAIN
    return Package(archive, parse, main_name, _relations(archive, parse, main_name), remarks)


def _relations(archive: Archive, parse: Parse, source: str) -> tuple[Relation, ...]:
    folder, name = posixpath.split(source)
    data = archive.read(posixpath.join(folder, "_rels", name + ".rels"))
    if data is None:
        return ()
    return tuple(
        Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], _target(element, folder))
        for element in parse(data).iter(_RELATIONSHIP)
        if element.get("TargetMode") != "External"
    )


def _target(element: Element, folder: str) -> str:
    """The name of the part in the archive: from the root where it starts with a slash, else from `folder`."""
    target = element.get("Target", "").replace("\\", "/")
    return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
