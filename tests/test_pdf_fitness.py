"""Text layers that cannot be trusted are told, whatever is wrong with them; sound ones never are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.corpus import draw
from benchmarks.corpus_content import SENTENCES, UNITS
from benchmarks.scrambled import grades, read_pages, scramble
from extract.pdf_fitness import Fitness, measure
from extract.pdf_words import count_unknown
from tests.conftest import drawing

SOUND = "\n".join(SENTENCES * 2)
CLUSTERS = re.findall("[เแโใไ]?[^\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\\s][\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]*", SOUND)
HOPELESS = ("all consonants", "every letter by one", "all mixed", "as Latin-1")


def fitness(text: str) -> Fitness:
    return measure(text, [], 0)


def exchanged(text: str, grade: str) -> str:
    letters = grades()[grade]
    return "".join(letters.get(letter, letter) for letter in text)


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        "\n".join(UNITS * 20),
        "\n".join(CLUSTERS[:300]),  # a header whose letters stand below each other
        "Résumé de l'année: voilà «été» à 20 °C ± 0,5 µm · · · · ·····",
        "\n".join("".join(CLUSTERS[at : at + 9]) for at in range(0, len(CLUSTERS), 9)),  # lines that part words
        "นายอภิวัฒน์ ศักดิ์สิทธิชัยกุล นางสาวธัญญลักษณ์ พงษ์พิพัฒน์วัฒนา ประธานกรรมการ กรรมการ เลขานุการ " * 3,
        "1 2 3",
    ],
)
def test_sound_text_is_fit(text: str) -> None:
    assert fitness(text).fit


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (exchanged(SOUND, "all consonants"), "in no known word"),
        (exchanged(SOUND, "8 common consonants"), "in no known word"),
        (exchanged(SOUND, "as Latin-1"), "Latin disguise"),
        (f"{SOUND}\n{exchanged(SENTENCES[0], 'as Latin-1')}", "Latin disguise"),
        (SOUND.replace("ก", "(cid:12)"), "do not name"),
        (SOUND.replace("ก", "\uf123"), "private-use"),
        (SOUND.replace("ก", "\ufffd"), "replacement"),
        (SOUND.replace("ี", "ี้้"), "impossible"),
    ],
)
def test_unsound_text_is_told(text: str, reason: str) -> None:
    found = fitness(text)
    assert not found.fit
    assert reason in found.reason()


def test_few_letters_tell_nothing() -> None:
    assert fitness(exchanged(SENTENCES[0], "all consonants")[:30]).fit
    assert count_unknown("กข") == (0, 0)


@pytest.fixture(scope="module")
def drawn(sarabun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("pikepdf", reason="pikepdf rewrites the fonts' maps")
    folder = tmp_path_factory.mktemp("sound")
    with drawing():
        assert not draw(folder, ["fpdf-sarabun"], ["prose", "scores"])
    return folder


@pytest.mark.parametrize("grade", ["sound", *HOPELESS])
def test_fonts_that_exchange_letters_are_told(drawn: Path, tmp_path: Path, grade: str) -> None:
    pages = 0
    for path in sorted(drawn.glob("*.pdf")):
        scramble(path, tmp_path / path.name, grades()[grade])
        for page in read_pages(tmp_path / path.name):
            pages += 1
            assert page.fitness.fit == (grade == "sound"), (path.stem, page.number, page.fitness.reason())
    assert pages > 5
