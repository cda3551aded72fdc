"""The recipe of the OCR models: its fonts and letters, and what the shipped models hold. Nothing is trained here."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path
from random import Random

import numpy as np
import pytest

from training.dequantise import DOUBLE_MODE, INT_MODE, Copying
from training.evaluate import Tally, alignment, count, folded
from training.fonts import THAI_DIGITS, Family, families
from training.shipping import LSTM, WORD_LISTS, components, joined, rounded
from training.texts import LONGEST, Writer, as_trained, is_orderly, kinds
from training.unicharset import additions, extended, recoder

MODELS = Path(__file__).parents[1] / "extract" / "ocr_models"
SHIPPED = sorted(MODELS.glob("*.traineddata"))
# SARA AM is two letters to the network: NIKHAHIT and SARA AA. PHINTHU and YAMAKKAN do not stand in reports.
THAI = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮฯะัาิีึืฺุูเแโใไๅๆ็่้๊๋์ํ๐๑๒๓๔๕๖๗๘๙฿".replace("ฺ", "")
ASCII = "".join(map(chr, range(33, 127)))
UNICHARSET, CONFIG = 21, 0


def letters(model: Path) -> set[str]:
    lines = components(model.read_bytes())[UNICHARSET].decode("utf-8").split("\n")
    return {line.split(" ")[0] for line in lines[1:] if line}


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_a_family_is_well_formed(family: Family) -> None:
    assert family.role in {"train", "held_out"}
    assert family.source in {"apt", "npm", "pip"}
    assert family.licence
    assert family.look
    assert family.weight > 0
    assert len(family.files) == 2, "regular and bold"
    assert len(set(family.face_names())) == 2
    pinned = {"apt": r"[a-z0-9.-]+", "npm": r"@[\w-]+/[\w-]+@\d[\w.]*", "pip": r"[\w-]+==\d[\w.]*"}
    assert re.fullmatch(pinned[family.source], family.package)


def test_no_family_is_in_both_roles() -> None:
    def drawing(name: str) -> str:
        """The name without what its publisher put before and after it: two releases of one drawing have one."""
        return re.sub(r"^(TH|Tlwg|SIPA) | (AS|PSK|New|July8)$", "", name).lower()

    trained = {drawing(family.name) for family in families() if family.role == "train"}
    held_out = {drawing(family.name) for family in families() if family.role == "held_out"}
    assert not trained & held_out
    assert len([family for family in families() if family.role == "train"]) * 2 >= 25
    assert len(held_out) * 2 >= 6
    files = [(family.package, file) for family in families() for file in family.files]
    assert len(files) == len(set(files))


def test_the_looks_of_held_out_faces_are_trained() -> None:
    trained = " ".join(family.look for family in families() if family.role == "train")
    for look in ("Angsana", "Cordia", "Browallia", "Sarabun", "Niramit", "Garuda", "loopless", "serif"):
        assert look in trained


def test_lines_repeat_and_fit() -> None:
    once, again = Writer(Random(5)).lines(300), Writer(Random(5)).lines(300)
    assert once == again
    for _, text in once:
        assert text == text.strip()
        assert 0 < len(text) <= LONGEST
        assert is_orderly(text)


def test_all_digits_are_drawn_alike_in_both_scripts() -> None:
    numeric = frozenset({"digits"})
    text = "".join(text for _, text in Writer(Random(7)).lines(3000, numeric))
    for script in (THAI_DIGITS, "0123456789"):
        counts = [text.count(digit) for digit in script]
        assert min(counts) > 0.75 * max(counts)


def test_every_letter_that_is_drawn_can_be_learned() -> None:
    base = set("ไนึสุภรเล็๐ิพัทธกศ๑๓ปโยางขดอีษะวผ้ฐ์ถืมูบแช่หญจคตฉฏซใ๊ฟํณฮ๋ฑฎๆฤฒฝฬฆฯ๒๕|/[%=<+“*,#)(«@-:'”!>»?\"].0123456789 ")
    known = base | {letter for letter, *_ in additions(base)}
    drawn = {letter for kind in kinds() for template in kind.templates for letter in as_trained(template)}
    drawn |= {letter for _, text in Writer(Random(9)).lines(4000) for letter in as_trained(text)}
    assert drawn <= known


@pytest.mark.parametrize(
    ("text", "trained"),
    [("น้ำ", "น้ํา"), ("กำ", "กํา"), ("ที่", "ที่"), ("๒๕๖๗", "๒๕๖๗")],
)
def test_sara_am_is_two_letters_to_the_network(text: str, trained: str) -> None:
    assert as_trained(text) == trained
    assert folded(trained) == text


@pytest.mark.parametrize("text", ["ก่้", "่ก", "กาั", "เิ"])
def test_disorderly_marks_are_not_drawn(text: str) -> None:
    assert not is_orderly(text)


def test_added_letters_come_after_the_old_ones() -> None:
    old = ["NULL 0 Common 0", "๐ 8 0,255,0,255,0,0,0,0,0,0 Thai 26 0 26 ๐\t# ๐ [e50 ]0"]
    grown = extended(old)
    assert grown[:2] == old
    assert [line[0] for line in grown[2:7]] == list("๔๖๗๘๙")
    upper = next(number for number, line in enumerate(grown) if line.startswith("A "))
    lower = next(number for number, line in enumerate(grown) if line.startswith("a "))
    assert f" Latin {lower} 0 {upper} A" in grown[upper]
    assert f" Latin {upper} 0 {lower} a" in grown[lower]
    assert recoder(2) == struct.pack("<Ibiibii", 2, 1, 1, 0, 1, 1, 1)


def test_bytes_become_floats_by_the_scale_of_their_row() -> None:
    source = struct.pack("<Biib6bI2d", INT_MODE | DOUBLE_MODE, 2, 3, 0, 1, 2, 3, -1, -2, -3, 2, 0.5, 2.0)
    copying = Copying(source)
    copying.weights()
    assert copying.at == len(source)
    assert bytes(copying.out) == struct.pack("<Biid6d", DOUBLE_MODE, 2, 3, 0.0, 0.5, 1.0, 1.5, -2.0, -4.0, -6.0)


def test_floats_are_not_dequantised_twice() -> None:
    with pytest.raises(ValueError, match="nothing to dequantise"):
        Copying(struct.pack("<Biid", DOUBLE_MODE, 0, 0, 0.0)).weights()


@pytest.mark.parametrize(
    ("truth", "read", "changes"),
    [("๒๕๖๔", "๒๕๖๔", 0), ("๒๕๖๔", "๒๕๒๕", 2), ("", "๑", 1), ("กข", "", 2), ("กขค", "กค", 1)],
)
def test_alignment_counts_the_fewest_changes(truth: str, read: str, changes: int) -> None:
    pairs = list(alignment(truth, read))
    assert sum(wanted != got for wanted, got in pairs) == changes
    assert "".join(wanted for wanted, _ in reversed(pairs)) == truth
    assert "".join(got for _, got in reversed(pairs)) == read


def test_figures_count_what_they_say() -> None:
    tally = Tally()
    count(tally, "numeric", "score", "๘๗.๒๓", "๘๗.๒๘")
    count(tally, "text", "word", "กข", "กข")
    assert (tally.thai, tally.thai_right, tally.numeric_right, tally.text_right) == (4, 3, 0, 1)
    assert tally.row() == "75.00 | - | 0.00 | 100.00 | -"


def test_two_models_ship_with_their_card() -> None:
    assert [model.stem for model in SHIPPED] == ["tha_ita", "tha_ita_digits"]
    card = (MODELS / "MODEL_CARD.md").read_text(encoding="utf-8")
    for told in ("Apache-2.0", "tesseract-ocr-tha", "held out", "Known failures", "training.evaluate"):
        assert told in card


@pytest.mark.parametrize("model", SHIPPED, ids=lambda model: model.stem)
def test_a_shipped_model_can_write_thai_paper(model: Path) -> None:
    known = letters(model)
    assert not set(THAI) - known
    assert not set(ASCII) - known
    parts = components(model.read_bytes())
    assert b"preserve_interword_spaces 1" in parts[CONFIG]
    assert not parts.keys() & set(WORD_LISTS), "what is printed is wanted, not the nearest word"
    assert len(zlib.compress(parts[LSTM])) < 3_000_000


def test_parts_are_joined_as_they_were() -> None:
    parts = {0: b"config", 17: b"network", 21: b"letters"}
    data = joined(parts, 24)
    assert components(data) == parts
    assert joined(components(data), 24) == data


def test_weights_are_rounded_to_the_bits_that_are_kept() -> None:
    values = np.array([0.0, 1.0, -1.0 / 3, 1e-9, 30.123456789])
    near = rounded(values)
    assert np.abs(near - values).max() <= 30 / 2**11
    assert (rounded(near) == near).all()
    assert (np.asarray(near, np.float32) == near).all()
