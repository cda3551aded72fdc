"""Writes the short Thai words by which the reader tells sound text from scrambled text.

    python -m benchmarks.thai_word_list > extract/thai_words.toml

From PyThaiNLP's dictionary (`words_th.txt`, CC0-1.0): words of two to six letters that are not made of shorter ones.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

LONGEST = 6
_THAI = re.compile("[\u0e01-\u0e4e]+")


def short_words(words: Iterable[str]) -> set[str]:
    """The words that cannot be cut into shorter ones, each time the longest first."""
    kept: set[str] = set()
    for word in sorted(words, key=lambda word: (len(word), word)):
        if 1 < len(word) <= LONGEST and _THAI.fullmatch(word) and not _is_made_of(word, kept):
            kept.add(word)
    return kept


def _is_made_of(word: str, words: Collection[str]) -> bool:
    at = 0
    while at < len(word):
        end = next((end for end in range(len(word), at + 1, -1) if word[at:end] in words), None)
        if end is None:
            return False
        at = end
    return True


def main() -> None:
    from pythainlp.corpus import thai_words  # noqa: PLC0415

    print("# Short Thai words that are not made of shorter ones: from PyThaiNLP's dictionary words_th.txt (CC0-1.0),")
    print("# written by `python -m benchmarks.thai_word_list`. Text of which they cover too little is no Thai.")
    print("words = '''")
    line = ""
    for word in sorted(short_words(thai_words())):
        if len(line) + len(word) > 118:
            print(line)
            line = ""
        line += f" {word}" if line else word
    print(f"{line}'''")


if __name__ == "__main__":
    main()
