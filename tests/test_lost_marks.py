"""Labels, levels and states whose marks a reader of pictures lost: one meaning alone fits, or none is taken."""

from __future__ import annotations

import pytest

from normalize.framework import framework
from normalize.labels import meaning
from normalize.levels import read_level


@pytest.mark.parametrize(
    ("group", "text", "expected"),
    [
        ("row", "คะแนนเฉลีย", "overall"),
        ("comparison", "ไมผาน", "below"),
        ("comparison", "ผาน", "above"),
        ("state", "ไมได้รับการประเมิน", "not_assessed"),
        ("comparison", "ผาม", None),  # another letter
        ("row", "เฉลย", None),  # a vowel lost: the word for an answer
    ],
)
def test_a_label_without_its_marks(group: str, text: str, expected: str | None) -> None:
    assert meaning(group, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("ผานดี", "ผ่านดี"), ("ผ่านดีเยียม", "ผ่านดีเยี่ยม"), ("ตองปรับปรุง", "ต้องปรับปรุง"), ("ผาม", None)]
)
def test_a_level_without_its_marks(text: str, expected: str | None) -> None:
    known = framework(2567)
    assert known is not None
    assert read_level(text, known) == expected
