"""What a page draws, as plain values: glyphs, rules, and the matrices that place them."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.pdf_paths import Matrix, Rules

# text, x0, x1, top, bottom, advance, size (all in points), font number,
# direction (0 right, 1 up, 2 left, 3 down, 4 slanting)
Glyph = tuple[str, float, float, float, float, float, float, int, int]
SLANTING = 4
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class PageContent:
    """What a page draws. Boxes count from the upper left corner of the page as it is shown (`/Rotate` done)."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: Rules = field(default_factory=Rules)
    hidden_glyphs: int = 0  # drawn in the invisible mode: the text layer of a scan
    image_area: float = 0.0  # as a share of the page, of all images together
    limit: str | None = None  # what the page has too much of, where reading stopped early


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that does `m` first and `n` after it."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def direction_of(a: float, b: float) -> int:
    """The quarter turn of text whose matrix starts with `a`, `b`; `SLANTING` for anything between."""
    if min(abs(a), abs(b)) > 0.1 * max(abs(a), abs(b)):
        return SLANTING
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3
