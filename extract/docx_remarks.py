"""What a Word reader saw and left out, gathered while it reads and told as notices at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.document import Notice

_HIDDEN_SAMPLE = 60  # characters of hidden text that a notice quotes


@dataclass(slots=True)
class Remarks:
    """Counts and samples. `note_pages` tells where the text refers to each note, by (kind, id), in order."""

    hidden: list[str] = field(default_factory=list)
    unknown_signs: set[str] = field(default_factory=set)
    unknown_formats: set[str] = field(default_factory=set)
    note_pages: dict[tuple[str, str], int] = field(default_factory=dict)
    unreadable_parts: list[str] = field(default_factory=list)
    field_letters: int = 0
    embedded: int = 0
    undrawn_margins: int = 0
    graphics: int = 0
    uncounted: int = 0

    def notices(self) -> Iterator[Notice]:
        if self.hidden:
            hidden = "".join(self.hidden)
            sample = " ".join(hidden[:_HIDDEN_SAMPLE].split())
            yield Notice("hidden_text_skipped", f"{len(hidden)} hidden characters were left out: {sample}")
        for count, code, what in (
            (self.field_letters, "field_text_skipped", "characters inside field codes were left out"),
            (self.embedded, "embedded_part_skipped", "embedded documents were not read"),
            (self.undrawn_margins, "header_not_drawn", "headers or footers that no page shows were left out"),
            (
                self.uncounted,
                "numbering_uncertain",
                "numbered paragraphs covered by merged cells were not counted",
            ),
            (self.graphics, "graphic_text_unread", "charts or diagrams were not read"),
        ):
            if count:
                yield Notice(code, f"{count} {what}")
        if self.unknown_signs:
            yield Notice("symbol_unknown", f"no Unicode letter for: {', '.join(sorted(self.unknown_signs))}")
        if self.unknown_formats:
            formats = ", ".join(sorted(self.unknown_formats))
            yield Notice("number_format_unknown", f"automatic numbers that cannot be drawn: {formats}")
        for name in self.unreadable_parts:
            yield Notice("part_unreadable", f"the part {name} is missing or damaged and was left out")
