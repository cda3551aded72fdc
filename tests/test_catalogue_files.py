"""The catalogue files load, hold no contradiction, and a word claimed by two meanings is an error at load."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest

from normalize import framework, labels, levels, lexicon, resources
from normalize.findings import finding
from normalize.resources import CATALOGUE, CatalogueError, table, toml
from normalize.thai import squeeze

FILES = sorted(path.name for path in CATALOGUE.iterdir())
TOMLS = [name.removesuffix(".toml") for name in FILES if name.endswith(".toml")]
CSVS = [name.removesuffix(".csv") for name in FILES if name.endswith(".csv")]


@pytest.mark.parametrize("name", TOMLS)
def test_every_toml_file_loads_and_explains_itself(name: str) -> None:
    assert toml(name)
    first = (CATALOGUE / f"{name}.toml").read_text(encoding="utf-8").lstrip()
    assert first.startswith("#"), "a catalogue file begins with what it is"


@pytest.mark.parametrize("name", CSVS)
def test_every_csv_file_loads_with_whole_rows(name: str) -> None:
    rows = table(name)
    assert rows
    names = list(rows[0])
    assert all(list(row) == names and None not in row.values() for row in rows)


def test_nothing_else_lies_in_the_catalogue() -> None:
    assert len(TOMLS) + len(CSVS) == len([name for name in FILES if not name.startswith("__")])


def words_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from words_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from words_in(one)


@pytest.mark.parametrize("name", ["header_roles", "labels", "sections", "prose", "rules"])
def test_words_are_well_written(name: str) -> None:
    for word in words_in(toml(name)):
        assert word == " ".join(word.split(" ")).strip(), word
        assert "  " not in word, word
        assert not re.search(r"\u0e4d\u0e32|[\u200b\ufeff\uf700-\uf71a]", word), f"{word} is not composed"


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """A copy of all TOML files of the catalogue that a test may change; the caches are emptied around it."""
    data = {name: copy.deepcopy(toml(name)) for name in TOMLS}
    for module in (labels, lexicon, framework):
        monkeypatch.setattr(module, "toml", data.__getitem__)
    forget()
    yield data
    monkeypatch.undo()
    forget()


def forget() -> None:
    for cached in (
        lexicon._words,
        lexicon._ambiguous,
        lexicon._keys,
        lexicon._torn,
        lexicon._read_header,
        lexicon._has_key,
        labels.words,
        labels.any_of,
        labels.meaning,
        labels.instruments_in,
        levels._words,
        levels._bare_words,
        levels.read_level,
        framework.framework,
        framework.nearest_framework,
        framework._rows,
    ):
        cached.cache_clear()


def test_a_header_word_with_two_roles_is_an_error(changed: dict[str, Any]) -> None:
    changed["header_roles"]["budget"]["words"].append("ผู้ รับผิดชอบ")
    with pytest.raises(CatalogueError, match="two roles"):
        lexicon.read_header("อะไรก็ได้")


def test_a_header_key_with_two_roles_is_an_error(changed: dict[str, Any]) -> None:
    changed["header_roles"]["remark"]["keys"].append("งบประมาณ")
    with pytest.raises(CatalogueError, match="two roles"):
        lexicon.read_header("อะไรก็ได้")


def test_a_word_both_clear_and_ambiguous_is_an_error(changed: dict[str, Any]) -> None:
    changed["header_roles"]["ambiguous"]["มาตรการ"] = ["measure", "method"]
    with pytest.raises(CatalogueError, match="ambiguous"):
        lexicon.read_header("อะไรก็ได้")


@pytest.mark.parametrize(
    ("group", "one", "other"),
    [
        ("comparison", "above", "below"),
        ("trend", "up", "down"),
        ("state", "blank", "not_assessed"),
        ("row", "overall", "rank"),
    ],
)
def test_a_label_with_two_meanings_is_an_error(changed: dict[str, Any], group: str, one: str, other: str) -> None:
    section = changed["labels"][group]
    section[other].append(section[one][0])
    with pytest.raises(CatalogueError, match="two meanings"):
        labels.meaning(group, "x")


def test_a_word_listed_twice_under_one_meaning_is_no_error(changed: dict[str, Any]) -> None:
    changed["labels"]["trend"]["up"].append("เพิ่ม ขึ้น")
    assert labels.meaning("trend", "เพิ่มขึ้น") == "up"


def test_a_level_word_with_two_meanings_is_an_error(changed: dict[str, Any]) -> None:
    scale = changed["rules"]["scale"][1]["levels"]
    scale[1]["words"].append(scale[2]["words"][0])  # ผ่าน also for ผ่านดี
    known = framework.framework(2566)
    assert known is not None
    with pytest.raises(CatalogueError):
        levels.read_level("ผ่าน", known)


def test_an_unknown_level_in_the_framework_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple({**row, "level": "section"} for row in table("framework")[:1])
    monkeypatch.setattr(framework, "table", lambda name: rows)
    forget()
    try:
        with pytest.raises(CatalogueError, match="unknown level"):
            framework.years()
    finally:
        monkeypatch.undo()
        forget()


def test_a_new_header_word_is_one_line_of_data(changed: dict[str, Any]) -> None:
    assert lexicon.read_header("คนทำ").role is None
    changed["header_roles"]["responsible"]["words"].append("คนทำ")
    forget()
    assert lexicon.read_header("คนทำ").role == "responsible"


def test_a_file_that_is_not_there_is_a_fault_of_the_package() -> None:
    with pytest.raises(FileNotFoundError):
        resources.toml("no_such_file")


@pytest.mark.parametrize("code", sorted(toml("findings")))
def test_every_finding_has_its_words_in_both_languages(code: str) -> None:
    known = toml("findings")[code]
    assert known["severity"] in ("info", "warning", "error")
    assert set(known) == {"severity", "en", "th"}
    assert re.search("[ก-๙]", known["th"])
    assert not re.search("[ก-๙]", known["en"])
    made = finding("0" * 16, code, printed="P", expected="E", subject="S")
    assert "{" not in made.message + made.message_th
    fields = [set(re.findall(r"{(\w+)}", known[language])) for language in ("en", "th")]
    assert fields[0] == fields[1], "both languages say the same"
    assert fields[0] <= {"printed", "expected", "subject"}


CONTRACT_CODES = """
change_mismatch overall_mismatch level_mismatch comparison_mismatch score_conflict score_out_of_range
indicator_name_mismatch item_unknown_in_year code_repaired organization_conflict place_ambiguous foreign_script
text_repaired date_outside_period done_after_due numbering_irregular column_unmapped row_unmapped low_confidence
page_without_text
"""


@pytest.mark.parametrize("code", CONTRACT_CODES.split())
def test_the_codes_of_the_contract_are_known(code: str) -> None:
    assert code in toml("findings")


def test_a_finding_of_an_unknown_code_is_an_error() -> None:
    with pytest.raises(CatalogueError):
        finding("0" * 16, "no_such_code")


def test_a_finding_repeats_long_texts_shortened_and_braces_as_they_are() -> None:
    made = finding("0" * 16, "column_unmapped", printed="ก" * 500)
    assert made.printed is not None
    assert len(made.printed) <= 200
    assert "{x}" in finding("0" * 16, "column_unmapped", printed="{x}").message


@pytest.mark.parametrize("group", ["comparison", "trend", "state"])
def test_no_word_stands_under_two_meanings_of_a_group(group: str) -> None:
    seen: dict[str, str] = {}
    for meaning, words in toml("labels")[group].items():
        for word in words:
            assert seen.setdefault(squeeze(word), meaning) == meaning, word


CONTRACT_ROLES = """
ordinal item_code topic measure method responsible timeframe follow_up output outcome target problem budget remark
"""


def test_roles_of_measures_tables_are_those_of_the_contract() -> None:
    assert set(CONTRACT_ROLES.split()) <= set(toml("header_roles"))
