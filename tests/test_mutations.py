"""A fuzzer over every reader: whatever the bytes, a file is converted or refused with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.mutations import mutate, mutated
from engine.convert import Options, convert

SPECIMENS = Path(__file__).parents[1] / "data" / "raw" / "specimens"
COUNT = 200


def specimens() -> list[Path]:
    return sorted(path for path in SPECIMENS.iterdir() if path.is_file() and path.suffix != ".csv")


def test_mutations_are_repeatable_and_change_something() -> None:
    data = specimens()[0].read_bytes()
    assert mutate(data, 7) == mutate(data, 7)
    assert sum(mutate(data, seed) != data for seed in range(50)) > 40


@pytest.mark.usefixtures("text_layers_alone")  # `benchmarks.hostile` also reads what breaks from its picture
@pytest.mark.parametrize("path", specimens(), ids=lambda path: path.name)
def test_no_mutation_breaks_a_reader(path: Path, tmp_path: Path) -> None:
    each = -(-COUNT // len(specimens()))
    statuses = []
    for name, data in mutated([path], each):
        file = tmp_path / name
        file.write_bytes(data)
        outcome = convert(file, tmp_path, Options())
        assert outcome.trace is None, f"{name}\n{outcome.trace}"
        assert outcome.file.status in {"converted", "failed"}
        if outcome.file.status == "failed":
            sentence = outcome.file.error or ""
            assert outcome.file.error_code not in {None, "internal_error"}
            assert sentence.endswith(".")
            assert "\n" not in sentence
        statuses.append(outcome.file.status)
    assert len(statuses) == each
