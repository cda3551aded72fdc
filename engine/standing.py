"""Results that stand although header words changed: all that they asked of the header words is answered as before.

`header_roles.toml` grows with every layout that is new, and a new word concerns few reports. So what a report's rows
were made of does not name that file whole, but the questions that were put to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.asked import answered_alike
from engine.cache import Cache
from engine.code_identity import header_words_identity
from engine.job import Job
from engine.plan import Seen
from engine.state import Verdict, Verdicts


def renew_standing(verdicts: Verdicts, firsts: Iterable[Seen], job: Job) -> bool:
    """Renew the verdicts that only other header words part from this run, where those of now change nothing.

    Returns whether there are any. Nothing is written.
    """
    cache, words = Cache(job.folders.cache), header_words_identity()
    found = False
    for first in firsts:
        verdict = verdicts.get(first.content)
        if first.content and verdict and verdict.words_now != words:
            renewed = replace(verdict, words_now=words)
            if job.holds(renewed, first) and _stands(verdict, cache):
                verdicts.put(first.content, renewed)
                found = True
    return found


def _stands(verdict: Verdict, cache: Cache) -> bool:
    if not verdict.converted:
        return not (verdict.trace or verdict.limits)  # refused by a reader, who knows no header words
    return answered_alike(cache.get("asked", verdict.key) or b"")
