"""Marks that stand on the letter behind their own: `เก่ยี วข้อง`, `ทเ่ี`, `ภาครฐั`.

PDF programmes that sort glyphs by place do this, because a mark is drawn left of where the pen is. Letters are all
there and in order, so a word is found by its letters without marks, and its marks must be exactly those that
stand on its letters, each in its place or one letter later (of the last letter: on the next word's first one).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from normalize.thai_chunks import THAI, Chunk, Guard, all_covered, chunks
from normalize.thai_edits import Change
from normalize.thai_marks import CLUSTER, CONSONANT, MARK, TONE
from normalize.thai_reading import read
from normalize.thai_words import UNKNOWN_COST, covered, lexicon

SHIFT_COST = 7.0  # how much more probable a word with shifted marks must make the text, as a natural logarithm
_MARKS = re.compile(f"[{MARK}]+")
# A shifted mark often leaves a gap that became a space: `ตอ้ ง`.
_GAP = re.compile(f"(?<=[{MARK}]) (?=[{THAI}])")
BROKEN_AA_COST = 6.0  # of a word with shifted marks and a space before its SARA AA: that space is rather a torn SARA AM
LEAST_GAIN = 5.0  # how much more probable the whole must become
# The cost of the rarest word with shifted marks that is believed, by its number of letters (1, 2, 3, 4, more): in a
# text with a sure one; by itself where the marks stand as they never do (`ขอ้`); by itself.
BELIEVED = (9.0, 13.9, 13.9, 13.9, 99.0)
SURE_IF_WRONG = (6.5, 9.0, 13.9, 13.9, 99.0)
SURE = (0.0, 0.0, 8.0, 11.0, 99.0)
# Marks where Thai has none: on a vowel; mai han-akat before no consonant; a tone ending a word without a vowel; a gap.
_WRONG = re.compile(
    f"[เ-ไะาำๅ][{MARK}]|ั[{TONE}]?(?![{CONSONANT}{TONE}])"
    f"|(?<![เ-ไ].)(?<![เ-ไ])[{CONSONANT}][{TONE}](?![{THAI}])|[{MARK}] [{THAI}]"
)
_LONGEST = 24  # letters of the longest word looked for


class Spelling(NamedTuple):
    """A word with the marks of each of its letters."""

    word: str
    marks: tuple[str, ...]


class Piece(NamedTuple):
    """One piece of the reading: letters `start` to `end`, as `form` (None: unknown); `shifted` if a mark moved."""

    start: int
    end: int
    form: str | None
    shifted: bool
    owed: str  # marks of the first letter that belong to the piece before
    owes: str  # marks of this piece on the letter behind it


State = tuple[int, str]  # letters read, and which of the next letter's marks belong to the last word


@cache
def _words_by_letters() -> dict[str, tuple[str, ...]]:
    """Words by their letters without marks."""
    words = list(lexicon().costs)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word, letters in zip(words, _MARKS.sub("", "\n".join(words)).split("\n"), strict=True):
        if len(letters) <= _LONGEST and word[:1] == letters[:1]:
            found[letters].append(word)
    return {letters: tuple(sorted(same)) if len(same) > 1 else tuple(same) for letters, same in found.items()}


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How long the words are that begin with these two letters, or are this one, shortest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for letters in _words_by_letters():
        found[letters[:2]].add(len(letters))
    return {start: tuple(sorted(sizes)) for start, sizes in found.items()}


@lru_cache(maxsize=1 << 14)
def _spellings(letters: str) -> tuple[Spelling, ...]:
    """The words with these letters, each with its marks."""
    words = _words_by_letters().get(letters, ())
    return tuple(Spelling(word, tuple(marks for _, marks in CLUSTER.findall(word))) for word in words)


def _without(marks: str, taken: str) -> str | None:
    """The marks that are left when others are taken away; None where one of those is missing."""
    for mark in taken:
        if mark not in marks:
            return None
        marks = marks.replace(mark, "", 1)
    return marks


def _fits(spelling: Spelling, seen: tuple[str, ...], start: int, owed: str) -> tuple[bool, str] | None:
    """Whether a word's marks are among those seen: (a mark is shifted, its marks on the next letter); None if not.

    `owed` are the marks of the first letter that belong to the word before.
    """
    if not owed and spelling.marks == seen[start : start + len(spelling.marks)]:
        return False, ""  # a word as it should stand
    late = owed
    shifted = False
    for place, own in enumerate(spelling.marks):
        here = _without(seen[start + place], late)
        still = None if here is None else _without(own, here)
        if still is None:
            return None
        late = still
        shifted = shifted or bool(late)
    end = start + len(spelling.marks)
    if late and (end == len(seen) or _without(seen[end], late) is None):
        return None
    return shifted, late


class Run:
    """Chunks with only a gap between them, as letters with their marks and their places in the text."""

    def __init__(self, parts: list[Chunk]) -> None:
        self.parts = parts
        letters: list[str] = []
        marks: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.broken_aa: set[int] = set()  # letters SARA AA with a space before them
        for part in parts:
            head = _MARKS.match(part.text)
            if head is not None:  # behind a gap, more marks of the letter before it: `ใหท้ ่าน`
                marks[-1] += head[0]
                self.spans[-1] = (self.spans[-1][0], part.start + head.end())
            elif letters and part.text[0] == "า":
                self.broken_aa.add(len(letters))
            for hit in CLUSTER.finditer(part.text):
                letters.append(hit[1])
                marks.append(hit[2])
                self.spans.append((part.start + hit.start(), part.start + hit.end()))
        self.letters = "".join(letters)
        self.marks = tuple(marks)


def _pieces(run: Run) -> tuple[float, list[Piece]]:
    """The cheapest reading of a run in which marks may be shifted, and its cost."""
    # how far the run is read -> the cost up to there, where the last piece began, the last piece
    best: dict[State, tuple[float, State | None, Piece | None]] = {(0, ""): (0.0, None, None)}
    waiting = [{""}, *(set[str]() for _ in run.letters)]
    for at, owing in enumerate(waiting[:-1]):
        for owed in sorted(owing):
            for state, price, piece in _steps(run, at, owed):
                cost = best[at, owed][0] + price
                if state not in best or cost < best[state][0]:
                    best[state] = (cost, (at, owed), piece)
                    waiting[state[0]].add(state[1])
    total, origin, last = best[len(run.letters), ""]
    found: list[Piece] = []
    while origin is not None and last is not None:
        found.append(last)
        _, origin, last = best[origin]
    return total, found[::-1]


def _steps(run: Run, at: int, owed: str) -> Iterator[tuple[State, float, Piece]]:
    """The words that fit at a letter, and the letter as an unknown one: the state behind each, its price and piece."""
    marks = len(run.marks[at]) - len(owed)
    yield (at + 1, ""), UNKNOWN_COST * (1 + marks), Piece(at, at + 1, None, False, owed, "")
    costs, lengths = lexicon().costs, _lengths()
    first, start = run.letters[at], run.letters[at : at + 2]
    for length in (*lengths.get(first, ()), *(lengths.get(start, ()) if len(start) > 1 else ())):
        end = at + length
        if end > len(run.letters):
            break
        for spelling in _spellings(run.letters[at:end]):
            fit = _fits(spelling, run.marks, at, owed)
            if fit is not None:
                price = costs[spelling.word] + SHIFT_COST * fit[0]
                price += BROKEN_AA_COST * (fit[0] and not run.broken_aa.isdisjoint(range(at + 1, end)))
                yield (end, fit[1]), price, Piece(at, end, spelling.word, fit[0], owed, fit[1])


class Mending(NamedTuple):
    """The changes that put shifted marks back, and whether one of the words is sure by itself."""

    changes: list[Change]
    is_sure: bool


def _mended(run: Run, text: str) -> Mending:
    """What is sure in a run: words with shifted marks, where no word beside them is rare or unknown."""
    total, pieces = _pieces(run)
    if sum(read(part.text).cost for part in run.parts) - total < LEAST_GAIN:
        return Mending([], False)
    changes: list[Change] = []
    is_sure = False
    touched = (bool(piece.shifted or piece.owed or piece.form is None) for piece in pieces)
    for touches, group in groupby(zip(touched, pieces, strict=True), key=itemgetter(0)):
        found = [piece for _, piece in group]
        if touches and all(piece.form is not None and _is_within(piece, BELIEVED) for piece in found):
            changes += (change for piece in found for change in _as_changes(run, piece))
            is_sure = is_sure or any(_is_sure(run, piece, text) for piece in found)
    return Mending(changes, is_sure)


def _is_sure(run: Run, piece: Piece, text: str) -> bool:
    if not piece.shifted:
        return False
    # A gap behind the word is a space; a gap behind its mark on the next word's first letter is a sign.
    end = run.spans[piece.end][1] + 2 if piece.owes else run.spans[piece.end - 1][1] + 1
    around = text[run.spans[piece.start][0] : end]
    if _WRONG.search(around):
        return _is_within(piece, SURE_IF_WRONG)
    # Where thanthakhat alone moved, a foreign name may be spelled in two ways (`จอหน์`, `จอห์น`).
    return _is_within(piece, SURE) and not around.replace("์", "").startswith((piece.form or "").replace("์", ""))


def _is_within(piece: Piece, limits: tuple[float, ...]) -> bool:
    letters = min(piece.end - piece.start, len(limits))
    return not piece.shifted or lexicon().costs[piece.form or ""] <= limits[letters - 1]


def _as_changes(run: Run, piece: Piece) -> list[Change]:
    if piece.shifted:
        return [Change(run.spans[piece.start][0], run.spans[piece.end - 1][1], piece.form or "")]
    if piece.owed:
        start, end = run.spans[piece.start]
        if piece.end > piece.start + 1 and piece.start + 1 not in run.broken_aa:
            end = run.spans[piece.start + 1][0]  # the gap that the mark left inside the next word goes too
        return [Change(start + 1, end, _without(run.marks[piece.start], piece.owed) or "")]
    return []


def _runs(text: str) -> Iterator[Run]:
    """Chunks with an unknown stretch, each with the neighbours that only a gap behind a mark parts from it."""
    groups: list[list[Chunk]] = []
    for chunk in chunks(text):
        if groups and _linked(text, groups[-1][-1], chunk):
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    for parts in groups:
        if not _MARKS.match(parts[0].text) and not all(covered(part.text) for part in parts):
            yield Run(parts)


def _linked(text: str, left: Chunk, right: Chunk) -> bool:
    if left.end + 1 != right.start or not _GAP.match(text, left.end):
        return False
    return not (covered(left.text) and covered(right.text))


def shifted_marks(text: str) -> list[Change]:
    """`ตอ้ ง` is `ต้อง` (must), `ทเ่ี` is `ที่เ`: marks go back to the letter before.

    A short word that is not very common is believed only where a sure one stands in the same text.
    """
    if all_covered(text):
        return []
    guard = Guard(text)
    mendings: list[Mending] = []
    is_sure = False
    for run in _runs(text):
        if any(run.marks):
            mending = _mended(run, text)
            mendings.append(mending)
            is_sure = is_sure or (mending.is_sure and not guard.covers(run.parts[0].start, run.parts[-1].end))
    return [change for mending in mendings for change in mending.changes] if is_sure else []
