"""What a result asked of the header words, as bytes for the cache, and whether it would be answered alike now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from engine import stages
from engine.stages import Question


def encode_asked(questions: Iterable[Question]) -> bytes:
    """Questions with a digest of the answers of now: see `normalize.lexicon.questions_asked`."""
    asked = sorted(questions)
    told = {"questions": asked, "answers": _digest(asked)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def answered_alike(data: bytes) -> bool:
    """Whether the questions of `encode_asked` are answered now as they were then; False for other bytes."""
    try:
        told: dict[str, Any] = json.loads(data)
        return bool(told["answers"] == _digest([(str(role), str(text)) for role, text in told["questions"]]))
    except Exception:  # damaged bytes, or header words that contradict each other: then it has to be made anew
        return False


def _digest(questions: Iterable[Question]) -> str:
    return hashlib.blake2b(repr(stages.answers(questions)).encode(), digest_size=16).hexdigest()
