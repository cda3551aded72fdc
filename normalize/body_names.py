"""Whether a text is the name of a public body: for headers and columns that are bodies."""

from __future__ import annotations

from functools import lru_cache

from normalize.organizations import OrganizationError, parse_organization

LONGEST = 80  # letters: a longer text is no header


@lru_cache(maxsize=2048)
def body_named(text: str) -> bool:
    """Whether a text names one public body and nothing else but its address."""
    if len(text) > LONGEST:
        return False
    try:
        parse_organization(text)
    except OrganizationError:
        return False
    return True
