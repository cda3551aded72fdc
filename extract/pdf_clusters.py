"""Glyphs to clusters: each base letter with the marks that were drawn on it, before anything is sorted.

A mark may stand anywhere on the page's x axis (Word moves it by hand); that it belongs to the letter drawn before it
is only known in the stream's order. After this step clusters can be sorted by place without parting Thai letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from operator import itemgetter

from extract.pdf_glyphs import Glyph
from extract.pdf_thai import AA, AM, MARKS, NIKHAHIT, NO_LETTERS, PRIVATE, TONES, repair

_TEXT = itemgetter(0)
_ZERO = 0.01  # of the font size: an advance below it is none
_MIN_CONFLATED = 4
_PLAIN, _MARK, _AA, _ODD = 0, 1, 2, 3
_KIND: dict[str, int] = {
    **dict.fromkeys(MARKS, _MARK),
    AA: _AA,
    AM: _AA,
    **dict.fromkeys(NO_LETTERS, _ODD),
    **dict.fromkeys((chr(code) for code in range(0xF000, 0xF900)), _ODD),
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", _ODD),
}


@dataclass(slots=True)
class Cluster:
    """What is read as one letter. `drawn` is the text as the font gives it, where a rule changed it."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: int
    drawn: str | None = None


def conflated_fonts(glyphs: Collection[Glyph]) -> frozenset[int]:
    """Fonts whose AA glyph is called SARA AM (Word 2010 to 2016): they never give AA, yet much SARA AM."""
    if AM not in map(_TEXT, glyphs):
        return frozenset()
    counts = Counter(glyph[7] for glyph in glyphs if glyph[0] == AM)
    found = frozenset(font for font, count in counts.items() if count >= _MIN_CONFLATED)
    return found.difference(glyph[7] for glyph in glyphs if glyph[0] == AA) if found else found


def fonts_with_ring(glyphs: list[Glyph], texts: Collection[str]) -> frozenset[int]:
    """Fonts in which a glyph without a name is no ring: they name theirs, or use the nameless one also without AA.

    A font may leave all its shifted tones without names; then `ด้าน` must not become `ดำน`. `texts` are those of all
    glyphs.
    """
    found = {glyph[7] for glyph in glyphs if glyph[0] == NIKHAHIT} if NIKHAHIT in texts else set()
    numbered = {text for text in texts if text.startswith("(cid:")}
    if not numbered:
        return frozenset(found)
    nameless: dict[int, set[str]] = {}
    for place, (text, _, _, _, _, advance, size, font, _) in enumerate(glyphs):
        if text in numbered and abs(advance) <= _ZERO * size:
            nameless.setdefault(font, set()).add(text)
            if not _aa_follows(glyphs, place):
                found.add(font)
    return frozenset(found.union(font for font, texts in nameless.items() if len(texts) > 1))


def to_clusters(glyphs: list[Glyph], conflated: Collection[int] = ()) -> list[Cluster]:
    """Clusters in the order in which they were drawn. `conflated`: see `conflated_fonts`."""
    found: list[Cluster] = []
    add = found.append
    texts = set(map(_TEXT, glyphs))
    kinds = {text: _KIND.get(text, _PLAIN) if len(text) < 2 else _ODD for text in texts}
    touched: list[Cluster] = []
    with_ring = fonts_with_ring(glyphs, texts)
    for place, (text, x0, x1, top, bottom, advance, size, font, _) in enumerate(glyphs):
        kind = kinds[text]
        if kind == _PLAIN or (text == " " and abs(advance) > _ZERO * size):
            add(Cluster(text, x0, x1, top, bottom, size, font))
            continue
        letters = text
        if kind == _ODD:
            resolved = _resolve_odd(glyphs, place, found, with_ring)
            if resolved is None:
                continue
            letters = resolved
        elif kind == _AA:
            letters = _resolve_aa(glyphs, place, found, font in conflated)
        last = found[-1] if found else None
        if last is not None and _belongs(letters, last):
            base = last if last.text != " " else _before_space(found)
            if base is not None and _near(base, x0, bottom, size):
                _append(base, letters, text, touched)
                if letters[-1] in (AA, AM):
                    base.x1 = max(base.x1, x1)
                continue
        cluster = Cluster(letters, x0, x1, top, bottom, size, font)
        if letters != text or len(letters) > 1:
            cluster.drawn = text
            touched.append(cluster)
        add(cluster)
    for cluster in touched:
        _mend(cluster)
    return found


def _append(base: Cluster, letters: str, drawn: str, touched: list[Cluster]) -> None:
    if base.drawn is None:
        base.drawn = base.text
        touched.append(base)
    base.drawn += drawn
    base.text += letters


_MENDED: dict[str, str] = {}


def _mend(cluster: Cluster) -> None:
    text = cluster.text
    mended = _MENDED.get(text)
    if mended is None:
        mended = repair(text)
        if len(_MENDED) < 50_000:
            _MENDED[text] = mended
    cluster.text = mended
    if cluster.drawn == mended:
        cluster.drawn = None


def _belongs(letters: str, last: Cluster) -> bool:
    """Whether letters are read with the cluster before them: marks, and the stem of a torn SARA AM."""
    first = letters[0]
    if first in MARKS:
        return True
    if first in (AA, AM):
        tail = last.text[-2:]
        return tail[-1:] in (NIKHAHIT, AM) or (tail[-1:] in TONES and tail[:1] in (NIKHAHIT, AM) and len(tail) == 2)
    return False


def _near(base: Cluster, x0: float, bottom: float, size: float) -> bool:
    reach = 0.8 * size
    return abs(bottom - base.bottom) < reach and base.x0 - reach < x0 < base.x1 + reach


def _before_space(found: list[Cluster]) -> Cluster | None:
    return found[-2] if len(found) > 1 and found[-2].text != " " else None


def _resolve_aa(glyphs: list[Glyph], place: int, found: list[Cluster], conflated: bool) -> str:
    """AA or SARA AM as it is meant: AA in a font that calls AA so, the ring where it has no width and AA follows."""
    text, _, _, _, _, advance, size, *_ = glyphs[place]
    if text == AM and conflated:
        return AA
    if text == AM and abs(advance) <= _ZERO * size and found and place + 1 < len(glyphs):
        following = glyphs[place + 1][0][:1]
        if following in (AA, AM) or following in TONES:
            return NIKHAHIT
    return text


def _resolve_odd(glyphs: list[Glyph], place: int, found: list[Cluster], with_ring: Collection[int]) -> str | None:
    """What a glyph with an odd text stands for; None where it is nothing to read.

    A glyph without width that is no letter is the ring of SARA AM if AA follows it, with at most a tone between.
    """
    text, x0, x1, _, _, advance, size, *_ = glyphs[place]
    if len(text) == 1 and "\uf000" <= text < "\uf900":
        return PRIVATE.get(ord(text), text)
    no_width = abs(advance) <= _ZERO * size
    if text.startswith("(cid:") and not no_width:
        return AA if _is_stem(glyphs, place, found) else text
    if no_width and (text in NO_LETTERS or text.startswith("(cid:")) and found:
        return _ring_or_nothing(glyphs, place, found, with_ring)
    if not text or text in "\x00\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad":
        return None
    if len(text) > 1 and x1 - x0 <= 0.02 * size and _told_again(text, found):
        return None
    return " " if text == "\u00a0" else text


def _told_again(text: str, found: list[Cluster]) -> bool:
    """Whether a glyph without width tells the end of the cluster before it once more."""
    has_mark = any(letter in MARKS for letter in text)
    return has_mark and bool(found) and repair(found[-1].text).endswith(repair(text))


def _ring_or_nothing(glyphs: list[Glyph], place: int, found: list[Cluster], with_ring: Collection[int]) -> str | None:
    """A glyph without width and without a letter: the ring before a stem; else nothing, unless it has a number.

    In a font that names its ring, a glyph without a name is something else (Word alone has both kinds).
    """
    text, _, _, _, bottom, _, size, font, *_ = glyphs[place]
    may_be_ring = text in (" ", "\u00a0") or font not in with_ring
    if may_be_ring and _aa_follows(glyphs, place) and abs(bottom - found[-1].bottom) < size:
        return NIKHAHIT
    if text in ("", "\x00", "\ufffd"):
        return "\ufffd"  # a mark that the font does not name: told, not dropped
    if text not in NO_LETTERS and len(_ring_before(glyphs, place) or "") > 1:
        return None  # the tone of a SARA AM whose ring has the tone too
    return None if text in NO_LETTERS else text


def _is_stem(glyphs: list[Glyph], place: int, found: list[Cluster]) -> bool:
    """Whether a nameless glyph is the stem of a SARA AM whose ring, without width, has the whole letter (fpdf2)."""
    return bool(found) and found[-1].text[-1:] in (AM, NIKHAHIT) and _ring_before(glyphs, place) is not None


def _ring_before(glyphs: list[Glyph], place: int) -> str | None:
    """The text of a ring that has the whole SARA AM, drawn before a glyph with at most a nameless tone between."""
    for text, _, _, _, _, advance, size, *_ in reversed(glyphs[max(0, place - 2) : place]):
        if abs(advance) > _ZERO * size:
            return None
        if text[-1:] == AM:
            return text
        if not text.startswith("(cid:"):
            return None
    return None


def _aa_follows(glyphs: list[Glyph], place: int) -> bool:
    for glyph in glyphs[place + 1 : place + 3]:
        letter = glyph[0]
        if letter[:1] in (AA, AM):
            return True
        if len(letter) == 1 and PRIVATE.get(ord(letter), letter) not in TONES:
            return False
    return False
