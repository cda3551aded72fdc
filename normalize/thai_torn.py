"""SARA AM whose nikhahit was lost (`ประจาปี` for `ประจำปี`, yearly), and SARA AM where every SARA AA should be (`กำร`).

Both need a dictionary. A change is made only where the text as it stands is far less probable than with the
change (see `thai_words`), where what stands is no known word or name, and where known words stand on both sides.
One sure change shows that the text is broken in this way: from then on less is asked of the others.
"""

from __future__ import annotations

import re
from functools import cache

from normalize.resources import toml
from normalize.thai_chunks import THAI, Chunk, Guard, all_covered, chunks
from normalize.thai_edits import Change
from normalize.thai_reading import Allowance, Token, read
from normalize.thai_words import all_names, covered, is_known, lexicon, torn
from normalize.word_trees import any_word

# How many times more probable a text must be with the change, as a natural logarithm (9 is about 8000 times).
ALONE = 9.0
AMONG_OTHERS = 4.0
# The cost of the rarest word that is sure enough by itself, by its number of characters.
SURE = {3: 9.0, 4: 10.0}
SHORT = 4  # characters up to which a torn form is looked for inside other words
COMMON = 14.5  # the cost of the rarest words that are looked for: about 20 times in the corpora


@cache
def _sure_forms() -> re.Pattern[str]:
    """Torn forms that hardly can be anything else, the shortest of those that contain each other."""
    lex = lexicon()
    sure: set[str] = set()
    found = {
        key: min(lex.costs[form] for form in forms)
        for key, forms in lex.with_am.items()
        if key not in lex.costs and min(lex.costs[form] for form in forms) < COMMON
    }
    common = " ".join(word for word, cost in lex.costs.items() if cost < COMMON)
    for key in sorted(found, key=len):
        inner = any(key[i:j] in sure for i in range(len(key)) for j in range(i + 2, len(key) + 1))
        in_words = len(key) <= SHORT and key in common  # `ต่า` in `ต่าง` (different)
        if not inner and not in_words and read(key).cost - found[key] >= ALONE:
            sure.add(key)
    return re.compile(any_word([re.escape(letter) for letter in word] for word in sorted(sure)))


def _changed(chunk: Chunk, allowed: Allowance) -> list[Token]:
    """The tokens of a chunk's best reading that differ from what stands, between known words."""
    tokens = (None, *read(chunk.text, allowed).tokens, None)
    return [
        here
        for before, here, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if here is not None and here.form is not None and here.form != chunk.text[here.start : here.end]
        if all(beside is None or beside.form is not None for beside in (before, after))
    ]


def _as_changes(chunk: Chunk, tokens: list[Token]) -> list[Change]:
    """One change for each letter that differs."""
    return [
        Change(chunk.start + place, chunk.start + place + 1, letter)
        for token in tokens
        for place, letter in enumerate(token.form or "", token.start)
        if chunk.text[place] != letter
    ]


def _is_sure(token: Token) -> bool:
    size = token.end - token.start
    return size > max(SURE) or lexicon().costs[token.form or ""] <= SURE.get(size, 0.0)


def _searched(text: str, suspects: list[Chunk], others: list[Chunk], alone: Allowance, then: Allowance) -> list[Change]:
    """Changes of the suspects; if there are any outside personal names, of all chunks, with less asked."""
    guard = Guard(text)
    if not any(
        _is_sure(token)
        for chunk in suspects
        if not guard.covers(chunk.start, chunk.end)
        for token in _changed(chunk, alone)
    ):
        return []
    return [change for chunk in others for change in _as_changes(chunk, _changed(chunk, then))]


def torn_am(text: str) -> list[Change]:
    """`ประจาปี` is `ประจำปี` (yearly): the nikhahit was lost on the way."""
    if not _sure_forms().search(text):
        return []
    others = [chunk for chunk in chunks(text) if "า" in chunk.text]
    suspects = [chunk for chunk in others if _sure_forms().search(chunk.text)]
    return _searched(text, suspects, others, Allowance(tear=ALONE), Allowance(tear=AMONG_OTHERS))


def am_for_aa(text: str) -> list[Change]:
    """`กำรดำเนินงำน` is `การดำเนินงาน` (operation): a font gave SARA AM for every SARA AA."""
    if "ำ" not in text or all_covered(text):
        return []
    others = [chunk for chunk in chunks(text) if "ำ" in chunk.text and "า" not in chunk.text]
    suspects = [chunk for chunk in others if not covered(chunk.text)]
    return _searched(text, suspects, others, Allowance(am=ALONE), Allowance(am=AMONG_OTHERS)) if suspects else []


@cache
def _places() -> re.Pattern[str]:
    prefixes = "|".join(map(re.escape, sorted(toml("text_words")["place_prefixes"], key=len, reverse=True)))
    return re.compile(f"(?<![ก-ฮ.])(?:{prefixes}) ?([{THAI}]*า[{THAI}]*?)(?=[^{THAI}]|$|{prefixes})")


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(f"^([{THAI}]*า[{THAI}]*)$", re.MULTILINE)


@cache
def _torn_names() -> dict[str, str | None]:
    """Place names with SARA AM by their torn form; None where two names share it."""
    found: dict[str, str | None] = {}
    for name in all_names():
        if "ำ" in name:
            found[torn(name)] = None if torn(name) in found else name
    return found


def torn_name(text: str) -> list[Change]:
    """`อำเภอน้าพอง` is `อำเภอน้ำพอง`: behind a word that calls for a place, or as the whole text, stands what is no
    name but a torn one."""
    found: list[Change] = []
    for hit in (*_places().finditer(text), *_whole().finditer(text)):
        name = _torn_names().get(torn(hit[1]))
        if name is not None and not is_known(hit[1]):
            found.append(Change(*hit.span(1), name))
    return found
