"""The recogniser: Tesseract with our own models, one instance a model and process, one line image a call."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from extract.ocr_text import recompose
from tidy.errors import UnreadableSource

MODEL = "tha_ita"
DIGIT_MODEL = "tha_ita_digits"
_MODELS = Path(__file__).with_name("ocr_models")
_LIBRARIES = ("tesserocr", "cv2", "numpy", "PIL", "pypdfium2")
_LOCK = threading.Lock()
_RAW_LINE = 13  # Tesseract's page segmentation mode in which the picture is the line, without a search of its own
_LSTM_ONLY = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line image says. `confidences` are 0 to 1, one for each letter of `drawn` that is not a space.

    `drawn` is the text letter for letter as the model gives it, `text` the same in the order that Unicode wants.
    """

    drawn: str
    text: str
    confidences: tuple[float, ...]

    @property
    def worst(self) -> float:
        return min(self.confidences, default=0.0)

    @property
    def mean(self) -> float:
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0


NOTHING = Reading("", "", ())


def model_folder() -> Path:
    """Where the models are: the folder that the package ships, or `THAI_ITA_OCR_MODELS` for one's own."""
    return Path(os.environ.get("THAI_ITA_OCR_MODELS") or _MODELS)


def missing() -> str | None:
    """What is not installed for reading scans, in words for an error; None where all is there."""
    absent = [name for name in _LIBRARIES if find_spec(name) is None]
    if absent:
        return f"the Python packages {', '.join(absent)}"
    if not (model_folder() / f"{MODEL}.traineddata").is_file():
        return f"the model {MODEL}.traineddata"
    return None


def require() -> None:
    """Raises `UnreadableSource` where scans cannot be read on this machine."""
    absent = missing()
    if absent is not None:
        raise missing_error(absent)


def missing_error(absent: str) -> UnreadableSource:
    """The error of a scan on a machine without what `absent` names."""
    return UnreadableSource(
        "ocr_missing",
        f"The file is a scan, and reading it needs {absent}: run pip install --upgrade --force-reinstall thai-ita, "
        "then convert again.",
    )


def has_digit_model() -> bool:
    return (model_folder() / f"{DIGIT_MODEL}.traineddata").is_file()


def read_line(picture: Any, model: str = MODEL) -> Reading:
    """Reads one line: `picture` is a two-dimensional uint8 array, dark on light, with a little white around."""
    api, symbol_level = _engine(model_folder(), model)
    height, width = picture.shape
    with _LOCK:
        api.SetImageBytes(picture.tobytes(), width, height, 1, width)
        api.Recognize()
        letters, confidences = _symbols(api.GetIterator(), symbol_level)
        text = api.GetUTF8Text() if letters else ""
    drawn = " ".join(text.split())
    return Reading(drawn, recompose(drawn), confidences)


def _symbols(iterator: Any, level: Any) -> tuple[str, tuple[float, ...]]:
    letters: list[str] = []
    confidences: list[float] = []
    if iterator is None or iterator.Empty(level):
        return "", ()
    while True:
        symbol = iterator.GetUTF8Text(level).strip()
        if symbol:
            letters.append(symbol)
            confidences += [iterator.Confidence(level) / 100.0] * len(symbol)
        if not iterator.Next(level):
            break
    return "".join(letters), tuple(confidences)


@cache
def _engine(folder: Path, model: str) -> tuple[Any, Any]:
    """The instance for a model, loaded once: it costs a tenth of a second and some 20 MB."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # Tesseract's threads only wait for each other; processes are ours
    import tesserocr  # noqa: PLC0415  (an optional part, and slow to load)

    api = tesserocr.PyTessBaseAPI(path=str(folder), lang=model, psm=_RAW_LINE, oem=_LSTM_ONLY)
    api.SetVariable("debug_file", os.devnull)
    api.SetVariable("preserve_interword_spaces", "1")
    return api, tesserocr.RIL.SYMBOL
