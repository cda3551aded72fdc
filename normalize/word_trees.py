"""A pattern for any of many words that looks at each letter of a text once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_Tree = dict[str, "_Tree"]
_END = ""


def any_word(words: Iterable[Sequence[str]]) -> str:
    """A pattern for any of the words, the longest that fits; each is given as the patterns of its letters in turn."""
    tree: _Tree = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[_END] = {}
    return _as_pattern(tree)


def _as_pattern(tree: _Tree) -> str:
    branches = [letter + _as_pattern(rest) for letter, rest in tree.items() if letter != _END]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 and _END not in tree else f"(?:{'|'.join(branches)})"
    return f"{inner}?" if _END in tree else inner
