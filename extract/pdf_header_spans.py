"""What a header looks like; its words over several columns, told by what stands below them: `คะแนน` over `ปี 2567` and
`ปี 2568`."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf_aligned_rows import FIGURE
from extract.pdf_gutters import Line, Piece, columns_under, find_gutters, without_halves

_ALIGNED = 0.35  # of the font size: words that stand straight below each other are one wrapped text
_OFF_MIDDLE = 0.25  # of a column's width
_OFF_CENTRE = 0.2  # of the width of what stands below


def header_spans(heads: Sequence[Line]) -> dict[Piece, tuple[Piece, Piece]]:
    """Each piece of the first header line that stands over several of the last, with the first and last of these."""
    if len(heads) < 2:
        return {}
    below: dict[Piece, list[Piece]] = {}
    for piece in heads[-1]:
        nearest = min(heads[0], key=lambda upper: _distance(upper, piece))
        below.setdefault(nearest, []).append(piece)
    return {upper: (pieces[0], pieces[-1]) for upper, pieces in below.items() if _is_over(upper, pieces)}


def _distance(upper: Piece, lower: Piece) -> float:
    return abs(upper.centre - lower.centre)


def _is_over(upper: Piece, pieces: Sequence[Piece]) -> bool:
    if len(pieces) < 2:
        return False
    left, right = pieces[0].x0, pieces[-1].x1
    centred = abs(upper.centre - (left + right) / 2) <= _OFF_CENTRE * (right - left)
    slack = _ALIGNED * upper.size
    aligned = [piece for piece in pieces if min(abs(piece.x0 - upper.x0), abs(piece.centre - upper.centre)) <= slack]
    if not aligned:
        return centred
    return centred and len(pieces) % 2 == 1 and aligned == [pieces[len(pieces) // 2]]


def looks_like_header(lines: Sequence[Line]) -> bool:
    """Whether lines have several words side by side and no figure."""
    return any(len(line) > 1 for line in lines) and not any(FIGURE.fullmatch(p.text) for line in lines for p in line)


def texts(lines: Sequence[Line]) -> list[str]:
    return [piece.text for line in lines for piece in line]


def stand_over(heads: Sequence[Line], body: Sequence[Line], sides: tuple[float, float]) -> bool:
    """Whether most header words stand over the columns of the text below them: at an end of it, in the middle of the
    column or over several. The two ends of a running title stand over no columns."""
    spans = header_spans(heads)
    xs = without_halves([sides[0], *find_gutters(body, heads, spans), sides[1]], body, heads, spans)
    pieces = [piece for line in body for piece in line]
    words = [piece for line in heads for piece in line if piece not in spans]
    return sum(not _stands_over(piece, pieces, xs) for piece in words) * 2 < len(words)


def _stands_over(word: Piece, pieces: Sequence[Piece], xs: Sequence[float]) -> bool:
    first, last = columns_under(word, xs)
    below = [piece for piece in pieces if columns_under(piece, xs) == (first, last)]
    if first < last or not below:
        return True
    left, right = min(piece.x0 for piece in below), max(piece.x1 for piece in below)
    off = abs(word.centre - (xs[first - 1] + xs[first]) / 2)
    aligned = min(abs(word.x0 - left), abs(word.x1 - right)) <= word.size / 2
    return aligned or off <= _OFF_MIDDLE * (xs[first] - xs[first - 1])
